"""Positions: a party's statements on one issue in order of time, those that say the same held together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.opposition import contrast, says_the_same
from briefing_generator.briefing.comparing.settling import Settlements
from briefing_generator.briefing.comparing.weighing import is_fragment
from briefing_generator.model import Position, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing_generator.briefing.comparing.context import Ground

_VOUCHED = {"own": 2, "reported": 1, "expected": 0}
LIKELY = 0.5
"""The confidence from which a statement is more likely right than wrong, and may tell where a party stands."""
_COMPARED = 60
"""Groups of one position, the latest ones, that a statement is compared with: a long story stays linear."""


def in_time(statement: Statement) -> tuple[str, str, int, str]:
    """Returns a key that sorts statements by date (undated first), article and place."""
    return statement.date or "", statement.evidence.article, statement.evidence.start, statement.id


def _same(statements: list[Statement], ground: Ground) -> list[list[Statement]]:
    groups: list[list[Statement]] = []
    for statement in statements:
        home = next((g for g in groups[-_COMPARED:] if says_the_same(g[0], statement, ground)), None)
        if home is None:
            groups.append([statement])
        else:
            home.append(statement)
    return groups


def _changed(groups: list[list[Statement]], ground: Ground) -> bool:
    """Tells whether the latest words stand against earlier, differently dated ones on the same matter."""
    heads = [group[-1] for group in groups[-_COMPARED:] if group[-1].date]
    return any(
        earlier.date != later.date and (found := contrast(earlier, later, ground)) is not None and not found.flat
        for at, later in enumerate(heads)
        for earlier in heads[:at]
    )


def _current(held: list[Statement], ground: Ground) -> Statement | None:
    """Returns the statement that tells where a party stands, of those in order of time; None where all are fragments.

    It is the latest one of its own; what is more likely misread than not tells it only where there is nothing else.
    """
    read = [s for s in held if s.origin != "read" or not is_fragment(s, ground)]
    best = max(range(len(read)), key=lambda at: (is_likely(read[at]), _VOUCHED[read[at].level], at), default=None)
    return None if best is None else read[best]


def is_likely(statement: Statement) -> bool:
    """Tells whether a statement is more likely right than not, or was written or looked at by a person."""
    return statement.origin != "read" or statement.confirmed or bool(statement.by) or statement.confidence >= LIKELY


def find_positions(
    statements: Iterable[Statement], families: Mapping[str, str], ground: Ground
) -> tuple[Position, ...]:
    """Returns the positions of all parties, sorted by party and issue.

    Args:
        statements: of any party and issue; those without a party are in no position.
        families: the family of each article; reprints of one text count as one origin.
        ground: what contents are compared on.
    """
    statements = tuple(statements)
    settlements = Settlements(statements, ground)
    grouped: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.party is not None:
            grouped[statement.party, statement.issue].append(statement)
    found = []
    for (party, issue), held in sorted(grouped.items()):
        held.sort(key=in_time)
        groups = _same(held, ground)
        latest = held[-1]
        current = _current(held, ground)
        found.append(
            Position(
                party, issue, tuple(s.id for s in held), _changed(groups, ground),
                same=tuple(tuple(s.id for s in group) for group in groups),
                origins=len({families[s.evidence.article] for s in held}),
                same_origins=tuple(len({families[s.evidence.article] for s in group}) for group in groups),
                act=latest.act, date=latest.date, conditional=latest.conditional, current=current.id if current else None,
                settled=settlements.of(current) if current else None,
            )
        )  # fmt: skip
    return tuple(found)
