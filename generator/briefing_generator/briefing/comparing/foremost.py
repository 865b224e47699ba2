"""Which of the pairs that stand against each other are shown: the surest, one for each matter and its parties."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.opposition import Contrast
from briefing_generator.briefing.comparing.polarity import stance
from briefing_generator.briefing.comparing.similarity import overlap
from briefing_generator.model import DisagreementKind, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 12
_OF_A_KIND = 3
"""Pairs of one kind on one issue: twenty parties that name twenty figures are one story."""
_ONE_MATTER = 0.5
"""Share of the words of a matter from which two pairs of the same parties are about one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two statements that may be shown against each other; ``more`` are those of other parties to the same sentences.

    ``sure`` tells how surely an editor would print them.
    """

    kind: DisagreementKind
    issue: str
    left: Statement
    right: Statement
    found: Contrast
    sure: float
    more: tuple[Statement, ...] = ()

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of all statements, the earlier side first."""
        return (self.left.id, self.right.id, *(s.id for s in self.more))

    @property
    def parties(self) -> tuple[str, ...]:
        """All parties, sorted."""
        return tuple(sorted({str(s.party) for s in (self.left, self.right, *self.more)}))

    @property
    def matter(self) -> frozenset[str]:
        """The stems of what both speak of, or of what either does where they share no word."""
        a, b = stance(self.left).matter, stance(self.right).matter
        return a & b or a | b

    def joined(self, other: Candidate) -> Candidate:
        """Returns this pair with the statements of another of the same sentences."""
        return replace(self, more=(*self.more, *(s for s in (other.left, other.right) if s.id not in self.statements)))


def foremost(ranked: Iterable[Candidate]) -> list[Candidate]:
    """Returns the surest, one for each matter and pair of parties; what one sentence says of two parties is one disagreement."""
    kept: list[Candidate] = []
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for one in ranked:
        twin = next((at for at, other in enumerate(kept) if _twins(one, other)), None)
        if twin is not None:
            kept[twin] = kept[twin].joined(one)
        elif not any(_repeats(one, other) for other in kept):
            counts[one.kind, one.issue] += 1
            if counts[one.kind, one.issue] <= _OF_A_KIND:
                kept.append(one)
        if len(kept) == MOST:
            break
    return kept


def _twins(one: Candidate, other: Candidate) -> bool:
    """Tells whether two pairs are the same sentences, of which one names two parties that hold it."""
    return (
        one.kind == other.kind == "opposed"
        and {s.evidence for s in (one.left, one.right)} == {s.evidence for s in (other.left, other.right)}
        and {one.left.id, one.right.id} & {other.left.id, other.right.id} != set()
    )


def _repeats(one: Candidate, other: Candidate) -> bool:
    """Tells whether a pair says of the same parties, on the same matter, what a surer one says already.

    One statement stands in one disagreement of two parties; and what is misread once must not be told five times.
    """
    shared = {one.left.evidence, one.right.evidence} & {other.left.evidence, other.right.evidence}
    if one.kind == "opposed" == other.kind and set(one.parties) <= set(other.parties):
        return bool(shared) or overlap(one.matter, other.matter) >= _ONE_MATTER
    if one.kind == other.kind == "opposed":
        return bool(shared)
    return "opposed" not in (one.kind, other.kind) and one.parties == other.parties and one.issue == other.issue
