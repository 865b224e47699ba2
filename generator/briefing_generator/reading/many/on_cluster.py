"""What a cluster's workers do for us: they tell what they read with, and read an article at a time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing_generator.model import Article, Reading
    from briefing_generator.reading.many.job import Job

_one_at_a_time = threading.Lock()
"""Reading is the work of one thread; a worker that was begun with several must not let two in."""


class OtherReaderError(Exception):
    """A worker reads with something else than whoever asks it; its words say with what."""


def handed(job: Job) -> Job:
    """Returns a job: a task whose outcome goes to each worker once, and is made again where one is lost that held it."""
    return job


def read_there(job: Job, made_with: dict[str, str], article: Article) -> Reading:
    """Returns an article's reading; raises :class:`OtherReaderError` where this worker would read it differently."""
    with _one_at_a_time:
        if told := difference(made_with, job.made_with()):
            raise OtherReaderError(told)
        return job(article)


def difference(here: dict[str, str], there: dict[str, str]) -> str:
    """Returns in words what differs between two readers; nothing where they read alike.

    >>> difference({"code": "a" * 64, "numpy": "2.3"}, {"code": "b" * 64, "numpy": "2.2"})
    'other code; numpy 2.2 where this machine has 2.3'
    """
    told = []
    for name in here:
        mine, other = here[name], there.get(name, "")
        if mine == other:
            continue
        hidden = len(mine) == _DIGEST or len(other) == _DIGEST
        told.append(f"other {name}" if hidden else f"{name} {other or 'none'} where this machine has {mine or 'none'}")
    return "; ".join(told)


_DIGEST = 64
"""Letters of a hash, which tells nobody anything."""
