"""A whole corpus read: what is known from earlier runs taken from the cache, the rest read and kept as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.issues import pack_for
from briefing_generator.model import Article, Corpus, Pack, Readers, Reading
from briefing_generator.reading.article_reading import read_article
from briefing_generator.reading.many.job import Job
from briefing_generator.reading.many.spread import read_spread
from briefing_generator.reading.reading_cache import ReadingCache, made_with, reading_key
from briefing_generator.reading.text.model_choice import model_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _read(article: Article, pack: Pack) -> Reading:
    """Reads one article; where the program trips over it, the reading says so, and the others are read all the same."""
    try:
        return read_article(article, pack)
    except OSError:  # the language model is missing: no article can be read
        raise
    except Exception as error:
        return Reading(article.id, pack.name, failed=f"{type(error).__name__}: {error}".split("\n")[0][:200])


def read_corpus(
    corpus: Corpus,
    pack: Pack | None = None,
    cache: Path | None = None,
    told: Callable[[int, int], None] | None = None,
    readers: Readers | None = None,
) -> tuple[Reading, ...]:
    """Reads every article in use, in the corpus' order, and earlier versions and copies that differ from one.

    Args:
        corpus: what :func:`briefing_generator.load_corpus` gave.
        pack: the issues and their language; None takes the corpus' own (:func:`briefing_generator.issues.pack_for`).
        cache: folder that keeps readings between runs; None keeps none.
        told: called with (articles read, articles to read) as the work goes on.
        readers: who reads; None takes as many processes here as pay.

    Raises ``OSError`` where no article can be read: the language model is missing, or a cluster does not answer.
    """
    pack = pack or pack_for(corpus)
    articles = [article for article in corpus.articles if article.status == "used" or article.differs]
    store = ReadingCache(cache) if cache else None
    keys = [reading_key(article, pack, model_name()) if store else article.id for article in articles]
    known = store.get(keys) if store else {}
    fresh = [(key, article) for key, article in zip(keys, articles, strict=True) if key not in known]
    job = Job(_read, pack, made_with)
    readings = read_spread(job, [article for _, article in fresh], readers or Readers())
    for done, (at, reading) in enumerate(readings, 1):
        key = fresh[at][0]
        known[key] = reading
        # Kept one by one: a run that is broken off has not read in vain.
        if store and not reading.failed:
            store.put(key, reading)
        if told:
            told(done, len(fresh))
    return tuple(known[key] for key in keys)
