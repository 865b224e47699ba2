"""Work kept between runs: a file for each piece, found by its key, and known for whole before it is believed.

The key is a hash of all that a piece depends on, so nothing ever needs to be invalidated by hand. A file of its own
for each: builds that run at once need no lock, and what is corrupt is one file and not the whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
from typing import TYPE_CHECKING

from briefing_generator.store.files import NotSavedError, save, sweep

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger("briefing_generator.store.cache")


class Kept:
    """Keeps pieces of work below a folder.

    A file holds a hash over the key and what follows on its first line, so that one that was cut short, changed, moved
    or put there by something else is known for it, dropped with a note, and its piece made again. Files are written
    beside and renamed: builds that run at once, or are killed, leave whole ones or none.
    """

    def __init__(self, folder: Path, pieces: str) -> None:
        """Takes the folder, made when the first piece is kept, and what the pieces are called in a message."""
        self._folder = folder
        self._pieces = pieces
        self.keeps = True
        """Whether pieces can be kept: the disk has room, and the folder may be written to."""
        self._swept = False
        self._told = False

    def get(self, key: str) -> bytes | None:
        """Returns what is kept under a key; None where nothing is, or not as it was written."""
        try:
            first, _, content = self._path(key).read_bytes().partition(b"\n")
        except OSError:
            return None
        if first == _digest(key, content):
            return content
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

    def put(self, key: str, content: bytes) -> None:
        """Keeps a piece under its key. Where that fails (a full disk), it says so once and keeps no more."""
        if not self.keeps:
            return
        if not self._swept:
            self._swept = True
            sweep(self._folder)
        try:
            save(self._path(key), _digest(key, content) + b"\n" + content, durable=False)
        except NotSavedError as error:
            self.keeps = False
            _log.warning("The %s are not kept for the next run: %s", self._pieces, error)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}.json"


def _digest(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + content).hexdigest().encode()
