"""A built site in one ZIP that opens by a double click: one folder, and in it a start page beside the site's own files."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from briefing_generator.pages.edition.chapters import render

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP can tell; entries have no other, so that the same files give the same bytes."""
START = "Start here.html"
_OF_NO_USE = (".map", "/sitemap.xml", "/sitemap.xml.gz")
"""What a debugger or a robot reads; the sitemap holds the day of the build as well."""


_BUILDS = "`OFFLINE=true briefing build` (or `make site OFFLINE=1`) built"
_LINK = re.compile(r"<a\s[^>]*?\bhref=[\"']?([^\"'\s>#?]+)")


class NotOfflineError(ValueError):
    """A site that was built for a server; the message tells how one for the disk is built."""


def bundle_site(site: Path, top: str) -> bytes:
    """Returns a ZIP of the files below ``site``, in order of their names, all below one folder called ``top``.

    Raises ``FileNotFoundError`` where ``site`` has no ``index.html``, :class:`NotOfflineError` where it was built for a
    server, and other kinds of ``OSError`` as reading does.
    """
    if not (site / "index.html").is_file():
        raise FileNotFoundError(f"{site}: there is no index.html; a folder that {_BUILDS} would be right.")
    if _leads_to_folders(site):
        raise NotOfflineError(
            f"{site}: its links lead to folders, which no browser opens from a disk; a folder that {_BUILDS} would be right."
        )
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as bundle:
        put(bundle, f"{top}/{START}", str(render("start.html.j2")).encode())
        for path in paths:
            if not f"/{path}".endswith(_OF_NO_USE):
                put(bundle, f"{top}/site/{path}", (site / path).read_bytes())
    return target.getvalue()


def _leads_to_folders(site: Path) -> bool:
    """Tells whether the first page leads to pages by their folders, for which a server gives the page in them."""
    links = _LINK.findall((site / "index.html").read_text(encoding="utf-8", errors="replace"))
    return any((site / link / "index.html").is_file() for link in set(links) if not link.startswith("/"))


def put(bundle: zipfile.ZipFile, path: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> None:
    """Adds a file to a ZIP without its time, owner or system."""
    entry = zipfile.ZipInfo(path, EPOCH)
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    bundle.writestr(entry, content, compresslevel=9)
