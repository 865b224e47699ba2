"""Stretches of words that end where phrases do: "the ruling by the" goes on to "the ruling by the Supreme Court"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_BEFORE = ("compound", "amod", "det", "nummod", "poss", "nmod", "advmod", "predet", "quantmod", "case")
"""What stands before the head of its phrase, and no phrase ends with."""
_OPENING = ("compound", "amod", "det", "nummod", "neg")
"""What a phrase may begin with in front of a stretch that is its rest."""
_FAR = 6
"""Words by which a stretch grows at most at either end."""
_JOINTS = ("CCONJ", "SCONJ", "ADP", "PART", "PUNCT", "SPACE", "DET")
_CLOSING = ("”", '"', ")", "%", "’s", "'s")


def whole_phrases(words: Span) -> Span:
    """Returns a stretch that begins and ends with whole phrases: grown by a few words, else cut where nothing follows."""
    first, last = _first(words[0]), _last(words[-1])
    doc = words.doc
    while last > first and doc[last].pos_ in _JOINTS and doc[last].text not in _CLOSING and not _ends(doc[last]):
        last -= 1
    return doc[first : last + 1]


def _first(token: Token) -> int:
    """Returns where the phrase begins in whose middle a stretch does."""
    head = token.head if token.dep_ in _BEFORE and token.head.i > token.i else token
    at = token.i
    while at > 0 and token.i - at < _FAR:
        before = head.doc[at - 1]
        if before.head.i != head.i or before.dep_ not in _OPENING or before.is_punct:
            break
        if before.dep_ == "neg" and head.pos_ not in ("NOUN", "ADJ"):
            break
        at -= 1
    return at


def _last(token: Token) -> int:
    """Returns where the phrase ends in whose middle a stretch does: behind its head, or what a preposition leads to."""
    at = token
    for _ in range(3):
        goal = None
        if at.dep_ in _BEFORE and at.head.i > at.i:
            goal = at.head
        elif at.pos_ == "ADP" and at.dep_ in ("prep", "agent"):
            goal = next((c for c in at.children if c.i > at.i), None)
        if (
            goal is None
            or goal.i - token.i > _FAR
            or any(t.is_punct and t.text not in "-–" for t in at.doc[at.i + 1 : goal.i])
        ):
            break
        at = goal
    return at.i


def _ends(token: Token) -> bool:
    """Tells whether a small word may end a phrase: a particle of a verb ("walk out"), a pronoun ("all of that")."""
    if token.pos_ == "ADP" and not any(c.i > token.i for c in token.children):
        # "What they have been asking for"
        return token.head.i < token.i
    return token.dep_ in ("prt", "pobj", "dobj", "attr", "nsubj") or (token.pos_ == "PART" and token.dep_ == "case")
