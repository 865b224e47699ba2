"""A process that reads for another, which :mod:`briefing_generator.reading.many.processes` starts.

It takes a job and then articles on its standard input, and answers each on its standard output; where nothing more can
come, since the other has ended in whatever way, it ends, too.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import IO


def _serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Reads until nobody asks any more."""
    job = pickle.load(asked)
    _tell(told, None)
    while True:
        article = pickle.load(asked)
        try:
            answer = job(article)
        except OSError as error:
            answer = str(error)
        _tell(told, answer)


def _tell(told: IO[bytes], answer: object) -> None:
    pickle.dump(answer, told, pickle.HIGHEST_PROTOCOL)
    told.flush()


if __name__ == "__main__":
    # Whoever breaks off by Ctrl-C speaks to the process that asks; it will ask no more.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints, in whatever language it is written, must not be taken for an answer.
    os.dup2(2, 1)
    try:
        _serve(sys.stdin.buffer, answers)
    except (EOFError, BrokenPipeError):
        # Nothing is left to be tidied up, and taking the libraries down one by one takes its time.
        os._exit(0)
