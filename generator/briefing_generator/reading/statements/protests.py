"""What people strike or march against: "will walk out over plans to cut jobs" threatens, and rejects the plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.candidates.candidate import Found, Site
from briefing_generator.reading.grammar.clauses import children, conjuncts, lemma, subject
from briefing_generator.reading.grammar.modality import negated, not_yet, unsettled

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = load_words("beside")
_OVER = ("over", "against", "at")
PLACE = "protest"
"""The ``pos`` of such an act."""


def protest(site: Site, token: Token) -> Found | None:
    """Returns the refusal that a strike, a walkout or a march tells of, None where it tells of none."""
    if token.pos_ != "VERB" or unsettled(token) or not_yet(token) or negated(token):
        return None
    nouns = [c for c in children(token, "dobj") if c.lemma_.casefold() in _WORDS["protests"]]
    nouns += [
        o for c in children(token, "prep") if c.lower_ == "on" for o in children(c, "pobj") if o.lemma_ == "strike"
    ]
    staged = bool(nouns) and token.lemma_ in _WORDS["staging"]
    if not staged and (lemma(token) not in _WORDS["protesting"] or token.lemma_ in _WORDS["bare"]):
        return None
    contents = tuple(c for place in (token, *nouns) for c in _against(site, place))
    who = subject(token)
    if not contents or who is None:
        return None
    parties = tuple(dict.fromkeys(p for each in conjuncts(who) if (p := site.party(each)) is not None))
    if not parties and not site.finder.someone(who):
        return None
    return Found(
        "rejects", token, PLACE, contents, parties or (None,), who, "known", f"rejects.protest: {lemma(token)}"
    )


def _against(site: Site, place: Token) -> list[Token]:
    """Returns the heads of what somebody protests against, in the prepositions of a verb or of its noun."""
    preps = children(place, "prep")
    # "In protest at the closure"
    preps += [
        p
        for c in preps
        if c.lower_ == "in"
        for o in children(c, "pobj")
        if o.lemma_ == "protest"
        for p in children(o, "prep")
    ]
    found = []
    for prep in (p for p in preps if p.lower_ in _OVER):
        # The parser takes "over" for a particle of "strike" as often as not.
        things = children(prep, "pobj") or [o for o in children(place, "dobj") if o.i > prep.i]
        for thing in things:
            grieves = thing.lemma_.casefold() in _WORDS["grievances"]
            named = site.party(thing) is not None or site.finder.someone(thing)
            if grieves or (prep.lower_ == "against" and not named):
                found.append(thing)
    return found
