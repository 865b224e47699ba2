"""Contents that only point ("the offer", "those claims" and nothing else), and what a pronoun may stand for by its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import children

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


def fits(head: Token, plural: bool, pronoun: Token) -> bool:
    """Tells whether a pronoun can stand for a phrase by its number; only "this" and "that" stand for whole clauses."""
    if head.pos_ in ("VERB", "AUX"):
        return pronoun.lower_ in ("this", "that")
    return head.pos_ == "NOUN" and (head.tag_ == "NNS") == plural


def parallel(cue: Token, pronoun: Token, plural: bool) -> Token | None:
    """Returns the object of the clause that a cue's clause is joined to ("suspended [the tax] but refuses to abolish it")."""
    verb = cue
    while verb.dep_ in ("xcomp", "acomp") and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ != "conj" or verb.head.i > verb.i:
        return None
    above = verb.head
    places = [above, *children(above, "acomp")]
    things = [o for p in places for o in children(p, "dobj")]
    things += [o for p in children(above, "acomp") for q in children(p, "prep") for o in children(q, "pobj")]
    fitting = [t for t in things if t.i < cue.i and fits(t, plural, pronoun)]
    return fitting[0] if len(fitting) == 1 and not bare_word(fitting[0]) else None
