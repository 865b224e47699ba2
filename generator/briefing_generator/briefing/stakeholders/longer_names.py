"""Which names of organisations in several articles are short for which: acronyms, ends, heads; and parties' several names."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing_generator.briefing.stakeholders.recognising import Member, organisation_key
from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.recognised import is_acronym
from briefing_generator.reading.names.short_names import (
    acronyms_of,
    bare_forms,
    head_of,
    travelling_forms,
    written_shorter,
)
from briefing_generator.reading.names.world import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Entity


def longer_names(members: Iterable[Member]) -> tuple[dict[str, set[str]], Counter[str]]:
    """Returns to each short form the longer names that may stand behind it, and how often each name is mentioned."""
    bodies = [entity for _, entity in members if entity.kind == "organisation"]
    acronyms = {organisation_key(entity.name) for entity in bodies if is_acronym(entity.name)}
    longs: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    called: dict[str, set[str]] = defaultdict(set)
    for entity in bodies:
        key = organisation_key(entity.name)
        counts[key] += len(entity.mentions)
        if is_acronym(entity.name):
            continue
        for alias in {organisation_key(a) for a in entity.aliases if is_acronym(a)}:
            called[alias].add(key)
        for form in _short_forms(entity, key, acronyms):
            longs[form].add(key)
    for names in called.values():
        # "United Auto Workers" and "United Automobile Workers", both called UAW.
        for short, long in pairwise(sorted(names, key=lambda n: (len(n), n))):
            if written_shorter(short, long):
                longs[short].add(long)
    return longs, counts


def _short_forms(entity: Entity, key: str, acronyms: set[str]) -> set[str]:
    """Returns what else an organisation may be called: so in its own article, or by its name's build in others."""
    name = entity.name
    own = {organisation_key(a) for a in entity.aliases if is_acronym(a) or organisation_key(a) == key.split()[0]}
    # "PCS Union" is the union called PCS.
    head = head_of(name)
    own |= {organisation_key(f"{alias} {head}") for alias in entity.aliases if head and is_acronym(alias)}
    built = {organisation_key(form) for form in (*bare_forms(name), *travelling_forms(name))}
    return own | built | (acronyms & set(acronyms_of(name)))


def longest_key(name: str, longs: dict[str, set[str]]) -> str:
    """Returns the key of the longest name that a name is sure to be short for, its own where there is none."""
    key = organisation_key(name)
    for _ in range(3):
        known = longs.get(key, set()) - {key}
        # A longer form of a longer form is the same: only where the ways part nobody is sure.
        longest = {k for k in known if not longs.get(k, set()) & known}
        if len(longest) != 1:
            break
        (key,) = longest
    return key


@cache
def _party_names() -> dict[str, str]:
    return {name: party for party, names in load_name_words().parties.items() for name in (party, *names)}


def party_of(entity: Entity) -> str | None:
    """Returns the name by which the members of a party are called, where an entity is one of those with several names."""
    if entity.kind not in ("organisation", "group"):
        return None
    return _party_names().get(fold_name(entity.name))
