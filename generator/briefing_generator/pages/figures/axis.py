"""A time axis: where a date stands, in percent of the picture's width, and which dates are named below it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from briefing_generator.pages.figures.drawing import NARROW, width
from briefing_generator.pages.showing.vocabulary import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEFT, RIGHT = 6.0, 94.0
"""Percent of the width between which dates stand."""
_BETWEEN = 8
"""Pixels between two labels in the narrowest column."""
_STEPS = (
    (1, 0),
    (2, 0),
    (7, 0),
    (14, 0),
    (0, 1),
    (0, 2),
    (0, 3),
    (0, 6),
    *((0, 12 * n) for n in (1, 2, 5, 10, 20, 50)),
)
"""Days, or months, from one tick to the next."""


@dataclass(frozen=True)
class Tick:
    """A named date: where it stands in percent, and how its label is anchored so that it stays in the picture."""

    x: float
    label: str
    anchor: str


class TimeAxis:
    """From the first to the last of some dates."""

    def __init__(self, dates: Iterable[str]) -> None:
        """Takes dates as ``YYYY-MM-DD``, at least one."""
        days = [date.fromisoformat(day) for day in dates]
        self.first, self.last = min(days), max(days)

    def x(self, day: str) -> float:
        """Returns where a date stands."""
        return self._x(date.fromisoformat(day))

    @cached_property
    def ticks(self) -> tuple[Tick, ...]:
        """The densest ticks whose labels do not touch in the narrowest column; the first and last day where there are none."""
        for days, months in _STEPS:
            found = [self._tick(day, days, months) for day in self._walk(days, months)]
            if len(found) >= 2 and _apart(found):
                return tuple(found)
        return tuple(self._tick(day, 1, 0) for day in sorted({self.first, self.last}))

    def _walk(self, days: int, months: int) -> Iterator[date]:
        if months:
            count = self.first.year * 12 + self.first.month - 1
            count -= count % months
            while count < 12 * date.max.year:
                day = date(count // 12, count % 12 + 1, 1) if count >= 12 else date.min
                if day > self.last:
                    return
                if day >= self.first:
                    yield day
                count += months
        elif (self.last - self.first).days < 30 * days:
            day = self.first
            while day <= self.last:
                yield day
                day += timedelta(days=days)

    def _tick(self, day: date, days: int, months: int) -> Tick:
        month = MONTHS[day.month - 1][:3]
        label = f"{day.day} {month} {day.year}" if days else f"{month} {day.year}" if months % 12 else str(day.year)
        x = self._x(day)
        half = 50 * width(label) / NARROW
        return Tick(x, label, "start" if x < half else "end" if x > 100 - half else "middle")

    def _x(self, day: date) -> float:
        whole = (self.last - self.first).days
        return round(LEFT + (RIGHT - LEFT) * ((day - self.first).days / whole if whole else 0.5), 2)


def _apart(ticks: Iterable[Tick]) -> bool:
    end = float("-inf")
    for tick in ticks:
        wide = width(tick.label)
        start = tick.x / 100 * NARROW - wide * {"start": 0, "middle": 0.5, "end": 1}[tick.anchor]
        if start < end + _BETWEEN:
            return False
        end = start + wide
    return True
