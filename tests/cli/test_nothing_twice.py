"""A second run of an unchanged folder reads nothing: neither articles nor the language model, whatever the command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from briefing_generator.make import known_folder, make_folder
from briefing_generator.store.cache import Kept

ROOT = Path(__file__).parents[2]
TALKS = ROOT / "briefings/ukraine-ceasefire-talks"
WATCHED = """
import json, sys
loaded = {}
from briefing_generator.cli import main
try:
    main(sys.argv[1:])
except SystemExit as done:
    assert not done.code, done.code
rooms = "briefing_generator."
print(json.dumps(sorted(
    name for name in sys.modules
    if name in ("spacy", "thinc", "wordllama", "tokenizers")
    or name.startswith((rooms + "corpus.loading", rooms + "corpus.article_file", rooms + "reading.article_reading", rooms + "reading.tagger.tag",
                        rooms + "briefing.assembly", rooms + "extraction.word"))
)))
"""
READERS = {"spacy", "briefing_generator.corpus.loading", "briefing_generator.briefing.assembly"}


def folder_with_articles(folder: Path) -> Path:
    (folder / "articles").mkdir(parents=True)
    for path in sorted((TALKS / "articles").iterdir())[:2]:
        (folder / "articles" / path.name).write_bytes(path.read_bytes())
    return folder


def loaded(place: Path, *words: str, **more: str) -> set[str]:
    """Returns what of the reading a command loaded, in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "generator"), "BRIEFING_WEIGHTS": "none"} | more
    command = [sys.executable, "-P", "-c", WATCHED, *words]
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.slow
@pytest.mark.parametrize("inside", [True, False])
def test_a_second_command_reads_nothing(tmp_path: Path, inside: bool) -> None:
    folder = folder_with_articles(tmp_path / "briefings/talks")
    if inside:
        (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [briefings]\n")
    kept = {"XDG_CACHE_HOME": str(tmp_path / "user")}
    assert loaded(tmp_path, "export", "talks", "--out", "a.json", **kept) >= READERS
    place = tmp_path / (".cache/briefings" if inside else "user/briefing-generator/briefings")
    assert {path.name for path in place.iterdir()} >= {"readings", "briefings"}
    for words in (
        ("export", "talks", "--out", "b.json"),
        ("check", "talks"),
        ("explain", "Russia", "talks"),
        ("list",),
    ):
        assert loaded(tmp_path, *words, **kept) == set(), words
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert loaded(tmp_path, "export", "talks", "--out", "c.json", "--no-cache", **kept) >= READERS
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "c.json").read_bytes()
    (folder / "briefing.yml").write_text("title: Another\n")
    assert loaded(tmp_path, "export", "talks", "--out", "d.json", **kept) >= READERS
    assert json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))["briefing"]["title"] == "Another"


@pytest.mark.slow
def test_without_a_cache_nothing_is_kept(tmp_path: Path) -> None:
    folder_with_articles(tmp_path / "talks")
    loaded(tmp_path, "check", "./talks", "--no-cache", XDG_CACHE_HOME=str(tmp_path / "user"))
    loaded(tmp_path, "check", "./talks", BRIEFING_CACHE="none", XDG_CACHE_HOME=str(tmp_path / "user"))
    assert not (tmp_path / "user").exists()


def test_what_is_kept_is_what_was_made_until_anything_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_WEIGHTS", "none")
    folder, cache = folder_with_articles(tmp_path / "talks"), tmp_path / "cache"
    made = make_folder(folder, cache)
    assert known_folder(folder, cache) == made
    pictures = folder / "articles/pictures"
    pictures.mkdir()

    def write(path: Path, content: str) -> None:
        path.write_text(content, encoding="utf-8")

    changes = {
        "another article": lambda: write(folder / "articles/z.md", "Norway rejected a ceasefire."),
        "its words": lambda: write(folder / "articles/z.md", "Norway accepted a ceasefire."),
        "its name": lambda: (folder / "articles/z.md").rename(folder / "articles/y.md"),
        "settings": lambda: write(folder / "briefing.yml", "pack: peace\n"),
        "a picture": lambda: write(pictures / "a.png", "no picture"),
        "a state": lambda: write(folder / "state.json", '{"briefing": {}, "statements": []}'),
    }
    for name, change in changes.items():
        change()
        assert known_folder(folder, cache) is None, name
        made = make_folder(folder, cache)
        assert known_folder(folder, cache) == made, name
    # The same files, written anew, are the same folder.
    for path in folder.rglob("*.md"):
        os.utime(path, (1, 1))
    assert known_folder(folder, cache) == made
    monkeypatch.setenv("BRIEFING_MODEL", "another")
    assert known_folder(folder, cache) is None


def test_a_date_that_lies_ahead_is_told_until_it_has_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_WEIGHTS", "none")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    folder, cache = tmp_path / "talks", tmp_path / "cache"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles/a.md").write_text("---\ndate: 2031-05-02\n---\nNorway rejected a ceasefire.\n")

    def ahead(day: date) -> tuple[bool, bool]:
        with monkeypatch.context() as patch:
            for module in ("corpus.dating", "make.inputs"):
                patch.setattr(f"briefing_generator.{module}.build_day", lambda: day)
            known = known_folder(folder, cache) is not None
            return known, any(problem.code == "date-future" for problem in make_folder(folder, cache).problems)

    days = (date(2031, 4, 1), date(2031, 4, 1), date(2031, 4, 2), date(2031, 5, 3), date(2031, 6, 1))
    assert [ahead(day) for day in days] == [(False, True), (True, True), (False, True), (False, False), (True, False)]


def test_what_was_not_used_for_longest_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_CACHE_MB", "1")
    (tmp_path / "settings/talks").mkdir(parents=True)
    (tmp_path / "settings/talks/briefing.yml").write_bytes(b"x" * 2_000_000)
    readings, documents = (Kept(tmp_path / name, name, tmp_path) for name in ("readings", "documents"))
    keys = [f"{n:02}" * 32 for n in range(20)]
    long_ago = time.time() - 1_000_000
    for n, key in enumerate(keys):
        kept = readings if n % 2 else documents
        kept.put(key, b"x" * 90_000)
        path = next((tmp_path / ("readings" if n % 2 else "documents") / key[:2]).iterdir())
        os.utime(path, (long_ago + n, long_ago + n))
        # The first is used all the while, and so stays.
        assert documents.get(keys[0]) is not None, n
        held = sum(path.stat().st_size for path in tmp_path.glob("*/??/*.json"))
        assert held <= 1_000_000
    left = [n for n, key in enumerate(keys) if (readings if n % 2 else documents).get(key)]
    assert left[0] == 0
    assert left[1:] == list(range(left[1], 20))
    assert (tmp_path / "settings/talks/briefing.yml").is_file()


KEEPING = """
import sys
from pathlib import Path
from briefing_generator.store.cache import Kept
kept = Kept(Path(sys.argv[1]) / "readings", "readings", Path(sys.argv[1]))
for turn in range(60):
    for n in range(30):
        key = f"{n:02}" * 32
        held = kept.get(key)
        assert held is None or held == f"{n} ".encode() * 15_000, n
        if held is None:
            kept.put(key, f"{n} ".encode() * 15_000)
assert kept.keeps
"""


def test_several_that_keep_and_make_room_at_once_see_whole_pieces(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "generator"), "BRIEFING_CACHE_MB": "1"}
    command = [sys.executable, "-P", "-c", KEEPING, str(tmp_path)]
    running = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0] * 3, told
    assert "".join(told) == ""
