"""Several processes that read: each takes the next article when it is done with one, and what each read is told at once."""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing_generator.reading.many.process import ProcessGoneError, ReadingProcess

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing_generator.model import Article, Reading
    from briefing_generator.reading.many.job import Job

_log = logging.getLogger("briefing_generator.reading.many")
_IN_VAIN = 2
"""Processes in a row that may end before they have read anything: then no other is begun in their place."""
_LOOK = 0.5
"""Seconds after which whoever waits looks up: on Windows, Ctrl-C is heard at no other time."""


def read_in_processes(job: Job, articles: Sequence[Article], workers: int) -> Iterator[tuple[int, Reading]]:
    """Yields readings as they come, each with its article's place.

    A process that ends (the system ran out of memory, a library tripped) takes nothing with it: a sentence is logged,
    another begins in its place, and the article over which it ended is read again once all others are, by itself. Over
    which a process ends again, that one comes out as failed.

    Args:
        job: what is done with each.
        articles: in the order in which they are begun.
        workers: how many processes; each loads the models once.

    Raises ``OSError`` where no article can be read. Whoever stops asking ends the processes.
    """
    crew = _Crew(job, articles, workers)
    try:
        yield from crew.readings()
    finally:
        crew.end()
    yield from _read_alone(job, articles, crew.left(), crew.fatal)


class _Crew:
    """Processes at work, and a thread for each that asks it."""

    def __init__(self, job: Job, articles: Sequence[Article], workers: int) -> None:
        self._job, self._articles = job, articles
        self._waiting = deque(range(len(articles)))
        self.fatal: set[int] = set()
        """Places of articles over which a process ended."""
        self._told: queue.SimpleQueue[tuple[int, Reading] | Exception | None] = queue.SimpleQueue()
        self._processes: list[ReadingProcess] = []
        self._starting = threading.Lock()
        self._ended = False
        self._threads = [threading.Thread(target=self._ask, daemon=True) for _ in range(workers)]

    def readings(self) -> Iterator[tuple[int, Reading]]:
        """Yields what is read until all is, or no process is left."""
        for thread in self._threads:
            thread.start()
        at_work = len(self._threads)
        while at_work:
            try:
                told = self._told.get(timeout=_LOOK)
            except queue.Empty:
                continue
            if told is None:
                at_work -= 1
            elif isinstance(told, Exception):
                raise told
            else:
                yield told

    def left(self) -> list[int]:
        """Returns the places of articles that nobody has read: those over which no process ended come first."""
        return [*self._waiting, *sorted(self.fatal)]

    def end(self) -> None:
        """Ends all processes, and waits for the threads that asked them."""
        with self._starting:
            self._ended = True
        for process in self._processes:
            process.end()
        for thread in self._threads:
            if thread.ident:
                thread.join()

    def _ask(self) -> None:
        """Has articles read by one process, and by another in its place where that ends; in a thread of its own."""
        in_vain = 0
        try:
            while in_vain < _IN_VAIN and self._waiting and (process := self._started()):
                try:
                    self._feed(process)
                finally:
                    process.close()
                in_vain = 0 if process.answered else in_vain + 1
        except Exception as error:
            self._told.put(error)
        finally:
            self._told.put(None)

    def _started(self) -> ReadingProcess | None:
        with self._starting:
            if self._ended:
                return None
            self._processes.append(process := ReadingProcess())
            return process

    def _feed(self, process: ReadingProcess) -> None:
        """Has articles read by a process until none is left, or it ends."""
        at = None
        try:
            process.begin(self._job)
            while self._waiting and not self._ended:
                with suppress(IndexError):  # another thread took the last one
                    at = self._waiting.popleft()
                    self._told.put((at, process.read(self._articles[at])))
        except ProcessGoneError as error:
            if self._ended:
                return
            if at is None:
                _log.warning("A process that was to read articles could not begin (%s).", error)
                return
            self.fatal.add(at)
            told = "A process that reads articles ended (%s) over %s, which is read again in the end, by itself."
            _log.warning(told, error, self._articles[at].path)


def _read_alone(
    job: Job, articles: Sequence[Article], places: list[int], fatal: set[int]
) -> Iterator[tuple[int, Reading]]:
    """Yields readings of what the crew left, read with nothing beside it: in one process, and another where that ends.

    Where none can begin, what ended none is read in this very process.
    """
    process = None
    can_begin = True
    try:
        for at in places:
            article = articles[at]
            if process is None and can_begin:
                process = ReadingProcess()
                can_begin = _begun(process, job)
            if process is None or not can_begin:
                lost = "the process that read it ended, and no other could begin"
                yield at, job.failed(article, lost) if at in fatal else job(article)
                continue
            try:
                yield at, process.read(article)
            except ProcessGoneError as error:
                process.close()
                process = None
                yield at, job.failed(article, f"the process that reads it ends over it: {error}")
    finally:
        if process:
            process.close()


def _begun(process: ReadingProcess, job: Job) -> bool:
    try:
        process.begin(job)
    except ProcessGoneError as error:
        _log.warning("No further process can read articles (%s); what is left is read in this one.", error)
        return False
    return True
