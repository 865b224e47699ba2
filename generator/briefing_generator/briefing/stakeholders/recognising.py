"""Names that one article alone leaves open, recognised by what the others tell of them.

A reading depends on its article alone, so it keeps such names apart (``Entity.sure``). Here each is looked up once among
all that are sure: who finds nobody there is nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.model import Article, Entity, Kind
from briefing_generator.reading.names.people import name_parts
from briefing_generator.reading.names.recognised import is_acronym
from briefing_generator.reading.names.short_names import core_name, head_of
from briefing_generator.reading.names.spelling import fold_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable

Member = tuple[Article, Entity]


@dataclass(slots=True)
class Group:
    """Entities that are one, each with its article."""

    kind: Kind
    members: list[Member]

    @property
    def name(self) -> str:
        """The name of most mentions; for people the full form of the spelling that most mentions have."""
        counts: Counter[str] = Counter()
        spellings: Counter[str] = Counter()
        for _, entity in self.members:
            if entity.kind != self.kind or (entity.key.startswith("actor-") and self.kind != "group"):
                continue
            counts[entity.name] += len(entity.mentions)
            for mention in entity.mentions:
                spellings[mention.text.split()[-1].casefold()] += 1
        if self.kind != "person":
            return min(counts, key=lambda n: (is_acronym(n), -counts[n], -len(n), n))
        full = [n for n in counts if " " in n] or list(counts)
        return min(full, key=lambda n: (-spellings[n.split()[-1].casefold()], -counts[n], -len(n), n))


@dataclass(frozen=True, slots=True)
class Lands:
    """Names of states, folded, to their full form; and names, folded, that are only places as far as any article tells."""

    states: dict[str, str]
    places: frozenset[str]

    def called(self, entity: Entity) -> str | None:
        """Returns the name of the state that another article makes of a name, None where there is none.

        Who has one name alone and one that is a state's elsewhere is that state; so is a body with no body's name.
        """
        if entity.kind == "state" or entity.kind == "group" or " " in entity.name or is_acronym(entity.name):
            return None
        return self.states.get(fold_spelling(entity.name)) if head_of(entity.name) is None else None

    def only_a_place(self, entity: Entity) -> bool:
        """Tells whether somebody of one name alone is a place in other articles."""
        return entity.kind == "person" and " " not in entity.name and fold_spelling(entity.name) in self.places


def lands_of(members: Iterable[Member]) -> Lands:
    """Returns what all articles tell of states and places; "Skerra" is short for "Skerra Islands"."""
    states: dict[str, str] = {}
    short: dict[str, set[str]] = defaultdict(set)
    places: set[str] = set()
    towns = load_name_words().towns
    for _, entity in members:
        if entity.kind != "state":
            continue
        if not entity.sure:
            places.add(fold_spelling(entity.name))
            continue
        states[fold_spelling(entity.name)] = entity.name
        words = entity.name.split()
        if len(words) == 2 and words[1].casefold().removesuffix("s") in towns:
            short[fold_spelling(words[0])].add(entity.name)
    states.update({word: next(iter(names)) for word, names in short.items() if len(names) == 1 and word not in states})
    return Lands(states, frozenset(places) - states.keys())


def recognise(unsure: Iterable[Member], groups: Iterable[Group]) -> None:
    """Adds each name that is not sure to the only group that has it; a place is no person's surname."""
    named: dict[str, list[Group]] = defaultdict(list)
    surnames: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        names = {n for _, e in group.members if not e.key.startswith("actor-") for n in (e.name, *e.aliases)}
        for key in sorted({organisation_key(n) for n in names}):
            named[key].append(group)
        if group.kind == "person":
            for surname in sorted({parts[-1] for n in names if len(parts := name_parts(n)) > 1}):
                surnames[surname].append(group)
    for article, entity in unsure:
        key = organisation_key(entity.name)
        found = named.get(key, [])
        if entity.kind == "state":
            found = [g for g in found if g.kind != "person"]
        elif not found and " " not in entity.name:
            found = surnames.get(fold_spelling(entity.name), [])
        if len(found) == 1:
            found[0].members.append((article, entity))


def organisation_key(name: str) -> str:
    """Returns a name as it is looked up: without legal form, in one spelling; the letters of an acronym."""
    if is_acronym(name):
        # Doubled letters count in an acronym.
        return "".join(c for c in name.casefold() if c.isalnum())
    return fold_spelling(core_name(name)) or name
