"""Readings kept between runs, so that cost grows with what changed.

A reading depends on its article, the pack, the language model and this package's own reading code; the key is a hash of
all four, so nothing ever needs to be invalidated by hand. Every reading is a file of its own: builds that run at once
need no lock, and what is corrupt is one file and not the cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model import Article, Pack, Reading
from generator.saving import NotSavedError, save, sweep

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_log = logging.getLogger("generator.reading.cache")
_ROOMS = ("model", "reading", "packs", "corpus")
_SUFFIXES = {".py", ".yml", ".json"}


@cache
def code_version() -> str:
    """Returns a hash over the sources and data that a reading is made with."""
    package = Path(__file__).parent.parent
    files = sorted(p for room in _ROOMS for p in (package / room).rglob("*") if p.suffix in _SUFFIXES)
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def model_version(model: str) -> str:
    """Returns name and version of an installed spaCy pipeline; the name alone where it is a folder."""
    try:
        return f"{model} {metadata.version(model)}"
    except metadata.PackageNotFoundError:
        return model


def reading_key(article: Article, pack: Pack, model: str) -> str:
    """Returns the key under which an article's reading is kept: 64 hexadecimal digits."""
    parts = [asdict(article), asdict(pack), model_version(model), code_version()]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class ReadingCache:
    """Keeps each reading in a file of its own below ``folder``, named by its key.

    A file holds the hash of what follows on its first line, so that one that was cut short, changed or put there by
    something else is known for it, dropped with a note, and its article read again. Files are written beside and
    renamed: builds that run at once, or are killed, leave whole readings or none.
    """

    def __init__(self, folder: Path) -> None:
        """Takes the folder, which is made when the first reading is kept."""
        self._folder = folder / "readings"
        self._keeps = True
        self._swept = False

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}.json"

    def get(self, keys: Iterable[str]) -> dict[str, Reading]:
        """Returns the readings kept under these keys; one that is not as it was written counts as not kept."""
        found = {}
        dropped = 0
        for key in keys:
            try:
                kept = self._path(key).read_bytes()
            except OSError:
                continue
            reading = _understood(kept)
            if reading is not None:
                found[key] = reading
                continue
            dropped += 1
            with contextlib.suppress(OSError):
                self._path(key).unlink()
        if dropped:
            _log.warning(
                "%d of the readings kept in %s cannot be used; their articles are read again.", dropped, self._folder
            )
        return found

    def put(self, key: str, reading: Reading) -> None:
        """Keeps a reading under its key. Where that fails (a full disk), it says so once and keeps no more."""
        if not self._keeps:
            return
        if not self._swept:
            self._swept = True
            sweep(self._folder)
        written = _adapter().dump_json(reading)
        try:
            save(self._path(key), _digest(written) + b"\n" + written, durable=False)
        except NotSavedError as error:
            self._keeps = False
            _log.warning("Readings are not kept for the next run: %s", error)


@cache
def _adapter() -> TypeAdapter[Reading]:
    from pydantic import TypeAdapter

    return TypeAdapter(Reading)


def _digest(written: bytes) -> bytes:
    return hashlib.sha256(written).hexdigest().encode()


def _understood(kept: bytes) -> Reading | None:
    first, _, written = kept.partition(b"\n")
    if first != _digest(written):
        return None
    try:
        return _adapter().validate_json(written)
    except ValueError:
        return None
