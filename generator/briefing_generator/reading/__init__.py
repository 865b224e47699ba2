"""One article to its reading: names, quotations, statements, dates. It depends on nothing but that article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing_generator.reading.article_reading import read_article
    from briefing_generator.reading.corpus_reading import read_corpus

__all__ = ["read_article", "read_corpus"]


def __getattr__(name: str) -> object:
    # Reading an article brings the language model, reading a corpus the cache and worker processes: each when asked for.
    if name == "read_article":
        from briefing_generator.reading.article_reading import read_article

        return read_article
    if name == "read_corpus":
        from briefing_generator.reading.corpus_reading import read_corpus

        return read_corpus
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
