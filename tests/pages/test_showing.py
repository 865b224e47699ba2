"""What the pages make of a briefing: which words they stress, what comes first, what they say of things left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_briefing import FIRST, made_briefing

from generator.model import Change, Changes, Gap, Position, Statement
from generator.pages import ordering, render_llms, render_pages, words
from generator.pages.markup import stressed
from generator.pages.view import View


@pytest.mark.parametrize(
    ("text", "stretches", "wanted"),
    [
        ("Norway demands quotas, if at all", [("strong", "quotas")], "Norway demands <strong>quotas</strong>, if at all"),
        ("it waits with it", [("strong", "it")], "<strong>it</strong> waits with it"),
        ("with hope", [("strong", "it")], "with hope"),
        ("Talks, if they stop", [("strong", "talks"), ("em", "if they stop")], "<strong>Talks</strong>, <em>if they stop</em>"),
        ("a truce if all agree", [("strong", "a truce if all agree"), ("em", "if all agree")], "<strong>a truce if all agree</strong>"),
        ("<b>bold</b> *words*", [("strong", "bold")], "&lt;b&gt;<strong>bold</strong>&lt;/b&gt; \\*words\\*"),
        ("nothing to stress", [("strong", ""), ("em", "absent")], "nothing to stress"),
    ],
)  # fmt: skip
def test_content_and_condition_are_stressed_inside_the_evidence(
    text: str, stretches: list[tuple[str, str]], wanted: str
) -> None:
    assert stressed(text, stretches) == wanted


def view_of(*statements: Statement, **changes: object) -> View:
    made = made_briefing()
    position = Position("union", "hours", tuple(s.id for s in statements), False, same=changes.pop("same", ()))  # type: ignore[arg-type]
    return View(replace(made, statements=statements, positions=(position,), disagreements=(), unplaced=(), **changes))  # type: ignore[arg-type]


def said(identity: str, date: str, act: str = "rejects", level: str = "own", confidence: float = 1.0) -> Statement:
    made = made_briefing().statements[0]
    return replace(made, id=identity, date=date, act=act, level=level, confidence=confidence)  # type: ignore[arg-type]


def test_the_latest_own_and_surest_statement_comes_first() -> None:
    view = view_of(
        said("old", "2025-01-01"), said("others", "2025-03-01", level="reported"), said("unsure", "2025-03-01", confidence=0.3),
        said("sure", "2025-03-01"), same=(),
    )  # fmt: skip
    assert [row.head.id for row in ordering.rows_of(view, view.briefing.positions[0])] == [
        "sure",
        "unsure",
        "others",
        "old",
    ]


def test_statements_that_say_the_same_are_one_row_with_all_their_marks() -> None:
    view = view_of(
        said("a", "2025-01-01"),
        said("b", "2025-02-01"),
        said("c", "2025-03-01", act="demands"),
        same=(("a", "b"), ("c",)),
    )
    rows = ordering.rows_of(view, view.briefing.positions[0])
    assert [[s.id for s in row.whole] for row in rows] == [["c"], ["b", "a"]]


def test_a_cell_tells_the_latest_act_and_those_before_it() -> None:
    view = view_of(
        said("a", "2025-01-01", act="accepts"), said("b", "2025-02-01", act="demands"), said("c", "2025-03-01")
    )
    ((issue, (cell,)),) = ordering.matrix(view, ["union"])
    assert issue == "hours"
    assert cell is not None
    assert [cell.latest.act, *(s.act for s in cell.before)] == ["rejects", "demands", "accepts"]
    assert cell.earlier


def pages_of(**changes: object) -> dict[str, str]:
    pages = render_pages(replace(made_briefing(), **changes))  # type: ignore[arg-type]
    return {page.path.removeprefix("harbour/"): page.content for page in pages if isinstance(page.content, str)}


def test_changes_meetings_and_what_is_not_shown_are_told() -> None:
    made = made_briefing()
    hidden = replace(made.statements[0], id="st9", confidence=0.1)
    pages = pages_of(
        changes=Changes("2025-02-01", (Change("statement", "Port union rejects night shifts", "st1", "2025-03-01"),)),
        gaps=(Gap("hours", "company", "union", "st2", "st1", "met"),), hidden=(hidden,),
    )  # fmt: skip
    assert "## What changed since 1 February 2025" in pages["index.md"]
    assert "- Port union rejects night shifts" in pages["index.md"]
    assert "## Where they meet" in pages["index.md"]
    assert "## Read but not shown" in pages["conditions.md"]
    assert 'id="st-st9"' in pages["conditions.md"]
    left_out = pages["conditions.md"].split("## Read but not shown")[1]
    assert "Port union" in left_out
    assert "[Working hours]" in left_out
    assert "Where they meet" not in pages_of()["index.md"]


def test_notes_beside_an_article_lead_to_where_a_sentence_is_cited() -> None:
    text = pages_of()["sources/one.md"]
    passage = text[text.index(FIRST) :]
    note = passage[: passage.index("</div>")]
    for address in ("../index.md#k-", "../conditions.md#st-st1", "../timeline.md#e-e1"):
        assert address in note
    assert "Port union" in note
    assert "rejects" in note


def test_a_list_of_names_is_told_in_words() -> None:
    assert words.listing(["a", "b", "c"]) == "a, b and c"
    assert words.listing(["a", "b", "c"], 2) == "a, b and c"
    assert words.listing(["a", "b", "c", "d", "e"], 2) == "a, b and 3 others"


def test_llms_txt_links_by_the_addresses_it_is_given_and_escapes_titles() -> None:
    made = made_briefing()
    page = render_llms(
        [replace(made, settings=replace(made.settings, title="a ](x) # b"))], lambda path: f"https://e.org/{path}"
    )
    assert page.path == "llms.txt"
    assert "## a \\](x) # b" in page.content
    assert "[Conditions](https://e.org/harbour/conditions.md)" in page.content
