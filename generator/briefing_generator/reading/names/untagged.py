"""Names that the recogniser misses, or takes for works and places: found by what they do in the sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.acting import is_speaker
from briefing_generator.reading.names.groups import ACTORS
from briefing_generator.reading.names.recognised import Candidate, lead_in
from briefing_generator.reading.names.world import fold_name, load_world
from briefing_generator.reading.text.parse import ParsedSentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Set

    from spacy.tokens import Doc, Token

    from briefing_generator.model import Kind
    from briefing_generator.reading.names.organisations import OrganisationIndex
    from briefing_generator.reading.names.people import PeopleIndex
    from briefing_generator.reading.names.registry import Drafts

_NO_NAMES = frozenset(["DATE", "TIME", "MONEY", "CARDINAL", "PERSON", "LANGUAGE"])
_PLACES = frozenset(["GPE", "LOC", "FAC"])
_KINDS: dict[str, Kind] = {"GPE": "state", "LOC": "state", "ORG": "organisation", "PERSON": "person"}
_OFTEN = 3
"""From how many mentions on a name that is a subject somewhere is taken for an actor that nobody heard speak."""


@dataclass(slots=True)
class _Told:
    spots: list[tuple[ParsedSentence, int, int]] = field(default_factory=list)
    speaks: int = 0
    places: int = 0
    subjects: int = 0

    def acts(self) -> bool:
        """Tells whether a name speaks, or does things again and again; a town that does so once is a town."""
        if self.places:
            return 3 * max(self.speaks, self.subjects - 1) >= len(self.spots)
        return bool(self.speaks) or (self.subjects > 0 and len(self.spots) >= _OFTEN)


def find_untagged(
    drafts: Drafts,
    sentences: Iterable[ParsedSentence],
    people: PeopleIndex,
    organisations: OrganisationIndex,
    allowed: Callable[[str], bool],
) -> None:
    """Adds mentions of people and organisations that no other step has found.

    A run of words with capitals is somebody's where a part of the name is known, an organisation's where it has one's
    name or acts; ``allowed`` tells whether a text may name an organisation at all.
    """
    told: dict[str, _Told] = {}
    for sentence in sentences:
        for first, last in _proper_runs(sentence.doc):
            head = sentence.doc[last - 1]
            if not drafts.free(*sentence.span(sentence.doc[first], head)) or lead_in(sentence, first, last):
                continue
            if _of_place(head) or _of_office(sentence.doc, last):
                continue
            one = told.setdefault(sentence.doc[first:last].text, _Told())
            one.spots.append((sentence, first, last))
            one.speaks += is_speaker(head) or _introduced(sentence.doc, first)
            one.places += head.ent_type_ in _PLACES
            one.subjects += head.dep_ == "nsubj" and head.head.pos_ == "VERB"
    for text, one in told.items():
        person = people.word(text) if " " not in text else None
        known = organisations.key(text) or _first_of_name(text, one, organisations)
        if person is not None:
            draft = drafts.get(person, people.names[person], "person")
        elif (known or one.acts()) and allowed(text):
            key = known or f"name-{fold_name(text)}"
            draft = drafts.get(key, organisations.names.get(key, text), "organisation")
        else:
            continue
        for sentence, first, last in one.spots:
            drafts.mention(draft, sentence, first, last)


def find_unsure(
    drafts: Drafts,
    sentences: Iterable[ParsedSentence],
    candidates: Iterable[Candidate],
    people: PeopleIndex,
    places: Set[str],
) -> None:
    """Adds what is left of names as entities that are not sure: another article may tell who or what they are.

    These are the names that the recogniser saw and no step took, and runs of words with capitals that do something;
    ``places`` are folded names that lie somewhere. A surname that several ``people`` have is nobody's.
    """
    words = load_name_words()
    common = words.titles | words.ranks | words.heads | ACTORS
    for candidate in candidates:
        kind = _KINDS.get(candidate.label)
        if kind is not None and not people.shared(candidate.text):
            kind = "state" if fold_name(candidate.text) in places else kind
            _unsure(drafts, candidate.sentence, candidate.first, candidate.last, kind)
    for sentence in sentences:
        for first, last in _proper_runs(sentence.doc):
            head = sentence.doc[last - 1]
            does = head.dep_ in ("nsubj", "nsubjpass", "poss") or head.head.dep_ == "agent"
            shared = people.shared(sentence.doc[first:last].text)
            if does and not shared and not all(t.lower_ in common for t in sentence.doc[first:last]):
                _unsure(drafts, sentence, first, last, "organisation")


def _unsure(drafts: Drafts, sentence: ParsedSentence, first: int, last: int, kind: Kind) -> None:
    text = " ".join(sentence.doc[first:last].text.split())
    world, folded = load_world(), fold_name(text)
    if world.state_of(text) or folded in world.regions or lead_in(sentence, first, last) or len(folded) < 2:
        return
    if not drafts.free(*sentence.span(sentence.doc[first], sentence.doc[last - 1])):
        return
    draft = drafts.get(f"unsure-{fold_name(text)}", text, kind)
    draft.sure = False
    drafts.mention(draft, sentence, first, last)


def _first_of_name(text: str, told: _Told, organisations: OrganisationIndex) -> str | None:
    """Returns the only organisation whose name begins with a word that tells whose side is meant ("the Lumen side")."""
    words = load_name_words()
    for sentence, _, last in told.spots:
        head = sentence.doc[last - 1]
        of_side = head.dep_ in ("compound", "amod", "nmod") and head.head.lemma_.casefold() in words.organs
        if not of_side or head.head.i != last:
            return None
    fits = [key for key, name in organisations.names.items() if name.split()[0] == text and " " in name]
    return fits[0] if len(fits) == 1 else None


def _of_office(doc: Doc, last: int) -> bool:
    """Tells whether a word is the first half of an office ("Vice-chancellor")."""
    return doc[last : last + 1].text == "-" and doc[last + 1 : last + 2].text in load_name_words().offices


def _of_place(head: Token) -> bool:
    """Tells whether a place only tells which actor is meant ("the Halden school board")."""
    above = head.head
    return (
        head.ent_type_ == "GPE"
        and head.dep_ in ("compound", "nmod", "amod")
        and above.i > head.i
        and above.pos_ == "NOUN"
        and above.lemma_.casefold() in ACTORS
    )


def _introduced(doc: Doc, first: int) -> bool:
    """Tells whether the noun of an actor stands right before a name ("the drivers' union GDV")."""
    return first > 0 and doc[first - 1].pos_ == "NOUN" and doc[first - 1].lemma_.casefold() in ACTORS


def _proper_runs(doc: Doc) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    tokens = list(doc)
    at = 0
    while at < len(tokens):
        last = at
        while last < len(tokens) and tokens[last].pos_ == "PROPN" and tokens[last].text[:1].isupper():
            last += 1
        if last > at and not any(t.ent_type_ in _NO_NAMES for t in tokens[at:last]):
            runs.append((at, last))
        at = max(last, at + 1)
    return runs
