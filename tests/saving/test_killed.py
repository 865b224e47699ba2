"""Builds that are killed, that meet, and that run out of disk. ``make killed`` kills a hundred."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("KILLS", "8"))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_build_leaves_the_next_one_right(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.saving.killed", str(tmp_path), str(KILLS), "20250313"],
        cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT / "generator")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    print(counts)
    assert counts["killed"] == KILLS
    assert counts["right after"] == KILLS + counts["ended"]
    assert counts["files that were half"] == 0
    assert counts["two at once"] == max(1, KILLS // 10)


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from briefing_generator.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
main(sys.argv[1:])
"""


@pytest.mark.slow
def test_a_full_disk_is_told_and_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "b/articles").mkdir(parents=True)
    (tmp_path / "b/articles/a.md").write_text("Norway rejected a ceasefire. Sweden demanded peace talks.")
    (tmp_path / "out.json").write_text("old")
    (tmp_path / ".cache").mkdir()
    command = [sys.executable, "-c", FULL, "export", "b", "--out", "out.json"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT / "generator")},
    )
    assert done.returncode == 1
    assert "out.json: cannot be written: File too large; the old file stands as it was." in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out.json").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if "unfinished" in p.name] == []


def limited(folder: Path, size: int, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs the command line, or MkDocs for ``build``, where no file may be larger than ``size`` bytes."""
    code = FULL.replace("(2_000, 2_000)", f"({size}, {size})")
    if words == ("build",):
        code = code.replace("from briefing_generator.cli import main", "from mkdocs.__main__ import cli as main")
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=folder, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT / "generator"), "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip


@pytest.mark.slow
def test_every_writer_says_that_there_is_no_room(tmp_path: Path) -> None:
    articles = tmp_path / "briefings/fjord/articles"
    articles.mkdir(parents=True)
    (articles / "2025-03-13-a.md").write_text("Norway rejected a ceasefire. Sweden demanded peace talks.\n")
    (tmp_path / "in.md").write_text("Peru offered Chile a truce of three weeks on the border.\n")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<p>A page.</p>")
    for name in ("b.json", "b.csv", "b.zip", "b.epub"):
        (tmp_path / name).write_text("old")
    (tmp_path / "briefings/fjord/state.json").write_text("{}")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    for words in (
        ("export", "briefings/fjord", "--out", "b.json"), ("export", "briefings/fjord", "--out", "b.csv"),
        ("export", "briefings/fjord", "--out", "b.epub"), ("write", "out"), ("mark", "briefings/fjord"), ("new", "harbour"),
        ("add", "in.md", "--to", "fjord"), ("bundle", "site", "--out", "b.zip"), ("check", "--fix"),
    ):  # fmt: skip
        done = limited(tmp_path, 10, *words)
        assert (words, done.returncode) == (words, 1)
        assert "cannot be written: File too large" in done.stderr
        assert "Traceback" not in done.stderr
        assert ".." not in done.stderr.strip()[-3:]
        assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before
    assert not (tmp_path / "briefings/harbour").exists()


@pytest.mark.slow
def test_a_site_that_finds_no_room_says_so(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    (tmp_path / "briefings/fjord/articles").mkdir(parents=True)
    (tmp_path / "briefings/fjord/articles/a.md").write_text("Norway rejected a ceasefire.")
    done = limited(tmp_path, 2_000, "build")
    assert done.returncode == 1
    assert "cannot be written: File too large" in done.stdout + done.stderr
    assert "The site is as it was; build it again once that is mended." in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
