"""What is kept between runs and then damaged, moved or out of reach; places, names and locales that hinder writing."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from briefing_generator import load_corpus, make_briefing
from briefing_generator.export import export_json
from briefing_generator.model import Page
from briefing_generator.pages import write_pages
from briefing_generator.reading import read_corpus
from briefing_generator.store.cache import Kept

ROOT = Path(__file__).parents[2]
PLAIN = "---\ntitle: Ålesund, İstanbul, ISTANBUL\n---\nNorway rejected a ceasefire. Sweden demanded peace talks in Ålesund.\n"
SAVED = "".join(
    f"<p>The union of pier {n} wants shorter shifts, its speaker Ann Lee said on Monday.</p>" for n in range(9)
)


def briefing(folder: Path) -> Path:
    (folder / "articles").mkdir(parents=True)
    (folder / "articles/é.md").write_text(PLAIN, encoding="utf-8")
    (folder / "articles/b.html").write_text(f"<html><body><article><h1>Talks</h1>{SAVED}</article></body></html>")
    return folder


def made(folder: Path, cache: Path | None) -> str:
    corpus = load_corpus(folder, cache=cache)
    assert {article.status for article in corpus.articles} == {"used"}
    return export_json(make_briefing(corpus, read_corpus(corpus, cache=cache)))


def test_a_bit_that_flips_anywhere_is_known(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "readings")
    content = b'{"a": "words", "b": [1, 2, 3]}'
    kept.put("ab" * 32, content)
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    whole = file.read_bytes()
    for at in range(len(whole)):
        for bit in range(8):
            file.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
            assert kept.get("ab" * 32) is None, (at, bit)
            assert not file.exists()
    for cut in range(len(whole)):
        file.write_bytes(whole[:cut])
        assert kept.get("ab" * 32) is None, cut
    other = tmp_path / "cd" / file.name
    other.parent.mkdir()
    other.write_bytes(whole)
    assert kept.get("cd" + "ab" * 31) is None
    file.write_bytes(whole)
    assert kept.get("ab" * 32) == content


def test_a_build_makes_again_what_was_damaged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder, cache = briefing(tmp_path / "b"), tmp_path / "cache"
    right = made(folder, cache)
    files = sorted(path for path in cache.rglob("*") if path.is_file())
    assert {path.relative_to(cache).parts[0] for path in files} == {"readings", "documents"}
    before = [path.read_bytes() for path in files]
    for path, data in zip(files, before, strict=True):
        at = data.index(b"a", 70)
        path.write_bytes(data[:at] + b"b" + data[at + 1 :])
    with caplog.at_level(logging.WARNING):
        assert made(folder, cache) == right
    assert [path.read_bytes() for path in files] == before
    assert sum("are not as they were written" in record.message for record in caplog.records) == 2


@contextmanager
def somebody_else() -> Iterator[Path]:
    """Gives a folder that everybody may look into, to somebody whom permissions bind: the superuser may write everywhere."""
    mine = os.geteuid()
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        try:
            yield Path(name)
        finally:
            if mine == 0:
                os.seteuid(mine)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs permissions")
def test_a_cache_that_may_not_be_written_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    with somebody_else() as place:
        folder, cache = briefing(place / "b"), place / "cache"
        right = made(folder, None)
        cache.mkdir(mode=0o555)
        place.chmod(0o555)
        if os.geteuid() == 0:
            os.seteuid(65534)
        with caplog.at_level(logging.WARNING):
            corpus = load_corpus(folder)
            assert export_json(make_briefing(corpus, read_corpus(corpus, cache=cache))) == right
        assert list(cache.iterdir()) == []
        place_told = [record.message for record in caplog.records if "not kept for the next run" in record.message]
        assert len(place_told) == 1
        assert "Permission denied" in place_told[0]


def test_a_damaged_list_of_pages_raises_nothing(tmp_path: Path) -> None:
    write_pages([Page("a.md", "a"), Page("b.md", "b")], tmp_path)
    (tmp_path / "mine.txt").write_text("mine")
    for damage in (b"a\x00.md\n", b"\xff\xfe\n", b"x" * 5000 + b"\n", b"../../etc/passwd\n", b"\n\n", b".\n", b"/\n"):
        (tmp_path / ".briefing-pages").write_bytes(damage)
        write_pages([Page("a.md", "a")], tmp_path)
        assert (tmp_path / "a.md").read_text() == "a"
        assert (tmp_path / "mine.txt").read_text() == "mine"


LOCALES: list[dict[str, str | None]] = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": None},
    {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "HOME": "/nowhere"},
]


@pytest.mark.slow
def test_no_locale_and_no_home_change_what_is_made(tmp_path: Path) -> None:
    briefing(tmp_path / "b")
    right = json.loads(made(tmp_path / "b", None))
    for number, settings in enumerate(LOCALES):
        environment = {k: v for k, v in (os.environ | settings).items() if v is not None}
        done = subprocess.run(
            [sys.executable, "-m", "briefing_generator", "export", "b", "--no-cache", "--out", f"{number}.json"], cwd=tmp_path,
            env=environment | {"PYTHONPATH": str(ROOT / "generator")}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert json.loads((tmp_path / f"{number}.json").read_text(encoding="utf-8")) == right


ADDING = """
import sys
from pathlib import Path
from briefing_generator.adding.article_writing import write_article
for n in range(40):
    write_article(Path(sys.argv[1]), "talks", f"words {n} of {sys.argv[2]}")
"""


def test_writers_of_one_name_that_meet_lose_nothing(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "generator")}
    command = [sys.executable, "-c", ADDING, str(tmp_path / "articles")]
    running = [subprocess.Popen([*command, str(n)], env=environment) for n in range(3)]
    assert [process.wait() for process in running] == [0] * 3
    found = sorted(path.read_text() for path in (tmp_path / "articles").iterdir())
    assert found == sorted(f"words {n} of {who}" for n in range(40) for who in range(3))
