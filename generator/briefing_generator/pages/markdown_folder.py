"""Writes pages to a folder as plain Markdown, for any site generator."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from briefing_generator.store.files import NotSavedError, save_if_changed, sweep

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefing_generator.model import Page

_LIST = ".briefing-pages"


def write_pages(pages: Iterable[Page], folder: Path) -> tuple[str, ...]:
    """Writes the pages below ``folder`` and returns the paths that were written or removed, sorted.

    A page that is there already with the same words is left alone, so that builds which look at the time of a file
    skip it. A new version is written beside the old one and renamed over it: a reader never sees half a page. Pages
    of an earlier call that are no more are removed; other files of the folder are never touched.

    Raises :class:`briefing_generator.store.files.NotSavedError` where a page cannot be written, or a link leads out of the folder.
    """
    whole = tuple(pages)
    paths = {page.path for page in whole}
    listed = folder / _LIST
    earlier = set(listed.read_text("utf-8", errors="replace").splitlines()) if listed.is_file() else set()
    changed: list[str] = []
    sweep(folder)
    # What is about to be written is listed first: a call that is broken off leaves nothing that the next does not know.
    save_if_changed(listed, _lines(earlier | paths))
    for page in whole:
        if save_if_changed(_target(folder, page.path), page.content, durable=False):
            changed.append(page.path)
    for path in sorted(earlier - paths):
        # A list that was damaged may name what no file can be called.
        with contextlib.suppress(OSError, ValueError):
            target = _target(folder, path)
            if target.is_file():
                target.unlink()
                changed.append(path)
    save_if_changed(listed, _lines(paths))
    return tuple(sorted(changed))


def _lines(paths: Iterable[str]) -> str:
    return "".join(f"{path}\n" for path in sorted(paths))


def _target(folder: Path, path: str) -> Path:
    target = folder / path
    if not target.resolve().is_relative_to(folder.resolve()):
        raise NotSavedError(f"{target}: leads out of {folder}, and is not written.")
    return target
