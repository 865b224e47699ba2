"""The day, week, month or year that an expression of date means, seen from the day on which it was written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from briefing_generator.reading.dates.feasts import feast_day, lasts, nth_weekday

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing_generator.model import Precision
    from briefing_generator.reading.dates.date_expressions import Expression

Tense = Literal["past", "future", "reported", "open"]
"""Whether what is dated has happened, lies ahead, lay ahead when somebody spoke of it, or the sentence does not say.

What lay ahead when it was spoken of ("said he planned to leave on Tuesday") may have come about since.
"""

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FAR = 120
"""Days ahead from which a day of the year told in the past tense is that of the year before."""
_LATE = 2
"""Months since one of which it was told before that it lay ahead."""
_WEEKEND = 5
"""Saturday, as ``date.weekday`` counts."""


def resolve(expression: Expression, base: date | None, tense: Tense) -> tuple[date, Precision] | None:  # noqa: C901
    """Returns the first day of what an expression means, and whether that is a day, week, month or year.

    Args:
        expression: one that ``find_expressions`` found.
        base: the day on which it was written; without it only expressions that name their year mean anything.
        tense: of the verb that it goes with.

    Returns None for what cannot be: a 30th of February, a "next month" without a base, "in two weeks" of the past.
    """
    e = expression
    try:
        if e.year is not None and not _FIRST_YEAR <= e.year <= _LAST_YEAR:
            return None
        if base is None and e.year is None:
            return None
        if e.nth is not None and e.weekday is not None:
            return _nth(e, base, tense), "day"
        if e.feast is not None:
            day = _of_years(lambda year: feast_day(str(e.feast), year), e, base, tense)
            return day, "week" if lasts(e.feast) else "day"
        if e.year is not None:
            return date(e.year, e.month or 1, e.day or 1), "day" if e.day else "month" if e.month else "year"
        assert base is not None
        if e.month is not None:
            return date(_year(e, base, tense), e.month, e.day or 1), "day" if e.day else "month"
        if e.weekday is not None:
            return _weekday(e, base, tense), "day"
        if e.unit == "weekend":
            return _weekend(e, base, tense), "week"
        if e.shift is None or e.unit is None or (e.tentative and tense not in ("future", "reported")):
            return None
        return _shifted(base, _steps(e, base), e.unit), e.unit
    except (ValueError, OverflowError):
        return None


def _nth(e: Expression, base: date | None, tense: Tense) -> date:
    """ "The first Sunday of February", "the third Friday of next month"."""
    assert e.nth is not None
    assert e.weekday is not None
    weekday, nth = e.weekday, e.nth
    if e.month is None:
        assert base is not None
        month = _shifted(base, e.shift or 0, "month")
        return nth_weekday(month.year, month.month, weekday, nth)
    month_number = e.month
    return _of_years(lambda year: nth_weekday(year, month_number, weekday, nth), e, base, tense)


def _of_years(day_in: Callable[[int], date], e: Expression, base: date | None, tense: Tense) -> date:
    """Returns the day of that year which an expression names or, where it names none, which its verb points at."""
    if e.year is not None:
        return day_in(e.year)
    assert base is not None
    if e.unit == "year" or e.which == "this":
        return day_in(base.year + {"last": -1, "next": 1}.get(e.which or "", 0))
    days = [day_in(base.year + step) for step in (-1, 0, 1)]
    if e.which == "last" or (tense == "past" and e.which is None):
        return max(day for day in days if day < base or (day == base and e.which is None))
    if e.which == "next" or tense == "future":
        return min(day for day in days if day > base or (day == base and e.which is None))
    return min(days, key=lambda day: abs((day - base).days))


def _steps(e: Expression, base: date) -> int:
    # Weeks of the calendar begin on Monday, those of speech on Sunday: "later this week", written on a Sunday, is the next.
    late = e.later and e.unit == "week" and base.weekday() == 6
    return (e.shift or 0) + (1 if late else 0)


def _year(e: Expression, base: date, tense: Tense) -> int:
    assert e.month is not None
    if e.unit == "year" or (e.day and e.which):
        return base.year + {"last": -1, "next": 1}.get(e.which or "", 0)
    if e.which == "last":
        return base.year if e.month < base.month else base.year - 1
    if e.which == "next":
        return base.year if e.month > base.month else base.year + 1
    if e.day is None and tense in ("past", "future", "reported"):
        if tense == "past":
            return base.year if e.month <= base.month else base.year - 1
        behind = (base.month - e.month) % 12
        if tense == "reported" and 0 < behind <= _LATE:
            return base.year if e.month <= base.month else base.year - 1
        return base.year if e.month >= base.month else base.year + 1
    day = date(base.year, e.month, min(e.day or 15, 28))
    nearest = min((-1, 0, 1), key=lambda step: abs((day.replace(year=base.year + step) - base).days))
    distance = (day.replace(year=base.year + nearest) - base).days
    if tense == "future" and distance < -1:
        return base.year + nearest + 1
    if tense == "past" and distance > _FAR:
        return base.year + nearest - 1
    return base.year + nearest


def _weekday(e: Expression, base: date, tense: Tense) -> date:
    assert e.weekday is not None
    if e.unit == "week":
        return base + timedelta(days=e.weekday - base.weekday(), weeks=e.shift or 0)
    ahead = (e.weekday - base.weekday()) % 7
    behind = (base.weekday() - e.weekday) % 7
    if e.plus > 0:
        return base + timedelta(days=ahead, weeks=e.plus)
    if e.plus < 0:
        return base - timedelta(days=behind, weeks=-e.plus)
    if e.which == "last":
        return base - timedelta(days=behind or 7)
    if e.which == "next":
        return base + timedelta(days=ahead or 7)
    # Of yesterday nobody says that it was to come: "planned to leave on Tuesday", told on Wednesday, is no other Tuesday.
    if tense == "future" or (tense == "reported" and behind != 1):
        return base + timedelta(days=ahead)
    return base - timedelta(days=behind)


def _weekend(e: Expression, base: date, tense: Tense) -> date:
    """Returns the Monday of the week that ends with the weekend meant."""
    monday = _shifted(base, 0, "week")
    now = base.weekday() >= _WEEKEND
    if e.which == "next":
        return monday + timedelta(weeks=1)
    if e.which == "last":
        return monday - timedelta(weeks=1)
    if now or tense in ("future", "reported") or (e.which == "this" and tense == "open"):
        return monday
    return monday - timedelta(weeks=1)


def _shifted(base: date, steps: int, unit: str) -> date:
    if unit == "day":
        return base + timedelta(days=steps)
    if unit == "week":
        return base - timedelta(days=base.weekday()) + timedelta(weeks=steps)
    if unit == "month":
        months = base.year * 12 + base.month - 1 + steps
        return date(months // 12, months % 12 + 1, 1)
    return date(base.year + steps, 1, 1)


def last_day(first: date, precision: Precision) -> date:
    """Returns the last day of what a date with its precision covers."""
    if precision == "day":
        return first
    if precision == "week":
        return first + timedelta(days=6)
    step = 1 if precision == "month" else 12
    return _shifted(first, step, "month") - timedelta(days=1)
