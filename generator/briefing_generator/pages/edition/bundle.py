"""A built site in one ZIP that opens by a double click: one folder, and in it a start page beside the site's own files."""

from __future__ import annotations

import io
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


def bundle_site(site: Path, top: str) -> bytes:
    """Returns a ZIP of the files below ``site``, in order of their names, all below one folder called ``top``.

    Raises ``FileNotFoundError`` where ``site`` has no ``index.html``, and other kinds of ``OSError`` as reading does.
    """
    if not (site / "index.html").is_file():
        raise FileNotFoundError(f"{site}: there is no index.html; a folder that `make site OFFLINE=1` built is right.")
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as bundle:
        put(bundle, f"{top}/{START}", str(render("start.html.j2")).encode())
        for path in paths:
            if not f"/{path}".endswith(_OF_NO_USE):
                put(bundle, f"{top}/site/{path}", (site / path).read_bytes())
    return target.getvalue()


def put(bundle: zipfile.ZipFile, path: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> None:
    """Adds a file to a ZIP without its time, owner or system."""
    entry = zipfile.ZipInfo(path, EPOCH)
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    bundle.writestr(entry, content, compresslevel=9)
