"""Highlights that a clipper keeps in front matter, apart from the text: words alone, words with a note, or JSON of both."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from briefing_generator.model import Highlight

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS = ("text", "quote", "highlight", "content", "exact")
_NOTES = ("note", "notes", "comment", "comments", "annotation")
_MOST = 500
"""Highlights of one article that are read."""


def kept_highlights(value: Any, key: str, lines: Mapping[str, int]) -> tuple[tuple[Highlight, ...], int]:
    """Returns the highlights that a value of front matter holds, without their places, and how many entries are none.

    Args:
        value: a list of texts or of mappings (``text`` and ``note``), one text, or the same as JSON.
        key: its key, for the lines of its entries (``highlights[0]``).
        lines: the line of each key and entry.

    >>> [(h.quote, h.note) for h in kept_highlights([{"text": "No ferry sails.", "notes": ["why?"]}], "highlights", {})[0]]
    [('No ferry sails.', 'why?')]
    """
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            value = [value]
    rows = value if isinstance(value, list) else [value]
    found = []
    wrong = 0
    for number, row in enumerate(rows[:_MOST]):
        words = _first(row, _WORDS) if isinstance(row, dict) else _text(row)
        if not words:
            wrong += row not in (None, "")
            continue
        note = _first(row, _NOTES) if isinstance(row, dict) else ""
        found.append(Highlight(0, 0, words, note or None, lines.get(f"{key}[{number}]", lines.get(key, 1))))
    return tuple(found), wrong


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((words for name in names if (words := _text(row.get(name)))), "")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(filter(None, map(_text, value)))
    return value.strip() if isinstance(value, str) else ""
