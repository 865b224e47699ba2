"""Dates that one article alone cannot tell: which of two a date is, and whether it fits those of the others."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing_generator.corpus.codes import severity
from briefing_generator.corpus.metadata.addresses_tell import host_of
from briefing_generator.model import Problem
from briefing_generator.store.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing_generator.corpus.metadata.fields import OpenDate
    from briefing_generator.corpus.metadata.written_dates import Order
    from briefing_generator.model import Article

_APART = 300
"""Days from which a date is apart from the next one: a year that was mistyped is about a year away."""
_OTHERS = 3
"""Dated articles that must be near each other before one can be apart from them."""


def settle_dates(
    articles: Sequence[Article], open_dates: Mapping[str, OpenDate], orders: Mapping[str, Order]
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Returns the articles with dates settled that may be two, and what is to be told of dates.

    Args:
        articles: those of one folder.
        open_dates: by path, the dates that may be two.
        orders: by path, in which order a date in bare numbers says day and month.

    What was inferred for an article decides where it is one of the two; then the other dates of the same source do, then those of the folder, then the country of the source. An article whose
    date nothing decides keeps what was inferred without it, if anything.
    """
    problems: list[Problem] = []
    settled: list[Article] = []
    sources = {article.path: article.source for article in articles}
    for article in articles:
        written = open_dates.get(article.path)
        # What the address, a dateline or the file's name tells is one of the two, or no help.
        if written is not None and article.status == "used" and article.date not in written.days:
            same = {order for path, order in orders.items() if article.source and sources[path] == article.source}
            order, why = _order(article, same, set(orders.values()))
            if order is not None:
                day = written.days[0 if order == "day" else 1]
                article = replace(
                    article, date=day, date_basis="inferred", date_from=f"from the order of day and month {why}"
                )
            else:
                problems.append(_ambiguous(article, written))
        settled.append(article)
    return tuple(settled), (*problems, *_odd(settled))


def _order(article: Article, same: set[Order], every: set[Order]) -> tuple[Order | None, str]:
    if len(same) == 1:
        return next(iter(same)), "in other dates of this source"
    if len(every) == 1:
        return next(iter(every)), "in other dates of the folder"
    ending = (host_of(article.url or "") or "").rpartition(".")[2]
    raw = shipped("briefing_generator.corpus.metadata", "day_order.yml")
    if ending in raw["month_first"]:
        return "month", "where the source is at home"
    # A country has an ending of two letters; in most of them the day stands first.
    return ("day", "where the source is at home") if len(ending) == 2 and ending not in raw["unsure"] else (None, "")


def _ambiguous(article: Article, written: OpenDate) -> Problem:
    days = [f"{d.day} {d:%B}" for d in map(date.fromisoformat, written.days)]
    key = written.told.partition(":")[0]
    told = f"`{written.told}` may be {days[0]} or {days[1]}, and nothing tells which; `{key}: {written.days[0]}` or `{key}: {written.days[1]}` would be right."
    return Problem(article.path, written.line, 0, severity("date-ambiguous"), "date-ambiguous", told)


def build_day() -> date:
    """Returns the day of the build: a fixed one where ``SOURCE_DATE_EPOCH`` asks for builds that can be repeated."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (
        datetime.fromtimestamp(int(fixed), UTC).date()
        if fixed.isdigit() and len(fixed) < 12
        else datetime.now(UTC).date()
    )


def _odd(articles: Iterable[Article]) -> list[Problem]:
    """Returns a problem for each date that lies ahead, or about a year or more from all others."""
    # Where it is tomorrow already somebody may have written today's article.
    latest = (build_day() + timedelta(days=1)).isoformat()
    dated = sorted((a for a in articles if a.status == "used" and a.date), key=lambda a: (a.date or "", a.path))
    days = [date.fromisoformat(a.date or "") for a in dated]
    gaps = [(after - before).days for before, after in pairwise(days)]
    alone = [
        number
        for number in range(len(days))
        if all(gap > _APART for gap in (*gaps[max(0, number - 1) : number], *gaps[number : number + 1]))
        and len(days) > 1
    ]
    problems = []
    # Where many stand alone the folder is one of many years.
    apart = set(alone) if len(days) - len(alone) >= _OTHERS * max(1, len(alone)) else set()
    for number, article in enumerate(dated):
        if (article.date or "") > latest:
            told = f"the date {article.date} lies ahead; the day on which the article appeared would be right."
            problems.append(Problem(article.path, 0, 0, severity("date-future"), "date-future", told))
        elif number in apart:
            near = min((days[n] for n in range(len(days)) if n != number), key=lambda d: abs((d - days[number]).days))
            told = f"the date {article.date} is far from all others, of which {near} is the nearest; if the year is mistyped, the right one would do."
            problems.append(Problem(article.path, 0, 0, severity("date-apart"), "date-apart", told))
    return problems
