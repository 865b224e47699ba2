"""Coverage over time: how many articles of which source, when."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefing_generator.pages.figures.drawing import draw
from briefing_generator.pages.figures.strips import Mark, Row, strip_chart
from briefing_generator.pages.showing import vocabulary
from briefing_generator.pages.showing.escaping import md
from briefing_generator.pages.showing.view import View, plain_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing_generator.model import Article, Precision

_MOST_ROWS = 10
_FEW = 3
_UNTOLD = "Source not told"
_WEEKS_FROM, _MONTHS_FROM, _YEARS_FROM = 45, 400, 2200
"""Days of coverage from which articles are counted by week, by month, and by year."""


def coverage_figure(view: View) -> Markup:
    """Returns the picture with the table behind it; empty for fewer than three dated articles, or one day."""
    used = [article for article in view.briefing.articles if article.status == "used"]
    dated = [article for article in used if article.date]
    dates = [str(article.date) for article in dated]
    if len(dated) < _FEW or len(set(dates)) < 2:
        return Markup("")
    period, start = _period((date.fromisoformat(max(dates)) - date.fromisoformat(min(dates))).days)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article in dated:
        counts[_source(article)][start(str(article.date))] += 1
    sources = sorted(counts, key=lambda source: (source == _UNTOLD, -counts[source].total(), source))
    shown = sources if len(sources) <= _MOST_ROWS else sources[: _MOST_ROWS - 1]
    rows = [Row(f"{source} ({counts[source].total()})", _marks(counts[source], period)) for source in shown]
    if len(shown) < len(sources):
        rest = sum((counts[source] for source in sources[len(shown) :]), Counter())
        rows.append(Row(f"{len(sources) - len(shown)} other sources ({rest.total()})", _marks(rest, period)))
    caption = draw(
        "coverage_caption", period=period, undated=len(used) - len(dated), words=vocabulary,
        several=any(mark.count > 1 for row in rows for mark in row.marks),
    )  # fmt: skip
    chart = strip_chart(
        "coverage",
        "Coverage over time",
        f"{vocabulary.count(len(dated), 'dated article')} from {vocabulary.count(len(sources), 'source')}, {vocabulary.day(min(dates))} "
        f"to {vocabulary.day(max(dates))}.",
        rows,
        caption,
    )
    return chart + _table(counts, sources, period)


def _source(article: Article) -> str:
    return plain_source(article) or _UNTOLD


def _period(days: int) -> tuple[Precision, Callable[[str], str]]:
    if days < _WEEKS_FROM:
        return "day", lambda day: day
    if days < _MONTHS_FROM:
        return "week", _monday
    return ("month", lambda day: f"{day[:7]}-01") if days < _YEARS_FROM else ("year", lambda day: f"{day[:4]}-01-01")


def _monday(day: str) -> str:
    given = date.fromisoformat(day)
    return (given - timedelta(days=min(given.weekday(), (given - date.min).days))).isoformat()


def _marks(counts: Counter[str], period: Precision) -> tuple[Mark, ...]:
    return tuple(
        Mark(day, "article", number, f"{vocabulary.when(day, period)}: {vocabulary.count(number, 'article')}")
        for day, number in sorted(counts.items())
    )


def _table(counts: dict[str, Counter[str]], sources: list[str], period: Precision) -> Markup:
    lines = ["", "", '<details class="figure-table" data-search-exclude markdown="1">', "<summary>The picture as a table</summary>", "",
             f"| Source | Articles | By {period} |", "| --- | ---: | --- |"]  # fmt: skip
    for source in sources:
        when = ", ".join(
            vocabulary.when(day, period) + (f" ({number})" if number > 1 else "")
            for day, number in sorted(counts[source].items())
        )
        lines.append(f"| {md(source)} | {counts[source].total()} | {md(when)} |")
    return Markup("\n".join([*lines, "", "</details>", ""]))
