"""The one way from a folder to its briefing and its pages; what is as it was at an earlier run is not made again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing_generator.make.briefing_cache import BriefingCache
    from briefing_generator.model import Briefing, Page, Problem, Readers, Settings


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
    readers: Readers | None = None,
) -> Briefing:
    """Returns a folder's briefing: the one that an earlier run kept where nothing that speaks of it has changed.

    Args:
        folder: a briefing's folder.
        cache: where briefings, readings and documents are kept between runs, None to keep none.
        settings: what holds where the folder's own ``briefing.yml`` cannot be read.
        earlier: a ``briefing.json``, loaded, to tell changes against.
        progress: is told how many articles of how many are read.
        readers: who reads; None takes as many processes here as pay.

    Raises ``PackError`` or ``OSError`` where the pack or the language model cannot be read or a cluster reads nothing, and ``ValueError`` where
    ``earlier`` is no briefing.
    """
    return make_folder_and_key(folder, cache, settings, earlier, progress, readers)[0]


def make_folder_and_key(
    folder: Path,
    cache: Path | None,
    settings: Settings | None = None,
    earlier: dict[str, Any] | None = None,
    progress: Callable[[int, int], None] | None = None,
    readers: Readers | None = None,
) -> tuple[Briefing, str | None]:
    """Returns a folder's briefing, and the key under which it is kept; None where it is not.

    Takes and raises what :func:`make_folder` does.
    """
    from briefing_generator.make.briefing_cache import BriefingCache
    from briefing_generator.make.inputs import inputs_key, on_this_day

    kept = BriefingCache(cache) if cache else None
    key = inputs_key(folder, settings, earlier) if kept else None
    if kept and key and (known := _known(kept, key)):
        return known
    # Rooms that read are entered only for what is new: their libraries alone take seconds to load.
    from briefing_generator.briefing import make_briefing
    from briefing_generator.corpus import load_corpus
    from briefing_generator.reading import read_corpus

    corpus = load_corpus(folder, cache)
    if settings and any(problem.code == "settings-broken" for problem in corpus.problems):
        corpus = replace(corpus, settings=settings)
    readings = read_corpus(corpus, None, cache, progress, readers)
    briefing = make_briefing(corpus, readings, earlier)
    # What another run may read better, and what somebody wrote while this one read, is not kept.
    lasting = not corpus.passing and not any(reading.failed for reading in readings)
    if kept and key and lasting and inputs_key(folder, settings, earlier) == key:
        ahead = any(problem.code == "date-future" for problem in briefing.problems)
        key = on_this_day(key) if ahead else key
        kept.put(key, briefing)
        return briefing, key
    return briefing, None


def known_folder(folder: Path, cache: Path | None) -> Briefing | None:
    """Returns the briefing that an earlier run kept of a folder as it is now; None where none did."""
    from briefing_generator.make.briefing_cache import BriefingCache
    from briefing_generator.make.inputs import inputs_key

    key = inputs_key(folder, None, None) if cache else None
    known = _known(BriefingCache(cache), key) if cache and key else None
    return known[0] if known else None


def _known(kept: BriefingCache, key: str) -> tuple[Briefing, str] | None:
    """Returns the briefing that is kept under a key for good, else the one that is kept for today, with the key of which."""
    from briefing_generator.make.inputs import on_this_day

    found = ((kept.get(each), each) for each in (key, on_this_day(key)))
    return next(((briefing, each) for briefing, each in found if briefing is not None), None)


def make_pages(folder: Path, briefing: Briefing) -> tuple[Page, ...]:
    """Returns all pages of a folder's briefing, the pictures that its articles bring along among them."""
    from briefing_generator.pages import render_pages

    return (*render_pages(briefing), *_pictures(folder, briefing))


def _pictures(folder: Path, briefing: Briefing) -> tuple[Page, ...]:
    from briefing_generator.pages.page_pictures import carried_pictures

    return tuple(carried_pictures(briefing, folder))


def make_folder_and_pages(
    folder: Path, cache: Path | None, settings: Settings | None = None, readers: Readers | None = None
) -> tuple[Briefing, tuple[Page, ...]]:
    """Returns a folder's briefing and all its pages, as an earlier run kept both where nothing has changed.

    Takes and raises what :func:`make_folder` does.
    """
    from briefing_generator.make.pages_cache import PagesCache

    briefing, key = make_folder_and_key(folder, cache, settings, readers=readers)
    kept = PagesCache(cache) if cache and key else None
    pages = kept.get(key) if kept and key else None
    if pages is None:
        from briefing_generator.pages import render_pages

        pages = render_pages(briefing)
        if kept and key:
            kept.put(key, pages)
    return briefing, (*pages, *_pictures(folder, briefing))
