"""Which entities of several articles are one stakeholder.

Every entity is looked up in tables (by surname and given name, by name and acronym), never compared with all others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Article, Entity, Kind
from generator.reading.candidates import is_acronym
from generator.reading.organisations import core_name
from generator.reading.people import name_parts
from generator.reading.spelling import consonants, fold_spelling, same_given

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
            counts[entity.name] += len(entity.mentions)
            for mention in entity.mentions:
                spellings[mention.text.split()[-1].casefold()] += 1
        if self.kind != "person":
            return min(counts, key=lambda n: (is_acronym(n), -counts[n], -len(n), n))
        full = [n for n in counts if " " in n] or list(counts)
        return min(full, key=lambda n: (-spellings[n.split()[-1].casefold()], -counts[n], -len(n), n))


def group_entities(members: Iterable[Member]) -> list[Group]:
    """Returns the groups of entities that are one, in an order that depends on nothing but the entities."""
    people: list[Member] = []
    others: list[Member] = []
    for member in sorted(members, key=lambda m: (m[0].id, m[1].key)):
        (people if member[1].kind == "person" else others).append(member)
    return [*_organisations_and_states(others, persons := _people(people)), *persons]


def _people(members: list[Member]) -> list[Group]:
    groups: list[Group] = []
    by_surname: dict[str, list[tuple[str, Group]]] = defaultdict(list)
    by_sound: dict[tuple[str, str], list[tuple[str, Group]]] = defaultdict(list)
    by_other: dict[str, list[Group]] = defaultdict(list)
    bare: list[tuple[str, Member]] = []
    for member in sorted(members, key=lambda m: (-len(m[1].name.split()), m[1].name, m[0].id)):
        parts = name_parts(member[1].name) or [member[1].name]
        given, surname = parts[0], parts[-1]
        if len(parts) == 1:
            bare.append((surname, member))
            continue
        group = next((g for known, g in by_surname[surname] if same_given(known, given)), None)
        if group is None and len(surname) >= 6:
            near = by_sound[given, consonants(surname)]
            group = near[0][1] if len(near) == 1 and _one_letter_off(near[0][0], surname) else None
        if group is None:
            group = Group("person", [])
            groups.append(group)
            by_surname[surname].append((given, group))
            by_sound[given, consonants(surname)].append((surname, group))
            for word in dict.fromkeys(parts[:-1]):
                by_other[word].append(group)
        group.members.append(member)
    alone: dict[str, Group] = {}
    for word, member in bare:
        # A bare surname with two bearers belongs to neither for sure.
        fitting = [g for _, g in by_surname.get(word, ())] or by_other.get(word, [])
        if len(fitting) == 1:
            fitting[0].members.append(member)
        elif fitting:
            groups.append(Group("person", [member]))
        elif word in alone:
            alone[word].members.append(member)
        else:
            alone[word] = Group("person", [member])
            groups.append(alone[word])
    return groups


def _one_letter_off(left: str, right: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(left, right, score_cutoff=1) <= 1


def _organisations_and_states(members: list[Member], people: list[Group]) -> list[Group]:
    longs: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for _, entity in members:
        if entity.kind == "organisation":
            counts[_key(entity.name)] += len(entity.mentions)
            for alias in entity.aliases:
                if not is_acronym(entity.name) and (is_acronym(alias) or _key(alias) == _key(entity.name).split()[0]):
                    longs[_key(alias)].add(_key(entity.name))
    surnames = _surnames(people)
    groups: dict[str, Group] = {}
    for article, entity in members:
        key = f"{entity.kind}:{fold_spelling(entity.name)}"
        if entity.kind == "organisation":
            key = _key(entity.name)
            person = surnames.get(key)
            if person is not None and sum(len(e.mentions) for _, e in person.members) > counts[key]:
                person.members.append((article, entity))
                continue
            if len(longs.get(key, ())) == 1:
                (key,) = longs[key]
        groups.setdefault(key, Group(entity.kind, [])).members.append((article, entity))
    return [groups[key] for key in sorted(groups)]


def _key(name: str) -> str:
    return fold_spelling(core_name(name)) or name


def _surnames(people: list[Group]) -> dict[str, Group]:
    found: dict[str, list[Group]] = defaultdict(list)
    for group in people:
        parts = name_parts(group.members[0][1].name)
        if len(parts) > 1:
            found[parts[-1]].append(group)
    return {surname: groups[0] for surname, groups in found.items() if len(groups) == 1}
