"""A folder to its briefing and its pages: what the command line and the plugin both ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing_generator.model import Briefing, Corpus, Page, Problem, Settings


def broken_settings(folder: Path) -> Problem | None:
    """Returns why a folder's ``briefing.yml`` cannot be read, with the line and the cure; None where it can."""
    from briefing_generator.corpus.settings_file import load_settings

    return next((problem for problem in load_settings(folder)[1] if problem.code == "settings-broken"), None)


def make_folder(
    folder: Path,
    cache: Path | None,
    *,
    settings: Settings | None = None,
    earlier: dict[str, Any] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Corpus, Briefing]:
    """Returns a folder's corpus and briefing.

    Args:
        folder: a briefing's folder.
        cache: where readings and documents are kept between runs, None to keep none.
        settings: what holds where the folder's own ``briefing.yml`` cannot be read.
        earlier: a ``briefing.json``, loaded, to tell changes against.
        progress: is told how many articles of how many are read.

    Raises ``PackError`` or ``OSError`` where the pack or the language model cannot be read, and ``ValueError`` where
    ``earlier`` is no briefing.
    """
    from briefing_generator.briefing import make_briefing
    from briefing_generator.corpus import load_corpus
    from briefing_generator.reading import read_corpus

    corpus = load_corpus(folder, cache)
    if settings and any(problem.code == "settings-broken" for problem in corpus.problems):
        corpus = replace(corpus, settings=settings)
    return corpus, make_briefing(corpus, read_corpus(corpus, None, cache, progress), earlier)


def make_pages(folder: Path, briefing: Briefing) -> tuple[Page, ...]:
    """Returns all pages of a folder's briefing, the pictures that its articles bring along among them."""
    from briefing_generator.pages import render_pages
    from briefing_generator.pages.page_pictures import carried_pictures

    return (*render_pages(briefing), *carried_pictures(briefing, folder))
