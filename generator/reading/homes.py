"""Ministers whose state goes without saying: "Labour Minister Ana Ruiz" in an article that tells of one government."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from typing import TYPE_CHECKING

from generator.reading.candidates import is_acronym
from generator.reading.cues import load_lexicon
from generator.reading.drafts import Draft, Drafts
from generator.reading.name_words import load_name_words
from generator.reading.parse import ParsedSentence
from generator.reading.short_names import head_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL = frozenset(["will", "would", "shall", "'ll", "’ll"])
GOVERNMENT = "actor-government"
"""The key of a government that the article does not name."""


def find_homes(drafts: Drafts, sentences: Iterable[ParsedSentence], owned: Set[str]) -> None:
    """Gives ministers the state for which they speak where the article tells of no other.

    It is the only state that acts in the article; of several, the one whose will the minister tells ("Ruiz said that Peru
    would not sign"); where none acts, the government that the article does not name. Whoever is among ``owned`` is
    somebody's by another word ("their minister").
    """
    people = [d for d in drafts.by_key.values() if d.kind == "person" and d.party is None and d.key not in owned]
    officials = {d.key: d for d in people if _of_state(d)}
    if not officials:
        return
    acting = [d.key for d in drafts.by_key.values() if d.kind == "state" and d.acts]
    will = _wills(drafts, sentences, officials) if len(acting) > 1 else {}
    for key, draft in officials.items():
        told = will.get(key, Counter())
        if len(acting) == 1:
            draft.party = acting[0]
        elif len(told) == 1:
            draft.party = next(iter(told))
        elif not acting and GOVERNMENT in drafts.by_key:
            draft.party = GOVERNMENT


def mark_state(draft: Draft, office: str) -> None:
    """Makes a state of what has a minister and no name of a body ("Foreign Minister Olof Kerr of Vestmark")."""
    nameless = draft.kind == "organisation" and head_of(draft.name) is None and not is_acronym(draft.name)
    if nameless and set(office.casefold().split()) & load_name_words().state_offices:
        draft.kind = "state"


def _of_state(draft: Draft) -> bool:
    """Tells whether somebody has an office of a state that no word beside it gives to anybody."""
    words = load_name_words()
    plain = words.titles | words.ranks | {"and", "for", "of", "the", "&"}
    for role in draft.roles:
        lower = role.role.casefold().split()
        if words.state_offices & set(lower) and not set(lower) & (words.past | words.apart) and set(lower) <= plain:
            return True
    return False


def _wills(drafts: Drafts, sentences: Iterable[ParsedSentence], officials: dict[str, Draft]) -> dict[str, Counter[str]]:
    """Returns of which states' will each official tells, and how often."""
    found: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for token in sentence.doc:
            if token.dep_ != "ccomp" or not any(c.dep_ == "aux" and c.lower_ in _WILL for c in token.children):
                continue
            who = _subject(drafts, sentence, token.head)
            whose = _subject(drafts, sentence, token)
            if who is not None and whose is not None and who.key in officials and whose.kind == "state":
                found.setdefault(who.key, Counter())[whose.key] += 1
    return found


def _subject(drafts: Drafts, sentence: ParsedSentence, verb: Token) -> Draft | None:
    if (
        verb.pos_ == "VERB"
        and verb.dep_ != "ccomp"
        and "clause" not in load_lexicon().of("verb", verb.lemma_.casefold())
    ):
        return None
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return drafts.at(sentence.char_start(child))
    return None
