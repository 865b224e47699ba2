"""The one way from a folder to what is exported of it; bytes that an earlier run wrote of the same are taken as they are."""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing_generator.make.folder_to_pages import make_folder_and_key
from briefing_generator.make.inputs import inputs_key, on_this_day
from briefing_generator.store.cache import Kept
from briefing_generator.store.version import code_digest, library_versions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing_generator.export.formats import Format
    from briefing_generator.model import Briefing, Readers

_ROOMS = ("export", "pages", "make")
_LIBRARIES = ("jinja2", "markupsafe", "nh3", "babel", "icalendar", "xlsxwriter", "markdown")


@dataclass(frozen=True, slots=True)
class Exported:
    """What a briefing is in a format, as bytes, and whether these are ``text`` for a terminal.

    ``statements`` and ``articles`` count what the briefing holds and what was read for it.
    """

    content: bytes
    text: bool
    statements: int
    articles: int


def export_folder(
    folder: Path,
    cache: Path | None,
    form: Format,
    *,
    earlier: dict[str, Any] | None = None,
    progress: Callable[[int, int], None] | None = None,
    readers: Readers | None = None,
) -> Exported:
    """Returns a folder's briefing in a format; where an earlier run kept it, and nothing has changed, not even a briefing is made.

    Takes what :func:`~.folder_to_pages.make_folder` does, and raises it and what writing in the format raises.
    """
    kept = ExportsCache(cache, form) if cache else None
    # One that tells of dates ahead of today is kept for today alone; it is never under the other key.
    plain = inputs_key(folder, None, earlier) if kept else None
    for key in (plain, on_this_day(plain)) if plain else ():
        if kept and (known := kept.get(key)):
            return known
    briefing, made = make_folder_and_key(folder, cache, earlier=earlier, progress=progress, readers=readers)
    exported = _exported(briefing, form)
    if kept and made:
        kept.put(made, exported)
    return exported


def _exported(briefing: Briefing, form: Format) -> Exported:
    written = form.write(briefing)
    text = isinstance(written, str)
    content = written.encode("utf-8") if isinstance(written, str) else written
    return Exported(content, text, len(briefing.statements), briefing.coverage.articles)


class ExportsCache:
    """Keeps what briefings are in one format, under a hash of the briefing's own key and of all that writes the format."""

    def __init__(self, folder: Path, form: Format) -> None:
        """Takes the folder of the cache, and the format."""
        self._kept = Kept(folder / "exports", "exports", folder)
        # Pages and tables are packed by the system's zlib, which decides on their bytes, too.
        parts = (form.name, form.written_with(), code_digest(_ROOMS), library_versions(_LIBRARIES))
        self._with = " ".join((*parts, sys.version, zlib.ZLIB_RUNTIME_VERSION))

    def get(self, key: str) -> Exported | None:
        """Returns what is kept of the briefing with this key (:func:`~.inputs.inputs_key`); None where nothing is."""
        return self._kept.read(self._key(key), _unpacked, packed=True)

    def put(self, key: str, exported: Exported) -> None:
        """Keeps what a briefing is in the format."""
        head = json.dumps([exported.text, exported.statements, exported.articles]).encode()
        self._kept.put(self._key(key), head + b"\n" + exported.content, packed=True)

    def _key(self, key: str) -> str:
        return hashlib.sha256(f"{key} {self._with}".encode()).hexdigest()


def _unpacked(kept: bytes) -> Exported:
    head, _, content = kept.partition(b"\n")
    return Exported(content, *json.loads(head))
