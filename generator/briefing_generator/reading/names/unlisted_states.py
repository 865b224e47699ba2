"""States that no table knows: a name is a state's where it has a people, a parliament or a foreign minister."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.states import StatePhrase, people_phrase
from briefing_generator.reading.names.world import fold_name, load_world

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from briefing_generator.reading.names.people import PeopleIndex
    from briefing_generator.reading.names.recognised import Candidate
    from briefing_generator.reading.text.parse import ParsedSentence

_PEOPLE = ("n", "an", "ian", "i", "ese")
_PEOPLE_FOR_LAST = ("ian", "an", "ish")
_SHORTEST = 4
"""Letters that a name must have for the adjective of its people to tell anything ("Ali", "Alian")."""


def find_lands(
    sentences: Iterable[ParsedSentence], candidates: Iterable[Candidate], people: PeopleIndex
) -> Iterator[Candidate]:
    """Yields the candidates that name a state which is in no table.

    A name is one where the article has the adjective of its people ("Tavaria", "Tavarian lamb") or tells that it owns
    what only a state has ("Tavaria's commerce minister", "the Tavaria government").
    """
    found = list(candidates)
    adjectives = {t.text for s in sentences for t in s.doc if t.text.istitle() and _describes(t)}
    owners = {c.text for c in found if c.label in ("PERSON", "GPE", "LOC", "ORG") and _owns(c)}
    # "Upper Marn" and "Lower Marn" are two, and neither is Marn.
    parts = {c.text.split()[-1] for c in found if c.label in ("GPE", "LOC") and " " in c.text}
    for candidate in found:
        text = candidate.text
        known = load_world().state_of(text) or people.surname(text) or fold_name(text) in load_world().regions
        if known or candidate.label == "NORP" or not text.isalpha() or text in parts:
            continue
        if text in owners or (len(text) >= _SHORTEST and adjectives & set(adjectives_of(text))):
            yield candidate


def adjectives_of(land: str) -> tuple[str, ...]:
    """Returns what the people of a land may be called after its name."""
    return (*(land + ending for ending in _PEOPLE), *(land[:-1] + ending for ending in _PEOPLE_FOR_LAST))


def land_phrases(sentence: ParsedSentence, lands: dict[str, str]) -> Iterator[StatePhrase]:
    """Yields the phrases in which the people of a land stand for it ("Tavarian officials").

    ``lands`` maps the adjectives of their people to the folded names of lands.
    """
    for token in sentence.doc:
        land = lands.get(token.text) or (lands.get(token.text[:-1]) if token.text.endswith("s") else None)
        phrase = people_phrase(sentence.doc, token.i, token.i + 1, land) if land else None
        if phrase is not None:
            yield phrase


def _describes(token: Token) -> bool:
    """Tells whether a word with a capital describes the common noun behind it."""
    return token.pos_ == "ADJ" or (
        token.pos_ == "PROPN" and token.dep_ in ("compound", "amod") and token.head.i > token.i and token.head.is_lower
    )


def _owns(candidate: Candidate) -> bool:
    """Tells whether a name owns what only a state has ("Tavaria's commerce minister")."""
    doc, last = candidate.sentence.doc, candidate.last
    if last >= len(doc):
        return False
    signs = load_name_words().state_signs
    if doc[last].text not in ("'s", "’s"):
        return candidate.label == "GPE" and doc[last].lower_ in signs and doc[last - 1].head.i == last
    return doc[last].head.i >= candidate.first and any(
        t.lower_ in signs and doc[last - 1].head.i == t.i for t in doc[last + 1 : last + 4]
    )
