"""Clauses that leave out their verb because it was said before: "The union wants 9 percent; management 4"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.reading.grammar.clauses import conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.candidates.candidate import Found, Site

_BREAKS = frozenset((",", ";", "and", "but", "while", "–", "—"))
_NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "PART"))
_LIMITS = frozenset(
    ("only", "just", "merely", "barely", "at", "least", "most", "about", "some", "around", "$", "€", "£")
)
_LONGEST = 6
"""Words that the name of who else holds a figure may have, at most."""


def gapped(site: Site, one: Found) -> tuple[Found, Found] | None:
    """Returns an act cut off before the clause that shares its verb, and the act of that clause; None where there is none.

    Only figures are read so: what stands side by side without a verb may be anything else. The clause must consist of
    somebody who can hold a position and a number, behind a content that holds a number, too.
    """
    if one.pos not in ("verb", "noun") or not one.contents:
        return None
    doc = one.cue.doc
    last = max(t.i for c in one.contents for t in c.subtree)
    figures = [t for c in one.contents for t in c.subtree if t.pos_ == "NUM" and t.i > one.cue.i]
    if not figures:
        return None
    for at in range(figures[0].i + 1, min(last + 7, len(doc) - 2)):
        if doc[at].pos_ in ("VERB", "AUX"):
            return None
        if doc[at].lower_ not in _BREAKS:
            continue
        found = _clause(doc[at])
        if found is None:
            continue
        who, number = found
        party = site.party(who)
        if (party is None and not site.finder.someone(who)) or party in one.parties:
            continue
        second = replace(
            one, cue=number, contents=(number,), parties=(party,), holder=who, condition=None, until=None, shared=one.cue, pos="gapped",
            rule=f"{one.rule}, gapped",
        )  # fmt: skip
        return replace(one, until=doc[at].nbor(-1)), second
    return None


def but_not(one: Found) -> list[Found]:
    """Returns the contrary of an act for what stands behind "but not" ("accepted the pause but not the observers")."""
    act = "rejects" if one.act in ("accepts", "demands", "offers") else None
    if act is None:
        return []
    denied = [c for content in one.contents for c in conjuncts(content) if c.i != content.i and denied_by_but(c)]
    return [
        replace(one, act="rejects", contents=(c,), condition=None, until=None, rule=f"rejects, but not: {one.rule}")
        for c in denied
    ]


def denied_by_but(content: Token) -> bool:
    """Tells whether a joined content stands behind "but not"."""
    edge = content.left_edge.i
    before = content.doc[max(0, edge - 2) : edge + 1]
    words = [t.lower_ for t in before]
    return content.dep_ == "conj" and any(words[n : n + 2] == ["but", "not"] for n in range(len(words) - 1))


def _clause(start: Token) -> tuple[Token, Token] | None:
    """Returns who and the number of a clause without a verb that starts behind a break."""
    doc = start.doc
    at = start.i + 1
    while at < len(doc) and doc[at].lower_ in _BREAKS:
        at += 1
    who: Token | None = None
    opening = at
    while at < len(doc) and doc[at].pos_ in _NOMINAL and at - opening < _LONGEST and doc[at].lower_ not in _LIMITS:
        who = doc[at] if doc[at].pos_ in ("NOUN", "PROPN") else who
        at += 1
    while at < len(doc) and (doc[at].lower_ in _LIMITS or (doc[at].lower_ == "for" and doc[at].dep_ == "prep")):
        at += 1
    if who is None or at >= len(doc) or doc[at].pos_ != "NUM" or doc[at].lower_ == "one":
        return None
    behind = list(doc[at + 1 : at + 12])
    stop = next((n for n, t in enumerate(behind) if t.lower_ in _BREAKS or t.text == "."), len(behind))
    if any(t.pos_ in ("VERB", "AUX") for t in behind[:stop]):
        return None
    return who, doc[at]
