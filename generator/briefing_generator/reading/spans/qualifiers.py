"""What takes from a stance without tying it to anything: "in principle", "for now", "provisionally"; and "but insists …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import conjuncts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from briefing_generator.reading.candidates.candidate import Found

_WORDS = load_words("conditions")
_PHRASES = tuple(sorted((tuple(p.split()) for p in _WORDS["weakening_phrases"]), key=lambda p: (-len(p), p)))
_REACH = 14
"""Words from a cue within which a phrase may weaken it."""


def weakening(one: Found) -> tuple[Token, Token] | None:
    """Returns the first and last word of what weakens an act, None where nothing does."""
    scope = {one.cue.i, *(c.i for c in one.contents)}
    above = one.cue
    while above.dep_ in ("acomp", "xcomp", "attr", "dobj", "oprd") and above.head.i != above.i:
        above = above.head
        scope.add(above.i)
    doc = one.cue.doc
    for token in doc[max(0, one.cue.i - 4) : one.cue.i + _REACH]:
        if token.head.i in scope and token.dep_ == "advmod" and token.lower_ in _WORDS["weakening"]:
            return token, token
        for phrase in _PHRASES:
            words = doc[token.i : token.i + len(phrase)]
            if tuple(t.lower_ for t in words) == phrase and any(t.head.i in scope for t in words):
                return words[0], words[-1]
    return None


def guarded(found: Sequence[Found]) -> list[Found]:
    """Returns acts, those that consent with a "but" tied to what is insisted on behind it.

    "Is open to a truce, but insists that Sweden withdraw first": the two acts stand, and the first holds a condition.
    """
    told = []
    for one in found:
        if one.act in ("accepts", "offers") and one.condition is None:
            verb = one.cue
            while verb.dep_ in ("acomp", "xcomp", "attr", "dobj", "prep", "pobj") and verb.head.i != verb.i:
                verb = verb.head
            joined = {t.i for t in conjuncts(verb) if t.i > verb.i and _but(verb, t) is not None}
            second = next((o for o in found if o.cue.i in joined and _guards(one, o)), None)
            if second is not None:
                last = max((t for c in second.contents for t in c.subtree), key=lambda t: t.i)
                while last.is_punct and last.i > second.cue.i:
                    last = last.nbor(-1)
                one = replace(one, condition=(_but(verb, second.cue) or second.cue, last))
        told.append(one)
    return told


def _but(verb: Token, joined: Token) -> Token | None:
    return next((t for t in verb.doc[verb.i : joined.i] if t.lower_ == "but"), None)


def _guards(one: Found, other: Found) -> bool:
    return other.act == "demands" and other.parties == one.parties and other.cue.lemma_ in _WORDS["guarding"]
