"""Dated events: which sentences tell of something that happened or is to happen, and when.

An expression of date goes with the verb above it in the parse. That verb tells whether anything happens at all ("is too
big" does not), whether it lies behind or ahead, and whether it is only the date of a saying.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from briefing_generator.language.words import load_date_words
from briefing_generator.model import DateMention, Precision, Sentence
from briefing_generator.reading.dates.date_expressions import find_expressions
from briefing_generator.reading.dates.date_meaning import Tense, last_day, resolve
from briefing_generator.reading.dates.governing import Governed, auxiliaries, governed, is_to, subject_of
from briefing_generator.reading.dates.tenses import tense_of
from briefing_generator.reading.grammar.clauses import lemma
from briefing_generator.reading.text.self_contained import inside_marks

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.text.parse import Parsed, ParsedSentence

_Ranked: TypeAlias = tuple[int, int, int, int, DateMention, Governed]
_RANK = {"event": 0, "saying": 1, "aside": 2}
_FINENESS = {"day": 0, "week": 1, "month": 2, "year": 3}


def _dropped(it: Governed) -> bool:
    """Tells whether what was planned did not come about ("talks planned for Monday were called off")."""
    cues = load_date_words()
    # "Failed to agree on Friday" tells what came about on Friday.
    if it.verb.dep_ == "xcomp" and it.verb.head.lemma_ in cues.carried:
        return False
    above = next((t for t in (it.verb, *it.verb.ancestors) if t.dep_ == "ROOT"), it.verb)
    if not (it.verb.lemma_ in cues.prospects or is_to(it.verb) or it.verb.tag_ == "VB" or "to" in auxiliaries(it.verb)):
        return False
    verbs = [v for v in (above, *above.children) if v.i != it.verb.i and (v.i == above.i or v.dep_ == "conj")]
    return any(
        (lemma(v) in cues.dropping and v.tag_ in ("VBD", "VBN")) or any(c.lower_ == "never" for c in v.children)
        for v in verbs
    )


def _happens(it: Governed) -> bool:
    cues = load_date_words()
    verb = it.verb
    subject = subject_of(verb)
    if subject is not None and subject.lower_ in ("i", "we", "you"):
        return False
    if _dropped(it):
        return False
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in verb.children):
        return False
    if verb.lemma_ not in cues.states or is_to(verb):
        return True
    if _behind_happening(it):
        return True
    told = {child.lemma_ for child in verb.children if child.dep_ in ("acomp", "attr", "xcomp", "oprd")}
    return bool(told & cues.prospects) or "to" in auxiliaries(verb)


def _behind_happening(it: Governed) -> bool:
    """Tells whether a date stands right behind what happened then ("after talks last week, both remain firm")."""
    at = it.span.start - 1
    if at > 0 and it.span.doc[at].lower_ in ("on", "in"):
        at -= 1
    if at < 1 or it.span.doc[at].pos_ != "NOUN" or it.span.doc[at].lemma_ not in load_date_words().happenings:
        return False
    # "Has a meeting on Friday" tells of none that was.
    return it.verb.tag_ not in ("VBZ", "VBP") or it.span.doc[at].head.i != it.verb.i


def _mention(sentence: ParsedSentence, text: str, index: int, it: Governed, base: date | None) -> DateMention | None:
    tense = tense_of(it)
    resolved = resolve(it.expression, base, tense)
    if resolved is None:
        return None
    first, precision = resolved
    planned = _ahead(first, precision, base, tense)
    helpers = auxiliaries(it.verb)
    # "Would have waited until 2006": it never happened.
    if helpers & load_date_words().doubtful and (not planned or "have" in helpers):
        return None
    kind = _kind(it)
    if kind == "aside" and precision == "year" and not it.expression.absolute:
        return None
    # "Protests since October": a stretch of time is no event, where the sentence is about something else.
    if kind == "aside" and precision in ("month", "year") and _stretches(it):
        return None
    start, end = sentence.offsets[it.expression.start], sentence.offsets[it.expression.end - 1] + 1
    return DateMention(first.isoformat(), precision, text[start:end], start, end, index, planned, kind)


def _kind(it: Governed) -> Literal["event", "aside", "saying"]:
    clauses = (it.verb, *it.verb.ancestors)
    if it.noun is not None or any(token.dep_ in ("relcl", "acl") and not _said_of(token) for token in clauses):
        return "aside"
    # "Since talks broke down on Sunday, nobody has spoken": the day is not that of what the sentence tells.
    if any(token.dep_ == "advcl" and _earlier(token) for token in clauses):
        return "aside"
    if it.verb.lemma_ in load_date_words().tellers and it.noun is None:
        return "saying"
    return "event"


def _stretches(it: Governed) -> bool:
    before = it.span.doc[max(0, it.span.start - 2) : it.span.start + 1]
    return any(token.lower_ in load_date_words().stretches for token in before)


def _said_of(clause: Token) -> bool:
    """Tells whether a clause completes what the main clause says: "is scheduled [to testify]", which the parse hangs on a noun."""
    return (
        clause.head.dep_ in ("acomp", "attr")
        and clause.tag_ == "VB"
        and clause.head.lemma_ in load_date_words().prospects
    )


def _earlier(clause: Token) -> bool:
    """Tells whether a clause tells of another time than its main clause ("since …", "before …", "after …")."""
    return any(c.dep_ == "mark" and c.lower_ in load_date_words().apart for c in clause.children)


def _ahead(first: date, precision: Precision, base: date | None, tense: Tense) -> bool:
    if base is None:
        return tense == "future"
    return first > base or (last_day(first, precision) >= base and tense in ("future", "reported"))


def find_dates(parsed: Parsed, sentences: tuple[Sentence, ...]) -> tuple[DateMention, ...]:
    """Returns the dated events of an article, in the order of its sentences.

    Where a sentence holds several dates, the first of its events is what it is about, the others are mentioned in passing: that of what happens goes before that of its telling, that before what is
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
        found_here = [
            governed(sentence, expression)
            for expression in find_expressions(sentence.doc.text)
            # A speaker's "tomorrow" counts from when it was said, which nobody tells.
            if not expression.broad and (expression.shift is None or not inside[expression.start])
        ]
        mentions = [
            (_RANK[mention.kind], it.depth, _FINENESS[mention.precision], mention.start, mention, it)
            for it in found_here
            if it is not None and _happens(it)
            if (mention := _mention(sentence, parsed.text, index, it, base)) is not None
        ]
        found += _in_order(mentions)
    return tuple(found)


def _in_order(mentions: list[_Ranked]) -> list[DateMention]:
    """Returns the dates of one sentence: that of what it is about, then the others, of which each day is told once."""
    ordered = [(mention, it) for *_, mention, it in sorted(mentions, key=lambda m: m[:4])]
    found: dict[tuple[str, Precision], DateMention] = {}
    for mention, it in ordered:
        beside: Literal["aside", "beside"] = "aside" if _past_clause(mention, it) else "beside"
        found.setdefault((mention.date, mention.precision), replace(mention, kind=beside) if found else mention)
    return list(found.values())


def _past_clause(mention: DateMention, it: Governed) -> bool:
    """Tells whether a clause of its own tells what happened on a day ("the lockout that began in May")."""
    return mention.kind != "saying" and it.noun is None and not mention.planned and tense_of(it) == "past"
