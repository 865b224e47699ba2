"""What belongs to somebody: "his government", "her union", "the league's members" stand for whom their owner speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from briefing_generator.language.words import load_name_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from briefing_generator.model import Kind
    from briefing_generator.reading.names.registry import Draft, Drafts
    from briefing_generator.reading.text.parse import ParsedSentence

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
            key = whose(drafts, draft, token) if draft is not None else None
            if key is not None:
                left = min(t.i for t in token.subtree)
                phrases.append((*sentence.span(sentence.doc[left], token), key))


def whose(drafts: Drafts, owner: Draft, noun: Token) -> str | None:
    """Returns the key for which an owner's noun stands, None where it stands for nobody or nobody knows."""
    party = drafts.by_key.get(owner.party or "")
    told = stands_for(owner.kind, party.kind if party is not None else None, noun.lemma_.casefold())
    if told == "party" and party is not None:
        return party.key
    return owner.key if told == "owner" else None


def stands_for(owner: Kind, party: Kind | None, noun: str) -> Literal["owner", "party"] | None:
    """Tells for whom an owner's noun stands: the owner, whom the owner speaks for, or nobody who is sure.

    ``owner`` and ``party`` are kinds of stakeholders, ``party`` None where nobody knows for whom the owner speaks.
    """
    words = load_name_words()
    if owner != "person":
        members = owner != "state" and (noun in words.folk or noun in words.of_members)
        return "owner" if noun in words.organs or members else None
    if noun in words.of_state:
        fits = party in (None, "state", "group")
    elif noun in words.of_body or noun in words.folk:
        fits = party != "state"
    else:
        fits = noun in words.of_anyone
    if not fits:
        return None
    return "party" if party is not None else "owner"
