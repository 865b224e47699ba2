"""Pages kept between runs, under a hash of the folder, the pictures beside its articles and the code that renders."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

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
        return self._kept.read(_key(key), _unpacked, packed=True)

    def put(self, key: str, pages: tuple[Page, ...]) -> None:
        """Keeps the pages of what a folder holds."""
        told = json.dumps([_told(page) for page in pages], ensure_ascii=False)
        self._kept.put(_key(key), told.encode("utf-8"), packed=True)


def _told(page: Page) -> dict[str, Any]:
    """Returns a page as JSON can hold it: bytes stand in a field of their own."""
    told = asdict(page)
    if isinstance(page.content, bytes):
        told["content"], told["binary"] = "", base64.b64encode(page.content).decode()
    return told


def _unpacked(content: bytes) -> tuple[Page, ...]:
    pages = []
    for told in json.loads(content):
        binary = told.pop("binary", None)
        pages.append(Page(**told if binary is None else {**told, "content": base64.b64decode(binary)}))
    return tuple(pages)


def _key(key: str) -> str:
    return hashlib.sha256(f"{key} {code_digest(_ROOMS)} {library_versions(_LIBRARIES)}".encode()).hexdigest()
