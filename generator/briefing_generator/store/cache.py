"""Work kept between runs: a file for each piece, found by its key, and known for whole before it is believed.

The key is a hash of all that a piece depends on, so nothing ever needs to be invalidated by hand. A file of its own
for each: builds that run at once need no lock, and what is corrupt is one file and not the whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefing_generator.store.files import NotSavedError, save, sweep

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_log = logging.getLogger("briefing_generator.store.cache")
_MOST_MEGABYTES = 1000
"""What all pieces below one cache may take: the readings of some ten thousand articles."""
_LEFT = 0.9
"""The share of that which is left when it was too much, so that not every further piece asks for room again."""
_DAY = 86_400
"""Seconds after which a piece that is used counts as used anew: writing that down each time would cost more."""
_held: dict[Path, int] = {}
"""Bytes that this process knows to lie below a cache; what others put there meanwhile is seen when it is counted anew."""


def chosen_place(own: Path | None) -> Path | None:
    """Returns where work is kept: where ``BRIEFING_CACHE`` of the environment says (``none`` for nowhere), else ``own``."""
    told = os.environ.get("BRIEFING_CACHE", "")
    return (None if told == "none" else Path(told)) if told else own


class Kept:
    """Keeps pieces of work below a folder.

    A file holds a hash over the key and what follows on its first line, so that one that was cut short, changed, moved
    or put there by something else is known for it, dropped with a note, and its piece made again. Files are written
    beside and renamed: builds that run at once, or are killed, leave whole ones or none.
    """

    def __init__(self, folder: Path, pieces: str, within: Path | None = None) -> None:
        """Takes the folder, made when the first piece is kept, and what the pieces are called in a message.

        ``within`` is the cache, of one or several such folders, that stays below a size: what was not used for longest
        goes. None takes the folder alone.
        """
        self._folder = folder
        self._within = within or folder.parent
        self._pieces = pieces
        self.keeps = True
        """Whether pieces can be kept: the disk has room, and the folder may be written to."""
        self._swept = False
        self._told = False

    def get(self, key: str) -> bytes | None:
        """Returns what is kept under a key; None where nothing is, or not as it was written."""
        try:
            first, _, content = (path := self._path(key)).read_bytes().partition(b"\n")
        except OSError:
            return None
        if first == _digest(key, content):
            _used(path)
            return content
        self.drop(key)
        return None

    def read(self, key: str, decode: Callable[[bytes], T], *, packed: bool = False) -> T | None:
        """Returns what ``decode`` makes of a piece; None where there is none, or it can make nothing of it: that is dropped.

        ``packed`` tells that it was put so.
        """
        content = self.get(key)
        if content is None:
            return None
        try:
            return decode(zlib.decompress(content) if packed else content)
        except (ValueError, TypeError, KeyError, zlib.error):
            self.drop(key)
            return None

    def holds(self, key: str) -> bool:
        """Tells whether something is kept under a key, without a look at whether it is as it was written."""
        return self._path(key).is_file()

    def drop(self, key: str, quiet: bool = False) -> None:
        """Forgets what is kept under a key and cannot be used; says so, the first time, or is ``quiet`` of what is not needed."""
        with contextlib.suppress(OSError):
            self._path(key).unlink()
        if not self._told and not quiet:
            self._told = True
            _log.warning(
                "Some of the %s kept in %s are not as they were written; these are made again.", self._pieces, self._folder
            )  # fmt: skip

    def put(self, key: str, content: bytes, *, packed: bool = False) -> None:
        """Keeps a piece under its key, ``packed`` where it is large and repeats itself.

        Where that fails (a full disk), it says so once and keeps no more.
        """
        if not self.keeps:
            return
        if not self._swept:
            self._swept = True
            sweep(self._folder)
        if packed:
            content = zlib.compress(content, 1)
        _make_room(self._within, len(content))
        try:
            save(self._path(key), _digest(key, content) + b"\n" + content, durable=False)
        except NotSavedError as error:
            self.keeps = False
            _log.warning("The %s are not kept for the next run: %s", self._pieces, error)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}.json"


def _used(path: Path) -> None:
    """Writes down that a piece is in use, by the time of its file."""
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)


def _most() -> int:
    """Returns the bytes that all pieces below one cache may take."""
    told = os.environ.get("BRIEFING_CACHE_MB", "")
    return (int(told) if told.isascii() and told.isdigit() else _MOST_MEGABYTES) * 1_000_000


def _make_room(cache: Path, coming: int) -> None:
    """Removes the pieces that were not used for longest where one more would be too much.

    Several processes may do so at once: a piece that another is just reading is read to its end, one that is gone is
    made again.
    """
    if cache in _held and _held[cache] + coming <= _most():
        _held[cache] += coming
        return
    found: list[tuple[float, int, Path]] = []
    for path in cache.glob("*/??/*.json"):
        with contextlib.suppress(OSError):
            status = path.stat()
            found.append((status.st_mtime, status.st_size, path))
    held = sum(size for _, size, _ in found)
    if held + coming > _most():
        for _, size, path in sorted(found):
            if held + coming <= _most() * _LEFT:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                held -= size
    _held[cache] = held + coming


def _digest(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + content).hexdigest().encode()
