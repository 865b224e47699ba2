"""Feasts: the day of each in a year, from ``language/en/words/feasts.yml``.

Easter is dateutil's (Western churches). Passover is reckoned by Gauss's rule, since nothing that is installed knows it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

from briefing_generator.language.words import language_data


@cache
def _feasts() -> dict[str, dict[str, int]]:
    return {_plain(name): dict(rule) for name, rule in language_data("words", "feasts.yml").items()}


def _plain(name: str) -> str:
    return re.sub(r"[’'.]", "", name).casefold()


@cache
def feast_pattern() -> str:
    """Returns a pattern that fits every feast's name, the longest first, whatever apostrophe it is written with."""
    names = sorted(language_data("words", "feasts.yml"), key=lambda name: (-len(name), name))
    return "|".join(
        re.escape(name).replace("'", "[’']?").replace(r"\.", r"\.?").replace(r"\ ", r"\s+") for name in names
    )


def feast_day(name: str, year: int) -> date:
    """Returns the first day of a feast in a year.

    Args:
        name: as :func:`feast_pattern` found it.
        year: of the Gregorian calendar.

    Raises ``ValueError`` for a year that is out of range.
    """
    rule = _feasts()[" ".join(_plain(name).split())]
    if "easter" in rule:
        sunday: date = easter(year)
        return sunday + timedelta(days=rule["easter"])
    if "passover" in rule:
        return _passover(year) + timedelta(days=rule["passover"])
    if "nth" in rule:
        return nth_weekday(year, rule["month"], rule["weekday"], rule["nth"])
    return date(year, rule["month"], rule["day"])


def lasts(name: str) -> bool:
    """Tells whether a feast lasts longer than a day."""
    return _feasts()[" ".join(_plain(name).split())].get("days", 1) > 1


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Returns the nth of a month's weekdays, -1 for the last; raises ``ValueError`` where the month has no such day."""
    if nth < 0:
        first = nth_weekday(year, month, weekday, 4)
        after = first + timedelta(weeks=1)
        return after if after.month == month else first
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7, weeks=nth - 1)
    if day.month != month:
        raise ValueError(f"{year}-{month:02} has no weekday {weekday} for the {nth}th time.")
    return day


def _passover(year: int) -> date:
    """Gauss's rule for the 15th of Nisan; the constants are his, in days of March of the Julian calendar."""
    jewish = year + 3760
    moon, leap = (12 * jewish + 17) % 19, jewish % 4
    exact = 32.0440931611436 + 1.5542417966211 * moon + 0.25 * leap - 0.0031777940220923 * jewish
    day, rest = int(exact), exact % 1
    weekday = (day + 3 * jewish + 5 * leap + 5) % 7
    if weekday in (2, 4, 6) or (weekday == 0 and moon > 11 and rest >= 0.89772376):
        day += 1
    elif weekday == 1 and moon > 6 and rest >= 0.63287037:
        day += 2
    julian = year // 100 - year // 400 - 2
    return date(year, 3, 1) + timedelta(days=day - 1 + julian)
