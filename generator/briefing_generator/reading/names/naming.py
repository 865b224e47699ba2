"""Names that somebody takes: "the group, which calls itself the Third of March Column", "a man who gave his name as Luz"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

_CALLING = frozenset(["call", "name", "style", "dub", "identify", "introduce"])
_BODIES = frozenset(["itself", "themselves"])
_PEOPLE = frozenset(["himself", "herself"])
_INSIDE = frozenset(["of", "the", "for", "and", "de", "del", "la", "al", "-"])


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name taken: the noun of who takes it, and tokens ``first`` to ``last`` (excluded) of the name."""

    noun: Token
    first: int
    last: int
    person: bool


def own_names(doc: Doc) -> Iterator[OwnName]:
    """Yields the names that somebody in a sentence takes for himself, herself or itself."""
    for token in doc[1:]:
        at = None
        if (token.lower_ in _BODIES | _PEOPLE and token.nbor(-1).lemma_.casefold() in _CALLING) or (
            token.lower_ == "name" and _given(token)
        ):
            at = token.i + 1
        if at is None:
            continue
        while at < len(doc) and doc[at].lower_ in ("as", "only", "simply", "the", "“", '"', "‘", "'"):
            at += 1
        last = _end(doc, at)
        noun = _who(doc[token.i - 1] if token.lower_ != "name" else token.head)
        if last > at and noun is not None:
            yield OwnName(noun, at, last, token.lower_ not in _BODIES)


def _given(name: Token) -> bool:
    return name.head.lemma_.casefold() == "give" and any(c.tag_ == "PRP$" for c in name.children)


def _end(doc: Doc, first: int) -> int:
    """Returns the index behind a run of words with capitals, small words between them included."""
    last = at = first
    while at < len(doc) and (doc[at].text[:1].isupper() or doc[at].lower_ in _INSIDE or doc[at].like_num):
        at += 1
        if doc[at - 1].text[:1].isupper() or doc[at - 1].like_num:
            last = at
    return last if first < len(doc) and doc[first].text[:1].isupper() else first


def _who(verb: Token) -> Token | None:
    """Returns the noun whose relative clause or participle a verb of naming is, or its subject."""
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ in ("relcl", "acl"):
        return verb.head if verb.head.pos_ == "NOUN" else None
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
