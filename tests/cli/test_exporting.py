"""``briefing export`` in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from briefing_generator.cli import main
from briefing_generator.export.formats import FORMATS
from click.testing import CliRunner, Result

FIRST_BYTES = {
    "json": b"{", "csv": b"\xef\xbb\xbf", "xlsx": b"PK", "bibtex": b"@", "ris": b"TY  - NEWS\r\n", "csl": b"[", "sqlite": b"SQLite format 3\0",
    "graphml": b"<?xml", "annotations": b"{", "dna": b"SQLite format 3\0", "qdpx": b"PK",
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_WEIGHTS", "none")
    (tmp_path / "fjord/articles").mkdir(parents=True)
    (tmp_path / ".cache").mkdir()
    (tmp_path / "fjord/articles/a.md").write_text(
        "---\ndate: 2025-01-02\nurl: https://post.example/a\n---\nNorway rejected a ceasefire. Sweden demanded peace talks."
    )
    return tmp_path


def export(*words: str) -> Result:
    return CliRunner().invoke(main, ["export", "fjord", *words])


def test_every_format_by_its_ending_and_by_its_name(home: Path) -> None:
    assert {each.name for each in FORMATS} == set(FIRST_BYTES)
    for each in FORMATS:
        done = export("--out", f"b{each.endings[0]}", "--quiet")
        assert (done.exit_code, done.stderr) == (0, ""), each.name
        held = (home / f"b{each.endings[0]}").read_bytes()
        assert held.startswith(FIRST_BYTES[each.name]), each.name
    # The name has the last word, and what it writes goes to the next program, to the byte.
    for name in ("csl", "csv", "xlsx"):
        done = export("--format", name, "--quiet")
        (ending,) = [each.endings[0] for each in FORMATS if each.name == name]
        assert done.stdout_bytes == (home / f"b{ending}").read_bytes()
    assert export("--format", "csl", "--out", "c.json", "--quiet").exit_code == 0
    assert json.loads((home / "c.json").read_text(encoding="utf-8"))[0]["URL"] == "https://post.example/a"


def test_a_copy_is_not_counted_among_the_articles(home: Path) -> None:
    text = (home / "fjord/articles/a.md").read_text(encoding="utf-8")
    (home / "fjord/articles/copy.md").write_text(text, encoding="utf-8")
    assert export("--out", "b.csv").stderr.endswith(" of 1 article\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--out FILE or --format NAME tells what is written"),
        (("--out", "b.txt"), "b.txt: a file that ends in .json or .csv"),
        (("--out", "b.ris", "--since", "fjord/articles/a.md"), "--since: a .ris holds"),
        (("--format", "word"), "is not one of"),
    ],
)
def test_what_cannot_be_written_is_told(home: Path, words: tuple[str, ...], told: str) -> None:
    done = export(*words)
    assert (done.exit_code, told in done.stderr) == (2, True), done.stderr
