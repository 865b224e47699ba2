"""Takes documents apart in processes of their own, which may use so much memory and time and no more.

Libraries that read documents can be led astray: a few kilobytes may unpack to gigabytes, or keep a parser busy for a day.
What happens to another process does not end a build. It is told about a document on its standard input (a line of
JSON, then the bytes) and answers with a line: the seconds it took, and JSON; it stays for the next document, since libraries are slow to load.
Whoever asks from several threads is answered by as many processes.
"""

from __future__ import annotations

import atexit
import json
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing_generator.extraction.documents import LARGEST, from_json
from briefing_generator.extraction.errors import TOO_DEAR, ExtractionError, LaterError

if TYPE_CHECKING:
    from briefing_generator.model import Document

MEMORY = 2_000_000_000
"""Bytes of address space of another process, where the system can hold it to that (Linux)."""
SECONDS = 120.0
"""Seconds of the processor that the largest document may take: 200 pages of a PDF take a tenth of it."""
FOLDER_SECONDS = 600.0
"""Seconds of the processor that all new documents of a folder may take in one run: thousands of saved pages take less."""
_LEAST = 0.001
"""Seconds that any document counts for: some systems' clocks stand still for as long as a short one takes."""
_QUICK, _SMALL, _EACH_SECOND = 10.0, 200_000, 20_000
"""Seconds that a document of so many bytes may take, and the bytes beyond them that give it one more."""
_WAITED = 4.0
"""How many times that may pass on the clock, where other work shares the processor."""
_LONGEST_ANSWER = 40_000_000
"""Bytes of an answer that are taken: what is longer is none, whatever went wrong in the other process."""
_STOPPED = (-getattr(signal, "SIGPROF", 1000),)
"""How a process ends that has used up its time of the processor."""

_idle: list[Sandbox] = []


class Budget:
    """What all new documents of a folder may take together, from however many threads it is spent.

    None is begun once it is used up. Those that are being read then may end, each within its own limit.
    """

    def __init__(self, seconds: float | None = None) -> None:
        """Takes the seconds of the processor; :data:`FOLDER_SECONDS` where none are named."""
        self._seconds = FOLDER_SECONDS if seconds is None else seconds
        self._spent = 0.0
        self._one_at_a_time = threading.Lock()

    def check(self) -> None:
        """Raises :class:`LaterError` where nothing is left."""
        if self._spent >= self._seconds:
            raise LaterError(self._seconds / 60)

    def spend(self, seconds: float) -> None:
        """Notes what a document took."""
        with self._one_at_a_time:
            self._spent += seconds


def extract(data: bytes, suffix: str, url: str | None = None, budget: Budget | None = None) -> Document:
    """Returns the main text and the metadata of a document.

    Args:
        data: its bytes.
        suffix: the ending of its name with the point, one of :data:`briefing_generator.extraction.KINDS`.
        url: the address it was fetched from; links in it that are relative are relative to that.
        budget: what this document shares with others.

    Raises :class:`LaterError` where the budget is used up, and :class:`ExtractionError` where it is not what its name says, holds no text, is too large, or needs more memory
    or time than any article.
    """
    if len(data) > LARGEST:
        raise ExtractionError(f"has more than {LARGEST // 1_000_000} MB")
    if budget:
        budget.check()
    try:
        sandbox = _idle.pop()
    except IndexError:
        sandbox = _sandbox()
    try:
        return sandbox.extract(data, suffix, url)
    finally:
        if budget:
            budget.spend(sandbox.took)
        _idle.append(sandbox)


def seconds_for(size: int, most: float = SECONDS) -> float:
    """Returns how many seconds of the processor a document of so many bytes may take.

    >>> seconds_for(3_000), seconds_for(400_000), seconds_for(30_000_000)
    (10.0, 20.0, 120.0)
    """
    return min(most, _QUICK + max(0, size - _SMALL) / _EACH_SECOND)


class Sandbox:
    """The other process; started when first needed, and again after one that broke down."""

    def __init__(self, memory: int = MEMORY, seconds: float = SECONDS) -> None:
        """Takes the bytes of memory and the seconds that a document may use."""
        self._memory, self._seconds = memory, seconds
        self._used_up = False
        self.took = 0.0
        """Seconds of the processor that the last document took; of one that ended the process, at most those it was given."""
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def extract(self, data: bytes, suffix: str, url: str | None = None) -> Document:
        """Returns what was taken out of a document; raises :class:`ExtractionError` as :func:`extract` does."""
        with self._one_at_a_time:
            answer = self._answer(data, suffix, url)
        if answer is None:
            # What used up its time will do so again; what else became of the other process may not happen twice.
            raise ExtractionError(TOO_DEAR, passing=not self._used_up, dear=True)
        return from_json(answer)

    def close(self) -> None:
        """Ends the other process, if there is one."""
        if self._process:
            self._process.kill()
            with suppress(OSError):  # what was not yet written cannot be
                self._process.communicate()
            self._used_up |= self._process.returncode in _STOPPED
            self._process = None

    def _answer(self, data: bytes, suffix: str, url: str | None) -> bytes | None:
        """Returns what the other process says; None where it broke down or had to be stopped."""
        if self._process and self._process.poll() is not None:
            self.close()
        process = self._process = self._process or self._started()
        assert process.stdin
        assert process.stdout
        self._used_up = False
        seconds = seconds_for(len(data), self._seconds)
        watchdog = threading.Timer(_WAITED * seconds, self._waited, (process,))
        watchdog.daemon = True
        watchdog.start()
        line, began = b"", time.monotonic()
        try:
            with suppress(OSError):
                question = {"suffix": suffix, "url": url, "bytes": len(data), "seconds": max(seconds, 0.001)}
                process.stdin.write(json.dumps(question).encode() + b"\n")
                process.stdin.write(data)
                process.stdin.flush()
                line = process.stdout.readline(_LONGEST_ANSWER)
        finally:
            watchdog.cancel()
            self.took = min(seconds, time.monotonic() - began)
            if not line.endswith(b"\n"):
                self.close()
        if not line.endswith(b"\n"):
            return None
        took, _, answer = line.partition(b" ")
        self.took = max(float(took), _LEAST)
        return answer

    def _waited(self, process: subprocess.Popen[bytes]) -> None:
        # Where the system cannot count the processor's seconds, those of the clock have to do.
        self._used_up = not hasattr(signal, "setitimer")
        process.kill()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "briefing_generator.extraction", str(self._memory)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip


def _sandbox() -> Sandbox:
    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox
