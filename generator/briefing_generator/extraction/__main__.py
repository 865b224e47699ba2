"""The process that :mod:`briefing_generator.extraction.sandbox` starts: ``python -m briefing_generator.extraction BYTES_OF_MEMORY``."""

from __future__ import annotations

import json
import signal
import sys
import time
from contextlib import suppress
from typing import IO

from briefing_generator.extraction.documents import as_json, take_apart
from briefing_generator.extraction.errors import ExtractionError


def _serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Answers until nobody asks any more."""
    while line := asked.readline():
        question = json.loads(line)
        data = asked.read(question["bytes"])
        began = time.process_time()
        _give(question["seconds"])
        try:
            answer = as_json(take_apart(data, question["suffix"], question["url"]))
        except ExtractionError as error:
            answer = as_json(error)
        _give(0.0)
        told.write(b"%.3f %s\n" % (time.process_time() - began, answer))
        told.flush()


def _give(seconds: float) -> None:
    """Lets this process use so many seconds of the processor from now on, after which the system ends it; 0 sets no limit."""
    with suppress(AttributeError, ValueError, OSError):  # Windows has no such clock
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _hold_to(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit, macOS does not keep it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    _hold_to(int(sys.argv[1]))
    # What a library prints must not be taken for an answer.
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    _serve(sys.stdin.buffer, answers)
