"""Files to articles: front matter, cleaning, dates, duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing_generator.corpus.loading import load_corpus

__all__ = ["load_corpus"]


def __getattr__(name: str) -> object:
    # Loading brings all that articles are read with; whoever asks for the paths of a folder needs none of it.
    if name == "load_corpus":
        from briefing_generator.corpus.loading import load_corpus

        return load_corpus
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
