"""Search for large sites online: Pagefind's index, which a browser loads piece by piece, instead of one it reads whole.

The records are the entries of :func:`briefing_generator.site.search_index.tuned_index` with all words of all articles; the search
box stays the theme's, and ``theme/assets/briefings/js/search.js`` asks Pagefind where the theme's index says so.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from html import unescape
from typing import TYPE_CHECKING, Any

from briefing_generator.site.search_index import Entry, tuned_index
from briefing_generator.store.files import save

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefing_generator.model import Briefing

FOLDER = "pagefind"
"""Below the site: where the index lies."""
_INTERFACES = ("*-ui.*", "*ui.js", "*ui.css", "*highlight.js", "pagefind-component*")
"""Pagefind's own boxes and styles, which a site with the theme's has no use for."""
_MARKUP = re.compile(r"<[^>]*>")


class NoPagefindError(RuntimeError):
    """Pagefind is not installed; the message says how it is."""


def page_search(site: Path, briefings: Iterable[Briefing]) -> int:
    """Writes Pagefind's index for a built site, empties the theme's, and returns how many records there are.

    Raises :class:`NoPagefindError` where Pagefind is missing.
    """
    path = site / "search" / "search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    docs: list[Entry] = tuned_index(index, briefings, "full")["docs"]
    asyncio.run(_write(docs, site / FOLDER))
    told = {**index, "config": {**index["config"], "pagefind": FOLDER}, "docs": []}
    save(path, json.dumps(told, ensure_ascii=False, separators=(",", ":")), durable=False)
    return len(docs)


async def _write(docs: list[Entry], folder: Path) -> None:
    try:
        from pagefind.index import IndexConfig, PagefindIndex
    except ImportError as error:
        raise NoPagefindError(
            "`search: pagefind` needs Pagefind: pip install 'briefing-generator[pagefind]'; without it set `search: built-in`."
        ) from error
    shutil.rmtree(folder, ignore_errors=True)
    titles = {doc["location"]: doc["title"] for doc in docs if "#" not in doc["location"]}
    async with PagefindIndex(config=IndexConfig(output_path=str(folder))) as index:
        for doc in docs:
            if record := _record(doc, titles):
                await index.add_custom_record(**record)
    for pattern in _INTERFACES:
        for path in folder.glob(pattern):
            path.unlink()


def _record(doc: Entry, titles: dict[str, str]) -> dict[str, Any] | None:
    title, text = _plain(doc["title"]), _plain(doc["text"])
    if not (title or text):
        return None
    facets = {name: [doc[name]] for name in ("briefing", "kind") if doc.get(name)}
    page = doc["location"].partition("#")[0]
    return {
        "url": "/" + doc["location"],
        "content": f"{title}. {text}" if text else title,
        "language": "en",
        "meta": {"title": title, "page": _plain(titles.get(page, title)), **{n: v[0] for n, v in facets.items()}},
        "filters": facets,
    }


def _plain(html: str) -> str:
    return " ".join(unescape(_MARKUP.sub(" ", html)).split())
