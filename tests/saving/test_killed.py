"""Builds that are killed, that meet, and that run out of disk. ``make killed`` kills a hundred."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("KILLS", "8"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_build_leaves_the_next_one_right(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.saving.killed", str(tmp_path), str(KILLS), "20250313"],
        cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)},
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
from generator.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
main(sys.argv[1:])
"""


def test_a_full_disk_is_told_and_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "b/articles").mkdir(parents=True)
    (tmp_path / "b/articles/a.md").write_text("Norway rejected a ceasefire. Sweden demanded peace talks.")
    (tmp_path / "out.json").write_text("old")
    (tmp_path / ".cache").mkdir()
    command = [sys.executable, "-c", FULL, "export", "b", "--out", "out.json"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 1
    assert "out.json: cannot be written: File too large; the old file stands as it was." in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out.json").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if "unfinished" in p.name] == []
