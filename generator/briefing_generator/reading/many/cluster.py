"""A cluster of one's own that reads: articles go to the workers of a Dask scheduler, and readings come back."""

from __future__ import annotations

import logging
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefing_generator.reading.many.job import Job, NoReadersError
from briefing_generator.reading.many.on_cluster import OtherReaderError, difference, handed, read_there
from briefing_generator.reading.many.processes import read_in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from distributed import Client, Future

    from briefing_generator.model import Article, Reading

_log = logging.getLogger("briefing_generator.reading.many")
_SECONDS = 5
"""Seconds in which a scheduler answers, if it will."""
_WORKER_SECONDS = 30
"""Seconds in which one has a worker, if it will: one that was just begun loads its libraries first."""
_UNDERWAY = 500
"""Articles that the scheduler holds at once: enough that no worker waits, and no more than its memory bears."""
_EACH_THREAD = 8
"""The same for each thread of the workers, where there are very many of these."""


def read_on_cluster(job: Job, articles: Sequence[Article], address: str) -> Iterator[tuple[int, Reading]]:
    """Yields readings as they come, each with its article's place.

    What a worker read that is lost is read by another. An article over which the scheduler has seen several workers end
    is read in a process here, and comes out as failed where that ends, too.

    Args:
        job: what is done with each.
        articles: in the order in which they are begun.
        address: of the scheduler, ``tcp://host:port``, or ``tls://host:port`` where Dask's own settings name keys.

    Raises :class:`NoReadersError`, with what to do, where nobody answers, no worker reads as this machine does, or the
    scheduler is lost; what was yielded until then stays read.
    """
    fatal: list[int] = []
    with _connected(address) as client:
        made_with = job.made_with()
        _look_at_workers(client, job, made_with, address)
        yield from _Talk(client, job, made_with, address).readings(articles, fatal)
    for at in fatal:
        _log.warning("%s: several workers ended over it; it is read here, in a process of its own.", articles[at].path)
        for _, reading in read_in_processes(job, [articles[at]], 1):
            yield at, reading


class _Talk:
    """What goes to a scheduler and comes back from it."""

    def __init__(self, client: Client, job: Job, made_with: dict[str, str], address: str) -> None:
        self._client, self._made_with, self._address = client, made_with, address
        self._job = client.submit(handed, job, pure=False)

    def readings(self, articles: Sequence[Article], fatal: list[int]) -> Iterator[tuple[int, Reading]]:
        """Yields what is read; adds to ``fatal`` the places of articles over which workers end."""
        from distributed import KilledWorker, as_completed

        waiting = iter(enumerate(articles))
        places: dict[object, int] = {}
        underway = max(_UNDERWAY, _EACH_THREAD * sum(self._client.nthreads().values()))
        done = as_completed(
            [self._sent(at, article, places) for at, article in _taken(waiting, underway)],
            loop=self._client.loop,
            raise_errors=False,
        )
        for future in done:
            at = places.pop(future.key)
            error = None if future.status == "finished" else _error(future)
            if isinstance(error, KilledWorker):
                fatal.append(at)
            elif error is not None:
                raise NoReadersError(self._told(error))
            else:
                yield at, self._result(future)
            future.release()
            for further, article in _taken(waiting, 1):
                done.add(self._sent(further, article, places))

    def _sent(self, at: int, article: Article, places: dict[object, int]) -> Future[Reading]:
        future = self._client.submit(read_there, self._job, self._made_with, article, pure=False)
        places[future.key] = at
        return future

    def _result(self, future: Future[Reading]) -> Reading:
        try:
            reading: Reading = future.result()
        except Exception as error:
            raise NoReadersError(self._told(error)) from error
        return reading

    def _told(self, error: BaseException) -> str:
        """Returns why a cluster reads no more, and what to do."""
        kept = "what was read until then is kept, so the same command goes on from there"
        if isinstance(error, OtherReaderError):
            return f"{self._address}: a worker came that reads with {error}; {_SAME} ({kept})."
        if isinstance(error, OSError) and not isinstance(error, ConnectionError):
            return f"{self._address}: a worker says: {error}"
        return (
            f"{self._address}: the scheduler is lost ({type(error).__name__}); begin it and its workers again: {kept}."
        )


_SAME = "install the same versions on every machine, with the same settings (BRIEFING_MODEL, BRIEFING_WEIGHTS)"


def _error(future: Future[Reading]) -> BaseException | None:
    """Returns why a task came to nothing; None where it comes to something after all, since what a lost worker had is read again."""
    if future.status == "cancelled":
        return ConnectionError("cancelled")
    try:
        error: BaseException | None = future.exception()
    except Exception as raised:
        return raised
    return error


def _taken(waiting: Iterator[tuple[int, Article]], many: int) -> Iterator[tuple[int, Article]]:
    return (each for each, _ in zip(waiting, range(many), strict=False))


def _look_at_workers(client: Client, job: Job, made_with: dict[str, str], address: str) -> None:
    """Raises :class:`NoReadersError` where there is no worker, or one that would read differently."""
    from distributed import TimeoutError as TooLate

    try:
        client.wait_for_workers(1, timeout=_WORKER_SECONDS)
    except TooLate as error:
        told = (
            f"{address}: the scheduler has no workers; `dask worker {address} --nthreads 1` on each machine begins one."
        )
        raise NoReadersError(told) from error
    answers: dict[str, Any] = client.run(job.made_with, on_error="return")
    for worker, answer in sorted(answers.items()):
        if not isinstance(answer, dict):
            told = f"{worker}: this worker has no such reader ({type(answer).__name__}: {answer}); {_SAME}."
            raise NoReadersError(told)
        if told := difference(made_with, answer):
            raise NoReadersError(f"{worker}: this worker reads with {told}; {_SAME}.")


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """Gives what speaks to a scheduler; in the end, whatever it still has to do for us is called off."""
    try:
        from distributed import Client
    except ImportError as error:
        told = "--cluster needs what `pip install 'briefing-generator[cluster]'` brings."
        raise NoReadersError(told) from error
    # It says all that goes wrong itself, at length; what matters of it is said in a sentence.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    parts = urlsplit(address)
    try:
        # Where nobody listens at all, this is told at once; Dask would try again until its time is over.
        socket.create_connection((parts.hostname or "", parts.port or 0), timeout=_SECONDS).close()
        client = _begun(lambda: Client(address, timeout=_SECONDS, set_as_default=False, name="briefing"))
    except (OSError, ValueError, RuntimeError) as error:
        told = f"{address}: no Dask scheduler answers there ({error}); `dask scheduler` on that machine begins one."
        raise NoReadersError(told) from error
    try:
        yield client
    finally:
        client.close(timeout=_SECONDS)


def _begun(begin: Callable[[], Client]) -> Client:
    """Returns what is begun; raises ``OSError`` where that takes too long.

    Dask's own time is not over for whoever takes a connection and says nothing, so it is begun beside and left there.
    """
    made: list[Client | Exception] = []

    def beside() -> None:
        try:
            made.append(begin())
        except Exception as error:
            made.append(error)

    thread = threading.Thread(target=beside, daemon=True)
    thread.start()
    thread.join(2 * _SECONDS)
    if not made:
        raise TimeoutError(f"nothing was said in {2 * _SECONDS} seconds")
    if isinstance(made[0], Exception):
        raise made[0]
    return made[0]
