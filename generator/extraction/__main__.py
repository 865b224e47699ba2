"""The process that :mod:`generator.extraction.sandbox` starts: ``python -m generator.extraction BYTES_OF_MEMORY``."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import IO

from generator.extraction.documents import ExtractionError, take_apart


def _serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Answers until nobody asks any more."""
    while line := asked.readline():
        question = json.loads(line)
        data = asked.read(question["bytes"])
        try:
            answer = asdict(take_apart(data, question["suffix"], question["url"]))
        except ExtractionError as error:
            answer = {"error": str(error), "passing": error.passing}
        told.write(json.dumps(answer).encode() + b"\n")
        told.flush()


def _hold_to(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit, macOS does not keep it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    _hold_to(int(sys.argv[1]))
    # What a library prints must not be taken for an answer.
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    _serve(sys.stdin.buffer, answers)
