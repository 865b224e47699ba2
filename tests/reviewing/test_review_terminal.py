"""``briefing review`` in a real terminal: keys pressed, the program killed, and gone on with."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="Windows has no such terminals")
ROOT = Path(__file__).parents[2]


class Terminal:
    """A process of ``briefing review`` behind a pseudo-terminal."""

    def __init__(self, folder: Path) -> None:
        ours, theirs = pty.openpty()
        environment = os.environ | {
            "PYTHONPATH": str(ROOT / "generator"),
            "TERM": "xterm-256color",
            "COLUMNS": "80",
            "LINES": "24",
        }
        command = [sys.executable, "-m", "briefing_generator", "review", str(folder), "--by", "M. Editor"]
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)
        self._ours, self.seen = ours, ""

    def until(self, told: Callable[[], bool]) -> None:
        end = time.monotonic() + 120
        while not told():
            assert time.monotonic() < end, self.seen[-2000:]
            if select.select([self._ours], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self._ours, 65536).decode("utf-8", "replace")
                except OSError:  # what Linux says once the other side is closed
                    assert told(), self.seen[-2000:]

    def shows(self, words: str) -> None:
        self.until(lambda: words in self.seen)

    def press(self, keys: str) -> None:
        self.seen = ""
        os.write(self._ours, keys.encode())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)


@pytest.mark.slow
def test_a_kill_loses_nothing_and_the_next_review_goes_on(folder: Path) -> None:
    settings = folder / "briefing.yml"
    first = Terminal(folder)
    try:
        first.shows("1 of ")
        first.press("r")
        first.until(lambda: "action: confirm" in settings.read_text())
        first.press("a")
        first.shows("What does it do?")
        first.press("off\r")
        first.until(lambda: settings.read_text().count("- id:") == 2)
        first.process.send_signal(signal.SIGKILL)
        first.process.wait()
    finally:
        first.close()
    kept = settings.read_text()
    assert kept.startswith("# ours\ntitle: Fjord\npack: peace\nstatements:\n")
    assert kept.count("by: M. Editor") == 2
    assert [p.name for p in folder.iterdir() if p.name.startswith(".")] == []
    second = Terminal(folder)
    try:
        second.shows("1 of ")
        second.press("w")
        second.until(lambda: settings.read_text().count("- id:") == 3)
        second.press("q")
        second.shows("1 wrong; ")
        assert second.process.wait(timeout=60) == 0
    finally:
        second.close()
    assert settings.read_text().startswith(kept)
