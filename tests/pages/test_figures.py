"""Pictures: what stands in them, that words of others stay words, and that the same briefing gives the same picture."""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from briefing_generator.model import Briefing, Gap, Position, Stakeholder
from briefing_generator.pages import figures
from briefing_generator.pages.figures.axis import TimeAxis
from briefing_generator.pages.figures.drawing import width, wrapped
from briefing_generator.pages.showing.inert import as_html
from briefing_generator.pages.showing.view import View
from made_briefing import HOSTILE, made_briefing

SVG = "{http://www.w3.org/2000/svg}"


def coverage_figure(view: View) -> str:
    return as_html(figures.coverage_figure(view))


def positions_figure(view: View, party: str, here: str) -> str:
    return as_html(figures.positions_figure(view, party, here))


def relations_figure(view: View, here: str) -> str:
    return as_html(figures.relations_figure(view, here))


def parties(number: int, name: str = "Party") -> Briefing:
    """A briefing in which each of so many parties has something with the next two."""
    made = made_briefing()
    asks, answers = made.statements[0].id, made.statements[1].id
    holders = [Stakeholder(f"p{n}", f"{name} {n} of the harbour", "group", (), (), None, ()) for n in range(number)]
    gaps = [
        Gap("hours" if step == 1 else "pay", f"p{n}", f"p{(n + step) % number}", asks, answers, kind)  # type: ignore[arg-type]
        for n in range(number) for step, kind in ((1, "met"), (2, "opposed")) if (n + step) % number != n
    ]  # fmt: skip
    return replace(made, stakeholders=tuple(holders), gaps=tuple(gaps), disagreements=())


def over_time(*days: str) -> Briefing:
    """A briefing of one party that rejects and demands on so many days, and an article for each."""
    made = made_briefing()
    one = next(article for article in made.articles if article.id == "one")
    articles = [replace(one, id=f"a{n}", date=day) for n, day in enumerate(days)]
    statements = [
        replace(made.statements[n % 2], id=f"s{n}", party="union", date=day, level="own" if n % 3 else "reported",
                evidence=replace(made.statements[0].evidence, article=f"a{n}"))
        for n, day in enumerate(days)
    ]  # fmt: skip
    position = Position("union", "hours", tuple(s.id for s in statements), False)
    return replace(made, articles=tuple(articles), statements=tuple(statements), positions=(position,))


def svg(figure: str) -> ElementTree.Element:
    return ElementTree.fromstring(figure[figure.index("<svg") : figure.rindex("</svg>") + 6])


def met(number: int, *pairs: tuple[int, int]) -> Briefing:
    """A briefing of so many parties in which those of each pair agree on one issue."""
    gaps = tuple(replace(parties(2).gaps[0], asked_by=f"p{one}", answered_by=f"p{other}") for one, other in pairs)
    return replace(parties(number), gaps=gaps)


@pytest.mark.parametrize("number", range(3, 13))
def test_parties_on_the_ring_never_touch_and_marks_can_be_told_apart(number: int) -> None:
    figure = relations_figure(View(parties(number)), "stakeholders/index.md")
    assert "| Parties | Agree on | Disagree on |" in figure
    if "<svg" not in figure:
        assert "<details" not in figure
        return
    drawn = svg(figure)
    _, _, wide, high = (float(part) for part in drawn.attrib["viewBox"].split())
    boxes = [tuple(float(r.attrib[k]) for k in ("x", "y", "width", "height")) for r in drawn.iter(f"{SVG}rect")]
    assert all(x >= 0 and y >= 0 and x + w <= wide and y + h <= high for x, y, w, h in boxes)
    for n, (x, y, w, h) in enumerate(boxes):
        for ox, oy, ow, oh in boxes[n + 1 :]:
            assert x + w <= ox or ox + ow <= x or y + h <= oy or oy + oh <= y
    marks = [
        (float(c.attrib["cx"]), float(c.attrib["cy"])) for c in drawn.iter(f"{SVG}circle") if c.get("class") == "badge"
    ]
    assert len(marks) >= 3
    for n, (x, y) in enumerate(marks):
        assert all(math.hypot(x - ox, y - oy) >= 23 for ox, oy in marks[n + 1 :])
        assert not any(bx - 11 < x < bx + w + 11 and by - 11 < y < by + h + 11 for bx, by, w, h in boxes)


def test_some_of_the_parties_of_a_dense_story_are_drawn_and_all_stand_in_the_table() -> None:
    figure = relations_figure(View(met(6, (0, 1), (1, 2), (2, 3), (3, 0), (4, 5))), "stakeholders/index.md")
    assert "<svg" in figure
    assert figure.count(" and ") >= 5


def test_a_picture_that_says_no_more_than_a_row_is_left_out() -> None:
    figure = relations_figure(View(met(4, (0, 1), (2, 3))), "stakeholders/index.md")
    assert "<svg" not in figure
    assert "<details" not in figure
    assert "| [Party 0 of the harbour](p0.md) and [Party 1 of the harbour](p1.md) |" in figure
    assert figures.without_table(figures.relations_figure(View(met(4, (0, 1), (2, 3))), "print")) == ""


def test_what_is_more_likely_misread_stands_between_nobody() -> None:
    made = met(4, (0, 1), (1, 2), (2, 3))
    unsure = replace(made, statements=tuple(replace(s, confidence=0.4) for s in made.statements))
    assert relations_figure(View(unsure), "x.md") == ""


