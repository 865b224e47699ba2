"""Who may hold a statement, which acts and issues there are: what a person chooses among, and what letters leave of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.model import ACTS
from briefing_generator.reading.names.spelling import fold_spelling
from briefing_generator.reviewing.sheet import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing_generator.model import Briefing


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: the key that stands for it, how it is told, and the names by which letters find it."""

    key: str
    told: str
    names: tuple[str, ...]


def party_choices(briefing: Briefing) -> tuple[Choice, ...]:
    """Returns the stakeholders, those first who hold most, each findable by any of its names."""
    called = {s.id: s.name for s in briefing.stakeholders}
    held = Counter(s.party for s in briefing.statements)
    ranked = sorted(briefing.stakeholders, key=lambda s: (-held[s.id], s.name.casefold(), s.id))
    return tuple(
        Choice(s.id, plain(f"{s.name} ({f'for {called[s.party]}' if s.party in called else s.kind})"), (s.name, *s.aliases))
        for s in ranked
    )  # fmt: skip


def act_choices() -> tuple[Choice, ...]:
    """Returns the acts."""
    return tuple(Choice(act, act, (act,)) for act in ACTS)


def issue_choices(briefing: Briefing) -> tuple[Choice, ...]:
    """Returns the issues of the briefing's pack, and that of what belongs to none."""
    codes = list(dict.fromkeys([*(issue.code for issue in briefing.pack.issues), "other"]))
    names = {code: briefing.pack.issue(code).name for code in codes}
    return tuple(Choice(code, plain(names[code]), (names[code], code)) for code in codes)


def narrowed(choices: Sequence[Choice], letters: str) -> tuple[Choice, ...]:
    """Returns what letters leave of choices: first names that begin so, then those with a word that does, then any with them.

    >>> few = [Choice("1", "Dockers of Kiel", ("Dockers of Kiel",)), Choice("2", "Kiel", ("Kiel",))]
    >>> [each.key for each in narrowed(few, "ki")]
    ['2', '1']
    """
    sought = fold_spelling(letters)
    if not sought:
        return tuple(choices)
    ranks = [(min(_rank(fold_spelling(name), sought) for name in each.names), each) for each in choices]
    return tuple(each for rank, each in sorted(ranks, key=lambda pair: pair[0]) if rank < _NOT)


_NOT = 3


def _rank(name: str, sought: str) -> int:
    if name.startswith(sought):
        return 0
    return 1 if f" {sought}" in name else 2 if sought in name else _NOT
