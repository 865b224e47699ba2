"""An article's blocks cut into sentences, each of a length that can be parsed.

Parsing, and much that looks at a parse, costs the square of a sentence's length. What is longer than any sentence that
somebody wrote is therefore cut again, where a clause ends, and its pieces are read as sentences: so reading costs as much
as the text is long, whatever stands in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import plain_view
from briefing_generator.corpus.body.table_cells import cells, is_rule
from briefing_generator.reading.text.enumerations import numbered_clauses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing_generator.model import Article
    from briefing_generator.reading.text.signatures import Signature

LONGEST = 1_500
"""Letters of the longest sentence that is read whole; the longest of 5,600 in the news has 1,241."""
MOST_PARTS = 400
"""Words and signs in it at their most."""
_PIECE, _PIECE_PARTS = 500, 100
"""Letters, words and signs in a piece of a longer one at their most: as much as a long sentence has."""
_LONGEST_BLOCK = 20_000
"""Letters that are searched for sentences at once: that search, too, costs more the longer they are."""
_MANY, _SHORTEST = 200, 8
"""Sentences from which, and letters of each on the average up to which, they are no sentences: each costs besides its letters."""

# sentencex ends some sentences at a title ("send Ms. | Martin").
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Gov|Sen|Rep|Rev|Lt|Sgt|Capt|Col|Amb|Messrs)\.\s*$")
# It takes whole words at a sentence's end for abbreviations ("in May. | Sweden").
_WHOLE = re.compile(r"\b(?:May|me|no|art|ill|fed|miss)\.[\"”’)]?\s+(?=[\"“‘(]?[A-Z])")
# The seat of a lawmaker is cut in two ("R-S. | D., said").
_SEAT = re.compile(r"\b[A-Z]-(?:[A-Z]\.)+\s*$"), re.compile(r"(?:[A-Z]\.)|[,)a-z]")
_PART = re.compile(r"\w+|[^\w\s]")
_SHORTEST_CELL = 4
"""Words from which a cell of a table may be a sentence, and no label or figure."""
_SIGNS = re.compile(r"\S{200,}|[^\w\s]{20,}")
"""A run of signs that belongs to no sentence, or of letters that are no word: an address, a key."""
# Where a piece may end, the best first: behind the mark of a clause, a comma, a word.
_ENDS = (
    re.compile(r"[.!?;:][\"”’)]*\s+|\s[—–-]{1,2}\s+"),
    re.compile(r",[\"”’)]?\s+|\s(?=(?:and|but|or|that|which|who|while|because)\s)"),
    re.compile(r"\s+"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence as a reader sees it, or a piece of a longer one, which ``goes_on`` where it is not the first.

    ``numbered`` tells that it is a clause that a number sets apart within its paragraph.
    """

    block: int
    text: str
    offsets: tuple[int, ...]
    goes_on: bool = False
    numbered: bool = False


def cut(article: Article, signature: Signature | None = None) -> Iterator[Piece]:
    """Yields the sentences of an article that are no furniture or code; those of a table stand each in one cell.

    The line that signs a column is among them from its name on, though it is furniture.

    sentencex finds them, which errs less than the parser on ``U.S.`` and on quotation marks.
    """
    for index, first, last in _stretches_of(article, signature):
        view = plain_view(article.text, first, last)
        for from_, to, numbered in numbered_clauses(view.text):
            opens = numbered
            for whole_start, whole_end in _sentences(view.text[from_:to]):
                for start, end in _pieces(view.text, from_ + whole_start, from_ + whole_end):
                    goes_on = start > from_ + whole_start
                    yield Piece(index, view.text[start:end], view.offsets[start:end], goes_on, opens)
                    opens = False


def _stretches_of(article: Article, signature: Signature | None) -> Iterator[tuple[int, int, int]]:
    """Yields the blocks of an article that hold sentences, and of a table's rows the cells that may."""
    text = article.text
    for index, block in enumerate(article.blocks):
        if signature is not None and index == signature.block:
            yield index, signature.start, signature.end
            continue
        if block.kind in ("furniture", "code"):
            continue
        if block.kind != "table":
            yield index, block.start, block.end
        elif not is_rule(text[block.start : block.end]):
            for start, end in cells(text, block.start, block.end):
                if sum(word[:1].isalpha() for word in text[start:end].split()) >= _SHORTEST_CELL:
                    yield index, start, end


def _sentences(text: str) -> Iterable[tuple[int, int]]:
    """Yields where sentences begin and end, without the white space around them."""
    from sentencex import get_sentence_boundaries

    for at, end in _stretches(text):
        spans: list[tuple[int, int]] = []
        for piece in get_sentence_boundaries("en", text[at:end] if (at, end) != (0, len(text)) else text):
            start, stop = at + piece["start_index"], at + piece["end_index"]
            if spans and _goes_on(text, max(spans[-1][0], spans[-1][1] - 20), spans[-1][1], start):
                start = spans.pop()[0]
            for whole in _WHOLE.finditer(text, start, stop):
                spans.append((start, whole.end()))
                start = whole.end()
            spans.append((start, stop))
        if len(spans) > _MANY and end - at < _SHORTEST * len(spans):
            spans = [(at, end)]
        for span in spans:
            start, stop = _trimmed(text, *span)
            if start < stop:
                yield start, stop


def _goes_on(text: str, near: int, end: int, start: int) -> bool:
    """Tells whether a sentence that was ended behind an abbreviation goes on."""
    seat, rest = _SEAT
    return bool(_TITLE.search(text, near, end) or (seat.search(text, near, end) and rest.match(text, start)))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yields a text in stretches that can be searched for sentences."""
    at = 0
    while len(text) - at > _LONGEST_BLOCK:
        end = _last_end(text, at, at + _LONGEST_BLOCK)
        yield at, end
        at = end
    yield at, len(text)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yields a sentence, or the pieces of one that is too long, without long runs of signs."""
    if end - start <= LONGEST and len(_PART.findall(text, start, end)) <= MOST_PARTS:
        yield start, end
        return
    runs = [match.span() for match in _SIGNS.finditer(text, start, end)]
    for run_start, run_end in (*runs, (end, end)):
        while start < run_start:
            stop = _reach(text, start, run_start)
            if stop < run_start:
                stop = _last_end(text, start, stop)
            first, last = _trimmed(text, start, stop)
            if first < last:
                yield first, last
            start = stop
        start = run_end


def _reach(text: str, start: int, end: int) -> int:
    """Returns how far a piece may reach at most."""
    reach = min(end, start + _PIECE)
    for number, part in enumerate(_PART.finditer(text, start, reach)):
        if number == _PIECE_PARTS:
            return part.start()
    return reach


def _last_end(text: str, start: int, reach: int) -> int:
    """Returns where a stretch that reaches so far at most ends best: in its later half where something ends there."""
    for ends in _ENDS:
        found = [match.end() for match in ends.finditer(text, start + (reach - start) // 2, reach)]
        if found:
            return found[-1]
    return reach


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
