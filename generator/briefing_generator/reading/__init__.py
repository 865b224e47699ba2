"""One article to its reading: names, quotations, statements, dates. It depends on nothing but that article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.reading.article_reading import read_article

if TYPE_CHECKING:
    from briefing_generator.reading.corpus_reading import read_corpus

__all__ = ["read_article", "read_corpus"]


def __getattr__(name: str) -> object:
    # Reading a corpus brings the cache and worker processes; whoever reads one article needs neither.
    if name == "read_corpus":
        from briefing_generator.reading.corpus_reading import read_corpus

        return read_corpus
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
