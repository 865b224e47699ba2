"""A whole corpus read: cached, and in parallel where there is much to read."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

from briefing_generator.issues import pack_for
from briefing_generator.model import Article, Corpus, Pack, Reading
from briefing_generator.reading.article_reading import read_article
from briefing_generator.reading.reading_cache import ReadingCache, reading_key
from briefing_generator.reading.text.model_choice import model_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PARALLEL_FROM = 60
"""Articles to read from which starting further processes (each loads the model, about two seconds) pays."""
_MOST_WORKERS = 61
"""Windows waits for no more processes at once, and more of them would ask for more memory than they save time."""


def _read(article: Article, pack: Pack) -> Reading:
    """Reads one article; where the program trips over it, the reading says so, and the others are read all the same."""
    try:
        return read_article(article, pack)
    except OSError:  # the language model is missing: no article can be read
        raise
    except Exception as error:
        return Reading(article.id, pack.name, failed=f"{type(error).__name__}: {error}".split("\n")[0][:200])


def _read_many(articles: list[Article], pack: Pack) -> Iterator[Reading]:
    workers = min(os.cpu_count() or 1, _MOST_WORKERS, len(articles) // (PARALLEL_FROM // 2))
    if workers < 2:
        for article in articles:
            yield _read(article, pack)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(_read, pack=pack), articles, chunksize=8)


def read_corpus(
    corpus: Corpus, pack: Pack | None = None, cache: Path | None = None, told: Callable[[int, int], None] | None = None
) -> tuple[Reading, ...]:
    """Reads every article in use, in the corpus' order, and earlier versions and copies that differ from one.

    Args:
        corpus: what :func:`briefing_generator.load_corpus` gave.
        pack: the issues and their language; None takes the corpus' own (:func:`briefing_generator.issues.pack_for`).
        cache: folder that keeps readings between runs; None keeps none.
        told: called with (articles read, articles to read) as the work goes on.
    """
    pack = pack or pack_for(corpus)
    articles = [article for article in corpus.articles if article.status == "used" or article.differs]
    store = ReadingCache(cache) if cache else None
    keys = [reading_key(article, pack, model_name()) if store else article.id for article in articles]
    known = store.get(keys) if store else {}
    fresh = [(key, article) for key, article in zip(keys, articles, strict=True) if key not in known]
    readings = _read_many([article for _, article in fresh], pack)
    for done, ((key, _), reading) in enumerate(zip(fresh, readings, strict=True), 1):
        known[key] = reading
        # Kept one by one: a run that is broken off has not read in vain.
        if store and not reading.failed:
            store.put(key, reading)
        if told:
            told(done, len(fresh))
    return tuple(known[key] for key in keys)
