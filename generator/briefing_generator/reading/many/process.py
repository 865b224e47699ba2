"""One further process that reads, as the process that asks it sees it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing_generator.model import Article, Reading

if TYPE_CHECKING:
    from briefing_generator.reading.many.job import Job

_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS",
     "BLIS_NUM_THREADS", "RAYON_NUM_THREADS"),
    "1",
)  # fmt: skip
"""Libraries that compute would start a thread for each processor in every process, and so be in each other's way."""

_LAST_BREATH = 5.0
"""Seconds that a process has to end in which says nothing more."""


class ProcessGoneError(Exception):
    """A process ended before it had answered; its words say how."""


class ReadingProcess:
    """A process with the models loaded once, which reads one article after the other. Asked by one thread at a time."""

    def __init__(self) -> None:
        """Starts it; :meth:`begin` waits until it can be asked."""
        paths = [path for path in sys.path if path]
        environment = {
            **os.environ,
            **_ONE_THREAD,
            "PYTHONPATH": os.pathsep.join(paths),
            "TOKENIZERS_PARALLELISM": "false",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "briefing_generator.reading.many"],
            # Ctrl-C reaches the processes of a terminal's group all at once; this one is ended by whoever asks it.
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True,
        )  # fmt: skip
        self.answered = 0
        """How many articles it has read."""

    def begin(self, job: Job) -> None:
        """Hands over what is to be done with each article; raises :class:`ProcessGoneError` where it cannot begin."""
        self._answer(job)

    def read(self, article: Article) -> Reading:
        """Returns an article's reading.

        Raises :class:`ProcessGoneError` where the process ended over it, and ``OSError`` where no article can be read.
        """
        answer = self._answer(article)
        if not isinstance(answer, Reading):
            raise OSError(answer)
        self.answered += 1
        return answer

    def end(self) -> None:
        """Ends it at once, whatever it does: it holds nothing that would be lost."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Ends it, and lets go of what led to it; by the thread that asks it."""
        self.end()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not yet written cannot be
                if pipe:
                    pipe.close()

    def _answer(self, asked: object) -> object:
        assert self._process.stdin
        assert self._process.stdout
        try:
            pickle.dump(asked, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            return pickle.load(self._process.stdout)
        except (EOFError, BrokenPipeError, ConnectionError, pickle.UnpicklingError, ValueError) as error:
            with suppress(subprocess.TimeoutExpired):  # it ends by itself, and only then is known how
                self._process.wait(_LAST_BREATH)
            self.end()
            raise ProcessGoneError(_how(self._process.returncode)) from error


def _how(status: int) -> str:
    """Returns how a process ended in words.

    >>> _how(-9), _how(1)
    ('SIGKILL, as a system does that runs out of memory', 'exit status 1')
    """
    if status >= 0:
        return f"exit status {status}"
    with suppress(ValueError):
        name = signal.Signals(-status).name
        return f"{name}, as a system does that runs out of memory" if name == "SIGKILL" else name
    return f"signal {-status}"
