"""What a clause that the tagger marks is about, where its verb only tells that somebody took a position on it.

"Sent a counteroffer", "called the plan a farce" and "bristled at the ruling" are about the counteroffer, the plan and
the ruling; "is going to pay the agents" is about paying them. A content that begins with the telling verb could not be
read by itself behind the name of an act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import SUBJECTS, children, lemma
from briefing_generator.reading.grammar.modality import negated

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.model import Act

_WORDS, _MATTERS, _POINTERS = load_words("telling"), load_words("matters"), load_words("pointers")
_OF_MATTERS = _POINTERS["offered"] | _POINTERS["demanded"] | _MATTERS["bargains"]
_DEEP = 4
"""Verbs that may stand above a deed ("is going to continue to fight")."""


def deed(cue: Token) -> tuple[Token, bool]:
    """Returns the verb that says what is done below verbs of going on, planning and wanting, and whether one is negated.

    Args:
        cue: the word that carries an act.
    """
    turned = negated(cue)
    for _ in range(_DEEP):
        below = _below(cue)
        if below is None:
            break
        cue = below
        turned = turned or negated(cue)
    return cue, turned


def _below(cue: Token) -> Token | None:
    """Returns the verb that one of going on or meaning to do leads to: "continue [to fight]", "is ready [to answer]"."""
    if cue.pos_ not in ("VERB", "AUX", "ADJ"):
        return None
    places = [cue]
    if cue.lemma_ in ("be", "remain", "stay", "stand"):
        places += [c for c in children(cue, "acomp", "attr", "xcomp") if c.lemma_.casefold() in _WORDS["meaning"]]
    elif lemma(cue) not in _WORDS["meaning"]:
        return None
    found = [c for place in places for c in children(place, "xcomp") if c.pos_ == "VERB" and c.i > cue.i]
    # "Committed to keep fighting": the parser hangs a gerund on the preposition.
    found += [
        g
        for place in places
        for c in children(place, "prep")
        for g in children(c, "pcomp")
        if g.pos_ == "VERB" and place.lemma_.casefold() in _WORDS["meaning"]
    ]
    return next((v for v in found if not children(v, *SUBJECTS)), None)


def told_of(cue: Token, act: Act) -> list[Token]:
    """Returns the heads of what a clause is about, none where its verb belongs to what is told.

    Args:
        cue: the word that carries the act, which no frame of the lexicon knows.
        act: the act.
    """
    if cue.pos_ not in ("VERB", "AUX"):
        return []
    below = _below(cue)
    if below is not None:
        if act == "rejects" and negated(below):
            return []
        inner = told_of(below, act)
        return inner or [below]
    things = [c for c in children(cue, "dobj") if c.pos_ in ("NOUN", "PROPN") and c.ent_type_ not in ("DATE", "TIME")]
    if negated(cue) and act != "rejects":
        return []
    base = lemma(cue)
    if base == "present" and things:
        # "Presented the drivers with an offer"
        things = [o for c in children(cue, "prep") if c.lower_ == "with" for o in children(c, "pobj")] or things
    carries = base in _WORDS["carrying"] and act != "rejects"
    if things and (carries or _reacts(base, act)):
        return _with_ties(cue, things[-1])
    if (
        things
        and act not in ("threatens", "offers")
        and cue.tag_ != "VB"
        and things[-1].lemma_.casefold() in _OF_MATTERS
    ):
        return _with_ties(cue, things[-1])
    if act != "rejects" or negated(cue):
        return []
    if base in _WORDS["calling"]:
        return _viewed(cue)
    return _reacted_to(cue)


def _with_ties(cue: Token, thing: Token) -> list[Token]:
    """Returns what a verb brings with what tells what it is for ("revives [its campaign] [for a shorter week]")."""
    ties = [
        c for c in children(cue, "prep", "dative") if c.i > thing.i and c.lower_ in ("for", "on", "of", "over", "to")
    ]
    ends = [c for c in children(cue, "xcomp", "advcl") if c.i > thing.i and c.tag_ == "VB"]
    return [thing, *ties, *ends]


def _reacts(base: str, act: Act) -> bool:
    return act == "rejects" and base in _WORDS["reacting"]


def _viewed(cue: Token) -> list[Token]:
    """Returns what is called something ("called [the plan] a farce")."""
    small = [s for c in children(cue, "ccomp", "oprd") for s in children(c, "nsubj")]
    found = [*small, *children(cue, "dobj")]
    return [c for c in found if c.pos_ in ("NOUN", "PROPN") and c.i > cue.i][:1]


def _reacted_to(cue: Token) -> list[Token]:
    """Returns what somebody reacts to ("bristled at [the ruling]", "is unhappy with [the offer]")."""
    places = [cue] if lemma(cue) in _WORDS["reacting"] else []
    places += [c for c in children(cue, "acomp", "oprd") if c.lemma_.casefold() in _WORDS["reacting"]]
    for place in places:
        # "Objected to considering it": the parser hangs the gerund on the verb.
        if place.lemma_ == "object" and (gerund := [c for c in children(place, "xcomp") if c.tag_ == "VBG"]):
            return gerund
        for prep in children(place, "prep"):
            if prep.lower_ in _WORDS["reaching"] and (found := children(prep, "pobj", "pcomp")):
                return list(found)
    return []
