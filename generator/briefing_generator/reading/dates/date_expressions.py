"""Expressions of date in a sentence, and what their words say.

An expression alone does not tell whether "Thursday" is the last one or the next: that is the tense of its verb, which
the caller gives to ``resolve``. Durations ("a 30-day truce", "for two weeks"), habits ("on Sundays", "every Friday") and
ages are none. Names of months and weekdays are CLDR's. dateparser reads the absolute dates of front matter, but in
running text it takes "may" for a month and "next week" for a day, so the grammar here is our own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from briefing_generator.language.words import load_date_words
from briefing_generator.reading.dates.feasts import feast_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Unit = Literal["day", "week", "month", "year"]
Which = Literal["last", "this", "next"]
_Words = dict[str, str]
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of date: its span in the sentence and what its words say; None where they are silent.

    ``nth`` counts weekdays in a month (-1 the last), ``plus`` weeks from a weekday ("a week on Friday"), ``later`` is the
    word before "this week", ``broad`` tells that the span is longer than a date can say ("the 1990s").
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    unit: Unit | Literal["weekend"] | None = None
    which: Which | None = None
    tentative: bool = False
    nth: int | None = None
    plus: int = 0
    feast: str | None = None
    later: bool = False
    broad: bool = False

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


def _any(words: Mapping[str, int]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_YEAR = r"(?:19|20|21)\d\d(?![\d%–-])"
_WHICH = r"(?:[Ll]ast|[Nn]ext|[Tt]his(?:\s+(?:past|coming))?|[Cc]oming|[Ee]arlier\s+this|[Ll]ater\s+this)"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_ENDS = r"(?:start|beginning|middle|end|close)\s+of"
_LEADS = "Last|Next|This|In|Since|By|Until|Till|Through|During|Of|From|Before|After|Early|Late|Mid"
_LEAD = "|".join(f"[{word[0]}{word[0].lower()}]{word[1:]}" for word in _LEADS.split("|"))


def _of_year(form: str) -> str:
    return rf"(?:,?\s+(?:of\s+)?(?P<year_{form}>{_YEAR})|\s+(?:of\s+)?(?P<which_{form}>last|this|next)\s+year)?"


@cache
def _pattern() -> re.Pattern[str]:
    """Forms in the order in which they are tried; each is named for the function that reads it."""
    words = load_date_words()
    months, days = (_any(names) for names in _names())
    numbers, nth = _any(words.numbers), _any(words.ordinals)
    day = r"[0-3]?\d(?:st|nd|rd|th)?"
    to = rf"(?:\s?[-–]\s?{day}|\s+(?:to|and)\s+{day})?"
    forms = {
        "iso": r"(?P<iso_day>(?:19|20)\d\d[-/][01]\d[-/][0-3]\d)(?!\d)",
        "nth": rf"(?:[Tt]he\s+)?(?P<nth_n>{nth})\s+(?P<nth_weekday>{days})\s+(?:of|in)\s+(?:(?P<nth_month>{months})\b{_of_year('nth')}"
        r"|(?P<nth_unit>last|this|next|the)\s+month\b)",
        "feast": rf"(?:(?P<feast_which>[Ll]ast|[Nn]ext|[Tt]his)\s+)?(?P<feast_name>{feast_pattern()})(?![\w’'-]){_of_year('feast')}",
        "day_month": rf"(?P<dm_day>{day}){to}\s+(?:of\s+)?(?P<dm_month>{months})\b\.?{_of_year('dm')}",
        "month_day": rf"(?P<md_month>{months})\.?\s+(?P<md_day>{day})(?![\d,.]*\d|\s*%){to}(?:,?\s+(?P<md_year>{_YEAR}))?",
        "month_year": rf"(?:(?:early|late|mid)[\s-]+)?(?P<my_month>{months})\.?,?\s+(?:of\s+)?(?P<my_year>{_YEAR})",
        "month": rf"(?P<mo_lead>(?:{_LEAD})[\s-]+)(?:(?:early|late|mid|the\s+{_ENDS})[\s-]+)?(?P<mo_month>{months})"
        r"(?:\s+(?:of\s+)?(?P<mo_which>last|this|next)\s+year)?(?![\w’'-]|\.?\s*\d)",
        "week_on": rf"(?P<on_n>{numbers})\s+weeks?\s+(?:on|from)\s+(?P<on_weekday>{days})(?![\w-])|(?P<week_weekday>{days})\s+week(?![\w-])",
        "week_ago": rf"(?P<ago_n>{numbers})\s+weeks?\s+ago\s+(?:on\s+|last\s+)?(?P<ago_weekday>{days})(?![\w-])",
        "in_week": rf"(?P<in_weekday>{days}){_PART}(?:,?\s+of)?\s+(?P<in_which>last|this|next)\s+week\b"
        rf"|(?P<in2_which>[Ll]ast|[Tt]his|[Nn]ext)\s+week(?:\s+on|,\s+on)?\s+(?P<in2_weekday>{days})(?![\w-])",
        "weekday": rf"(?<!very\s)(?<!ach\s)(?:(?P<wd_which>{_WHICH})\s+)?(?P<wd_weekday>{days})(?![\w-])",
        "day": r"(?P<day_words>[Tt]he\s+day\s+(?:before\s+yesterday|after\s+tomorrow)|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b",
        "weekend": rf"(?P<we_which>{_WHICH}|[Tt]he(?:\s+(?:past|coming))?)\s+weekend(?![\w-])",
        "period": rf"(?<![Tt]he\s)(?:(?:the\s+)?(?P<pe_part>{_ENDS})\s+)?(?:(?P<pe_which>{_WHICH}|the)\s+)(?P<pe_unit>week|month|year)(?![\w-])",
        "ago": rf"(?P<ag_n>{numbers}|\d{{1,3}})\s+(?P<ag_unit>day|week|month|year)s?\s+ago\b",
        "ahead": rf"[Ii]n\s+(?P<ah_n>{numbers}|\d{{1,2}})\s+(?P<ah_unit>day|week|month)s?(?:[’']s?\s+time)?(?![\w-])",
        "part": rf"(?:[Tt]he\s+)?(?<!fiscal\s)(?:(?:first|second|third|fourth|last|final)[\s-]+(?:quarter|half)|{_ENDS}|spring|summer|autumn|fall|winter)"
        rf"\s+(?:of\s+)?(?P<pa_year>{_YEAR})(?!\s+\w+s\b)(?![\w–-])|Q[1-4]\s+(?:of\s+)?(?P<qu_year>{_YEAR})(?![\w–-])",
        "decade": r"(?:[Tt]he\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<de_year>(?:19|20)\d0)[’']?s\b",
        "year": rf"(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Ee]arly|[Ll]ate)\s+(?:(?:early|late|mid)[\s-]+)?(?P<ye_year>{_YEAR})(?!\s+\w+s\b)(?![\w–-])",
    }
    return re.compile(rf"(?<![\w/$€£-])(?:{'|'.join(f'(?P<{name}>{form})' for name, form in forms.items())})")


def _which(word: str | None) -> Which | None:
    words = (word or "").casefold().split()
    if not words or words == ["the"]:
        return None
    if "past" in words or "last" in words:
        return "last"
    return "next" if {"next", "coming"} & set(words) else "this"


def _steps(which: Which | None) -> int:
    return {"last": -1, "next": 1}.get(which or "", 0)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else load_date_words().numbers[word.casefold()]


def _told_year(word: str | None) -> int | None:
    return int(word) if word else None


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


def _found(text: str) -> Iterator[Expression]:
    for match in _pattern().finditer(text):
        read = _READERS[str(match.lastgroup)]
        found = read({key: word for key, word in match.groupdict().items() if word is not None}, text, match.span())
        if found is not None:
            yield found


def _iso(g: _Words, _text: str, span: _Span) -> Expression:
    year, month, day = (int(part) for part in re.split("[-/]", g["iso_day"]))
    return Expression(*span, year, month, day)


def _nth(g: _Words, _text: str, span: _Span) -> Expression:
    months, days = _names()
    nth, weekday = load_date_words().ordinals[g["nth_n"]], days[g["nth_weekday"]]
    if "nth_unit" in g:
        return Expression(*span, weekday=weekday, nth=nth, shift=_steps(_which(g["nth_unit"])), unit="month")
    which = _which(g.get("which_nth"))
    return Expression(*span, _told_year(g.get("year_nth")), months[g["nth_month"]], None, weekday, nth=nth, which=which,
                      unit="year" if which else None)  # fmt: skip


def _feast(g: _Words, text: str, span: _Span) -> Expression | None:
    # "Before Christmas" is not at Christmas.
    before = text[: span[0]].split()[-1:]
    if before and before[0].casefold() in load_date_words().apart | load_date_words().near:
        return None
    year = _which(g.get("which_feast"))
    which = year or _which(g.get("feast_which"))
    return Expression(*span, _told_year(g.get("year_feast")), feast=g["feast_name"], which=which,
                      unit="year" if year else None)  # fmt: skip


def _day_month(g: _Words, _text: str, span: _Span) -> Expression:
    day = int(re.sub(r"\D", "", g["dm_day"]))
    return Expression(
        *span, _told_year(g.get("year_dm")), _names()[0][g["dm_month"]], day, which=_which(g.get("which_dm"))
    )


def _month_day(g: _Words, _text: str, span: _Span) -> Expression:
    day = int(re.sub(r"\D", "", g["md_day"]))
    return Expression(*span, _told_year(g.get("md_year")), _names()[0][g["md_month"]], day)


def _month_year(g: _Words, _text: str, span: _Span) -> Expression:
    return Expression(*span, int(g["my_year"]), _names()[0][g["my_month"]])


def _month(g: _Words, _text: str, span: _Span) -> Expression:
    lead, start = g["mo_lead"], span[0]
    told = lead.strip().casefold()
    if told not in ("last", "next", "this"):
        start += len(lead.rstrip("-")) if lead.endswith("-") else len(lead)
    month = _names()[0][g["mo_month"]]
    if "mo_which" in g:
        return Expression(start, span[1], month=month, which=_which(g["mo_which"]), unit="year")
    return Expression(start, span[1], month=month, which=_which(told) if start == span[0] else None)


def _week_on(g: _Words, _text: str, span: _Span) -> Expression:
    weekday = _names()[1][g.get("on_weekday") or g["week_weekday"]]
    return Expression(*span, weekday=weekday, plus=_number(g.get("on_n", "1")))


def _week_ago(g: _Words, _text: str, span: _Span) -> Expression:
    return Expression(*span, weekday=_names()[1][g["ago_weekday"]], plus=-_number(g["ago_n"]))


def _in_week(g: _Words, _text: str, span: _Span) -> Expression:
    weekday = _names()[1][g.get("in_weekday") or g["in2_weekday"]]
    which = _which(g.get("in_which") or g["in2_which"])
    return Expression(*span, weekday=weekday, shift=_steps(which), unit="week")


def _weekday(g: _Words, text: str, span: _Span) -> Expression | None:
    # "Bloody Sunday" and "Black Friday" are no days of the last week.
    before = text[: span[0]].split()[-1:]
    if before and before[0] in load_date_words().named:
        return None
    return Expression(*span, weekday=_names()[1][g["wd_weekday"]], which=_which(g.get("wd_which")))


def _day(g: _Words, _text: str, span: _Span) -> Expression:
    words = g["day_words"].casefold().split()
    step = {"yesterday": -1, "tomorrow": 1}.get(words[-1], 0)
    return Expression(*span, shift=step * (2 if len(words) > 1 else 1), unit="day")


def _weekend(g: _Words, _text: str, span: _Span) -> Expression:
    return Expression(*span, shift=0, unit="weekend", which=_which(g["we_which"].replace("The", "the")))


def _period(g: _Words, text: str, span: _Span) -> Expression | None:
    # "Shares have fallen since the start of the year" tells how things stand.
    if g["pe_which"] == "the" and ("pe_part" not in g or text[: span[0]].split()[-1:] == ["since"]):
        return None
    which = _which(g["pe_which"].replace("the", "this"))
    unit: Unit = g["pe_unit"]  # type: ignore[assignment]
    later = g["pe_which"].casefold().startswith("later")
    return Expression(*span, shift=_steps(which), unit=unit, which=which, later=later)


def _ago(g: _Words, _text: str, span: _Span) -> Expression:
    return Expression(*span, shift=-_number(g["ag_n"]), unit=g["ag_unit"])  # type: ignore[arg-type]


def _ahead(g: _Words, _text: str, span: _Span) -> Expression:
    return Expression(*span, shift=_number(g["ah_n"]), unit=g["ah_unit"], tentative=True)  # type: ignore[arg-type]


def _part(g: _Words, _text: str, span: _Span) -> Expression:
    return Expression(*span, int(g.get("pa_year") or g["qu_year"]))


def _decade(g: _Words, _text: str, span: _Span) -> Expression:
    return Expression(*span, int(g["de_year"]), broad=True)


def _in_year(g: _Words, _text: str, span: _Span) -> Expression:
    return Expression(*span, int(g["ye_year"]))


_READERS: dict[str, Callable[[_Words, str, _Span], Expression | None]] = {
    "iso": _iso,
    "nth": _nth,
    "feast": _feast,
    "day_month": _day_month,
    "month_day": _month_day,
    "month_year": _month_year,
    "month": _month,
    "week_on": _week_on,
    "week_ago": _week_ago,
    "in_week": _in_week,
    "weekday": _weekday,
    "day": _day,
    "weekend": _weekend,
    "period": _period,
    "ago": _ago,
    "ahead": _ahead,
    "part": _part,
    "decade": _decade,
    "year": _in_year,
}
