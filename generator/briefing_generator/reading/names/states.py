"""States in a sentence: names, capitals and seats, and their people ("Ukrainian officials", "the Belgians")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.world import World, fold_name, load_world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from briefing_generator.reading.text.parse import ParsedSentence

_LOCATIVE = frozenset(
    ["in", "at", "near", "outside", "around", "across", "over", "into", "through", "throughout", "inside"]
)
_PARTS = frozenset(["Northern", "Southern", "Eastern", "Western", "Central"])
_WITHIN = ("-", "and", "&", "'s", "’s")
"""What may stand within the name of an office ("Women's Affairs Minister", "Trade and Industry Minister")."""
_LONGEST = 8
"""Words of the longest names that are looked up."""


@dataclass(frozen=True, slots=True)
class StatePhrase:
    """Tokens ``first`` to ``last`` (excluded) that name a state (``named``) or people who stand for it.

    ``whole`` is the end of the phrase with the noun that stands for the state behind its name ("Kyiv officials"),
    ``adjective`` that of the name of its people in it.
    """

    code: str
    first: int
    last: int
    named: bool
    whole: int
    adjective: int = 0


def state_key(code: str) -> str:
    """Returns the key of a state's entity."""
    return f"state-{code.lower()}"


def state_phrases(sentence: ParsedSentence) -> Iterator[StatePhrase]:
    """Yields the phrases of a sentence that stand for states, from left to right, the longest names first."""
    doc, world = sentence.doc, load_world()
    at = 0
    while at < len(doc):
        found = _at(doc, at, world)
        if isinstance(found, StatePhrase):
            yield found
            at = found.last
        else:
            at = found


def _at(doc: Doc, at: int, world: World) -> StatePhrase | int:
    """Returns the phrase that starts at a token, else where to look next."""
    if not doc[at].text[0].isupper() or doc[at].lower_ == "the" or _seat(doc, at):
        return at + 1
    for size in range(min(_LONGEST, len(doc) - at), 0, -1):
        last = at + size
        if doc[last - 1].is_punct or doc[last - 1].text in ("’s", "'s", "’", "'"):
            continue
        text = doc[at:last].text
        if fold_name(text) in world.regions:
            return last
        code = world.state_of(text) if text != "Us" else None
        if code is not None:
            return _phrase(doc, at, last, code, world) or last
    return at + 1


def _seat(doc: Doc, at: int) -> bool:
    """Tells whether a name is that of a lawmaker's seat behind the letter of the party ("D-Georgia")."""
    return at > 1 and doc[at - 1].text == "-" and len(doc[at - 2]) == 1 and doc[at - 2].text.isupper()


def _phrase(doc: Doc, first: int, last: int, code: str, world: World) -> StatePhrase | None:
    words = load_name_words()
    head = doc[last - 1]
    if head.ent_type_ in ("LOC", "FAC") and _goes_on(doc, first, last):
        # "the Gulf of Mexico" and "the South China Sea" are no states.
        return None
    folded = fold_name(doc[first:last].text)
    if only_part(doc[first]):
        return None
    if world.demonym_only(folded):
        return people_phrase(doc, first, last, code)
    noun = _noun_behind(head, last)
    lemma = noun.lemma_.casefold() if noun is not None else ""
    official = lemma in words.collective or lemma in words.state_nouns
    if folded in world.places and folded not in world.states and (locative(head) or _dateline(doc, first, last)):
        return None
    if head.text == "US" and head.pos_ == "PRON":
        return None
    whole = noun.i + 1 if noun is not None and official and head.dep_ != "poss" else last
    return StatePhrase(code, first, last, True, whole)


def people_phrase(doc: Doc, first: int, last: int, code: str) -> StatePhrase | None:
    """Returns the phrase that the adjective of a state's people opens, where it stands for that state, else None.

    "Peruvian officials" and "the Peruvians" do, "Peruvian farmers" do not.
    """
    words = load_name_words()
    head = doc[last - 1]
    noun = _noun_behind(head, last)
    lemma = noun.lemma_.casefold() if noun is not None else ""
    if _before_bearer(doc, last):
        return StatePhrase(code, first, last, False, last, last)
    if noun is not None and noun.pos_ in ("NOUN", "PROPN") and lemma in words.state_words:
        return StatePhrase(code, first, noun.i + 1, False, noun.i + 1, last)
    if head.pos_ in ("PROPN", "NOUN") and head.text.endswith("s") and head.dep_ in ("nsubj", "pobj", "dobj", "conj"):
        return StatePhrase(code, first, last, False, last, last)
    return None


def only_part(token: Token) -> bool:
    """Tells whether a name names but a part of its land ("Northern [Ireland]")."""
    return token.i > 0 and token.nbor(-1).text in _PARTS and token.nbor(-1).head.i >= token.i


def _dateline(doc: Doc, first: int, last: int) -> bool:
    """Tells whether a capital opens a report: "LIMA (Agency) — …"."""
    return first == 0 and last < len(doc) and (doc[last].text in ("(", "—", "–", "--", ",") and doc[0].text.isupper())


def _goes_on(doc: Doc, first: int, last: int) -> bool:
    """Tells whether a recognised name is longer than the tokens in it."""
    return doc[first].ent_iob_ == "I" or (last < len(doc) and doc[last].ent_iob_ == "I")


def _noun_behind(head: Token, last: int) -> Token | None:
    if head.dep_ in ("amod", "compound", "poss", "nmod") and head.head.i >= last:
        return head.head
    return None


def _before_bearer(doc: Doc, at: int) -> bool:
    """Tells whether an office with its bearer's name follows ("Belarusian President Aleksandr Lukashenko")."""
    offices = load_name_words().offices
    office = False
    while at < len(doc) and (doc[at].pos_ in ("NOUN", "PROPN", "ADJ") or doc[at].lower_ in _WITHIN):
        if office and doc[at].ent_type_ == "PERSON":
            return True
        office = office or doc[at].lower_ in offices
        at += 1
    return False


def lies_in(head: Token) -> bool:
    """Tells whether a noun stands behind "in" or another preposition that only a place has (workers are "at" a company)."""
    return locative(head) and _preposition(head) not in ("at", "over", "into", "through", "across")


def _preposition(head: Token) -> str:
    while head.dep_ in ("conj", "compound", "appos") and head.head.i != head.i:
        head = head.head
    return head.head.lower_ if head.dep_ == "pobj" else ""


def locative(head: Token) -> bool:
    """Tells whether a noun stands behind a preposition of place ("in Geneva")."""
    return _preposition(head) in _LOCATIVE