def test_a_pair_that_agrees_and_disagrees_has_a_row_with_links() -> None:
    made = made_briefing()
    asks, answers = made.statements[0].id, made.statements[1].id
    gaps = tuple(Gap("hours", "union", "company", asks, answers, kind) for kind in ("met", "opposed"))  # type: ignore[arg-type]
    figure = relations_figure(View(replace(made, gaps=gaps)), "stakeholders/index.md")
    assert figure.count("[Working hours](../conditions.md#st-st1)") == 2
    assert len(re.findall(r"^\| \[Harbour company\].* and \[Port union\]", figure, re.MULTILINE)) == 1


def test_a_picture_with_nothing_to_show_is_left_out() -> None:
    empty = replace(made_briefing(), gaps=(), disagreements=(), articles=(), positions=())
    view = View(empty)
    assert relations_figure(view, "x.md") == coverage_figure(view) == positions_figure(view, "union", "x.md") == ""
    one_day = View(over_time("2025-03-01", "2025-03-01", "2025-03-01"))
    assert coverage_figure(one_day) == positions_figure(one_day, "union", "x.md") == ""


@pytest.mark.parametrize("draw", ["relations", "positions", "coverage"])
def test_words_of_others_stay_words(draw: str) -> None:
    made = (
        over_time("2025-03-01", "2025-03-05", "2025-05-01") if draw != "relations" else met(4, (0, 1), (1, 2), (2, 3))
    )
    made = replace(
        made,
        articles=tuple(replace(a, source=HOSTILE) for a in made.articles),
        statements=tuple(replace(s, content=HOSTILE) for s in made.statements),
        stakeholders=tuple(replace(s, name=HOSTILE) for s in made.stakeholders),
    )
    view = View(made)
    figure = {
        "relations": lambda: figures.relations_figure(view, "x.md"),
        "positions": lambda: figures.positions_figure(view, "union", "x.md"),
        "coverage": lambda: figures.coverage_figure(view),
    }[draw]()
    names = {element.tag.removeprefix(SVG) for element in svg(as_html(figure)).iter()}
    assert names <= {"svg", "title", "desc", "line", "text", "rect", "g", "circle", "path"}
    picture = figure[: figure.index("</figure>")]
    assert "--8<--" not in figure
    assert not re.search(r"[`{}\[\]]|\son\w+=", picture)
    assert "\n\n" not in picture


def test_each_picture_says_in_words_what_it_is() -> None:
    view = View(over_time("2025-03-01", "2025-03-05", "2025-05-01"))
    for figure in (coverage_figure(view), positions_figure(view, "union", "x.md")):
        drawn = svg(figure)
        assert drawn.attrib["role"] == "img"
        told = [drawn.find(f"{SVG}{name}") for name in ("title", "desc")]
        assert drawn.attrib["aria-labelledby"].split() == [t.attrib["id"] for t in told if t is not None]
        assert all(t is not None and t.text for t in told)
        assert '<details class="figure-table" data-search-exclude markdown="1">' in figure


def test_marks_stand_in_order_of_time_and_hollow_where_others_report() -> None:
    drawn = svg(positions_figure(View(over_time("2025-03-01", "2025-03-11", "2025-03-21")), "union", "x.md"))
    marks = drawn.findall(f"{SVG}svg")
    assert [m.attrib["x"] for m in marks] == ["6%", "50%", "94%"]
    assert [m.find(f"{SVG}g").attrib["fill"] for m in marks] == ["none", "currentColor", "currentColor"]  # type: ignore[union-attr]


def test_many_articles_are_counted_by_longer_periods_and_sources_beyond_ten_are_put_together() -> None:
    made = over_time(*(f"20{year:02}-0{1 + year % 9}-11" for year in range(10, 26)))
    made = replace(made, articles=tuple(replace(a, source=f"Paper {n}") for n, a in enumerate(made.articles)))
    figure = coverage_figure(View(made))
    labels = [t.text for t in svg(figure).iter(f"{SVG}text") if t.attrib["class"] == "label"]
    assert len(labels) == 10
    assert labels[-1] == "7 other sources (7)"
    assert "Articles by year" in figure
    assert figure.count("\n| Paper") == 16


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2025-03-01", "2025-03-04", ["1 Mar 2025", "3 Mar 2025"]),
        ("2024-12-19", "2025-07-20", ["Jan 2025", "Mar 2025", "May 2025", "Jul 2025"]),
        ("1990-05-01", "2024-05-01", ["2000", "2010", "2020"]),
        ("0001-01-01", "9999-12-31", ["1 Jan 1", "31 Dec 9999"]),
    ],
)  # fmt: skip
def test_ticks(first: str, last: str, labels: list[str]) -> None:
    assert [tick.label for tick in TimeAxis([last, first]).ticks] == labels


def test_labels_are_wrapped_and_cut_to_their_width() -> None:
    rows = wrapped("The General Confederation of Extraordinarilylongnamedworkers and Others", 112, 3)
    assert rows[0] == "The General"
    assert len(rows) == 3
    assert rows[-1].endswith("…")
    assert all(width(row) <= 112 for row in rows)


def test_the_same_briefing_gives_the_same_picture_in_any_order() -> None:
    made = met(4, (0, 1), (1, 2), (2, 3))
    turned = replace(made, gaps=made.gaps[::-1], stakeholders=made.stakeholders[::-1])
    first, second = (relations_figure(View(b), "x.md") for b in (made, turned))
    assert first == second


@pytest.mark.slow
def test_the_same_briefing_gives_the_same_picture_in_any_process() -> None:
    code = (
        "from test_figures import met; from briefing_generator.pages.showing.view import View\n"
        "from briefing_generator.pages.figures import relations_figure; print(ascii(relations_figure(View(met(4, (0, 1), (1, 2), (2, 3))), 'x.md')))"
    )
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[2])])
    drawn = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True, encoding="utf-8",
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in "123"
    }  # fmt: skip
    assert len(drawn) == 1
