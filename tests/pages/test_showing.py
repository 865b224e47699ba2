"""What the pages make of a briefing: which words they stress, what comes first, what they say of things left out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from briefing_generator.model import Change, Changes, Coverage, Gap, Position, Statement
from briefing_generator.pages import render_llms, render_pages
from briefing_generator.pages.showing import facing, ordering, vocabulary
from briefing_generator.pages.showing.escaping import stressed
from briefing_generator.pages.showing.inert import as_html, words_in
from briefing_generator.pages.showing.view import View
from briefing_generator.pages.showing.view import said as said_by
from made_briefing import FIRST, made_briefing


@pytest.mark.parametrize(
    ("text", "stretches", "wanted"),
    [
        ("Norway demands quotas, if at all", [("strong", "quotas")], "Norway demands <strong>quotas</strong>, if at all"),
        ("it waits with it", [("strong", "it")], "<strong>it</strong> waits with it"),
        ("with hope", [("strong", "it")], "with hope"),
        ("they're not content", [("strong", "'re not content")], "they<strong>&#x27;re not content</strong>"),
        ("Talks, if they stop", [("strong", "talks"), ("em", "if they stop")], "<strong>Talks</strong>, <em>if they stop</em>"),
        ("a truce if all agree", [("strong", "a truce if all agree"), ("em", "if all agree")], "<strong>a truce if all agree</strong>"),
        ("<b>bold</b> *words*", [("strong", "bold")], "&lt;b&gt;<strong>bold</strong>&lt;/b&gt; *words*"),
        ("nothing to stress", [("strong", ""), ("em", "absent")], "nothing to stress"),
    ],
)  # fmt: skip
def test_content_and_condition_are_stressed_inside_the_evidence(
    text: str, stretches: list[tuple[str, str]], wanted: str
) -> None:
    assert as_html(stressed(text, stretches)) == wanted


def view_of(*statements: Statement, **changes: object) -> View:
    made = made_briefing()
    position = Position(
        "union",
        "hours",
        tuple(s.id for s in statements),
        False,
        same=changes.pop("same", ()),
        current=statements[-1].id,
    )  # type: ignore[arg-type]
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
    (((issue, party), cell),) = ordering.cells(view).items()
    assert (issue, party) == ("hours", "union")
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


def many_parties(number: int) -> dict[str, str]:
    """Returns the pages of a briefing in which so many parties hold a position, the first most often."""
    made = made_briefing()
    names = [f"p{n:02}" for n in range(number)]
    held = [
        replace(made.statements[0], id=f"{name}-{n}", party=name)
        for name in names
        for n in range(number - int(name[1:]))
    ]
    return pages_of(
        stakeholders=tuple(replace(made.stakeholders[0], id=name, name=f"Party {name[1:]}", party=name) for name in names),
        statements=tuple(held), disagreements=(),
        positions=tuple(
            Position(name, "hours", ids := tuple(s.id for s in held if s.party == name), False, current=ids[-1])
            for name in names
        ),
    )  # fmt: skip


def columns(page: str) -> list[list[str]]:
    """Returns the parties at the head of each matrix of the Overview."""
    heads = [line for line in page.splitlines() if line.startswith("| Issue |")]
    return [re.findall(r"\[Party (\d+)\]", head) for head in heads]


@pytest.mark.parametrize(("number", "wide"), [(3, 3), (6, 6), (9, 6), (15, 6)])
def test_every_party_is_in_the_state_of_play(number: int, wide: int) -> None:
    page = many_parties(number)["index.md"]
    assert columns(page) == [[f"{n:02}" for n in range(wide)]]
    alone = page.split("<summary>Also: ")[1].split("</details>")[0] if number > wide else ""
    assert re.findall(r"\[Party (\d+)\]", alone) == [f"{n:02}" for n in range(wide, number)]


def test_of_many_stakeholders_the_first_have_cards_and_all_have_names() -> None:
    page = many_parties(30)["stakeholders/index.md"]
    assert "## Who they are" in page
    assert page.count('class="card"') == 12
    assert "<summary>18 more</summary>" in page
    assert all(f"[Party {n:02}](p{n:02}.md)" in page for n in range(30))
    assert many_parties(15)["stakeholders/index.md"].count('class="card"') == 15


def test_every_page_but_the_overview_leads_back_to_its_briefing() -> None:
    pages = pages_of()
    way_back = re.compile(r"\[Harbour talks\]\((\.\./)?index\.md\)\u00a0›")
    assert not way_back.search(pages["index.md"])
    assert all(way_back.search(page) for path, page in pages.items() if path.endswith(".md") and path != "index.md")


def test_a_briefing_without_positions_says_so() -> None:
    pages = pages_of(statements=(), positions=(), disagreements=(), unplaced=(), bottom_line=(), overview=())
    assert "## No positions" in pages["index.md"]
    assert "## State of play" not in pages["index.md"]
    assert "## No positions" not in pages_of()["index.md"]


def test_what_is_covered_is_told_in_few_words() -> None:
    coverage = Coverage(1, 1, 1, "2025-03-01", "2025-03-01")
    assert vocabulary.covered(coverage) == "1 article from 1 source"
    assert vocabulary.covered(coverage, in_full=True) == "1 article from 1 source, 1 March 2025"
    several = replace(coverage, articles=3, origins=2, last="2025-03-04", unnamed=1)
    assert vocabulary.covered(several) == "3 articles, 1 named source"
    assert vocabulary.covered(several, in_full=True) == (
        "3 articles (2 independent texts), 1 named source, 1 March 2025 to 4 March 2025"
    )
    assert vocabulary.covered(Coverage(0, 0, 0, None, None), in_full=True) == "No articles from no sources"


def test_a_briefing_without_dates_tells_none() -> None:
    page = pages_of(as_of=None)["index.md"]
    assert "No date known · " in page
    assert "undated**" not in page


def test_what_lies_far_back_comes_last_in_the_timeline() -> None:
    event = made_briefing().timeline[0]
    events = [replace(event, date=f"{year}-05-01") for year in (1920, 1994, 2017, 2018, 2019, 2020)]
    years = ordering.by_year(events, "2019-03-01")
    assert [(year, [e.date[:4] for e in held]) for year, held in years] == [
        ("2018", ["2018"]), ("2019", ["2019"]), ("2020", ["2020"]), ("Before 2018", ["1920", "1994", "2017"]),
    ]  # fmt: skip
    assert [year for year, _ in ordering.by_year(events)] == ["1920", "1994", "2017", "2018", "2019", "2020"]
    assert "far back comes last" in pages_of(timeline=tuple(events))["timeline.md"]
    assert "far back" not in pages_of()["timeline.md"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "ar"),
        ("pt-BR", "pt-BR"),
        ("en", None),
        ("en-GB", None),
        ("English", None),
        ('de" onclick="x', None),
        (None, None),
    ],
)
def test_a_foreign_article_tells_its_language(language: str | None, said: str | None) -> None:
    made = made_briefing()
    page = pages_of(articles=(*made.articles[:1], replace(made.articles[1], language=language), *made.articles[2:]))
    assert re.findall(r'<div class="article"(?: lang="([^"]+)" dir="auto")? markdown', page["sources/one.md"]) == [
        said or ""
    ]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Open to a halt", "Open to a halt"), ("Open to a halt, and to talks", "Open to a halt …"),
        ("They would say not a word", "They would say not …"), ("Über die Brücke und zurück", "Über die Brücke …"),
    ],
)  # fmt: skip
def test_what_is_cut_ends_with_a_word_that_says_something(text: str, cut: str) -> None:
    assert vocabulary.clipped(text, 19) == cut


def test_marks_of_one_source_in_a_row_name_it_once() -> None:
    made = made_briefing()
    one = made.articles[1]
    long = "The Northern Provinces Independent Herald and Shipping Gazette"
    sources = {"a1": long, "a2": long, "a3": "Post"}
    articles = [replace(one, id=key, date=f"2025-03-0{key[1]}", source=name) for key, name in sources.items()]
    view = View(replace(made, articles=(*made.articles, *articles)))
    marks = view.cites([replace(made.statements[0].evidence, article=a.id) for a in articles], "index.md")
    assert re.findall(r"(?:^| )\[([^\]]+)\]", words_in(marks)) == [
        "The Northern Provinces Independent …, 1 Mar 2025",
        "2 Mar 2025",
        "Post, 3 Mar 2025",
    ]


def test_notes_beside_an_article_lead_to_where_a_sentence_is_cited() -> None:
    text = pages_of()["sources/one.md"]
    passage = text[text.index(FIRST) :]
    note = passage[: passage.index("</div>")]
    for address in ("../index.md#k-", "../conditions.md#st-st1", "../timeline.md#e-e1"):
        assert address in note
    assert "Port union" in note
    assert "rejects" in note


def test_a_list_of_names_is_told_in_words() -> None:
    assert vocabulary.listing(["a", "b", "c"]) == "a, b and c"
    assert vocabulary.listing(["a", "b", "c"], 2) == "a, b and c"
    assert vocabulary.listing(["a", "b", "c", "d", "e"], 2) == "a, b and 3 others"


def test_llms_txt_links_by_the_addresses_it_is_given_and_escapes_titles() -> None:
    made = made_briefing()
    page = render_llms(
        [replace(made, settings=replace(made.settings, title="a ](x) # b"))], lambda path: f"https://e.org/{path}"
    )
    assert page.path == "llms.txt"
    assert "## a &#93;&#40;x&#41; &#35; b\n" in page.content
    assert "[Conditions](https://e.org/harbour/conditions.md)" in page.content


def places(*held: tuple[str, str, float]) -> dict[str, str]:
    """Returns the pages of a briefing in which parties hold something on issues, each read so surely."""
    made = made_briefing()
    statements = [
        replace(made.statements[0], id=f"{party}-{issue}", party=party, issue=issue, confidence=sure)
        for party, issue, sure in held
    ]
    return pages_of(
        stakeholders=tuple(
            replace(made.stakeholders[0], id=name, name=f"Party {name[1:]}", party=name)
            for name in sorted({party for party, _, _ in held})
        ),
        statements=tuple(statements), disagreements=(),
        positions=tuple(Position(str(s.party), s.issue, (s.id,), False, current=s.id) for s in statements),
    )  # fmt: skip


def test_what_stands_alone_fills_no_row_and_no_column() -> None:
    pages = places(
        ("p00", "hours", 0.9), ("p00", "pay", 0.9), ("p01", "hours", 0.9), ("p01", "pay", 0.9), ("p02", "pay", 0.9),
        ("p01", "safety", 0.9),
    )  # fmt: skip
    page = pages["index.md"]
    assert columns(page) == [["01", "00"]]
    assert [re.search(r"^\| \*\*\[(\w+)", line).group(1) for line in page.splitlines() if line.startswith("| **[")] == [  # type: ignore[union-attr]
        "Pay",
        "Working",
    ]
    alone = page.split("<summary>Also: Party 02 and Party 01</summary>")[1].split("</details>")[0]
    assert re.findall(r"^- \*\*\[(\w+)\].*\[Party (\d+)\]", alone, re.MULTILINE) == [("Pay", "02"), ("Safety", "01")]


def test_positions_of_one_party_alone_are_a_list_and_no_table() -> None:
    page = places(("p00", "hours", 0.9), ("p00", "pay", 0.9), ("p01", "safety", 0.9))["index.md"]
    assert columns(page) == []
    assert "## State of play\n\n- **[Working hours]" in page


def test_what_is_more_likely_misread_is_counted_and_no_place_in_the_state_of_play() -> None:
    pages = places(("p00", "hours", 0.9), ("p01", "hours", 0.6), ("p02", "hours", 0.4), ("p03", "pay", 0.3))
    page = pages["index.md"]
    assert columns(page) == [["00", "01"]]
    assert '<span class="if">≈ likely</span>' in page
    assert "2 more positions, too unsurely read to stand here, are on the page" in page
    assert "three in four" in page
    assert pages["conditions.md"].count(" unsure</span>") == 2
    # Where nothing is sure, an empty page would say that there is nothing.
    assert columns(places(("p00", "hours", 0.4), ("p01", "hours", 0.4))["index.md"]) == [["00", "01"]]


def test_a_reading_that_a_person_looked_at_is_sure() -> None:
    unsure = said("a", "2025-01-01", confidence=0.3)
    assert vocabulary.sureness(unsure) == "unsure"
    assert vocabulary.sureness(replace(unsure, by="Ada Lund")) == ""
    assert vocabulary.sureness(replace(unsure, origin="correction")) == ""


def test_successive_figures_stand_apart_from_those_that_differ() -> None:
    made = made_briefing()
    (one,) = made.discrepancies
    page = pages_of(discrepancies=(one, replace(one, id="d2", successive=True)))["index.md"]
    differ, course = page.index("## Where accounts differ"), page.index("## How figures went on")
    assert differ < page.index('id="d-d1"') < course < page.index('id="d-d2"')


def test_one_sentence_of_two_parties_is_told_once() -> None:
    made = made_briefing()
    both = replace(made.statements[0], id="st4", party="lund")
    (d,) = made.disagreements
    page = pages_of(
        statements=(*made.statements, both),
        disagreements=(replace(d, parties=("company", "lund", "union"), statements=("st1", "st2", "st4")),),
    )["index.md"]
    told = page.split("## Where they disagree")[1].split("\n## ")[0]
    assert told.count("act-rejects") == told.count("act-demands") == 1
    assert re.search(r"\[Port union\]\S+ and \[Ada Lund\]", told)


def test_only_surely_read_meetings_are_told_the_surest_first() -> None:
    made = made_briefing()
    gaps = [Gap("hours", "company", "union", "st2", "st1", "met"), Gap("pay", "company", "lund", "st2", "st4", "met")]
    known = (
        replace(made.statements[0], confidence=0.6), made.statements[1],
        replace(made.statements[0], id="st4", party="lund", issue="pay", confidence=0.8),
    )  # fmt: skip
    view = View(replace(made, statements=known, gaps=tuple(gaps)))
    assert [issue for issue, *_ in facing.meetings(view)] == ["pay", "hours"]
    unsure = (replace(known[0], confidence=0.4), *known[1:])
    assert [issue for issue, *_ in facing.meetings(View(replace(made, statements=unsure, gaps=tuple(gaps))))] == ["pay"]


def test_the_latest_events_are_those_of_which_nothing_is_told_above() -> None:
    made = made_briefing()
    (event,) = made.timeline
    spoken = replace(event, id="e2", evidence=said_by(made.quotations[0]), text="Ada Lund spoke.")
    view = View(replace(made, timeline=(event, spoken)))
    assert [e.id for e in ordering.latest(view, 4)] == ["e2"]
    assert [e.id for e in ordering.latest(View(replace(made, bottom_line=(), timeline=(event, spoken))), 1)] == ["e2"]


def test_articles_read_by_patterns_alone_are_told_so() -> None:
    told = "read by patterns alone"
    assert not any(told in page for page in pages_of().values())
    pages = pages_of(patterns_alone=True)
    assert told in pages["index.md"]
    assert told in pages["conditions.md"]
    assert "three in four" not in pages["index.md"] + pages["conditions.md"]


def test_what_is_unsurely_read_is_no_disagreement_of_the_overview() -> None:
    made = made_briefing()
    unsure = (replace(made.statements[0], confidence=0.4), made.statements[1])
    pages = pages_of(statements=unsure)
    assert "## Where they disagree" not in pages["index.md"]
    assert "opposed by" in pages["conditions.md"]
    assert "## Where they disagree" in pages_of()["index.md"]


def test_a_margin_says_the_same_of_a_party_once_and_how_sure_it_is() -> None:
    made = made_briefing()
    twice = replace(made.statements[0], id="st4", content="shifts", confidence=0.4)
    page = pages_of(statements=(made.statements[0], twice, made.statements[1]))["sources/one.md"]
    assert page.count("act-rejects") == 1
    assert "st-st1" in page
    alone = pages_of(statements=(twice, made.statements[1]))["sources/one.md"]
    assert " unsure</span>" in alone
