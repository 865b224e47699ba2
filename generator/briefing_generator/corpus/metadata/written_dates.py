"""Dates as people and tools write them, and those that say day and month in an order that only others can tell."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, TypeAlias

Order: TypeAlias = Literal["day", "month"]
"""Which of day and month stands first."""

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_HOUR = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?\s?(?:Z|[+-]\d{2}:?\d{2})?")
_NUMBERS = re.compile(
    r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?![\d/.-]\d)",
    re.IGNORECASE,
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST = 60
"""Characters."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date that somebody wrote.

    ``day`` is ``YYYY-MM-DD``. Where day and month may be either way round, ``day`` takes the day to stand first and
    ``other`` the month; None where it is plain. ``moment`` is the hour with its day, in UTC where a zone is told
    (``YYYY-MM-DDTHH:MM:SS``). ``order`` tells of a date in bare numbers in which order it is.
    """

    day: str
    other: str | None = None
    moment: str | None = None
    order: Order | None = None


def read_date(value: object) -> str | None:
    """Returns a date as ``YYYY-MM-DD``, None where it cannot be read or may be two."""
    found = written_date(value)
    return found.day if found and found.other is None else None


def written_date(value: object) -> WrittenDate | None:
    """Returns what is written as a date; None where it is none, or none that holds day, month and year."""
    if isinstance(value, datetime):
        return WrittenDate(value.isoformat()[:10], moment=_moment(value))
    if isinstance(value, date):
        return WrittenDate(value.isoformat())
    if (
        isinstance(value, bool)
        or not isinstance(value, str | int | float)
        or (isinstance(value, int) and abs(value) > 10**8)
    ):
        return None
    text = " ".join(str(value).split()).strip(" []")
    try:
        if found := _ISO.match(text):
            return WrittenDate(date(*(int(part) for part in found.groups())).isoformat(), moment=_hour(text))
        if re.fullmatch(r"\d{8}", text):
            return WrittenDate(date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat())
    except ValueError:
        # "2025/13/03" is the third of a thirteenth month, and in no other order either.
        return None
    if numbers := _NUMBERS.match(text):
        return _in_numbers(numbers)
    if not re.search(r"\d{4}", text) or len(text) > _LONGEST:
        return None
    import dateparser

    parsed = dateparser.parse(text, languages=["en"], settings={"REQUIRE_PARTS": ["day", "month", "year"]})
    if parsed is None:
        return None
    return WrittenDate(parsed.date().isoformat(), moment=_moment(parsed) if re.search(r"\d:\d\d", text) else None)


def _in_numbers(found: re.Match[str]) -> WrittenDate | None:
    year, first, second = int(found["year"]), int(found["first"]), int(found["second"])
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first is None or month_first is None or day_first == month_first:
        day = day_first or month_first
        order: Order | None = None if day_first and month_first else "day" if day_first else "month"
        return WrittenDate(day.isoformat(), order=order) if day else None
    if found["weekday"]:
        # The day of the week fits one of the two.
        number = _WEEKDAYS.index(found["weekday"].casefold())
        fitting = [d for d in (day_first, month_first) if d.weekday() == number]
        if len(fitting) == 1:
            return WrittenDate(fitting[0].isoformat(), order="day" if fitting[0] is day_first else "month")
    # Between points the day stands first wherever dates are written so.
    if found["mark"] == ".":
        return WrittenDate(day_first.isoformat())
    return WrittenDate(day_first.isoformat(), month_first.isoformat())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hour(text: str) -> str | None:
    found = _HOUR.match(text)
    try:
        return _moment(datetime.fromisoformat(found[0].replace(" Z", "Z"))) if found else None
    except ValueError:
        return None


def _moment(when: datetime) -> str:
    with suppress(OverflowError):  # the first or last day that a calendar has
        when = when.astimezone(UTC) if when.tzinfo else when
    return when.replace(microsecond=0, tzinfo=None).isoformat()
