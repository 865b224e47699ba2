"""Which entities of several articles are one stakeholder.

Every entity is looked up in tables (by surname and given name, by name and acronym), never compared with all others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing_generator.briefing.stakeholders.recognising import Group, Member, lands_of, organisation_key, recognise
from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.people import name_parts, one_person
from briefing_generator.reading.names.recognised import is_acronym
from briefing_generator.reading.names.short_names import (
    acronyms_of,
    bare_forms,
    member_names,
    travelling_forms,
    written_shorter,
)
from briefing_generator.reading.names.spelling import consonants, fold_spelling
from briefing_generator.reading.names.world import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Entity


_PARTY = "party:"
"""How the keys of parties with several names begin."""


def group_entities(members: Iterable[Member]) -> list[Group]:
    """Returns the groups of entities that are one, in an order that depends on nothing but the entities."""
    people: list[Member] = []
    others: list[Member] = []
    unsure: list[Member] = []
    every = sorted(members, key=lambda m: (m[0].id, m[1].key))
    lands = lands_of(every)
    for article, entity in every:
        land = lands.called(entity)
        if land is not None:
            entity = replace(
                entity, kind="state", name=land, aliases=tuple(sorted({*entity.aliases, entity.name} - {land}))
            )
        if not entity.sure or lands.only_a_place(entity):
            unsure.append((article, entity))
        else:
            (people if entity.kind == "person" else others).append((article, entity))
    persons, bodies = _parted(_people(people), others)
    groups = [*_organisations_and_states(others + bodies, persons), *persons]
    recognise(unsure, groups)
    return groups


def _people(members: list[Member]) -> list[Group]:
    groups: list[Group] = []
    by_surname: dict[str, list[tuple[list[str], Group]]] = defaultdict(list)
    by_sound: dict[tuple[str, str], list[tuple[str, Group]]] = defaultdict(list)
    by_other: dict[str, list[Group]] = defaultdict(list)
    by_tail: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    bare: list[tuple[str, Member]] = []
    for member in sorted(members, key=lambda m: (-len(m[1].name.split()), m[1].name, m[0].id)):
        parts = name_parts(member[1].name) or [member[1].name]
        given, surname = parts[0], parts[-1]
        if len(parts) == 1:
            bare.append((surname, member))
            continue
        group = next((g for known, g in by_surname[surname] if one_person(known, parts)), None)
        if group is None and len(tails := by_tail.get(tuple(parts), ())) == 1:
            # "von der Leyen", "Rubens Habbema": the end of one longer name alone.
            group = tails[0]
        if group is None and len(surname) >= 6:
            near = by_sound[given, consonants(surname)]
            group = near[0][1] if len(near) == 1 and _one_letter_off(near[0][0], surname) else None
        if group is None:
            group = Group("person", [])
            groups.append(group)
            by_surname[surname].append((parts, group))
            by_sound[given, consonants(surname)].append((surname, group))
            for word in dict.fromkeys(parts[:-1]):
                by_other[word].append(group)
        group.members.append(member)
        for at in range(1, len(parts) - 1):
            if group not in by_tail[tuple(parts[at:])]:
                by_tail[tuple(parts[at:])].append(group)
    alone: dict[str, Group] = {}
    for word, member in bare:
        # A bare surname with two bearers belongs to neither for sure.
        fitting = [g for _, g in by_surname.get(word, ())] or [g for g in by_other.get(word, ()) if _called_so(g, word)]
        if len(fitting) == 1:
            fitting[0].members.append(member)
        elif word in alone:
            alone[word].members.append(member)
        else:
            alone[word] = Group("person", [member])
            groups.append(alone[word])
    return groups


def _parted(people: list[Group], others: list[Member]) -> tuple[list[Group], list[Member]]:
    """Parts people from those of one word and no office that other articles know for a body ("Unison")."""
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


def _organisations_and_states(members: list[Member], people: list[Group]) -> list[Group]:
    longs, counts = _longer_names(members)
    surnames, full = _names_of(people)
    called = _called(members)
    groups: dict[str, Group] = {}
    for article, entity in members:
        key = f"{entity.kind}:{fold_spelling(entity.name)}"
        if (party := _party_of(entity)) is not None:
            key = f"{_PARTY}{party}"
        elif entity.kind == "organisation":
            key = _organisation_key(entity.name, longs)
            person = full.get(" ".join(name_parts(entity.name))) or surnames.get(key)
            if person is not None and (" " in key or sum(len(e.mentions) for _, e in person.members) > counts[key]):
                person.members.append((article, entity))
                continue
        elif entity.key.startswith("actor-"):
            # "The company" in one article is the company of the others, where all call only one so.
            nouns = {entity.key.removeprefix("actor-"), *(m.text.casefold() for m in entity.mentions)}
            named = {_organisation_key(n, longs) if kind == "organisation" else f"{kind}:{fold_spelling(n)}"
                     for noun in nouns for kind, n in called.get(noun, ())}  # fmt: skip
            key = named.pop() if len(named) == 1 else key
        groups.setdefault(key, Group(entity.kind, [])).members.append((article, entity))
    for key, group in groups.items():
        if key.startswith(_PARTY) and any(e.kind == "group" for _, e in group.members):
            group.kind = "group"
            continue
        group.kind = next((e.kind for _, e in group.members if not e.key.startswith("actor-")), group.kind)
    return [groups[key] for key in sorted(groups)]


@cache
def _party_names() -> dict[str, str]:
    return {name: party for party, names in load_name_words().parties.items() for name in (party, *names)}


def _party_of(entity: Entity) -> str | None:
    """Returns the name by which the members of a party are called, where an entity is one of those with several names."""
    if entity.kind not in ("organisation", "group"):
        return None
    return _party_names().get(fold_name(entity.name))


def _longer_names(members: list[Member]) -> tuple[dict[str, set[str]], Counter[str]]:
    """Returns to each short form the longer names that may stand behind it, and how often each name is mentioned."""
    longs: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    acronyms = {organisation_key(e.name) for _, e in members if e.kind == "organisation" and is_acronym(e.name)}
    called: dict[str, set[str]] = defaultdict(set)
    for _, entity in members:
        if entity.kind != "organisation":
            continue
        key = organisation_key(entity.name)
        counts[key] += len(entity.mentions)
        if is_acronym(entity.name):
            continue
        for alias in entity.aliases:
            if is_acronym(alias) or organisation_key(alias) == key.split()[0]:
                longs[organisation_key(alias)].add(key)
                called[organisation_key(alias)].add(key)
        for letters in acronyms_of(entity.name):
            if letters in acronyms:
                longs[letters].add(key)
        for form in bare_forms(entity.name):
            longs[organisation_key(form)].add(key)
        for form in travelling_forms(entity.name):
            longs[organisation_key(form)].add(key)
    for names in called.values():
        # "United Auto Workers" and "United Automobile Workers", both called UAW.
        for short, long in pairwise(sorted(names, key=lambda n: (len(n), n))):
            if written_shorter(short, long):
                longs[short].add(long)
    return longs, counts


def _organisation_key(name: str, longs: dict[str, set[str]]) -> str:
    key = organisation_key(name)
    for _ in range(3):
        known = longs.get(key, set()) - {key}
        # A longer form of a longer form is the same: only where the ways part nobody is sure.
        longest = {k for k in known if not longs.get(k, set()) & known}
        if len(longest) != 1:
            break
        (key,) = longest
    return key


def _called(members: list[Member]) -> dict[str, set[tuple[str, str]]]:
    """Returns the actors that articles call by a common noun ("the company"), by that noun."""
    called: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for _, entity in members:
        if entity.kind in ("organisation", "state") and not entity.key.startswith("actor-"):
            names = {entity.name, *entity.aliases}
            for noun in member_names(entity.name):
                called[noun].add((entity.kind, entity.name))
            for noun in {m.text.casefold() for m in entity.mentions if m.text[1:].islower() and m.text not in names}:
                called[noun].add((entity.kind, entity.name))
    return called


def _names_of(people: list[Group]) -> tuple[dict[str, Group], dict[str, Group]]:
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
