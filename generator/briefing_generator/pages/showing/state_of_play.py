"""Who stands where, as the overview shows it: a table of what can be compared, and a list of what stands alone.

A table is worth its room where parties stand side by side: a row in which one party has a place, or a party with a place in
one row, is told in a list. Only readings that are more likely right than wrong tell where somebody stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.model import Statement
from briefing_generator.pages.showing.ordering import Matrix, cells, issues, parties
from briefing_generator.pages.showing.vocabulary import sureness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.pages.showing.view import View

Place = tuple[str, str]
"""An issue and a party."""


@dataclass(frozen=True, slots=True)
class StateOfPlay:
    """The table (``parties`` by ``rows``), what stands alone by issue, and how many places were too unsurely read for either."""

    parties: list[str]
    rows: Matrix
    alone: list[tuple[str, list[tuple[str, Statement]]]]
    unsure: int

    @property
    def names_alone(self) -> list[str]:
        """The parties of what stands alone, in the order of the list."""
        return list(dict.fromkeys(party for _, held in self.alone for party, _ in held))


def state_of_play(view: View, most: int) -> StateOfPlay:
    """Returns the state of play with at most ``most`` parties in its table.

    Where nothing was read surely, all that was read is shown: an empty page would say that there is nothing.
    """
    found = cells(view)
    sure = {place: cell for place, cell in found.items() if sureness(cell.latest) != "unsure"} or found
    shown = _table(sure, parties(view), most)
    columns = [party for party in parties(view) if any(party == held for _, held in shown)]
    rows: Matrix = [
        (issue, [sure[issue, party] if (issue, party) in shown else None for party in columns])
        for issue in issues(view)
        if any(issue == held for held, _ in shown)
    ]
    alone: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
    for issue in issues(view):
        for party in parties(view):
            if (issue, party) in sure and (issue, party) not in shown:
                alone[issue].append((party, sure[issue, party].latest))
    return StateOfPlay(columns, rows, list(alone.items()), len(found) - len(sure))


def _table(places: Iterable[Place], order: list[str], most: int) -> set[Place]:
    """Returns the places that make a table: parties that share two issues or more with others; else whoever shares one."""
    kept = _dense(set(places), 2)
    if len({party for _, party in kept}) < 2:
        kept = _dense(set(places), 1)
    counts = Counter(party for _, party in kept)
    widest = sorted(counts, key=lambda party: (-counts[party], order.index(party)))[:most]
    return _dense({place for place in kept if place[1] in widest}, 1)


def _dense(places: set[Place], least: int) -> set[Place]:
    """Returns the places of issues with two parties or more, and of parties with ``least`` issues or more, of those left."""
    while True:
        holders = Counter(issue for issue, _ in places)
        held = Counter(party for _, party in places)
        left = {(issue, party) for issue, party in places if holders[issue] > 1 and held[party] >= least}
        if left == places:
            return left
        places = left
