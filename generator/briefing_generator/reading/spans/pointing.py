"""Contents that only point: "the offer", "this proposal", "those claims" and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINTERS = load_words("pointers")


def bare(head: Token, first: Token, last: Token) -> bool:
    """Tells whether a content is "the offer", "this proposal", "the whole idea" and nothing else."""
    if last.i != head.i or not bare_word(head):
        return False
    return first.lower_ in ("the", "this", "that", "these", "those", "such") and _adds_nothing(head)


def shown(head: Token, first: Token, last: Token) -> bool:
    """Tells whether a content is "those claims", "these new rules" and nothing else: any noun that is only shown to."""
    if last.i != head.i or head.pos_ != "NOUN" or first.lower_ not in _POINTERS["showing"] or head.ent_type_ == "DATE":
        return False
    return _adds_nothing(head)


def bare_word(head: Token) -> bool:
    """Tells whether a noun only points ("the offer") and nothing behind it says to what ("the offer of a truce")."""
    lemma = head.lemma_.casefold()
    named = any(lemma in _POINTERS[group] for group in ("offered", "demanded", "threatened", "figures", "open"))
    return named and not any(
        c.i > head.i and c.dep_ in ("prep", "acl", "relcl", "ccomp", "appos") for c in head.children
    )


def _adds_nothing(head: Token) -> bool:
    """Tells whether what stands before a noun says nothing of it ("the whole idea")."""
    return all(t.dep_ in ("det", "predet") or t.lower_ in _POINTERS["empty"] for t in head.subtree if t.i < head.i)
