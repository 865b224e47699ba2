"""Groups that hold a position together: "European allies", "Western nations", "the West"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.world import load_world

if TYPE_CHECKING:
    from spacy.tokens import Token

ACTORS = load_name_words().actors
"""Common nouns of those who hold positions without a name of their own ("the union", "the rebels", "dockers")."""
GROUP_NOUNS = load_name_words().collective | load_name_words().state_nouns
"""Nouns that, behind the name of a state or a region, stand for it ("Ukrainian officials")."""


def _may_act(token: Token) -> bool:
    """Tells whether a noun is one of actors, or a body that is called by them ("the bishops' conference")."""
    if token.lemma_.casefold() in ACTORS or token.lemma_.casefold().endswith("worker"):
        return True
    return token.lemma_.casefold() in load_name_words().heads and any(
        c.dep_ in ("poss", "compound") and c.lemma_.casefold() in ACTORS for c in token.children
    )


def actor_phrase(token: Token) -> tuple[int, str] | None:
    """Returns where the phrase of an unnamed actor starts and how it is called, None where a noun is no such actor.

    Only whoever says or does something counts: a subject, an agent, the owner of a stance, or with whom one deals.
    """
    words = load_name_words()
    if token.pos_ != "NOUN" or not _may_act(token) or token.ent_type_ in ("PERSON", "ORG", "GPE"):
        return None
    above = token.head.lemma_.casefold()
    inside = token.dep_ in ("poss", "compound") and token.head.i > token.i and above in words.heads
    if inside and token.lemma_.casefold() not in words.heads:
        # "The dockers' union" is one actor, "the federation's council" a part of another.
        return None
    if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.children):
        # "The union's negotiator, Ana Ruiz" has a name.
        return None
    after = token.doc[token.i + 1 : token.i + 2]
    if after and after[0].ent_type_ in ("ORG", "PERSON") and token.tag_ == "NN":
        # "The airline Maho wants …" has a name, too.
        return None
    top = token
    while top.dep_ == "conj" and top.head.i != top.i:
        top = top.head
    agent = top.dep_ == "pobj" and (
        top.head.dep_ == "agent"
        or (top.head.lower_ in ("with", "between") and top.head.head.lemma_.casefold() in words.dealing)
    )
    # "Prompting [unions] to strike"; "the [consumer] proposal".
    moved = top.dep_ == "dobj" and token.tag_ == "NNS" and above in words.causing
    owning = token.dep_ == "compound" and token.head.i == token.i + 1 and above in words.held
    if not (
        agent
        or moved
        or owning
        or (top.dep_ in ("nsubj", "nsubjpass", "poss") and top.head.pos_ in ("VERB", "NOUN", "AUX", "ADJ"))
    ):
        return None
    pointed = {c.lower_ for c in token.children if c.i < token.i and c.lower_ in words.pointing}
    left = [c for c in token.children if c.i < token.i and c.dep_ in ("compound", "amod", "nmod", "poss")]
    named = [c for c in left if c.dep_ != "poss" and c.text.istitle() and c.i and c.pos_ in ("ADJ", "PROPN")]
    of_land = {c.i for c in (*left, *named) if c.ent_type_ in ("NORP", "GPE") or (c in named and not c.ent_type_)}
    official = token.lemma_.casefold() in words.state_words
    followed = token.lemma_.casefold() in words.followers
    if any((c.ent_type_ == "PERSON" and not followed) or (official and load_world().state_of(c.text)) for c in left):
        return None
    # "Striking nurses" are nurses, "Chilean nurses" are not those of another land, nor "junior nurses" all of them.
    office = token.lemma_.casefold() in words.offices
    kept = [c for c in left if c.dep_ != "amod" or c.i in of_land or (c.lower_ in words.classing and not office)]
    if pointed and not (kept and pointed <= words.few):
        return None
    start = _start(token, kept, left)
    if start is None:
        return None
    # "Brazil's 40,000 seamen" go on as "Brazil's seamen".
    text = "".join(t.text_with_ws for t in token.doc[start : token.i + 1] if t.pos_ != "NUM").strip()
    return None if "[" in text or "]" in text else (start, text)


def _start(token: Token, kept: list[Token], left: list[Token]) -> int | None:
    """Returns where an actor's phrase starts, None for a noun that names nobody without the word before it."""
    if token.lemma_.casefold() in load_name_words().modified:
        kept = left
        if not left:
            return None
    start = min((t.i for c in kept for t in c.subtree), default=token.i)
    while token.doc[start].pos_ in ("DET", "PUNCT") and start < token.i:
        start += 1
    return start


def region_group(token: Token) -> tuple[str, int] | None:
    """Returns the group that a phrase starting at this token names and the index after its last token, None for none."""
    words = load_name_words()
    word = token.lower_
    doc = token.doc
    if word in words.alone and token.pos_ == "PROPN" and token.dep_ in ("pobj", "nsubj", "dobj", "conj"):
        return words.alone[word], token.i + 1
    if (
        word == "west"
        and token.text == "West"
        and token.i
        and doc[token.i - 1].lower_ == "the"
        and token.dep_ in ("nsubj", "pobj", "dobj", "conj")
    ):
        return words.regions["west"], token.i + 1
    if word in words.regions and token.text[0].isupper() and word not in ("europe", "west"):
        for at in range(token.i + 1, min(token.i + 3, len(doc))):
            if doc[at].lower_ in words.collective:
                return words.regions[word], at + 1
            if not doc[at].is_lower:
                break
    return None
