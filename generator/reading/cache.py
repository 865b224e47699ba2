"""Readings kept between runs, so that cost grows with what changed.

A reading depends on its article, the pack, the language model and this package's own reading code; the key is a hash of
all four, so nothing ever needs to be invalidated by hand. SQLite gives atomic writes and several processes at once; a
file that is no cache of ours is dropped.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from importlib import metadata
from pathlib import Path

from generator.model import Article, Pack, Reading

_log = logging.getLogger("generator.reading.cache")
_ROOMS = ("reading", "packs", "corpus")
_SUFFIXES = {".py", ".yml", ".json"}


@cache
def code_version() -> str:
    """Returns a hash over the sources and data that a reading is made with."""
    package = Path(__file__).parent.parent
    files = sorted(p for room in _ROOMS for p in (package / room).rglob("*") if p.suffix in _SUFFIXES)
    digest = hashlib.sha256()
    for path in [package / "model.py", *files]:
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
    """Keeps readings in one SQLite file below ``folder``."""

    def __init__(self, folder: Path) -> None:
        """Opens the cache, making the folder; a corrupt or foreign file is dropped with a note."""
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "readings.sqlite"
        try:
            self._db = self._open()
        except sqlite3.DatabaseError:
            _log.warning("%s was no cache of readings; it is made anew.", self._path.name)
            self._path.unlink(missing_ok=True)
            self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        try:
            db.execute("create table if not exists readings (key text primary key, reading text not null)")
            db.execute("select key, reading from readings limit 1").fetchone()
        except sqlite3.DatabaseError:
            db.close()
            raise
        return db

    def get(self, keys: Iterable[str]) -> dict[str, Reading]:
        """Returns the readings kept under these keys; one that cannot be understood counts as not kept."""
        from pydantic import TypeAdapter, ValidationError

        adapter = TypeAdapter(Reading)
        found = {}
        for key in keys:
            row = self._db.execute("select reading from readings where key = ?", (key,)).fetchone()
            if row is None:
                continue
            with contextlib.suppress(ValidationError):
                found[key] = adapter.validate_json(row[0])
        return found

    def put(self, readings: Mapping[str, Reading]) -> None:
        """Keeps readings under their keys, all or none."""
        from pydantic import TypeAdapter

        adapter = TypeAdapter(Reading)
        rows = [(key, adapter.dump_json(reading).decode()) for key, reading in sorted(readings.items())]
        self._db.execute("begin immediate")
        self._db.executemany("insert or replace into readings values (?, ?)", rows)
        self._db.execute("commit")

    def close(self) -> None:
        """Closes the file."""
        self._db.close()
