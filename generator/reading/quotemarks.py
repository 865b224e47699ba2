"""Stretches inside quotation marks: straight, curly, single, guillemets; nested, unclosed, running over paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model import Article

_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’", "‹": "›"}
_KINDS = ("paragraph", "item", "quote")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words inside marks: ``start`` and ``end`` without the marks, ``single`` for single marks."""

    start: int
    end: int
    single: bool = False


def _closes_single(text: str, at: int) -> bool:
    after = text[at + 1] if at + 1 < len(text) else " "
    return not after.isalnum()


def _in_block(text: str, start: int, end: int, found: list[Stretch]) -> int | None:
    """Adds a block's stretches; returns the start of one that the block leaves open."""
    at = start
    opened: tuple[int, str] | None = None
    while at < end:
        char = text[at]
        before = text[at - 1] if at > start else " "
        if opened is None:
            if char == '"':
                opened = (at + 1, '"')
            elif char in ("“", "«", "„", "‹"):
                opened = (at + 1, _PAIRS[char])
            elif char == "‘" and not before.isalnum():
                opened = (at + 1, "’")
            elif (
                char == "'"
                and not before.isalnum()
                and re.match(r"'\w[^'\n]{2,200}?[^\s]'(?!\w)", text[at : min(end, at + 210)])
            ):
                opened = (at + 1, "'")
        elif char == opened[1] and (char not in "’'" or _closes_single(text, at)):
            if at > opened[0]:
                found.append(Stretch(opened[0], at, char in "’'"))
            opened = None
        at += 1
    if opened is None:
        return None
    return opened[0] if opened[1] not in "’'" else None


def find_stretches(article: Article) -> tuple[Stretch, ...]:
    """Returns what stands inside quotation marks, in order of the text; nested marks belong to the outer stretch.

    A stretch that its paragraph leaves open goes on in the next paragraph only when that one opens with a mark of its
    own, as the custom of long quotations has it; else it ends with its paragraph. Single-marked words of no more than
    one word in capitals or with an apostrophe are left alone.
    """
    found: list[Stretch] = []
    for block in article.blocks:
        if block.kind not in _KINDS:
            continue
        rest = _in_block(article.text, block.start, block.end, found)
        if rest is not None and rest < block.end:
            found.append(Stretch(rest, block.end))
    return tuple(sorted(found, key=lambda s: s.start))
