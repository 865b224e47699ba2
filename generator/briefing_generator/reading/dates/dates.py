"""Dated events: which sentences tell of something that happened or is to happen, and when.

An expression of date goes with the verb above it in the parse. That verb tells whether anything happens at all ("is too
big" does not), whether it lies behind or ahead, and whether it is only the date of a saying.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from spacy.tokens import Token

from briefing_generator.language.words import load_date_words
from briefing_generator.model import DateMention, Precision, Sentence
from briefing_generator.reading.dates.date_expressions import Expression, Tense, find_expressions, last_day, resolve
from briefing_generator.reading.grammar.clauses import lemma
from briefing_generator.reading.text.self_contained import inside_marks

if TYPE_CHECKING:
    from spacy.tokens import Span

    from briefing_generator.reading.text.parse import Parsed, ParsedSentence

_NAMES = frozenset(["PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT", "LAW"])
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RANK = {"event": 0, "saying": 1, "aside": 2}
_FINENESS = {"day": 0, "week": 1, "month": 2, "year": 3}
_STEPS = 8
"""Words from a date up to its verb, at most."""


@dataclass(frozen=True, slots=True, eq=False)
class _Governed:
    """An expression with the verb it goes with, the noun in between (``talks on Thursday``), and how deep the verb lies."""

    expression: Expression
    verb: Token
    noun: Token | None
    depth: int


def _span(sentence: ParsedSentence, expression: Expression) -> Span | None:
    span = sentence.doc.char_span(expression.start, expression.end, alignment_mode="expand")
    if span is None or any(token.ent_type_ in _NAMES for token in span):
        return None
    # "Earlier than in January" compares; it tells of nothing in January.
    if any(token.lower_ == "than" for token in sentence.doc[max(0, span.start - 2) : span.start]):
        return None
    # "The Sunday trade ban" and "the July 7 bombers" tell of no day, "Sunday night" and "the Jan. 10 meeting" do.
    head = span.root.head
    # "On Wednesday ministers signed": the parse takes the day for a part of its neighbour's name.
    apart = span.start > 0 and sentence.doc[span.start - 1].pos_ == "ADP" and head.dep_ in _SUBJECTS
    if (
        not apart
        and span.root.dep_ in ("compound", "nmod", "nummod", "amod")
        and head.i > span.root.i
        and head.pos_ in ("NOUN", "PROPN")
        and head.lemma_ not in load_date_words().times
    ):
        return None
    return span


def _governed(sentence: ParsedSentence, expression: Expression) -> _Governed | None:
    span = _span(sentence, expression)
    if span is None:
        return None
    noun = None
    token = _told_on(sentence, span) or span.root
    for _ in range(_STEPS):
        if token.pos_ in ("VERB", "AUX") and token not in span and token.dep_ not in ("aux", "auxpass", "amod"):
            return _Governed(expression, token, noun, sum(1 for _ in token.ancestors))
        if token.head == token:
            return None
        token = token.head
        dated = token in span or token.ent_type_ in ("DATE", "TIME")
        if token.pos_ in ("NOUN", "PROPN") and not dated and token.lemma_ not in load_date_words().times:
            noun = noun or token
    return None


def _told_on(sentence: ParsedSentence, span: Span) -> Token | None:
    """Returns the verb of saying right before a day without a preposition ("officials said [Monday] the talks would …")."""
    before = sentence.doc[span.start - 1] if span.start else None
    told = before is not None and before.tag_ == "VBD" and before.lemma_ in load_date_words().tellers
    return before if told else None


def _subject(verb: Token) -> Token | None:
    for token in (verb, *verb.ancestors):
        found = next((child for child in token.children if child.dep_ in _SUBJECTS), None)
        if found is not None or token.dep_ not in ("xcomp", "conj", "pcomp", "advcl"):
            return found
    return None


def _auxiliaries(verb: Token) -> set[str]:
    own = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if not own and verb.dep_ == "conj":
        return _auxiliaries(verb.head)
    return own


def _pointing(it: _Governed, sentence: ParsedSentence) -> Tense | None:
    """Returns where a preposition points: "a strike for Friday", "a deadline of Friday", "extended until Friday" lie ahead."""
    cues = load_date_words()
    doc = sentence.doc
    span = _span(sentence, it.expression)
    if span is None or span.start < 2:
        return None
    prep, before = doc[span.start - 1].lower_, doc[span.start - 2]
    if prep in ("for", "by") and (it.verb.lemma_ in cues.prospects or prep == "for"):
        return "future"
    if prep == "of" and before.lemma_ in cues.terms:
        return "future"
    if prep in ("until", "till", "to") and it.verb.lemma_ in cues.extending:
        return "past" if "had" in _auxiliaries(it.verb) else "future"
    return None


def _dropped(it: _Governed) -> bool:
    """Tells whether what was planned did not come about ("talks planned for Monday were called off")."""
    cues = load_date_words()
    above = next((t for t in (it.verb, *it.verb.ancestors) if t.dep_ == "ROOT"), it.verb)
    if not (
        it.verb.lemma_ in cues.prospects or _is_to(it.verb) or it.verb.tag_ == "VB" or "to" in _auxiliaries(it.verb)
    ):
        return False
    verbs = [v for v in (above, *above.children) if v.i != it.verb.i and (v.i == above.i or v.dep_ == "conj")]
    return any(
        (lemma(v) in cues.dropping and v.tag_ in ("VBD", "VBN")) or any(c.lower_ == "never" for c in v.children)
        for v in verbs
    )


def _tense(it: _Governed, sentence: ParsedSentence) -> Tense:  # noqa: C901
    cues = load_date_words()
    verb = it.verb
    pointed = _pointing(it, sentence)
    if pointed is not None and it.expression.weekday is not None:
        return pointed
    if it.noun is not None:
        if any(child.lower_ in cues.ahead for child in it.noun.children):
            return "future"
        if verb.lemma_ in cues.prospects:
            # "Proposed talks on Thursday": the weekday is a coming one; a month or a day of the year is the nearest.
            return "future" if it.noun.i > verb.i and it.expression.weekday is not None else "open"
    helpers = _auxiliaries(verb)
    if helpers & cues.modals:
        return "future"
    if helpers & {"had", "has", "have", "’ve", "'ve"} and "been" not in helpers and it.noun is None:
        return "past"
    present = bool(helpers & {"is", "are", "’s", "'s", "am", "be"})
    if verb.tag_ == "VBN" and verb.lemma_ in cues.prospects and verb.dep_ in ("acl", "amod", "ROOT", "relcl", "conj"):
        return "future"
    if _is_to(verb):
        return "future"
    if helpers & {"did", "do", "does"}:
        return "past" if "did" in helpers else "open"
    if "to" in helpers or verb.tag_ == "VB":
        return "future"
    if verb.tag_ in ("VBD", "VBN"):
        return "open" if present else "past" if it.noun is None else "open"
    if verb.tag_ == "VBG":
        return "future" if present else "open"
    if verb.tag_ in ("VBZ", "VBP") and it.noun is None:
        if any(child.dep_ in ("acomp", "xcomp") and child.lemma_ in cues.prospects for child in verb.children):
            return "future"
        return "future" if verb.lemma_ in cues.timetable or verb.lemma_ in cues.prospects else "open"
    return "open"


def _is_to(verb: Token) -> bool:
    """Tells whether something is to happen: "officials are to meet"."""
    return verb.lemma_ == "be" and any(
        child.dep_ == "xcomp" and any(own.lower_ == "to" for own in child.children) for child in verb.children
    )


def _happens(it: _Governed) -> bool:
    cues = load_date_words()
    verb = it.verb
    subject = _subject(verb)
    if subject is not None and subject.lower_ in ("i", "we", "you"):
        return False
    if _dropped(it):
        return False
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in verb.children):
        return False
    if verb.lemma_ not in cues.states or _is_to(verb):
        return True
    told = {child.lemma_ for child in verb.children if child.dep_ in ("acomp", "attr", "xcomp", "oprd")}
    return bool(told & cues.prospects) or "to" in _auxiliaries(verb)


def _mention(sentence: ParsedSentence, text: str, index: int, it: _Governed, base: date | None) -> DateMention | None:
    tense = _tense(it, sentence)
    resolved = resolve(it.expression, base, tense)
    if resolved is None:
        return None
    first, precision = resolved
    planned = _ahead(first, precision, base, tense)
    helpers = _auxiliaries(it.verb)
    # "Would have waited until 2006": it never happened.
    if helpers & load_date_words().doubtful and (not planned or "have" in helpers):
        return None
    kind = _kind(it)
    if kind == "aside" and precision == "year" and not it.expression.absolute:
        return None
    start, end = sentence.offsets[it.expression.start], sentence.offsets[it.expression.end - 1] + 1
    return DateMention(first.isoformat(), precision, text[start:end], start, end, index, planned, kind)


def _kind(it: _Governed) -> Literal["event", "aside", "saying"]:
    clauses = (it.verb, *it.verb.ancestors)
    if it.noun is not None or any(token.dep_ in ("relcl", "acl") for token in clauses):
        return "aside"
    # "Since talks broke down on Sunday, nobody has spoken": the day is not that of what the sentence tells.
    if any(token.dep_ == "advcl" and _earlier(token) for token in clauses):
        return "aside"
    if it.verb.lemma_ in load_date_words().tellers and it.noun is None:
        return "saying"
    return "event"


def _earlier(clause: Token) -> bool:
    """Tells whether a clause tells of another time than its main clause ("since …", "before …", "after …")."""
    return any(c.dep_ == "mark" and c.lower_ in load_date_words().apart for c in clause.children)


def _ahead(first: date, precision: Precision, base: date | None, tense: Tense) -> bool:
    if base is None:
        return tense == "future"
    return first > base or (last_day(first, precision) >= base and tense == "future")


def find_dates(parsed: Parsed, sentences: tuple[Sentence, ...]) -> tuple[DateMention, ...]:
    """Returns the dated events of an article, at most one for each sentence.

    Where a sentence holds several dates, that of what happens goes before that of its telling, that before what is
    mentioned in passing, and the main clause's before a subordinate one's.

    Args:
        parsed: the article's parse.
        sentences: its sentences outside headings; ``DateMention.sentence`` is an index into them.
    """
    base = date.fromisoformat(parsed.article.date) if parsed.article.date else None
    at = {sentence.start: index for index, sentence in enumerate(sentences)}
    found = []
    for sentence in parsed.sentences:
        index = at.get(sentence.start)
        if index is None or sentence.doc.text.rstrip("”\"' ").endswith("?"):
            continue
        inside = inside_marks(sentence.doc.text)
        governed = [
            _governed(sentence, expression)
            for expression in find_expressions(sentence.doc.text)
            # A speaker's "tomorrow" counts from when it was said, which nobody tells.
            if expression.shift is None or not inside[expression.start]
        ]
        mentions = [
            (_RANK[mention.kind], it.depth, _FINENESS[mention.precision], mention.start, mention)
            for it in governed
            if it is not None and _happens(it)
            if (mention := _mention(sentence, parsed.text, index, it, base)) is not None
        ]
        if mentions:
            found.append(min(mentions, key=lambda m: m[:4])[4])
    return tuple(found)
