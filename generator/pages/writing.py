"""Writes pages to a folder as plain Markdown, for any site generator."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.model import Page

_LIST = ".briefing-pages"


def write_pages(pages: Iterable[Page], folder: Path) -> tuple[str, ...]:
    """Writes the pages below ``folder`` and returns the paths that were written or removed, sorted.

    A page that is there already with the same words is left alone, so that builds which look at the time of a file
    skip it. A new version is written beside the old one and renamed over it: a reader never sees half a page. Pages
    of an earlier call that are no more are removed; other files of the folder are never touched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    listed = folder / _LIST
    earlier = set(listed.read_text("utf-8").splitlines()) if listed.exists() else set()
    changed: list[str] = []
    paths: set[str] = set()
    for page in pages:
        paths.add(page.path)
        if _write(folder / page.path, page.content):
            changed.append(page.path)
    for path in sorted(earlier - paths):
        target = folder / path
        if target.resolve().is_relative_to(folder.resolve()) and target.is_file():
            target.unlink()
            changed.append(path)
    _write(listed, "".join(f"{path}\n" for path in sorted(paths)))
    return tuple(sorted(changed))


def _write(path: Path, content: str) -> bool:
    data = content.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(data)
    beside.replace(path)
    return True
