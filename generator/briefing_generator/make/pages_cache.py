"""Pages kept between runs, under a hash of the folder, the pictures beside its articles and the code that renders."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import asdict
from typing import TYPE_CHECKING

from briefing_generator.model import Page
from briefing_generator.store.cache import Kept
from briefing_generator.store.version import code_digest, library_versions

if TYPE_CHECKING:
    from pathlib import Path

_ROOMS = ("export", "pages", "make")
_LIBRARIES = ("jinja2", "markupsafe", "nh3", "babel", "icalendar", "xlsxwriter", "markdown")


class PagesCache:
    """Keeps all pages of a briefing in one piece."""

    def __init__(self, folder: Path) -> None:
        """Takes the folder of the cache."""
        self._kept = Kept(folder / "rendered", "rendered pages", folder)

    def get(self, key: str) -> tuple[Page, ...] | None:
        """Returns the pages kept for what a folder holds (:func:`~.inputs.inputs_key`); None where there are none."""
        packed = self._kept.get(_key(key))
        if packed is None:
            return None
        try:
            told = json.loads(zlib.decompress(packed))
            return tuple(
                Page(**{**page, "content": base64.b64decode(page["content"]) if binary else page["content"]})
                for page, binary in told
            )
        except (ValueError, TypeError, KeyError, zlib.error):
            self._kept.drop(_key(key))
            return None

    def put(self, key: str, pages: tuple[Page, ...]) -> None:
        """Keeps the pages of what a folder holds."""
        told = []
        for page in pages:
            binary = isinstance(page.content, bytes)
            content = base64.b64encode(page.content).decode() if isinstance(page.content, bytes) else page.content
            told.append(({**asdict(page), "content": content}, binary))
        self._kept.put(_key(key), zlib.compress(json.dumps(told, ensure_ascii=False).encode("utf-8"), 1))


def _key(key: str) -> str:
    return f"{key[:32]}{code_digest(_ROOMS)[:16]}{_libraries()}"


def _libraries() -> str:
    return f"{zlib.crc32(library_versions(_LIBRARIES).encode()):08x}"
