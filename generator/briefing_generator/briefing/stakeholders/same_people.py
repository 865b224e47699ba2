"""Which people of several articles are one: by given name and surname, by the end of a longer name, by a bare surname."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing_generator.briefing.stakeholders.recognising import Group, Member, organisation_key
from briefing_generator.reading.names.people import name_parts, one_person
from briefing_generator.reading.names.spelling import consonants, fold_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable

_SOUNDS = 6
"""Letters from which a surname with one letter changed is still the same."""


def group_people(members: Iterable[Member]) -> list[Group]:
    """Returns the groups of people that are one; a bare surname goes to its only bearer."""
    known = _Known()
    bare: list[tuple[str, Member]] = []
    for member in sorted(members, key=lambda m: (-len(m[1].name.split()), m[1].name, m[0].id)):
        parts = name_parts(member[1].name) or [member[1].name]
        if len(parts) == 1:
            bare.append((parts[0], member))
        else:
            known.add(parts, member)
    alone: dict[str, Group] = {}
    for word, member in bare:
        # A bare surname with two bearers belongs to neither for sure.
        fitting = known.called(word)
        if len(fitting) == 1:
            fitting[0].members.append(member)
        elif word in alone:
            alone[word].members.append(member)
        else:
            alone[word] = Group("person", [member])
    return [*known.groups, *alone.values()]


@dataclass(slots=True)
class _Known:
    """People by all parts of their names; every look-up takes the time of one look into a table."""

    groups: list[Group] = field(default_factory=list)
    surnames: dict[str, list[tuple[list[str], Group]]] = field(default_factory=lambda: defaultdict(list))
    sounds: dict[tuple[str, str], list[tuple[str, Group]]] = field(default_factory=lambda: defaultdict(list))
    others: dict[str, list[Group]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[tuple[str, ...], dict[int, Group]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, parts: list[str], member: Member) -> None:
        """Adds somebody of a full name to whom the name fits, or as somebody new; longer names come first."""
        group = self._find(parts)
        if group is None:
            group = Group("person", [])
            self.groups.append(group)
            self.surnames[parts[-1]].append((parts, group))
            self.sounds[parts[0], consonants(parts[-1])].append((parts[-1], group))
            for word in dict.fromkeys(parts[:-1]):
                self.others[word].append(group)
        group.members.append(member)
        for at in range(1, len(parts) - 1):
            self.ends[tuple(parts[at:])][id(group)] = group

    def _find(self, parts: list[str]) -> Group | None:
        surname = parts[-1]
        group = next((g for known, g in self.surnames[surname] if one_person(known, parts)), None)
        if group is not None:
            return group
        ends = list(self.ends.get(tuple(parts), {}).values())
        if len(ends) == 1:
            # "von der Leyen" is the end of one longer name alone.
            return ends[0]
        near = self.sounds[parts[0], consonants(surname)] if len(surname) >= _SOUNDS else []
        return near[0][1] if len(near) == 1 and _one_letter_off(near[0][0], surname) else None

    def called(self, word: str) -> list[Group]:
        """Returns those who have a surname, else those whom an article that knows them calls by this word alone."""
        bearers = [g for _, g in self.surnames.get(word, ())]
        return bearers or [g for g in self.others.get(word, ()) if _called_so(g, word)]


def without_bodies(people: list[Group], others: list[Member]) -> tuple[list[Group], list[Member]]:
    """Returns people, and apart those of one word and no office whom other articles know for a body ("Unison")."""
    bodies = {organisation_key(e.name) for _, e in others if e.kind == "organisation"}
    kept: list[Group] = []
    gone: list[Member] = []
    for group in people:
        nameless = all(" " not in e.name and not e.roles for _, e in group.members)
        if nameless and organisation_key(group.members[0][1].name) in bodies:
            gone += [(article, replace(entity, kind="organisation")) for article, entity in group.members]
        else:
            kept.append(group)
    return kept, gone


def _called_so(group: Group, word: str) -> bool:
    """Tells whether an article that gives the full name calls somebody by this word alone ("Kim" for Kim Jong Un)."""
    return any(fold_spelling(alias) == word for _, entity in group.members for alias in entity.aliases)


def _one_letter_off(left: str, right: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(left, right, score_cutoff=1) <= 1


def names_of(people: list[Group]) -> tuple[dict[str, Group], dict[str, Group]]:
    """Returns the only bearers of surnames, and people by full name."""
    found: dict[str, list[Group]] = defaultdict(list)
    full: dict[str, Group] = {}
    for group in people:
        for _, entity in group.members:
            parts = name_parts(entity.name)
            if len(parts) > 1:
                full[" ".join(parts)] = group
        parts = name_parts(group.members[0][1].name)
        if len(parts) > 1:
            found[parts[-1]].append(group)
    return {surname: groups[0] for surname, groups in found.items() if len(groups) == 1}, full
