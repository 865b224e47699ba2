"""What an act is about: the content of a cue, split where several contents are joined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.reading.clauses import children, conjuncts, first_conjunct, subject, subtree_span
from generator.reading.lexicon import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMED_MATTERS = frozenset(
    [
        "demand",
        "condition",
        "proposal",
        "offer",
        "plan",
        "requirement",
        "idea",
        "term",
        "request",
        "step",
        "move",
        "call",
    ]
)
_INCLUDING = ("be", "include", "comprise", "entail", "involve", "contain")


def _prepositional(token: Token, word: str) -> list[Token]:
    preps = [c for c in token.children if c.dep_ in ("prep", "agent", "dative") and c.lower_ == word]
    # The parser hangs "to X" on a participle's auxiliary or on the copula as often as on the adjective itself.
    if token.head.i != token.i and token.dep_ in ("acomp", "attr", "oprd", "dobj"):
        preps += [c for c in token.head.children if c.dep_ == "prep" and c.lower_ == word and c.i > token.i]
    return [found for prep in preps for found in children(prep, "pobj", "pcomp")]


def _content(token: Token, place: str) -> list[Token]:
    if place == "none":
        return [token]
    if place == "dobj":
        found = children(token, "dobj", "nsubjpass")
        if (
            not found
            and token.dep_ in ("relcl", "acl")
            and token.pos_ == "VERB"
            and not children(token, "xcomp", "ccomp")
        ):
            return [first_conjunct(token).head] if token.tag_ != "VBG" else []
        if not found and (reduced := reduced_object(token)):
            return [reduced]
        if not found and token.dep_ == "conj":
            later = [c for c in first_conjunct(token).children if c.dep_ == "dobj" and c.i > token.i]
            return later
        return [c for c in found if c.tag_ not in ("WDT", "WP") or c.lower_ in ("what",)]
    if place == "xcomp":
        return [
            c
            for c in children(token, "xcomp", "advcl")
            if c.dep_ == "xcomp" or (c.tag_ == "VB" and _infinitive(c) and c.i > token.i)
        ]
    if place == "ccomp":
        return [c for c in children(token, "ccomp") if c.i > token.i]
    if place == "acl":
        return [
            c for c in children(token, "acl", "relcl", "ccomp", "xcomp") if c.tag_ == "VB" or c.dep_ == "ccomp"
        ] or (
            [
                c
                for c in token.head.children
                if c.dep_ in ("xcomp", "advcl", "ccomp") and c.i > token.i and _infinitive(c)
            ]
            if token.dep_ in ("dobj", "attr")
            else []
        )
    if place == "attr":
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_ == "be":
            return children(token.head, "attr", "ccomp", "xcomp", "acomp")
        return []
    if place == "include":
        if token.dep_ == "nsubj" and token.head.lemma_ in _INCLUDING:
            return children(token.head, "dobj", "xcomp", "ccomp")
        return []
    if place.startswith("prep:"):
        return _prepositional(token, place.removeprefix("prep:"))
    if place.startswith("xcomp+prep:"):
        who = _prepositional(token, place.removeprefix("xcomp+prep:"))
        return _content(token, "xcomp") if who else []
    return list(children(token, place))


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def reduced_object(verb: Token) -> Token | None:
    """Returns what a verb's object is in "…, a demand the union rejects", which parsers take for subject and apposition."""
    for own in children(verb, "nsubj"):
        if own.lemma_ in NAMED_MATTERS and children(own, "appos") and not children(verb, "dobj"):
            return own
    return None


def content_heads(token: Token, frame: Frame) -> list[Token]:
    """Returns the heads of what a cue is about, by the first place of its frame that is filled; none gives an empty list."""
    for place in frame.content:
        if place == "terms":
            if token.dep_ == "nsubj" and token.head.lemma_ in frame.terms:
                found = children(token.head, "dobj", "xcomp", "ccomp") + [
                    p
                    for c in token.head.children
                    if c.dep_ == "prep" and c.lower_ == "for"
                    for p in children(c, "pobj")
                ]
            else:
                found = []
        else:
            found = _content(token, place)
        found = [c for c in found if not (c.pos_ == "PRON" and c.tag_ in ("WP", "WDT"))]
        if found:
            return found
    return []


def split_contents(contents: tuple[Token, ...], cue: Token) -> Iterator[tuple[Token, Token, Token]]:
    """Gives each of the joined contents with its first and last token; a clause with its own subject stays whole."""
    for head in contents:
        parts = conjuncts(head)
        same = [p for p in parts if p.i == head.i or p.pos_ == head.pos_ or {p.pos_, head.pos_} <= {"NOUN", "PROPN"}]
        if len(same) > 1 and (head.pos_ in ("NOUN", "PROPN") or head.tag_ == "VBG" or subject(head) is None):
            for part in same:
                yield part, *subtree_span(part, frozenset(c.i for c in part.children if c.dep_ in ("conj", "cc")))
        else:
            yield head, *subtree_span(head, frozenset((cue.i,)))
