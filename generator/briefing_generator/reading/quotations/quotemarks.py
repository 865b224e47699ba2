"""Stretches inside quotation marks: straight, curly, single, doubled, guillemets; nested, unclosed, over paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import plain_view

if TYPE_CHECKING:
    from briefing_generator.model import Article

# How a stretch may open, what closes it. A closing curly mark opens where a writer mistook it for the other one.
_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’", "‹": "›", "''": "''", "``": "''", '"': '"', "'": "'", "”": "”"}
_MARK = re.compile(r"''|``|[“”„«»‹›‘’\"']")
_KINDS = ("paragraph", "item", "quote")
_SINGLE = ("’", "'")
# Single marks hold at least two signs, and a straight one closes within this many: else it is an apostrophe.
_REACH = 400


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Words inside marks: ``start`` and ``end`` without the marks, ``outer_start`` and ``outer_end`` with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    single: bool = False


def _opens(text: str, at: int, mark: str, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark)] if at + len(mark) < end else " "
    if mark in ("“", "«", "„", "‹", "``"):
        return True
    if mark in ("»", "›", "’"):
        return False
    return not before.isalnum() and before not in ".,!?%" and not after.isspace()


def _closes(text: str, at: int, mark: str, end: int) -> bool:
    if mark == '"' and text[at - 1].isdigit() and text[at + 1 : at + 2] == " ":
        # Inches within a quotation: the mark that ends it still follows, and none that opens another.
        following = text.find('"', at + 1, end)
        return following < 0 or _opens(text, following, '"', at, end)
    if mark not in _SINGLE:
        return True
    before, after = text[at - 1], text[at + 1] if at + 1 < end else " "
    if after.isalnum() or before.isspace():
        return False
    if before == "s" and after == " ":
        # "the workers’ pay": a plural owner, when a mark after punctuation still follows.
        rest = text[at + 1 : min(end, at + _REACH)]
        later = re.search(rf"[.,!?]{mark}(?!\w)", rest)
        return later is None or "‘" in rest[: later.start()] or " '" in rest[: later.start()]
    return True


def _in_block(text: str, start: int, end: int, found: list[Stretch]) -> None:  # noqa: C901
    marks = [(match.start(), match.group()) for match in _MARK.finditer(text, start, end)]
    closers: dict[str, list[int]] = {}
    for at, mark in marks:
        closers.setdefault(mark, []).append(at)
    opened: tuple[int, str] | None = None
    depth = 0
    for at, mark in marks:
        if opened is None:
            if not _opens(text, at, mark, start, end):
                continue
            if mark in ("'", "‘") and not _closed_soon(text, at, _PAIRS[mark], end):
                continue
            opened, depth = (at, mark), 0
            continue
        first, opening = opened
        closing = _PAIRS[opening]
        if mark == opening and mark != closing:
            left = len(closers.get(closing, ())) - bisect_left(closers.get(closing, []), at)
            depth += left > depth + 1
        elif mark == closing and _closes(text, at, mark, end):
            if depth:
                depth -= 1
                continue
            inner = first + len(opening)
            if at > inner:
                found.append(Stretch(inner, at, first, at + len(mark), mark in _SINGLE))
            opened = None
    if opened is not None and opened[1] not in ("'", "‘"):
        inner = opened[0] + len(opened[1])
        if inner < end:
            found.append(Stretch(inner, end, opened[0], end))


def _closed_soon(text: str, at: int, closing: str, end: int) -> bool:
    rest = text[at + 1 : min(end, at + _REACH)]
    match = re.search(rf"[^\s]{closing}(?!\w)", rest)
    return match is not None and match.start() > 0


def find_stretches(article: Article) -> tuple[Stretch, ...]:
    """Returns what stands inside quotation marks, in order of the text; nested marks belong to the outer stretch.

    A stretch that its paragraph leaves open ends with it: by the custom of long quotations the next paragraph opens
    with a mark of its own. Apostrophes, and feet and inches after a figure, open nothing. Marks are looked for in what
    a reader sees, so that one written as an entity of HTML is one; places are those of the article's text.
    """
    found: list[Stretch] = []
    for block in article.blocks:
        if block.kind not in _KINDS:
            continue
        view = plain_view(article.text, block.start, block.end)
        seen: list[Stretch] = []
        _in_block(view.text, 0, len(view.text), seen)
        found.extend(_placed(stretch, view.offsets) for stretch in seen)
    return tuple(sorted(found))


def _placed(seen: Stretch, offsets: tuple[int, ...]) -> Stretch:
    """Returns where a stretch of what a reader sees stands in the article."""
    return Stretch(
        offsets[seen.start], offsets[seen.end - 1] + 1, offsets[seen.outer_start], offsets[seen.outer_end - 1] + 1, seen.single
    )  # fmt: skip
