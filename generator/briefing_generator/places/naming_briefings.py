"""A briefing by its name or its folder, from anywhere inside the site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_generator.places.site_found import find_site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.places.site_found import Site

_MOST_NAMED = 8
"""Briefings that a message names."""


class NoBriefingError(ValueError):
    """A name or a folder that is no briefing; the message says which there are."""


def is_briefing(folder: Path) -> bool:
    """Tells whether a folder is a briefing's: it has articles or settings."""
    return (folder / "articles").is_dir() or (folder / "briefing.yml").is_file()


def is_path(word: str) -> bool:
    """Tells whether somebody means a path and no name."""
    return "/" in word or os.sep in word or word in (".", "..")


def from_here(path: Path, here: Path) -> Path:
    """Returns a path as one types it in a folder, its name always in it; as it is where it lies on another disk."""
    try:
        typed = Path(os.path.relpath(path, here))
        return typed if typed.name not in ("", "..") else Path(os.path.relpath(path.parent, here)) / path.name
    except ValueError:
        return path


def all_briefings(here: Path) -> list[Path]:
    """Returns the folders of all briefings of the site that a folder lies in, sorted by name, as typed there.

    Raises :class:`NoBriefingError` outside a site, or where its folder of briefings is missing.
    """
    site = find_site(here)
    if site is None or not site.briefings.is_dir():
        if site is None:
            raise NoBriefingError(
                "There is no folder briefings/ here or above; go into a site, name a briefing's folder, or begin a site "
                "with `briefing init FOLDER`."
            )
        missing = from_here(site.briefings, here).as_posix()
        raise NoBriefingError(
            f"There is no folder {missing}/ here or above; name a briefing's folder, or make one with `briefing new NAME`."
        )
    return [from_here(folder, here) for folder in folders_of(site)]


def folders_of(site: Site) -> list[Path]:
    """Returns the folders of a site's briefings, sorted by name; none where their folder is missing."""
    from briefing_generator.corpus.article_paths import briefing_folders

    return briefing_folders(site.briefings) if site.briefings.is_dir() else []


def briefing_named(word: str, here: Path) -> Path:
    """Returns a briefing's folder, as one types it in ``here``.

    Args:
        word: its name, its folder, or a path inside that; a path may begin where one stands or at the site's root.
        here: the folder that one stands in.

    Raises :class:`NoBriefingError` where there is none; the message names those that there are, the nearest first.
    """
    site = find_site(here)
    if site and not is_path(word) and word and not word.startswith(".") and (site.briefings / word).is_dir():
        return from_here(site.briefings / word, here)
    for base in (here, *([site.root] if site else [])):
        path = base / word
        # A folder that happens to bear the name, as `docs` does, is no briefing; one that is pointed at may become one.
        if not word or not path.is_dir():
            continue
        typed = Path(word) if base is here else from_here(path, here)
        found = typed if is_briefing(path) else _whole(path, here)
        if found or (is_path(word) and word not in (".", "..")):
            return found or typed
    raise NoBriefingError(_not_there(word, site))


def the_briefing(here: Path) -> Path:
    """Returns the briefing that is meant where none is named: the one that one stands in, or the only one.

    Raises :class:`NoBriefingError` where that is none or several.
    """
    site = find_site(here)
    inside = _around(here, site) if site else None
    if inside:
        return from_here(inside, here)
    found = all_briefings(here)
    if len(found) == 1:
        return found[0]
    names = ", ".join(folder.name for folder in found) or "none"
    raise NoBriefingError(f"Say which briefing; there are: {names}.")


def _whole(path: Path, here: Path) -> Path | None:
    """Returns the briefing that a folder lies in, such as one of articles, as typed in ``here``; None where in none."""
    site = find_site(path)
    around = _around(Path(os.path.normpath(path.absolute())), site) if site else None
    return from_here(around, here) if around else None


def _around(path: Path, site: Site) -> Path | None:
    """Returns the briefing of a site that a path lies in, None where it lies beside them."""
    below = path.relative_to(site.briefings).parts if path.is_relative_to(site.briefings) else ()
    return site.briefings / below[0] if below and not below[0].startswith(".") else None


def _not_there(word: str, site: Site | None) -> str:
    names = [folder.name for folder in folders_of(site)] if site else []
    told = f"There is no briefing {word!r}"
    if site is None:
        return f"{told}, and no site around this folder; a folder of articles, or a name inside a site, would be right."
    near = _nearest_names(Path(word).name, names)
    there = f"; there {'is' if len(names) == 1 else 'are'}: {', '.join(near)}" if near else ""
    new = Path(word).name or "NAME"
    return f"{told}{there}; `briefing new {new}` would make one."


def _nearest_names(word: str, names: Iterable[str]) -> list[str]:
    """Returns names, those most like a word first."""
    from difflib import SequenceMatcher

    folded = word.casefold()
    return sorted(names, key=lambda name: (-SequenceMatcher(None, folded, name.casefold()).ratio(), name))[:_MOST_NAMED]
