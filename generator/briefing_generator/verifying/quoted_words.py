"""What a draft puts into quotation marks: its words, and where it says that some were left out or put in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing_generator.reading.quotations.quotemarks import find_stretches
from briefing_generator.verifying.folder_words import Word, plain_word, words_in_place

if TYPE_CHECKING:
    from briefing_generator.model import Article, Block

_LEFT_OUT = re.compile(r"[\[(]\s*(?:\.\s?\.\s?\.|…)\s*[\])]|\.\s?\.\s?\.(?:\s?\.)?|…")
_PUT_IN = re.compile(r"\[([^\[\]]{1,80})\](?!\()([\w’'-]*)")
_SIGNED = re.compile(r"(?:―|—|–|--|-)\s*\w")
"""How a line begins that tells whose words stand above it."""
_PASSED_OVER = 80
"""Words that a mark of omission may stand for: more is another passage."""
_REPLACED = 8
"""Words that a bracket may stand in place of."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words in a row, and how many of the article's may stand before them in place of what the draft marks."""

    words: tuple[str, ...]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """A quotation in a draft: its span without the marks, all its words, and the same as segments.

    ``set_apart`` tells that it is a paragraph set apart as a quotation, without marks.
    """

    start: int
    end: int
    placed: tuple[Word, ...]
    segments: tuple[Segment, ...]
    set_apart: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return tuple(word.plain for word in self.placed)


def quoted_in(article: Article) -> list[QuotedWords]:
    """Returns the quotations of a draft in order of its text: what stands in marks, also in headings and tables, and block quotes."""
    found = [_quoted(article.text, s.start, s.end) for s in find_stretches(_all_read(article))]
    held = [(q.start, q.end) for q in found]
    for block in article.blocks:
        if (
            block.kind == "quote"
            and not _SIGNED.match(article.text, block.start)
            and not any(s < block.end and block.start < e for s, e in held)
        ):
            start, end = _without_signature(article.text, block)
            found.append(_quoted(article.text, start, end, set_apart=True))
    return sorted((q for q in found if q.placed), key=lambda q: q.start)


def _without_signature(text: str, block: Block) -> tuple[int, int]:
    """Returns a block quote without the line that tells whose words it holds ("— Ilse Marwick")."""
    signed = re.search(r"\n[^\S\n]*(?:>[^\S\n]*)?(?:―|—|–|--|-)[^\n]*\s*$", text[block.start : block.end])
    return block.start, block.start + signed.start() if signed and signed.start() else block.end


def _all_read(article: Article) -> Article:
    # A draft has no furniture: what looks like it is quoted all the same.
    return replace(
        article,
        blocks=tuple(
            replace(b, kind="paragraph") if b.kind in ("heading", "table", "furniture") else b for b in article.blocks
        ),
    )


def _quoted(text: str, start: int, end: int, set_apart: bool = False) -> QuotedWords:
    segments: list[Segment] = []
    at, gap = start, 0
    stretch = text[start:end]
    marks = sorted([*_LEFT_OUT.finditer(stretch), *_PUT_IN.finditer(stretch)], key=lambda m: (m.start(), -m.end()))
    for mark in marks:
        first, last = start + mark.start(), start + mark.end()
        if first < at:
            continue
        before = _plain(text, at, first)
        if mark.re is _PUT_IN and mark[2]:
            # "[W]e": a letter changed, and no word put in.
            whole = plain_word(mark[1] + mark[2])
            segments.append(Segment((*before, whole), gap))
            gap, at = 0, last
            continue
        if before:
            segments.append(Segment(before, gap))
            gap = 0
        gap, at = gap + (_REPLACED if mark.re is _PUT_IN else _PASSED_OVER), last
    if rest := _plain(text, at, end):
        segments.append(Segment(rest, gap))
    if segments:
        segments[0] = replace(segments[0], gap=0)
    return QuotedWords(start, end, tuple(words_in_place(text, start, end)), _joined(segments), set_apart)


def _joined(segments: list[Segment]) -> tuple[Segment, ...]:
    """Returns segments with those put together between which nothing may stand."""
    told: list[Segment] = []
    for segment in segments:
        if told and not segment.gap:
            told[-1] = replace(told[-1], words=(*told[-1].words, *segment.words))
        else:
            told.append(segment)
    return tuple(told)


def _plain(text: str, start: int, end: int) -> tuple[str, ...]:
    return tuple(word.plain for word in words_in_place(text, start, end))
