"""What belongs to somebody: "his government", "her union", "the league's members" stand for whom their owner speaks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.reading.drafts import Draft, Drafts
from generator.reading.name_words import load_name_words
from generator.reading.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

Phrase = tuple[int, int, str]


def find_belongings(drafts: Drafts, phrases: list[Phrase], sentences: Iterable[ParsedSentence]) -> None:
    """Adds to ``phrases`` nouns of bodies, sides and people that an owner's name or a pronoun makes sure.

    A person's government, union or side is the party for which that person speaks; where the article does not tell it,
    the phrase stands for the person, whose party another article may know.
    """
    known = {(start, end): key for start, end, key in phrases}
    taken = {at for start, end, _ in phrases for at in range(start, end)}
    for sentence in sentences:
        for token in sentence.doc:
            if token.pos_ != "NOUN" or not drafts.free(*sentence.span(token, token)):
                continue
            owner = next((c for c in token.children if c.dep_ == "poss" and c.i < token.i), None)
            if owner is None or sentence.char_start(token) in taken:
                continue
            span = sentence.span(owner, owner)
            draft = drafts.at(span[0]) or drafts.by_key.get(known.get(span, ""))
            key = _whose(drafts, draft, token) if draft is not None else None
            if key is not None:
                left = min(t.i for t in token.subtree)
                phrases.append((*sentence.span(sentence.doc[left], token), key))


def _whose(drafts: Drafts, owner: Draft, noun: Token) -> str | None:
    """Returns the key for which an owner's noun stands, None where it stands for nobody or nobody knows."""
    words = load_name_words()
    lemma = noun.lemma_.casefold()
    if owner.kind != "person":
        return owner.key if lemma in words.organs or (lemma in words.folk and owner.kind != "state") else None
    party = drafts.by_key.get(owner.party or "")
    if lemma in words.of_state:
        return owner.key if party is None else party.key if party.kind in ("state", "group") else None
    if lemma in words.of_body:
        return owner.key if party is None else party.key if party.kind != "state" else None
    if lemma in words.of_anyone or (lemma in words.folk and (party is None or party.kind != "state")):
        return party.key if party is not None else owner.key
    return None
