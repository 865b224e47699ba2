"""Positions that are put in front of a copula: "What Norway wants is a truce", "there will be no ransom"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.reading.candidates.candidate import Found, Site
from briefing_generator.reading.grammar.clauses import children, lemma, subject
from briefing_generator.reading.grammar.modality import negated, unsettled

if TYPE_CHECKING:
    from spacy.tokens import Token

_ONLY = frozenset(("thing", "all", "one", "point", "solution", "deal"))
_WILL = frozenset(("will", "would", "can", "could", "shall", "’ll", "'ll"))


def cleft(site: Site, token: Token) -> Found | None:
    """Reads "What Norway wants is a truce", "a truce is what Norway wants", "the only thing it will accept is a truce"."""
    if token.lemma_ != "be" or token.dep_ in ("aux", "auxpass"):
        return None
    verb, contents = _halves(token)
    contents = [c for c in contents if c.pos_ not in ("PRON", "DET")]
    if verb is None or not contents or negated(token) or negated(verb) or unsettled(token):
        return None
    frame = next(
        (f for f in site.lexicon.frames.get(("verb", lemma(verb)), ()) if not f.negated_only and not f.objects), None
    )
    who = subject(verb)
    party = site.party(who) if who is not None else None
    if frame is None or party is None:
        return None
    # "The only thing that Norway will accept" is what it demands.
    act = "demands" if verb.dep_ == "relcl" and frame.act == "accepts" else frame.act
    return Found(act, verb, "cleft", tuple(contents), (party,), who, "known", f"{act}.cleft: {lemma(verb)}")


def _halves(token: Token) -> tuple[Token | None, list[Token]]:
    """Returns the verb of the clause that stands for a thing, and what it is said to be."""
    told = children(token, "attr")
    for clause in children(token, "csubj"):
        if any(c.tag_ == "WP" and c.lower_ == "what" for c in clause.children):
            return clause, told or children(token, "xcomp", "ccomp")
    for thing in children(token, "nsubj"):
        verb = next((c for c in children(thing, "relcl")), None)
        only = any(c.lower_ == "only" for c in thing.children) or thing.lower_ == "all"
        if verb is not None and thing.lemma_ in _ONLY and only:
            return verb, told
    for clause in children(token, "ccomp"):
        if any(c.tag_ == "WP" and c.lower_ == "what" and c.dep_ == "dobj" for c in clause.children):
            return clause, children(token, "nsubj")
    return None, []


def none_of(site: Site, token: Token) -> Found | None:
    """Reads "there will be no ransom": what a party says will not be is refused."""
    if token.lemma_ != "be" or not children(token, "expl"):
        return None
    things = [c for c in children(token, "attr") if any(d.lower_ == "no" for d in children(c, "det"))]
    if not things or not any(c.lower_ in _WILL for c in children(token, "aux")) or unsettled(token):
        return None
    who, party = site.speaker(token)
    return Found("rejects", token, "none", tuple(things), (party,), who, "known", "rejects.none") if party else None
