"""Which entities of several articles are one stakeholder.

Every entity is looked up in tables (by surname and given name, by name and acronym), never compared with all others.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.briefing.stakeholders.longer_names import longer_names, longest_key, party_of
from briefing_generator.briefing.stakeholders.recognising import Group, Member, lands_of, recognise
from briefing_generator.briefing.stakeholders.same_people import group_people, names_of, without_bodies
from briefing_generator.reading.names.people import name_parts
from briefing_generator.reading.names.short_names import member_names
from briefing_generator.reading.names.spelling import fold_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    persons, bodies = without_bodies(group_people(people), others)
    groups = [*_organisations_and_states(others + bodies, persons), *persons]
    recognise(unsure, groups)
    return groups


def _organisations_and_states(members: list[Member], people: list[Group]) -> list[Group]:
    longs, counts = longer_names(members)
    surnames, full = names_of(people)
    called = _called(members)
    groups: dict[str, Group] = {}
    for article, entity in members:
        key = f"{entity.kind}:{fold_spelling(entity.name)}"
        if (party := party_of(entity)) is not None:
            key = f"{_PARTY}{party}"
        elif entity.kind == "organisation":
            key = longest_key(entity.name, longs)
            person = full.get(" ".join(name_parts(entity.name))) or surnames.get(key)
            if person is not None and (" " in key or sum(len(e.mentions) for _, e in person.members) > counts[key]):
                person.members.append((article, entity))
                continue
        elif entity.key.startswith("actor-"):
            # "The company" in one article is the company of the others, where all call only one so; "companies" are several.
            nouns = {m.text.casefold() for m in entity.mentions}
            named = {longest_key(n, longs) if kind == "organisation" else f"{kind}:{fold_spelling(n)}"
                     for noun in nouns for kind, n in called.get(noun, ())}  # fmt: skip
            key = named.pop() if len(named) == 1 else key
        groups.setdefault(key, Group(entity.kind, [])).members.append((article, entity))
    for key, group in groups.items():
        if key.startswith(_PARTY) and any(e.kind == "group" for _, e in group.members):
            group.kind = "group"
            continue
        group.kind = next((e.kind for _, e in group.members if not e.key.startswith("actor-")), group.kind)
    return [groups[key] for key in sorted(groups)]


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
