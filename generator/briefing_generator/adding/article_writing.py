"""A document to a Markdown file with front matter, under a name that nobody has yet."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import yaml

from briefing_generator.store.files import save_new
from briefing_generator.store.slugs import slug_of

if TYPE_CHECKING:
    from pathlib import Path

    from briefing_generator.model import Document

_LONGEST_NAME = 80
_LONGEST_KEPT = 180
"""Bytes of a name that a file brings along, so that an ending and a number fit behind it on every disk."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?=\.|$)", re.IGNORECASE)
"""Names that Windows takes for a device, whatever stands behind their point."""
_UNFIT = re.compile(r"[<>:\"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
"""Signs that no file of Windows can have in its name, that a terminal obeys, or that turn around what stands behind them."""
_LOOKED_FOR = ("title", "date", "source", "author")


def as_markdown(document: Document) -> str:
    """Returns the document as Markdown: front matter with what it states, then its text."""
    stated: dict[str, object] = {
        "title": document.title, "date": document.date, "source": document.source, "url": document.url,
        "author": document.author, "description": document.description, "tags": list(document.tags),
        "language": document.language,
    }  # fmt: skip
    known = {key: value for key, value in stated.items() if value}
    if document.date:
        known["date"] = date.fromisoformat(document.date)
    head = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=100_000) if known else ""
    text = document.text.strip("\n")
    return f"---\n{head}---\n\n{text}\n" if head else f"{text}\n"


def missing(document: Document) -> tuple[str, ...]:
    """Returns what a reader would look for and the document does not state."""
    return tuple(name for name in _LOOKED_FOR if not getattr(document, name))


def file_name(document: Document, otherwise: str) -> str:
    """Returns a name without its ending, made of the date and the title (or of ``otherwise``)."""
    title = plain_name(slug_of(document.title or otherwise, "article"))
    if len(title) > _LONGEST_NAME:
        title = title[:_LONGEST_NAME].rsplit("-", 1)[0].strip("-") or title[:_LONGEST_NAME]
    dated = document.date is not None and not title.startswith(document.date)
    return f"{document.date}-{title}" if dated else title


def plain_name(name: str) -> str:
    """Returns a name as a file can have it on every disk, and as no file on its way has it.

    >>> plain_name("Talks in Sund"), plain_name("Con"), plain_name(".a: b ")
    ('Talks in Sund', 'Con-article', 'a- b')
    """
    name = _UNFIT.sub("-", name).lstrip("~$.- ").rstrip(". ~")
    name = name.encode("utf-8")[:_LONGEST_KEPT].decode("utf-8", "ignore").rstrip(". ") or "article"
    return _DEVICE.sub(r"\g<0>-article", name) if _DEVICE.match(name) else name


def write_article(folder: Path, name: str, content: str | bytes, ending: str = ".md") -> tuple[Path, bool]:
    """Writes a file into a folder and never over another; returns its path, and whether it is new.

    A file of that name with the very same content is left as it is; another gets a number behind its name. Raises
    :class:`briefing_generator.store.files.NotSavedError`.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    number = 1
    while True:
        path = folder / f"{name}{'' if number == 1 else f'-{number}'}{ending}"
        try:
            save_new(path, data)
        except FileExistsError:
            if path.is_file() and path.read_bytes() == data:
                return path, False
            number += 1
        else:
            return path, True
