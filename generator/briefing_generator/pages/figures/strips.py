"""A strip chart: a row for each matter, marks on it along a time axis, those that would touch moved to a lane below.

Places along the axis are percent, heights are pixels: the picture takes the width it is given and its text keeps its
size. Whether marks touch is reckoned for the narrowest column.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.pages.figures.axis import LEFT, RIGHT, TimeAxis
from briefing_generator.pages.figures.drawing import NARROW, draw, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

_LABEL = 20
_LANE = 18
_AFTER = 8
_MARK = 14
_MOST_LANES = 6


@dataclass(frozen=True)
class Mark:
    """What happened on a day: ``shape`` as the template names it, ``count`` how often, ``told`` what a pointer shows."""

    date: str
    shape: str
    count: int
    told: str
    hollow: bool = False

    @property
    def wide(self) -> float:
        """Returns how many pixels it takes."""
        return _MARK + (width(str(self.count)) if self.count > 1 else 0)


@dataclass(frozen=True)
class Row:
    """A matter with its marks."""

    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class _Placed:
    x: float
    y: float
    mark: Mark


def strip_chart(identity: str, title: str, description: str, rows: Sequence[Row], caption: Markup) -> Markup:
    """Returns a strip chart as HTML: ``identity`` makes its ids unique in a page, ``caption`` is HTML already."""
    axis = TimeAxis(mark.date for row in rows for mark in row.marks)
    labels, placed, lines = [], [], []
    top = 0.0
    for row in rows:
        labels.append((top + 14, wrapped(row.label, NARROW - 10, 1)[0]))
        lanes = _lanes(axis, row.marks)
        for number, lane in enumerate(lanes):
            middle = top + _LABEL + _LANE * number + _LANE / 2
            lines += [middle] * (number == 0)
            placed += [_Placed(x, middle, mark) for x, mark in lane]
        top += _LABEL + _LANE * len(lanes) + _AFTER
    return draw(
        "strips", identity=identity, title=title, description=description, caption=caption, axis=axis,
        labels=labels, placed=placed, lines=lines, height=top + 26, bottom=top, left=LEFT, right=RIGHT,
    )  # fmt: skip


def _lanes(axis: TimeAxis, marks: Iterable[Mark]) -> list[list[tuple[float, Mark]]]:
    """Returns the marks of a row in lanes, each with its place: the first lane in which it touches nothing."""
    lanes: list[list[tuple[float, Mark]]] = [[]]
    ends = [float("-inf")]
    for mark in marks:
        x = axis.x(mark.date)
        start = x / 100 * NARROW - _MARK / 2
        number = next((n for n, end in enumerate(ends) if end <= start), len(ends))
        if number == len(ends):
            if len(ends) < _MOST_LANES:
                ends.append(start)
                lanes.append([])
            else:
                number = min(range(len(ends)), key=ends.__getitem__)
        lanes[number].append((x, mark))
        ends[number] = start + mark.wide
    return lanes
