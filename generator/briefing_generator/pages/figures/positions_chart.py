"""A party's positions over time: which act on which issue, when."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefing_generator.model import ACTS, Statement
from briefing_generator.pages.figures.drawing import draw
from briefing_generator.pages.figures.strips import Mark, Row, strip_chart
from briefing_generator.pages.showing import vocabulary
from briefing_generator.pages.showing.escaping import flat, md, slug

if TYPE_CHECKING:
    from briefing_generator.pages.showing.view import View

_MOST_ROWS = 14
_LONGEST = 110


def positions_figure(view: View, party: str, here: str) -> Markup:
    """Returns the picture with the table behind it; empty where fewer than two days are known."""
    dated: dict[str, list[Statement]] = defaultdict(list)
    undated = 0
    for statement in view.statements_by_party.get(party, ()):
        if statement.date:
            dated[statement.issue].append(statement)
        else:
            undated += 1
    if len({s.date for held in dated.values() for s in held}) < 2:
        return Markup("")
    issues = sorted(dated, key=lambda issue: (-len(dated[issue]), view.issue(issue)))
    rows = [Row(view.issue(issue), _marks(dated[issue])) for issue in issues[:_MOST_ROWS]]
    acts = [act for act in ACTS if any(s.act == act for held in dated.values() for s in held)]
    name = view.name(party)
    count = sum(len(held) for held in dated.values())
    caption = draw(
        "positions_caption", acts=acts, left_out=len(issues) - len(rows), undated=undated, words=vocabulary,
        hollow=any(mark.hollow for row in rows for mark in row.marks), several=any(m.count > 1 for r in rows for m in r.marks),
    )  # fmt: skip
    chart = strip_chart(
        f"positions-{slug(party)}",
        f"Positions of {name} over time",
        f"{vocabulary.count(count, 'dated statement')} of {name} on {vocabulary.count(len(issues), 'issue')}, "
        "each at the date of its article.",
        rows,
        caption,
    )
    return chart + _table(view, issues, dated, here)


def _marks(statements: list[Statement]) -> tuple[Mark, ...]:
    days: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for statement in statements:
        days[str(statement.date), ACTS.index(statement.act)].append(statement)
    return tuple(
        Mark(
            date, ACTS[act], len(held), hollow=all(s.level != "own" for s in held),
            told=f"{ACTS[act]}, {vocabulary.day(date)}: " + "; ".join(vocabulary.clipped(flat(s.content), _LONGEST) for s in held[:3]),
        )
        for (date, act), held in sorted(days.items())
    )  # fmt: skip


def _table(view: View, issues: list[str], dated: dict[str, list[Statement]], here: str) -> Markup:
    lines = ["", "", '<details class="figure-table" data-search-exclude markdown="1">', "<summary>The picture as a table</summary>", "",
             "| Issue | Acts, in order of time |", "| --- | --- |"]  # fmt: skip
    for issue in issues:
        held = sorted(dated[issue], key=lambda s: (str(s.date), ACTS.index(s.act), s.id))
        acts = ", ".join(
            f"[{s.act}]({view.link('conditions.md', here, view.statement_anchor(s))}) {vocabulary.day(s.date, True)}"
            for s in held
        )
        lines.append(f"| {md(view.issue(issue))} | {acts} |")
    return Markup("\n".join([*lines, "", "</details>", ""]))
