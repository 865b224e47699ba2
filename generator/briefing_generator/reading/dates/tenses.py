"""Whether what is dated lies behind or ahead: the tense of its verb, of the verbs above it, and what a preposition points at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_date_words
from briefing_generator.reading.dates.governing import auxiliaries, is_to

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.dates.date_meaning import Tense
    from briefing_generator.reading.dates.governing import Governed

_WAS = frozenset(("was", "were", "had"))
_HAVE = frozenset(("had", "has", "have", "’ve", "'ve"))
_IS = frozenset(("is", "are", "’s", "'s", "am", "be"))
_STEPS = 6
"""Verbs above an infinitive that are asked whether it came about, at most."""


def tense_of(it: Governed) -> Tense:
    """Returns where a dated verb lies in time, seen from the day on which it was written."""
    tense = _tense(it)
    # What somebody spoke of as to come may have come about since.
    return "reported" if tense == "future" and _reported(it) else tense


def _tense(it: Governed) -> Tense:  # noqa: C901
    cues = load_date_words()
    verb = it.verb
    pointed = _pointing(it)
    if pointed is not None:
        return pointed
    owner = it.span.root.dep_ in ("poss", "compound", "nmod")
    if owner and it.span.root.head.lemma_ in cues.done:
        return "past"
    if it.noun is not None:
        if any(child.lower_ in cues.ahead for child in it.noun.children):
            return "future"
        if verb.lemma_ in cues.prospects:
            # "Proposed talks on Thursday": the weekday is a coming one; a month or a day of the year is the nearest.
            return "future" if it.noun.i > verb.i and it.expression.weekday is not None else "open"
    helpers = auxiliaries(verb)
    if helpers & cues.modals:
        return "future"
    if helpers & _HAVE and "been" not in helpers and it.noun is None:
        return "past"
    present = bool(helpers & _IS)
    if verb.tag_ == "VBN" and verb.lemma_ in cues.prospects and verb.dep_ in ("acl", "amod", "ROOT", "relcl", "conj"):
        return "future"
    if is_to(verb):
        return "future"
    if helpers & {"did", "do", "does"}:
        return "past" if "did" in helpers else "open"
    if "to" in helpers or verb.tag_ == "VB":
        return "past" if _came_about(verb) else "future"
    if verb.tag_ in ("VBD", "VBN"):
        return "open" if present else "past" if it.noun is None else "open"
    if verb.tag_ == "VBG":
        return "future" if present and it.noun is None and not owner else "open"
    if verb.tag_ in ("VBZ", "VBP") and it.noun is None:
        if any(child.dep_ in ("acomp", "xcomp") and child.lemma_ in cues.prospects for child in verb.children):
            return "future"
        return "future" if verb.lemma_ in cues.timetable or verb.lemma_ in cues.prospects else "open"
    return "open"


def _pointing(it: Governed) -> Tense | None:
    """Returns where a preposition points: "a strike for Friday", "a deadline of Friday", "extended until Friday" lie ahead."""
    cues = load_date_words()
    if it.span.start < 2:
        return None
    prep, before = it.span.doc[it.span.start - 1].lower_, it.span.doc[it.span.start - 2]
    # "Is funded through September": what holds now ends then.
    if prep in ("through", "until", "till") and _holds(it.verb):
        return "future"
    if it.expression.weekday is None and it.expression.unit != "weekend":
        return None
    if prep in ("for", "by") and (it.verb.lemma_ in cues.prospects or prep == "for"):
        return "future"
    if prep == "of" and before.lemma_ in cues.terms:
        return "future"
    if prep in ("until", "till", "to") and it.verb.lemma_ in cues.extending:
        return "past" if "had" in auxiliaries(it.verb) else "future"
    return None


def _holds(verb: Token) -> bool:
    helpers = auxiliaries(verb)
    if helpers & (_WAS | {"did", "been"} | _HAVE):
        return False
    return verb.tag_ in ("VBZ", "VBP", "VB") or bool(helpers & _IS)


def _came_about(verb: Token) -> bool:
    """Tells whether an infinitive tells what came about: "failed [to agree]", "met [to sign]", "the first [to report]"."""
    cues = load_date_words()
    for _ in range(_STEPS):
        while verb.dep_ == "conj" and verb.head.i != verb.i:
            verb = verb.head
        above = verb.head
        if verb.dep_ in ("acl", "relcl") and above.lemma_ in cues.ordinals:
            verb = next((one for one in above.ancestors if one.pos_ in ("VERB", "AUX")), above)
            return verb.tag_ == "VBD" or bool(auxiliaries(verb) & (_WAS | _HAVE))
        if verb.dep_ == "acomp" or above.pos_ == "ADJ":
            if above.lemma_ not in cues.carried:
                return False
            verb, above = above, above.head
        elif verb.dep_ not in ("xcomp", "ccomp", "advcl") or (
            verb.dep_ != "advcl" and above.lemma_ not in cues.carried
        ):
            return False
        helpers = auxiliaries(above)
        if above.pos_ not in ("VERB", "AUX") or helpers & cues.modals or _denied(above):
            return False
        if above.tag_ == "VBD" or helpers & (_WAS | _HAVE | {"did"}):
            return True
        if above.tag_ != "VB":
            return False
        verb = above
    return False


def _denied(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _reported(it: Governed) -> bool:
    """Tells whether a coming day hangs on a verb of the past: "planned to leave", "said he would", "was set for"."""
    cues = load_date_words()
    now = cues.modals - cues.doubtful
    for verb in (it.verb, *it.verb.ancestors):
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        helpers = auxiliaries(verb)
        if helpers & now or helpers & _IS or verb.tag_ in ("VBZ", "VBP") or helpers & {"has", "have"}:
            return False
        if verb.tag_ == "VBD" or helpers & _WAS:
            return True
    return False
