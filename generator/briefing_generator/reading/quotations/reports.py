"""What is reported: the report that a cue makes of a content and its source, and how reports are ranked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.reading.quotations.sources import Source, Span, may_speak, said_above, source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.text.parse import ParsedSentence

QUOTING, CLAUSE, ORDER, OBJECT, TOPIC, NOUN, LOOSE = range(7)
LABEL = CLAUSE
"""Ranks of reports, the plainest first."""

_OPENING = "“\"«„‘'"
_BREAKS = frozenset((",", "—", "–", "--", "-"))


@dataclass(frozen=True, slots=True)
class Report:
    """Something reported: its content's span, its source, the cue.

    ``inserted`` is the quoting clause that stands amid the content ("…," she said, "…"). ``rank`` orders reports of
    one content by how plainly the text reports it, the plainest first; ``at`` is where the cue stands.
    ``spoken`` is False where quoted words in the content need not be the source's ("rejected the “swap”").
    """

    start: int
    end: int
    source: Source | None
    cue: str
    rank: int
    at: int
    inserted: tuple[Span, ...] = ()
    spoken: bool = True


def report_of(
    sentence: ParsedSentence, first: Token, last: Token, cue: Token, who: Token | None, rank: int
) -> Report | None:
    """Returns the report of a content from its first to its last token; None where its source could not hold it."""
    while first.dep_ in ("cc", "punct") and first.i < last.i and first.text not in _OPENING:
        first = first.nbor(1)
    if rank >= OBJECT:
        last = _without_aside(first, last)
    elif rank == CLAUSE:
        last = _without_gerund(first, last)
    if last.i + 2 < len(sentence.doc) and last.nbor(1).text == ":" and rank != NOUN:
        last = sentence.doc[len(sentence.doc) - 1]  # what a colon adds is part of what it is added to
    start, end = sentence.span(first, last)
    source = source_of(sentence, who, cue)
    if source is not None and rank > CLAUSE and not may_speak(who):
        return None
    if source is not None and start <= source.head[0] < end and rank != ORDER:
        return None
    return Report(start, end, source, cue.text, rank, sentence.char_start(cue)) if end > start else None


def _without_gerund(first: Token, last: Token) -> Token:
    """Returns the last token of a clause but for ", adding …", which is said in its own right."""
    for token in first.doc[first.i + 2 : last.i]:
        if token.tag_ == "VBG" and said_above(token) is not None:
            return token.nbor(-2)
    return last


def _without_aside(first: Token, last: Token) -> Token:
    """Returns the last token of a content but for what the writer adds to it after a comma or dash: ", which is …"."""
    for token in first.doc[first.i + 1 : last.i]:
        if token.text not in _BREAKS:
            continue
        after = token.nbor(1)
        aside = after.tag_ in ("WDT", "WP") or any(
            t.dep_ == "appos" and token.i < t.i and t.left_edge.i == after.i and t.right_edge.i >= last.i
            for t in first.doc[after.i : last.i + 1]
        )
        if aside and token.i > first.i + 1:
            return token.nbor(-1)
    return last
