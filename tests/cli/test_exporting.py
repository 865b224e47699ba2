"""``briefing export`` in every format, run for real."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from briefing_generator.export.formats import FORMATS

FIRST_BYTES = {
    "json": b"{", "csv": b"\xef\xbb\xbf", "xlsx": b"PK", "bibtex": b"@", "ris": b"TY  - NEWS\r\n", "csl": b"[", "sqlite": b"SQLite format 3\0",
    "graphml": b"<?xml", "annotations": b"{", "dna": b"SQLite format 3\0", "qdpx": b"PK",
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "fjord/articles").mkdir(parents=True)
    (tmp_path / ".cache").mkdir()
    (tmp_path / "fjord/articles/a.md").write_text(
        "---\ndate: 2025-01-02\nurl: https://post.example/a\n---\nNorway rejected a ceasefire. Sweden demanded peace talks."
    )
    return tmp_path


def export(home: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "briefing_generator", "export", "fjord", *words]
    return subprocess.run(
        command, cwd=home, capture_output=True, check=False, env={**os.environ, "BRIEFING_WEIGHTS": "none"}
    )


def test_every_format_by_its_ending_and_by_its_name(home: Path) -> None:
    assert {each.name for each in FORMATS} == set(FIRST_BYTES)
    for each in FORMATS:
        done = export(home, "--out", f"b{each.endings[0]}", "--quiet")
        assert (done.returncode, done.stderr) == (0, b""), each.name
        held = (home / f"b{each.endings[0]}").read_bytes()
        assert held.startswith(FIRST_BYTES[each.name]), each.name
    # The name has the last word, and what it writes goes to the next program, to the byte.
    for name in ("csl", "csv", "xlsx"):
        done = export(home, "--format", name, "--quiet")
        (ending,) = [each.endings[0] for each in FORMATS if each.name == name]
        assert done.stdout == (home / f"b{ending}").read_bytes()
    assert export(home, "--format", "csl", "--out", "c.json", "--quiet").returncode == 0
    assert json.loads((home / "c.json").read_text(encoding="utf-8"))[0]["URL"] == "https://post.example/a"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), b"--out FILE or --format NAME tells what is written"),
        (("--out", "b.txt"), b"b.txt: a file that ends in .json or .csv"),
        (("--out", "b.ris", "--since", "fjord/articles/a.md"), b"--since: a .ris holds"),
        (("--format", "word"), b"is not one of"),
    ],
)
def test_what_cannot_be_written_is_told(home: Path, words: tuple[str, ...], told: bytes) -> None:
    done = export(home, *words)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
