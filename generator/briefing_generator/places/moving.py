"""Briefings that get another name, go to the trash, and come back: folders are moved, and nothing is ever written over."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from briefing_generator.places.naming_briefings import is_briefing

if TYPE_CHECKING:
    from pathlib import Path

TRASH = ".trash"
"""Hidden, so that it is never taken for a briefing nor published; it lies beside the briefings, on their disk."""
RIGHT_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


class NotMovedError(OSError):
    """A briefing that stays where it is; the message says why."""


def not_a_name(name: str) -> str | None:
    """Returns what is wrong with a name for a briefing, which becomes an address; None where nothing is."""
    if RIGHT_NAME.fullmatch(name):
        return None
    words = re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold())
    return f"{name!r}: small letters, digits and hyphens would be right, as in `{'-'.join(words) or 'harbour-strike'}`."


def rename_briefing(folder: Path, name: str) -> Path:
    """Gives a briefing's folder another name and returns it; raises :class:`NotMovedError` where that cannot be."""
    target = folder.with_name(name)
    if target.exists() and not _same(target, folder):
        raise NotMovedError(f"{target.as_posix()} is there already; another name would be right.")
    return _moved(folder, target)


def remove_briefing(folder: Path) -> Path:
    """Moves a briefing's folder to the trash beside it and returns where it lies there.

    Raises :class:`NotMovedError` where that cannot be, or the folder is no briefing.
    """
    if not is_briefing(folder):
        raise NotMovedError(f"{folder.as_posix()}: there is no articles/ and no briefing.yml in it; it stays.")
    trash = folder.parent / TRASH
    try:
        trash.mkdir(exist_ok=True)
        # What somebody took away must not go public with the next commit.
        if not (trash / ".gitignore").exists():
            (trash / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise NotMovedError(f"{trash.as_posix()}: cannot be made: {error.strerror or error}.") from error
    number = 1 + max((n for n, _ in _removed(trash, folder.name)), default=0)
    return _moved(folder, trash / (folder.name if number == 1 else f"{folder.name}~{number}"))


def bring_back(briefings: Path, name: str) -> Path:
    """Moves what was removed last under a name back beside the other briefings, and returns its folder.

    Raises :class:`NotMovedError` where the trash holds none, or another has taken the name.
    """
    found = _removed(briefings / TRASH, name)
    if not found:
        held = sorted({path.name.partition("~")[0] for path in _folders(briefings / TRASH)})
        there = f"; it holds {', '.join(held)}" if held else ""
        raise NotMovedError(f"There is no briefing {name!r} in the trash{there}.")
    target = briefings / name
    if target.exists():
        raise NotMovedError(f"{target.as_posix()} is there; `briefing rename {name} NEW` would make room.")
    return _moved(found[-1][1], target)


def _removed(trash: Path, name: str) -> list[tuple[int, Path]]:
    """Returns what lies in the trash under a name, with its number, the latest last."""
    found = []
    for path in _folders(trash):
        number = path.name.removeprefix(f"{name}~")
        if path.name == name:
            found.append((1, path))
        elif number != path.name and number.isdecimal():
            found.append((int(number), path))
    return sorted(found)


def _folders(trash: Path) -> list[Path]:
    return [path for path in trash.iterdir() if path.is_dir()] if trash.is_dir() else []


def _moved(folder: Path, target: Path) -> Path:
    try:
        folder.rename(target)
    except OSError as error:
        raise NotMovedError(f"{folder.as_posix()}: cannot be moved: {error.strerror or error}.") from error
    return target


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
