"""What a state is called in a quarrel at home: by its government, where no other state takes part and articles call it so.

In talks between states "the White House" is the United States; where it quarrels with senators it is the White House.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.names.world import fold_name, load_world

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.briefing.stakeholders.recognising import Group

_LEAST = 3
"""Mentions from which a word for a government tells how articles call it."""


def only_state(groups: Iterable[Group], party_to: set[tuple[str, str]]) -> Group | None:
    """Returns the one state that holds positions, None where several or none do.

    Args:
        groups: all groups of entities that are one.
        party_to: article and key of each entity that holds a position, or for which somebody speaks.
    """
    held = [g for g in groups if g.kind == "state" and any((a.id, e.key) in party_to for a, e in g.members)]
    return held[0] if len(held) == 1 else None


def government_of(group: Group) -> str | None:
    """Returns the name of a state's government ("White House", "UK government") where that is what articles call it most.

    Args:
        group: the entities of the state.
    """
    world, words = load_world(), load_words("people")
    called = Counter(m.text for _, entity in group.members for m in entity.mentions)
    seats: Counter[str] = Counter()
    names: Counter[str] = Counter()
    common = 0
    for text, count in called.items():
        folded = fold_name(text)
        if folded in words["governments"]:
            common += count
        elif folded in words["government_seats"]:
            seats[text] += count
        elif folded in world.states:
            names[text] += count
    seat = min(seats, key=lambda s: (-seats[s], s), default=None)
    # "UK government", and "Norway government" only for want of a shorter name; a part of the state is not its name.
    short = [n for n in names if n.replace(".", "").isupper()]
    own = min(short, key=lambda n: (-names[n], n), default=group.name)
    most = max(names.values(), default=0)
    if seat is not None and seats[seat] >= _LEAST and seats[seat] > most:
        return seat
    if common >= _LEAST and common > most:
        return f"{own} government"
    return None
