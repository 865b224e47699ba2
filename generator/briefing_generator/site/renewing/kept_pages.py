"""Pages of an earlier build that come out as they did then: neither converted nor put into the theme again.

A page of ours is kept as the file that was written, and with what the theme's search found on it, under a hash of all
that it was made of: its text, the settings and versions of all that had a hand in it, and the pages around it. Where
plugins take part that are not known here, or hooks, nothing is kept: what they look at cannot be known.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from briefing_generator.store.cache import Kept
from briefing_generator.store.files import save

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

Entry = dict[str, Any]


class _KnownPage(MkDocsPage):
    """A page that is written already: only its address and its title are asked for."""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        self.content = ""
        self.toc = TableOfContents([])


class KeptPages:
    """The pages of one build: which are known from an earlier one, and what is to be kept of the others."""

    def __init__(self, cache: Path, around: str) -> None:
        """Takes the cache, and the hash of what goes into all pages (:func:`~.surroundings.surroundings`)."""
        self._kept = Kept(cache / "pages", "pages", cache)
        self._around = around
        self._pages: list[MkDocsPage] = []
        self._found: dict[str, list[Entry]] = {}
        self._keys: dict[str, str] = {}

    def begin(self, files: Files, config: MkDocsConfig) -> None:
        """Writes the pages that are known into the site; MkDocs then passes them over."""
        for file in files.documentation_pages():
            page = file.page or MkDocsPage(None, file, config)
            self._pages.append(page)
            if file.generated_by != "briefings":
                continue
            key = hashlib.sha256(f"{self._around} {file.src_uri} {file.url} {file.edit_uri} ".encode())
            key.update(file.content_bytes)
            self._keys[page.url] = key.hexdigest()
            if self._restored(file, page):
                page.__class__ = _KnownPage

    def _restored(self, file: File, page: MkDocsPage) -> bool:
        html = self._kept.read(self._keys[page.url], bytes, packed=True)
        entries = self._kept.read(f"{self._keys[page.url]}-found", json.loads)
        if html is None or entries is None:
            return False
        path = Path(file.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(html)
        self._found[page.url] = entries
        return True

    def knows(self, page: MkDocsPage) -> bool:
        """Tells whether a page is written already."""
        return page.url in self._found

    def pass_over(self, files: Files) -> None:
        """Takes the pages that are written out of what MkDocs still has to do."""
        for page in self._pages:
            if self.knows(page):
                files.remove(page.file)

    def all_files(self) -> list[File]:
        """Returns all pages of the site, in order: those that are passed over stand in its map, too."""
        return [page.file for page in self._pages]

    def forget(self, page: MkDocsPage) -> None:
        """Keeps nothing of a page of which something is to be said again at the next build."""
        self._keys.pop(page.url, None)

    def written(self, page: MkDocsPage, html: str) -> None:
        """Keeps a page as it is about to be written."""
        if (key := self._keys.get(page.url)) and not self.knows(page):
            self._kept.put(key, html.encode("utf-8", "xmlcharrefreplace"), packed=True)

    def finish(self, index: Path) -> None:
        """Puts what is known into the theme's search index, and keeps what that found on the other pages."""
        whole = json.loads(index.read_text(encoding="utf-8")) if index.is_file() else {"docs": []}
        found = _by_page(whole["docs"])
        for page in self._pages:
            if (key := self._keys.get(page.url)) and not self.knows(page):
                told = json.dumps(found.get(page.url, []), ensure_ascii=False, separators=(",", ":"))
                self._kept.put(f"{key}-found", told.encode())
        if index.is_file() and self._found:
            found |= self._found
            docs = [entry for page in self._pages for entry in found.get(page.url, [])]
            whole["docs"] = docs
            save(index, json.dumps(whole, ensure_ascii=False, separators=(",", ":")), durable=False)


def _by_page(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Returns the entries of a search index by the address of their page."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry["location"].partition("#")[0], []).append(entry)
    return found
