"""Markdown's inline marks taken out of a stretch of text, without losing where each character stood."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Lengths are limited, so that a file full of marks that open and never close costs no more than its length.
_MARKS = re.compile(
    r"(?P<image>!\[[^\]\n]{0,1000}\]\([^)\n]{0,2000}\))"
    r"|(?P<linkend>\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\))"
    r"|(?P<linkstart>\[(?=[^\]\n]{1,1000}\]\())"
    r"|(?P<strong>\*\*|__|~~|==)"
    r"|(?P<em>(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*]))"
    r"|(?P<code>`)"
    r"|(?P<escape>\\(?=[\\`*_{}\[\]()#+\-.!>~|]))"
)


@dataclass(frozen=True, slots=True)
class PlainView:
    """A stretch of text as a reader sees it; ``offsets[i]`` is where character ``i`` stands in the whole text."""

    text: str
    offsets: tuple[int, ...]


def plain_view(text: str, start: int, end: int) -> PlainView:
    """Returns ``text[start:end]`` without Markdown's inline marks (emphasis, code, links keep their words)."""
    kept: list[int] = []
    at = start
    for mark in _MARKS.finditer(text, start, end):
        kept.extend(range(at, mark.start()))
        at = mark.end()
    kept.extend(range(at, end))
    return PlainView("".join(text[i] for i in kept), tuple(kept))
