"""Who agrees and disagrees with whom: parties on a ring, a line for each pair with something between them.

The ring's order is a short round trip in which those who agree are near and those who disagree far: the
lines of disagreement then cross the middle. Nothing else is to be read from a place on the ring.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefing_generator.pages.figures.drawing import NARROW, draw, width, wrapped
from briefing_generator.pages.showing import vocabulary
from briefing_generator.pages.showing.escaping import md

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.pages.showing.view import View

_MOST_PARTIES = 8
_LEAST_PAIRS = 3
"""Lines from which a picture says more than a row of a table."""
_LEAST_SHARE = 0.5
"""Share of the pairs that a picture must show, not to mislead about the rest."""
_LABEL = 100.0
_LINE = 17
_APART = 26
_BADGE = 12
_GAP = 10
_FLATTEST, _TALLEST = 112, 600
_MIDDLE = NARROW / 2


@dataclass
class Pair:
    """Two parties, and for each issue between them the statements that meet or oppose one another."""

    parties: tuple[str, str]
    met: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    opposed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class _Box:
    party: str
    x: float
    y: float
    wide: float
    high: float
    lines: list[str]


@dataclass(frozen=True)
class _Line:
    parties: tuple[str, str]
    kind: str
    count: int
    told: str
    x: float
    y: float
    pieces: tuple[tuple[float, float, float, float], ...]
    """From the first box to the mark, and from the mark to the second box."""


def pairs_of(view: View) -> tuple[Pair, ...]:
    """Returns the pairs of parties with common ground or opposition between them, those with most of it first."""
    found: dict[tuple[str, str], Pair] = {}

    def note(kind: str, issue: str, parties: Iterable[str], statements: Iterable[str]) -> None:
        left, right = sorted(parties, key=lambda party: (view.name(party), party))
        pair = found.setdefault((left, right), Pair((left, right)))
        held = (pair.met if kind == "met" else pair.opposed)[issue]
        held += [s for s in statements if s in view.statements and s not in held]

    def read(*statements: str) -> bool:
        return not any(s in view.statements and vocabulary.sureness(view.statements[s]) == "unsure" for s in statements)

    for gap in view.briefing.gaps:
        if gap.asked_by != gap.answered_by and read(gap.asks, gap.answers):
            note(gap.kind, gap.issue, (gap.asked_by, gap.answered_by), (gap.asks, gap.answers))
    for disagreement in view.briefing.disagreements:
        if disagreement.kind == "opposed" and len(set(disagreement.parties)) == 2:
            note("opposed", disagreement.issue, disagreement.parties, disagreement.statements)
    return tuple(found[key] for key in sorted(found, key=lambda k: (-len(found[k].met) - len(found[k].opposed), k)))


def relations_figure(view: View, here: str) -> Markup:
    """Returns the picture with the table behind it; empty where nothing stands between any two parties.

    The picture is left out, and the table shown, where there are too few lines to say anything, or where it cannot be
    drawn so that each mark and line is told apart; it then shows fewer parties, those first that have most between them.
    """
    pairs = pairs_of(view)
    if not pairs:
        return Markup("")
    everybody = list(dict.fromkeys(party for pair in pairs for party in pair.parties))
    for most in range(min(_MOST_PARTIES, len(everybody)), 2, -1):
        drawn = [pair for pair in pairs if set(pair.parties) <= set(everybody[:most])]
        if len(drawn) < max(_LEAST_PAIRS, len(pairs) * _LEAST_SHARE):
            break
        boxes = _ring(view, _order(drawn))
        lines = _lines(view, drawn, boxes)
        if not _legible(boxes, lines):
            continue
        high = max(box.y + box.high / 2 for box in boxes.values()) + 4
        picture = draw(
            "relations", boxes=boxes.values(), lines=lines, wide=NARROW, high=high, words=vocabulary,
            left_out=len(everybody) - len(boxes), line=_LINE,
            description=f"{vocabulary.count(len(boxes), 'party', 'parties')}, {vocabulary.count(len(drawn), 'pair')} with something "
            "between them.",
        )  # fmt: skip
        return picture + _table(view, pairs, here)
    return _table(view, pairs, here, alone=True)


def _legible(boxes: dict[str, _Box], lines: list[_Line]) -> bool:
    """Tells whether each mark stands apart from the others, from the names and from the lines of others."""
    for n, one in enumerate(lines):
        if any(math.hypot(one.x - other.x, one.y - other.y) < 2 * _BADGE + 2 for other in lines[n + 1 :]):
            return False
        for box in boxes.values():
            if abs(one.x - box.x) < box.wide / 2 + _BADGE and abs(one.y - box.y) < box.high / 2 + _BADGE:
                return False
            if box.party not in one.parties and any(_crosses(piece, box) for piece in one.pieces):
                return False
        if any(
            _away(one.x, one.y, piece) < _BADGE
            for other in lines
            if other.parties != one.parties
            for piece in other.pieces
        ):
            return False
    return True


def _away(x: float, y: float, piece: tuple[float, float, float, float]) -> float:
    """Returns how far a point is from a line."""
    x1, y1, x2, y2 = piece
    long = (x2 - x1) ** 2 + (y2 - y1) ** 2 or 1
    share = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / long))
    return math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1))


def _crosses(piece: tuple[float, float, float, float], box: _Box) -> bool:
    """Tells whether a line runs through a box; looked at every few pixels, which is less than a box is high."""
    x1, y1, x2, y2 = piece
    steps = max(1, int(math.hypot(x2 - x1, y2 - y1) / 6))
    return any(
        abs(x1 + (x2 - x1) * at / steps - box.x) < box.wide / 2
        and abs(y1 + (y2 - y1) * at / steps - box.y) < box.high / 2
        for at in range(steps + 1)
    )


def _order(pairs: Iterable[Pair]) -> list[str]:
    """Returns the parties, each followed by the one that is nearest to it of those that are left."""
    known = {frozenset(pair.parties): pair for pair in pairs}
    left = sorted({party for pair in known.values() for party in pair.parties})

    def apart(one: str, other: str) -> tuple[int, list[str]]:
        pair = known.get(frozenset((one, other)))
        # Two that are as near go by their names, so that the picture is the same each time.
        return (len(pair.opposed) - len(pair.met) if pair else 0), sorted((one, other))

    order = [left.pop(0)]
    while left:
        nearest = min(left, key=lambda other: apart(order[-1], other))
        left.remove(nearest)
        order.append(nearest)
    return order


def _ring(view: View, order: list[str]) -> dict[str, _Box]:
    """Returns the parties' boxes on the flattest ring on which none touches another."""
    labels = {party: wrapped(view.name(party), _LABEL, 3) for party in order}
    for around in range(_FLATTEST if len(order) > 2 else _FLATTEST // 2, _TALLEST, 8):
        boxes = _boxes(labels, around)
        if not any(_touch(one, other) for one, other in combinations(boxes, 2)):
            break
    return {box.party: box for box in boxes}


def _boxes(labels: dict[str, list[str]], around: float) -> list[_Box]:
    widest = max(width(line) for lines in labels.values() for line in lines) + 18
    first = len(next(iter(labels.values()))) * _LINE + 12
    found = []
    for number, (party, lines) in enumerate(labels.items()):
        angle = 2 * math.pi * number / len(labels)
        # Squarer than a circle, so that two boxes at the foot of a large ring have room side by side.
        aside = math.copysign(math.sqrt(abs(math.sin(angle))), math.sin(angle))
        x = _MIDDLE + (_MIDDLE - widest / 2 - 2) * aside
        y = first / 2 + 4 + around * (1 - math.cos(angle))
        found.append(_Box(party, round(x, 1), round(y, 1), max(map(width, lines)) + 18, len(lines) * _LINE + 12, lines))
    lift = min(0.0, min(box.y - box.high / 2 for box in found) - 4)
    return [replace(box, y=round(box.y - lift, 1)) for box in found]


def _touch(one: _Box, other: _Box) -> bool:
    return (
        abs(one.x - other.x) < (one.wide + other.wide) / 2 + _GAP
        and abs(one.y - other.y) < (one.high + other.high) / 2 + 2 * _GAP
    )


def _lines(view: View, pairs: Iterable[Pair], boxes: dict[str, _Box]) -> list[_Line]:
    taken = [(box.x, box.y, box.wide / 2 + 12, box.high / 2 + 12) for box in boxes.values()]
    found = []
    for pair in pairs:
        start, end = (boxes[party] for party in pair.parties)
        both = bool(pair.met and pair.opposed)
        long = math.hypot(end.x - start.x, end.y - start.y) or 1
        for kind, issues, side in (("met", pair.met, -1), ("opposed", pair.opposed, 1)):
            if not issues:
                continue
            aside = 7 * side * both
            dx, dy = -(end.y - start.y) / long * aside, (end.x - start.x) / long * aside
            x1, y1, x2, y2 = (round(v, 1) for v in (start.x + dx, start.y + dy, end.x + dx, end.y + dy))
            x, y = _free(x1, y1, x2, y2, taken)
            pieces = (_piece(x, y, x1, y1, start), _piece(x, y, x2, y2, end))
            taken.append((x, y, _APART, _APART * 0.8))
            verb = "agree" if kind == "met" else "disagree"
            named = vocabulary.listing(sorted(view.issue(issue) for issue in issues))
            told = f"{view.name(start.party)} and {view.name(end.party)} {verb} on {named}"
            found.append(_Line(pair.parties, kind, len(issues), told, x, y, pieces))
    return found


def _free(
    x1: float, y1: float, x2: float, y2: float, taken: list[tuple[float, float, float, float]]
) -> tuple[float, float]:
    """Returns the place on a line, the nearest to its middle, at which a mark touches nothing; else the freest one."""
    best, place = -1.0, (x1, y1)
    for share in (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74):
        x, y = round(x1 + (x2 - x1) * share, 1), round(y1 + (y2 - y1) * share, 1)
        room = min(max(abs(x - tx) / wide, abs(y - ty) / high) for tx, ty, wide, high in taken)
        if room >= 1:
            return x, y
        if room > best:
            best, place = room, (x, y)
    return place


def _piece(x: float, y: float, x1: float, y1: float, box: _Box) -> tuple[float, float, float, float]:
    """Returns the line from the edge of a mark at ``x``, ``y`` to the edge of a box around ``x1``, ``y1``."""
    dx, dy = x1 - x, y1 - y
    long = math.hypot(dx, dy) or 1
    edges = [
        (centre + math.copysign(half, -step) - place) / step
        for place, step, centre, half in ((x, dx, box.x, box.wide / 2), (y, dy, box.y, box.high / 2))
        if abs(step) > 0.1
    ]
    # The line enters the box where it has crossed both the upright and the level edge that face the mark.
    share = max([edge for edge in edges if edge <= 1], default=1.0)
    near = min(_BADGE / long, share)
    return round(x + dx * near, 1), round(y + dy * near, 1), round(x + dx * share, 1), round(y + dy * share, 1)


def _table(view: View, pairs: Iterable[Pair], here: str, alone: bool = False) -> Markup:
    def issues(held: dict[str, list[str]]) -> str:
        return ", ".join(
            f"[{md(view.issue(i))}]({view.link('conditions.md', here, view.statement_anchor(view.statements[held[i][0]]))})"
            if held[i] else md(view.issue(i))
            for i in sorted(held, key=view.issue)
        ) or "–"  # fmt: skip

    opened = (
        ["Table: Who agrees and disagrees on what", ""]
        if alone
        else [
            '<details class="figure-table" data-search-exclude markdown="1">',
            "<summary>The picture as a table</summary>",
            "",
        ]
    )
    lines = ["", "", *opened, "| Parties | Agree on | Disagree on |", "| --- | --- | --- |"]  # fmt: skip
    for pair in pairs:
        left, right = (view.who(party, here) for party in pair.parties)
        lines.append(f"| {left} and {right} | {issues(pair.met)} | {issues(pair.opposed)} |")
    return Markup("\n".join([*lines, "", *([] if alone else ["</details>"]), ""]))
