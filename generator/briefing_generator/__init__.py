"""Reads a folder of news articles and makes a briefing whose every claim leads to its evidence.

Four calls are the whole program, and a pack of issues between them::

    from pathlib import Path

    from briefing_generator import load_corpus, make_briefing, read_article, render_pages
    from briefing_generator.issues import pack_for

    corpus = load_corpus(Path("briefings/ukraine-ceasefire-talks"))
    pack = pack_for(corpus)
    readings = [read_article(article, pack) for article in corpus.articles]
    briefing = make_briefing(corpus, readings)
    pages = render_pages(briefing)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing_generator.briefing import make_briefing
    from briefing_generator.corpus import load_corpus
    from briefing_generator.pages import render_pages
    from briefing_generator.reading import read_article

    __version__: str

__all__ = ["load_corpus", "make_briefing", "read_article", "render_pages"]

_ROOMS = {
    "load_corpus": "briefing_generator.corpus",
    "read_article": "briefing_generator.reading",
    "make_briefing": "briefing_generator.briefing",
    "render_pages": "briefing_generator.pages",
}


def __getattr__(name: str) -> object:
    # A room is entered when it is first asked for: `briefing --help` must not wait for what it does not need.
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    if name == "__version__":
        from briefing_generator.store.version import package_version

        return package_version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
