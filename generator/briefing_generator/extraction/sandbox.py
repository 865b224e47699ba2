"""Takes documents apart in a process of its own, which may use so much memory and time and no more.

Libraries that read documents can be led astray: a few kilobytes may unpack to gigabytes, or keep a parser busy for a day.
What happens to the other process does not end a build. It is told about a document on its standard input (a line of
JSON, then the bytes) and answers with a line of JSON; it stays for the next document, since libraries are slow to load.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from briefing_generator.extraction.documents import LARGEST, from_json
from briefing_generator.extraction.errors import ExtractionError

if TYPE_CHECKING:
    from briefing_generator.model import Document

MEMORY = 2_000_000_000
"""Bytes of address space of the other process, where the system can hold it to that (Linux)."""
SECONDS = 120.0
"""How long a document may take: 200 pages of a PDF take a tenth of it."""


def extract(data: bytes, suffix: str, url: str | None = None) -> Document:
    """Returns the main text and the metadata of a document.

    Args:
        data: its bytes.
        suffix: the ending of its name with the point, one of :data:`briefing_generator.extraction.KINDS`.
        url: the address it was fetched from; links in it that are relative are relative to that.

    Raises :class:`ExtractionError` where it is not what its name says, holds no text, is too large, or needs more memory
    or time than any article.
    """
    if len(data) > LARGEST:
        raise ExtractionError(f"has more than {LARGEST // 1_000_000} MB")
    return _sandbox().extract(data, suffix, url)


class Sandbox:
    """The other process; started when first needed, and again after one that broke down."""

    def __init__(self, memory: int = MEMORY, seconds: float = SECONDS) -> None:
        """Takes the bytes of memory and the seconds that a document may use."""
        self._memory, self._seconds = memory, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def extract(self, data: bytes, suffix: str, url: str | None = None) -> Document:
        """Returns what was taken out of a document; raises :class:`ExtractionError` as :func:`extract` does."""
        with self._one_at_a_time:
            answer = self._answer(data, suffix, url)
        if answer is None:
            raise ExtractionError("needs more memory or time to be read than any article should", passing=True)
        return from_json(answer)

    def close(self) -> None:
        """Ends the other process, if there is one."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _answer(self, data: bytes, suffix: str, url: str | None) -> bytes | None:
        """Returns what the other process says; None where it broke down or had to be stopped."""
        if self._process and self._process.poll() is not None:
            self.close()
        process = self._process = self._process or self._started()
        assert process.stdin
        assert process.stdout
        watchdog = threading.Timer(self._seconds, process.kill)
        watchdog.start()
        line = b""
        try:
            with suppress(OSError):
                process.stdin.write(json.dumps({"suffix": suffix, "url": url, "bytes": len(data)}).encode() + b"\n")
                process.stdin.write(data)
                process.stdin.flush()
                line = process.stdout.readline()
        finally:
            watchdog.cancel()
            if not line.endswith(b"\n"):
                self.close()
        return line if line.endswith(b"\n") else None

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "briefing_generator.extraction", str(self._memory)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip


@cache
def _sandbox() -> Sandbox:
    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox
