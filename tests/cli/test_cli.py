"""The command line, run for real."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "briefings/fjord/articles"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(
        "---\ndate: 2025-01-02\n---\nNorway rejected a ceasefire. Sweden demanded peace talks."
    )
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_export_write_and_explain(home: Path) -> None:
    assert run("export", "briefings/fjord", "--out", "b.json")[0] == 0
    data = json.loads((home / "b.json").read_text(encoding="utf-8"))
    assert {s["act"] for s in data["statements"]} == {"rejects", "demands"}
    assert run("export", "briefings/fjord", "--out", "b.csv")[0] == 0
    assert (home / "b.csv").read_text(encoding="utf-8").count("\n") == 3
    code, told = run("explain", data["statements"][0]["id"])
    assert (code, data["statements"][0]["rule"] in told) == (0, True)
    assert run("write", "out")[0] == 0
    assert (home / "out/fjord/conditions.md").is_file()
    assert (home / "out/index.md").is_file()


def test_check_tells_and_fails(home: Path) -> None:
    assert run("check") == (0, "")
    (home / "briefings/fjord/articles/b.md").write_text("---\ntitle: [x\n---\nwords\n")
    code, told = run("check")
    assert code == 1
    assert told.startswith("briefings/fjord/articles/b.md:3:")
    assert told.rstrip().endswith("(front-matter-broken)")
    code, told = run("check", "--json")
    assert (code, json.loads(told)[0]["code"]) == (1, "front-matter-broken")
    assert run("check", "--github")[1].startswith("::error file=briefings/fjord/articles/b.md,line=3")


def test_warnings_count_only_when_strict(home: Path) -> None:
    (home / "briefings/fjord/articles/b.md").write_bytes("Sweden rejected the café’s offer.".encode("cp1252"))
    assert run("check")[0] == 0
    assert run("check", "--strict")[0] == 1


def test_new_and_wrong_usage(home: Path) -> None:
    assert run("new", "harbour-strike")[0] == 0
    assert (home / "briefings/harbour-strike/articles").is_dir()
    assert run("new", "harbour-strike")[0] == 2
    assert run("new", "No Such Name")[0] == 2
    assert run("export", "briefings/fjord", "--out", "b.txt")[0] == 2
    assert run("export", "nowhere", "--out", "b.json")[0] == 2
    assert run("explain", "nothing")[0] == 2
