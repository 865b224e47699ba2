"""When a position was taken that an article recalls: "In 2018 the union rejected the offer" is of 2018, whenever it is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_date_words
from briefing_generator.reading.dates.date_expressions import find_expressions
from briefing_generator.reading.dates.date_meaning import last_day, resolve
from briefing_generator.reading.dates.governing import SUBJECTS, Governed, governed
from briefing_generator.reading.dates.tenses import tense_of
from briefing_generator.reading.text.self_contained import inside_marks

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.text.parse import ParsedSentence

_FINENESS = {"day": 0, "week": 1, "month": 2, "year": 3}
_JOINED = ("conj", "xcomp", "ccomp", "dep", "parataxis")


def event_date(sentence: ParsedSentence, start: int, end: int, written: date | None) -> date | None:
    """Returns the day on which a position that a sentence reports was taken, where the sentence says so.

    Args:
        sentence: in which the position stands.
        start: where the span that carries it starts in the article's text.
        end: where it ends; of a span that reaches beyond the sentence, what lies in it counts.
        written: the article's day.

    Returns the first day of what the sentence's words mean, None where they name no time for this position, one that is
    not over ("this week") or lies ahead, or only for how long it has been held ("since 2018").
    """
    tokens = [token for token in sentence.doc if sentence.char_start(token) < end and start < sentence.char_end(token)]
    verbs = [token for token in tokens if token.pos_ in ("VERB", "AUX")]
    if not verbs:
        return None
    top = min(verbs, key=lambda verb: (sum(1 for _ in verb.ancestors), verb.i))
    inside = inside_marks(sentence.doc.text)
    found = []
    for expression in find_expressions(sentence.doc.text):
        if expression.shift is not None and inside[expression.start]:
            continue
        it = governed(sentence, expression)
        if it is None or not _dates(it, top, verbs):
            continue
        day = over(it, written)
        if day is not None:
            found.append((abs(it.verb.i - top.i), _FINENESS[day[1]], expression.start, day[0]))
    return min(found)[3] if found else None


def _dates(it: Governed, top: Token, verbs: list[Token]) -> bool:
    """Tells whether an expression says when the position was taken, not when what it is about happened."""
    before = it.span.doc[max(0, it.span.start - 2) : it.span.start + 1]
    words = load_date_words()
    if it.noun is not None or any(token.lower_ in words.stretches | words.apart for token in before):
        return False
    if it.verb.i == top.i or _reaches(top, it.verb):
        return True
    # "Had rejected the offer in 2018, she said": what is said counts, not what is said of something else in it.
    return it.verb in verbs and _reaches(it.verb, top) and _only_tells(it.verb, top)


def _reaches(verb: Token, above: Token) -> bool:
    """Tells whether one climbs from a verb to one above it by what completes or continues it alone."""
    while verb.i != above.i:
        # "The strike began on Friday, and its leaders said …" are two events.
        apart = verb.dep_ == "conj" and any(child.dep_ in SUBJECTS for child in verb.children)
        if apart or verb.dep_ not in _JOINED or verb.head.i == verb.i:
            return False
        verb = verb.head
    return True


def _only_tells(verb: Token, top: Token) -> bool:
    """Tells whether all between a verb and one above it passes on words, or is done with it ("refused to sign in May")."""
    words = load_date_words()
    while verb.i != top.i:
        above = verb.head
        clause = verb.dep_ == "ccomp" and above.lemma_ not in words.tellers
        if clause or (verb.dep_ == "xcomp" and above.lemma_ in words.prospects):
            return False
        verb = above
    return True


def over(it: Governed, written: date | None) -> tuple[date, str] | None:
    """Returns the first day and the precision of what an expression means, None where it is not over by the article's day."""
    tense = tense_of(it)
    resolved = None if it.expression.tentative else resolve(it.expression, written, tense)
    if resolved is None and it.expression.broad and it.expression.year is not None:
        resolved = date(it.expression.year, 1, 1), "year"
    if resolved is None or tense == "future":
        return None
    first, precision = resolved
    if written is not None and (first > written or (precision != "day" and last_day(first, precision) >= written)):
        return None
    return first, precision
