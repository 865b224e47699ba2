"""Expressions of date in a sentence, and the day, week, month or year that each means.

An expression alone does not tell whether "Thursday" is the last one or the next: that is the tense of its verb, which
the caller gives. Durations ("a 30-day truce", "for two weeks"), habits ("on Sundays", "every Friday") and ages are none.
Names of months and weekdays are CLDR's. dateparser reads the absolute dates of front matter, but in running text it
takes "may" for a month and "next week" for a day, so the grammar here is our own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from briefing_generator.language.words import load_date_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing_generator.model import Precision

Tense = Literal["past", "future", "open"]
"""Whether what is dated has happened, lies ahead, or the sentence does not say."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FAR = 120
"""Days ahead from which a day of the year told in the past tense is that of the year before."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of date: its span in the sentence and what its words say; None where they are silent."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    unit: Literal["day", "week", "month", "year"] | None = None
    which: Literal["last", "this", "next"] | None = None
    tentative: bool = False

    @property
    def absolute(self) -> bool:
        """Whether it means the same whenever it is written."""
        return self.year is not None


@cache
def _names() -> tuple[dict[str, int], dict[str, int]]:
    from babel.dates import get_day_names, get_month_names

    months = {str(name): number for number, name in get_month_names("wide", locale="en").items()}
    months |= {str(name): number for number, name in get_month_names("abbreviated", locale="en").items()} | {"Sept": 9}
    return months, {str(name): number for number, name in get_day_names("wide", locale="en").items()}


@cache
def _pattern() -> re.Pattern[str]:
    months, days = _names()
    month = "|".join(sorted(months, key=lambda name: (-len(name), name)))
    numbers = "|".join(sorted(load_date_words().numbers, key=lambda word: (-len(word), word)))
    year = r"(?:19|20|21)\d\d(?![\d%–-])"
    which = r"(?:[Ll]ast|[Nn]ext|[Tt]his(?:\s+(?:past|coming))?|[Cc]oming|[Ee]arlier\s+this|[Ll]ater\s+this)"
    day = r"[0-3]?\d(?:st|nd|rd|th)?"
    to = rf"(?:\s?[-–]\s?{day}|\s+(?:to|and)\s+{day})?"
    forms = (
        r"(?P<iso>(?:19|20)\d\d[-/][01]\d[-/][0-3]\d)(?!\d)",
        rf"(?P<d1>{day}){to}\s+(?:of\s+)?(?P<m1>{month})\.?(?:,?\s+(?P<y1>{year})|\s+(?P<w1>last|this|next)\s+year)?",
        rf"(?P<m2>{month})\.?\s+(?P<d2>{day})(?![\d,.]*\d|\s*%){to}(?:,?\s+(?P<y2>{year}))?",
        rf"(?:(?:early|late|mid)[\s-]+)?(?P<m3>{month})\.?,?\s+(?:of\s+)?(?P<y3>{year})",
        rf"(?P<lead>(?:[Ll]ast|[Nn]ext|[Tt]his|[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Dd]uring|[Oo]f|[Ff]rom|[Bb]efore|[Aa]fter|[Ee]arly|[Ll]ate|[Mm]id)[\s-]+)"
        rf"(?:(?:early|late|mid|the\s+end\s+of)[\s-]+)?(?P<m4>{month})(?:\s+(?:of\s+)?(?P<w4>last|this|next)\s+year)?(?![\w’'-]|\.?\s*\d)",
        rf"(?<!very\s)(?<!ach\s)(?:(?P<w5>{which})\s+)?(?P<weekday>{'|'.join(days)})(?![\w-])",
        r"(?P<day>[Tt]he\s+day\s+(?:before\s+yesterday|after\s+tomorrow)|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b",
        rf"(?<![Tt]he\s)(?:(?:the\s+)?end\s+of\s+)?(?:(?P<w6>{which}|the)\s+)(?P<u6>week(?:end)?|month|year)(?![\w-])",
        rf"(?P<n7>{numbers}|\d{{1,3}})\s+(?P<u7>day|week|month|year)s?\s+ago\b",
        rf"[Ii]n\s+(?P<n8>{numbers}|\d{{1,2}})\s+(?P<u8>day|week|month)s?(?:[’']s?\s+time)?(?![\w-])",
        rf"(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring)\s+(?:(?:early|late|mid)[\s-]+)?(?P<y9>{year})(?!\s+\w+s\b)(?![\w–-])",
    )
    return re.compile(rf"(?<![\w/$€£-])(?:{'|'.join(forms)})")


def _which(word: str | None) -> Literal["last", "this", "next"] | None:
    words = (word or "").casefold().split()
    if not words:
        return None
    if "past" in words or "last" in words:
        return "last"
    return "next" if {"next", "coming"} & set(words) else "this"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else load_date_words().numbers[word.casefold()]


def find_expressions(text: str) -> tuple[Expression, ...]:
    """Returns the expressions of date in a sentence, in order; a weekday before its date ("Thursday, March 13") is no second one."""
    found = list(_found(text))
    return tuple(
        one
        for one, after in zip_longest(found, found[1:])
        if not (
            one.weekday is not None
            and after is not None
            and after.day is not None
            and re.fullmatch(r",?\s*(?:the\s+|on\s+)?", text[one.end : after.start])
        )
    )


def _found(text: str) -> Iterator[Expression]:  # noqa: C901
    months, days = _names()
    for match in _pattern().finditer(text):
        g = match.groupdict()
        start, end = match.span()
        if g["lead"] and g["lead"].strip().casefold() not in ("last", "next", "this"):
            start += len(g["lead"].rstrip("-")) if g["lead"].endswith("-") else len(g["lead"])
        if g["iso"]:
            year, month, day = (int(part) for part in re.split("[-/]", g["iso"]))
            yield Expression(start, end, year, month, day)
        elif g["m1"] or g["m2"]:
            year_word, day_word = (g["y1"], g["d1"]) if g["m1"] else (g["y2"], g["d2"])
            number = int(re.sub(r"\D", "", day_word))
            year_told = int(year_word) if year_word else None
            yield Expression(start, end, year_told, months[g["m1"] or g["m2"]], number, which=_which(g["w1"]))
        elif g["m3"]:
            yield Expression(start, end, int(g["y3"]), months[g["m3"]])
        elif g["m4"]:
            lead = g["lead"].strip()
            told = _which(lead) if lead.casefold() in ("last", "next", "this") else None
            if g["w4"]:
                yield Expression(start, end, month=months[g["m4"]], which=_which(g["w4"]), unit="year")
            else:
                yield Expression(start, end, month=months[g["m4"]], which=told)
        elif g["weekday"]:
            yield Expression(start, end, weekday=days[g["weekday"]], which=_which(g["w5"]))
        elif g["day"]:
            words = g["day"].casefold().split()
            step = {"yesterday": -1, "tomorrow": 1}.get(words[-1], 0)
            yield Expression(start, end, shift=step * (2 if len(words) > 1 else 1), unit="day")
        elif g["u6"]:
            if g["w6"] == "the" and (g["u6"] != "weekend" and "end of" not in match.group()):
                continue
            # "The weekend" is the one nearest by; the verb says in which direction.
            which = None if g["w6"] == "the" and g["u6"] == "weekend" else _which(g["w6"].replace("the", "this"))
            unit: Literal["week", "month", "year"] = "week" if g["u6"] == "weekend" else g["u6"]  # type: ignore[assignment]
            yield Expression(start, end, shift={"last": -1, "next": 1}.get(which or "", 0), unit=unit, which=which)
        elif g["u7"]:
            yield Expression(start, end, shift=-_number(g["n7"]), unit=g["u7"])  # type: ignore[arg-type]
        elif g["u8"]:
            yield Expression(start, end, shift=_number(g["n8"]), unit=g["u8"], tentative=True)  # type: ignore[arg-type]
        elif g["y9"]:
            yield Expression(start, end, int(g["y9"]))


def resolve(expression: Expression, base: date | None, tense: Tense) -> tuple[date, Precision] | None:
    """Returns the first day of what an expression means, and whether that is a day, week, month or year.

    Args:
        expression: one that :func:`find_expressions` found.
        base: the day on which it was written; without it only expressions that name their year mean anything.
        tense: of the verb that it goes with.

    Returns None for what cannot be: a 30th of February, a "next month" without a base, "in two weeks" of the past.
    """
    e = expression
    try:
        if e.year is not None:
            if not _FIRST_YEAR <= e.year <= _LAST_YEAR:
                return None
            return date(e.year, e.month or 1, e.day or 1), "day" if e.day else "month" if e.month else "year"
        if base is None:
            return None
        if e.month is not None:
            year = _year(e, base, tense)
            return date(year, e.month, e.day or 1), "day" if e.day else "month"
        if e.weekday is not None:
            return _weekday(e, base, tense), "day"
        if e.shift is None or e.unit is None or (e.tentative and tense != "future"):
            return None
        return _shifted(base, e.shift, e.unit), e.unit
    except (ValueError, OverflowError):
        return None


def _year(e: Expression, base: date, tense: Tense) -> int:
    assert e.month is not None
    if e.unit == "year" or (e.day and e.which):
        return base.year + {"last": -1, "next": 1}.get(e.which or "", 0)
    if e.which == "last":
        return base.year if e.month < base.month else base.year - 1
    if e.which == "next":
        return base.year if e.month > base.month else base.year + 1
    if e.day is None and tense != "open":
        if tense == "past":
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
    ahead = (e.weekday - base.weekday()) % 7
    behind = (base.weekday() - e.weekday) % 7
    if e.which == "last":
        return base - timedelta(days=behind or 7)
    if e.which == "next":
        return base + timedelta(days=ahead or 7)
    if tense == "future":
        return base + timedelta(days=ahead)
    return base - timedelta(days=behind)


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
