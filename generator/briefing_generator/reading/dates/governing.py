"""The verb that an expression of date goes with, and the noun in between (``talks on Thursday``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from briefing_generator.language.words import load_date_words
from briefing_generator.reading.dates.date_expressions import Expression

if TYPE_CHECKING:
    from briefing_generator.reading.text.parse import ParsedSentence

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NAMES = frozenset(["PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT", "LAW"])
_STEPS = 8
"""Words from a date up to its verb, at most."""
_BACK = 12
"""Words from a day back to the verb of saying that it may go with, at most."""
_MARKS = frozenset('"“”')
_STOPS = frozenset((",", ";", "—", "–", "-"))


@dataclass(frozen=True, slots=True, eq=False)
class Governed:
    """An expression with the verb it goes with, the noun in between, and how deep the verb lies."""

    expression: Expression
    span: Span
    verb: Token
    noun: Token | None
    depth: int


def governed(sentence: ParsedSentence, expression: Expression) -> Governed | None:
    """Returns an expression with its verb; None for what is part of a name, of a comparison, or goes with no verb."""
    span = _span(sentence, expression)
    if span is None:
        return None
    noun = None
    by_way = _by_way(span)
    token = _told_on(sentence, expression, span) or span.root
    for _ in range(_STEPS):
        if token.pos_ in ("VERB", "AUX") and token not in span and token.dep_ not in ("aux", "auxpass", "amod"):
            return Governed(expression, span, token, noun, sum(1 for _ in token.ancestors))
        if token.head == token:
            return None
        token = token.head
        dated = token in span or token.ent_type_ in ("DATE", "TIME")
        if token.pos_ in ("NOUN", "PROPN") and not dated and token.lemma_ not in load_date_words().times:
            noun = noun or (None if by_way else token)
    return None


def _by_way(span: Span) -> bool:
    """Tells whether a date stands behind what a deed was done in: "announced the visit in a post [on Thursday]"."""
    at = span.start - 1
    if at > 0 and span.doc[at].pos_ == "ADP":
        at -= 1
    if at < 1:
        return False
    vehicle = span.doc[at]
    return (
        vehicle.lemma_ in load_date_words().vehicles
        and vehicle.dep_ == "pobj"
        and vehicle.head.lower_ in ("in", "on", "at", "during", "via")
    )


def _span(sentence: ParsedSentence, expression: Expression) -> Span | None:
    span = sentence.doc.char_span(expression.start, expression.end, alignment_mode="expand")
    if span is None or (expression.feast is None and any(token.ent_type_ in _NAMES for token in span)):
        return None
    # "Earlier than in January" compares; it tells of nothing in January.
    if any(token.lower_ == "than" for token in sentence.doc[max(0, span.start - 2) : span.start]):
        return None
    # "The Sunday trade ban" and "the July 7 bombers" tell of no day, "Sunday night" and "the Jan. 10 meeting" do.
    head = span.root.head
    # "On Wednesday ministers signed": the parse takes the day for a part of its neighbour's name.
    apart = span.start > 0 and sentence.doc[span.start - 1].pos_ == "ADP" and head.dep_ in SUBJECTS
    if (
        not apart
        and span.root.dep_ in ("compound", "nmod", "nummod", "amod")
        and head.i > span.root.i
        and head.pos_ in ("NOUN", "PROPN")
        and head.lemma_ not in load_date_words().times
    ):
        return None
    return span


def _told_on(sentence: ParsedSentence, expression: Expression, span: Span) -> Token | None:
    """Returns the verb of saying that a day stands behind, whatever the parse hangs it on.

    "Officials said [Monday] the talks would …", "she told “Face the Nation” [on Sunday]", "he wrote in a post [on Friday]".
    """
    if expression.weekday is None and expression.unit != "day":
        return None
    doc = sentence.doc
    before = doc[span.start - 1] if span.start else None
    if before is not None and _tells(before):
        return before
    if before is None or before.pos_ != "ADP":
        return None
    at, least = span.start - 2, max(0, span.start - 2 - _BACK)
    while at >= least:
        token = doc[at]
        if token.text in _MARKS:
            # A name in quotation marks, "Face the Nation", is no verb.
            at = next((i for i in range(at - 1, least - 1, -1) if doc[i].text in _MARKS), -1) - 1
            continue
        if token.pos_ in ("VERB", "AUX"):
            return token if _tells(token) else None
        if token.dep_ in SUBJECTS or token.pos_ in ("SCONJ", "CCONJ") or token.text in _STOPS:
            return None
        if _matter(token):
            return None
        at -= 1
    return None


def _matter(token: Token) -> bool:
    """Tells whether a word is what was said, not who heard it or where: "told lawmakers of [a] strike on Friday"."""
    if token.tag_ not in ("NN", "NNS"):
        return token.lower_ in ("that", "of", "for")
    told = token.head
    return told.pos_ == "VERB" and token.i > told.i and not (told.tag_ == "VBD" and token.dep_ in ("dobj", "dative"))


def _tells(token: Token) -> bool:
    return token.tag_ == "VBD" and token.lemma_ in load_date_words().tellers


def subject_of(verb: Token) -> Token | None:
    """Returns the subject of a verb, its own or that of the verb that it depends on."""
    for token in (verb, *verb.ancestors):
        found = next((child for child in token.children if child.dep_ in SUBJECTS), None)
        if found is not None or token.dep_ not in ("xcomp", "conj", "pcomp", "advcl"):
            return found
    return None


def auxiliaries(verb: Token) -> set[str]:
    """Returns the auxiliaries of a verb in small letters, those of the verb that it is joined to where it has none."""
    own = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    # "Would rise, and came into effect": a past tense of its own takes none.
    if not own and verb.dep_ == "conj" and verb.tag_ != "VBD":
        return auxiliaries(verb.head)
    return own


def is_to(verb: Token) -> bool:
    """Tells whether something is to happen: "officials are to meet"."""
    return verb.lemma_ == "be" and any(
        child.dep_ == "xcomp" and any(own.lower_ == "to" for own in child.children) for child in verb.children
    )
