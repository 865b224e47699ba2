"""Chooses how articles are read: one after another here, in several processes, or on a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.store.capacity import free_memory, usable_cpus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing_generator.model import Article, Readers, Reading
    from briefing_generator.reading.many.job import Job

LETTERS_EACH = 60_000
"""Letters of text from which a further process pays: before it reads anything it loads the models for some seconds."""
MEMORY_EACH = 700_000_000
"""Bytes that a process takes that reads: the models, and the articles that it has at hand."""


def read_spread(job: Job, articles: Sequence[Article], readers: Readers) -> Iterator[tuple[int, Reading]]:
    """Yields readings as they come, each with its article's place.

    Args:
        job: what is done with each.
        articles: to read, in any order.
        readers: who reads; where nothing is said, as many processes as pay.

    Raises ``OSError`` where no article can be read, and :class:`NoReadersError` where nobody at a cluster's address
    reads as we do. Whoever stops asking has what was read until then, and nothing goes on behind.
    """
    if not articles:
        return
    workers = min(readers.workers or _paying(articles), len(articles))
    if workers < 2 and not readers.cluster:
        for at, article in enumerate(articles):
            yield at, job(article)
        return
    # The longest first: were one of them the last, all but one would wait for it.
    order = sorted(range(len(articles)), key=lambda at: (-len(articles[at].text), at))
    longest_first = [articles[at] for at in order]
    if readers.cluster:
        from briefing_generator.reading.many.cluster import read_on_cluster

        found = read_on_cluster(job, longest_first, readers.cluster)
    else:
        from briefing_generator.reading.many.processes import read_in_processes

        found = read_in_processes(job, longest_first, workers)
    for at, reading in found:
        yield order[at], reading


def _paying(articles: Sequence[Article]) -> int:
    """Returns how many processes read fastest: no more than there are processors, memory, and text to be read."""
    by_text = sum(len(article.text) for article in articles) // LETTERS_EACH
    workers = min(usable_cpus(), by_text)
    free = free_memory() if workers > 1 else None
    return workers if free is None else min(workers, free // MEMORY_EACH)
