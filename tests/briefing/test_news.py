"""What is new comes first, stands alone, and is told apart from what lies ahead and what was due."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from briefing_generator import load_corpus, make_briefing, render_pages
from briefing_generator.briefing.telling.novelty import told_before
from briefing_generator.briefing.telling.outcomes import is_caption, is_forecast, tells_market, tells_outcome
from briefing_generator.briefing.telling.prospects import mark_of
from briefing_generator.briefing.telling.resolved import hangs_on_a_day, with_days
from briefing_generator.model import Briefing, DateMention, Event, Evidence
from briefing_generator.reading import read_corpus

Articles = dict[str, tuple[Any, str, str]]

BACKGROUND = (
    "The dispute over the harbour began when the Harbour Union demanded a raise of 12 percent for all crane drivers."
)
OLD: Articles = {
    "a": (
        "2025-02-03",
        "Lindmark offers crane drivers four percent",
        f"Lindmark Shipping offered crane drivers a raise of 4 percent. {BACKGROUND}",
    ),
    "b": (
        "2025-02-12",
        "Union turns down four percent",
        f"The Harbour Union rejected the raise of 4 percent for crane drivers as an insult. {BACKGROUND}",
    ),
}
NEW: Articles = OLD | {
    "c": (
        "2025-03-05",
        "Mediator Berg proposes seven percent",
        f"{BACKGROUND} Mediator Ida Berg on Tuesday proposed a raise of 7 percent for crane drivers over two years. "
        "Lindmark Shipping said it would study the proposal of the mediator until Friday.",
    ),
}


def brief(folder: Path, articles: Articles) -> Briefing:
    (folder / "articles").mkdir(parents=True)
    (folder / "briefing.yml").write_text("pack: labour\n", encoding="utf-8")
    for name, (day, title, text) in articles.items():
        head = f"title: {title}\nsource: Gazette {name}\n" + (f"date: {day}\n" if day else "")
        (folder / f"articles/{name}.md").write_text(f"---\n{head}---\n{text}\n", encoding="utf-8")
    corpus = load_corpus(folder)
    return make_briefing(corpus, read_corpus(corpus))


def test_what_every_article_repeats_does_not_lead_and_what_is_new_does(tmp_path: Path) -> None:
    b = brief(tmp_path / "b", NEW)
    assert b.bottom_line[0].text.startswith("Mediator Ida Berg on Tuesday [4 March 2025] proposed a raise of 7 percent")


def test_a_day_in_brackets_stands_outside_the_quotation(tmp_path: Path) -> None:
    b = brief(tmp_path / "b", NEW)
    point = b.bottom_line[0]
    assert "[" not in point.evidence.quote
    texts = {a.id: a.text for a in b.articles}
    assert texts[point.evidence.article][point.evidence.start : point.evidence.end] == point.evidence.quote


@pytest.mark.parametrize(
    ("text", "words", "day", "precision", "shown"),
    [
        ("They met on Monday.", "Monday", "2025-03-03", "day", "They met on Monday [3 March 2025]."),
        ("They met on Monday morning.", "Monday", "2025-03-03", "day", "They met on Monday morning [3 March 2025]."),
        ("They met on 3 March.", "3 March", "2025-03-03", "day", "They met on 3 March."),
        ("They met last week.", "last week", "2025-02-24", "week", "They met last week [from 24 February 2025]."),
        ("They met last month.", "last month", "2025-02-01", "month", "They met last month [February 2025]."),
        ("They met in January.", "January", "2025-01-01", "month", "They met in January."),
        ("“We met on Monday,” it said.", "Monday", "2025-03-03", "day", "“We met on Monday,” it said."),
        ("It hailed Monday’s vote.", "Monday", "2025-03-03", "day", "It hailed Monday’s vote."),
        ("From Monday to Monday they met.", "Monday", "2025-03-03", "day", "From Monday to Monday they met."),
    ],
)
def test_a_day_is_only_added_where_it_is_sure(text: str, words: str, day: str, precision: Any, shown: str) -> None:
    mention = DateMention(day, precision, words, text.index(words), text.index(words) + len(words), 0)
    assert with_days(text, (mention,), "2025-03-05") == shown
    assert with_days(text, (mention,), None) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The ferry workers struck yesterday.", "The ferry workers struck yesterday [4 March 2025]."),
        ("Talks broke down late last night.", "Talks broke down late last night [4 March 2025]."),
        ("“We strike tomorrow,” it said.", "“We strike tomorrow,” it said."),
        ("The board earlier Wednesday backed it.", "The board earlier Wednesday [5 March 2025] backed it."),
        ("They would pay, the Herald reported late Monday.", "They would pay, the Herald reported late Monday [3 March 2025]."),
        ("The union said Friday will be quiet.", "The union said Friday will be quiet."),
    ],
)  # fmt: skip
def test_words_that_count_from_the_day_of_the_article_are_sure(text: str, shown: str) -> None:
    assert with_days(text, (), "2025-03-05") == shown
    assert with_days(text, (), None) == text


@pytest.mark.parametrize(
    ("text", "hangs"),
    [
        ("The ferry workers struck on Monday.", True),
        ("The ferry workers struck on Monday [3 March 2025].", False),
        ("The ferry workers struck on Monday, 3 March.", False),
        ("The union said: “We strike on Monday.”", False),
        ("The ferry workers struck in March.", False),
    ],
)
def test_a_day_that_nobody_can_know_is_told(text: str, hangs: bool) -> None:
    assert hangs_on_a_day(text) is hangs


TWO_SPEAKERS: Articles = {
    "a": (
        "2025-03-05", "Ferry union wants no talks on pay",
        "The Ferry Union said on Tuesday it rejects the talks with Lindmark Shipping on pay. The Ferry Union demands a raise of 9 percent. The kiosks on the quay sold out of coffee before noon.",
    ),
    "b": (
        "2025-03-05", "Lindmark Shipping wants no talks on pay",
        "Lindmark Shipping said on Tuesday it rejects the talks with the Ferry Union on pay. Lindmark Shipping rejects a raise of 9 percent. A school choir sang for them until a bus came from the next town. Snow fell on the old lighthouse.",
    ),
}  # fmt: skip


def test_what_two_said_on_one_day_is_two_events(tmp_path: Path) -> None:
    b = brief(tmp_path / "b", TWO_SPEAKERS)
    assert len([e for e in b.timeline if e.date == "2025-03-04"]) == 2


REPORT: Articles = {
    "a": (
        "2025-03-05", "Ferry talks go on",
        "The Ferry Union demands a raise of 9 percent from Lindmark Shipping. The ferries lay in the harbour. Passengers waited. "
        "Crews cleaned the decks. Lindmark Shipping had hired crews from abroad, the Herald reported on Monday. "
        "It was a cold day for March, a passer-by said on Monday.",
    ),
}  # fmt: skip


def test_what_a_paper_reported_is_an_event_and_small_talk_is_none(tmp_path: Path) -> None:
    b = brief(tmp_path / "b", REPORT)
    assert [e.text.split(",")[0] for e in b.timeline] == ["Lindmark Shipping had hired crews from abroad"]


LEANS: Articles = {
    "a": (
        "2025-03-05", "Ferry union strikes",
        "Lindmark Shipping presented the Ferry Union with a new pay offer today but the union said the offer would not end the strike. "
        "The rolling strike spread to three more harbours. Almost immediately after, Ida Berg replaced it with a longer one.",
    ),
}  # fmt: skip


def test_the_bottom_line_leans_on_no_sentence_before_it(tmp_path: Path) -> None:
    b = brief(tmp_path / "b", LEANS)
    assert b.bottom_line[0].text.startswith(
        "Lindmark Shipping presented the Ferry Union with a new pay offer today [5 March 2025]"
    )
    assert not any(p.text.startswith(("Almost", "Ida Berg replaced it")) for p in (*b.bottom_line, *b.overview))


EXTENDED: Articles = {
    "a": (
        "2025-03-05", "Ferry strike put off",
        "Talks were held in Nyborg. As a result of those talks, the Ferry Union ended the strike it had begun on Saturday.",
    ),
}  # fmt: skip


def test_an_opening_that_leans_is_left_out_with_all_that_it_opens(tmp_path: Path) -> None:
    b = brief(tmp_path / "b", EXTENDED)
    assert [(e.date, e.text) for e in b.timeline] == [
        ("2025-03-01", "The Ferry Union ended the strike it had begun on Saturday.")
    ]


def test_only_a_telling_of_an_earlier_day_makes_a_sentence_background() -> None:
    pairs = frozenset({("a", "b"), ("b", "c"), ("c", "d")})
    other = frozenset({("a", "b"), ("x", "y"), ("y", "z")})
    assert told_before({0: (pairs, 0), 1: (pairs, 9)}) == {0}
    assert told_before({0: (pairs, 0), 1: (pairs, 0)}) == frozenset()
    assert told_before({0: (pairs, 0), 1: (other, 9)}) == frozenset()


def test_an_ending_that_the_article_recalls_is_not_how_it_ended(tmp_path: Path) -> None:
    text = (
        "The Harbour Union demanded free Sundays for the masters of all tugs in the bay. "
        "Talks between the Harbour Union and Lindmark Shipping collapsed early in January."
    )
    b = brief(tmp_path / "b", OLD | {"c": ("2025-03-05", "Union asks for free Sundays", text)})
    assert b.bottom_line[0].text.startswith("The Harbour Union demanded")


def test_without_any_date_the_ending_leads(tmp_path: Path) -> None:
    ended = (
        "Talks aimed at averting a strike of crane drivers have ended without agreement after an hour. " + BACKGROUND
    )
    undated = {name: (None, title, text) for name, (_, title, text) in OLD.items()}
    b = brief(tmp_path / "b", undated | {"c": (None, "Stalemate in crane talks", ended)})
    assert b.bottom_line[0].text.startswith("Talks aimed at averting")


def test_a_sentence_without_its_subject_and_a_caption_are_shown_nowhere(tmp_path: Path) -> None:
    text = (
        "Has been promised a raise of 12 percent for all crane drivers under an agreement with the Harbour Union. "
        "Mediator Ida Berg speaks to crane drivers of the Harbour Union in Selmouth on March 4, 2025. "
        "Lindmark Shipping rejected a raise of 12 percent for crane drivers on Tuesday."
    )
    b = brief(tmp_path / "b", {"c": ("2025-03-05", "Lindmark rejects a raise", text)})
    told = [x.text for x in (*b.bottom_line, *b.overview, *b.timeline)]
    assert any(t.startswith("Lindmark Shipping rejected") for t in told)
    assert not any(t.startswith(("Has been", "Mediator Ida Berg speaks")) for t in told)


def test_words_of_prices_forecasts_and_captions() -> None:
    assert tells_market("Timber prices fell 3 percent after the minister spoke.")
    assert tells_market("Crude was little changed at $71.20 a barrel.")
    assert not tells_market("The union said the price of bread must fall.")
    assert not tells_market("Norway closed its market to foreign timber.")
    assert is_forecast("Economists see a deal by May.")
    assert not is_forecast("The talks are expected to resume on Monday.")
    assert is_caption("In this file photo cranes stand idle.")
    assert not is_caption("The deadline stands at October 31, 2025.")
    assert tells_outcome("Talks on a new contract for drivers have broken down.")
    assert tells_outcome("The strike is over.")
    assert not tells_outcome("The two firms tried to merge three years ago but talks failed.")
    assert not tells_outcome("The bloc reached a deal with the islands earlier this year.")
    assert not tells_outcome("The strike over pay began in May.")


def test_what_lies_ahead_what_was_due_and_what_is_neither(tmp_path: Path) -> None:
    text = (
        "The Harbour Union will vote on the raise on 20 March. "
        "Economists predict that Lindmark Shipping will close the dock on 25 March. "
        "Lindmark Shipping rejected a raise that the union had planned for 30 March."
    )
    before = (
        "Lindmark Shipping will meet the Harbour Union on 1 March. The Harbour Union demanded a raise of 12 percent."
    )
    b = brief(
        tmp_path / "b",
        {"a": ("2025-02-20", "Meeting in March", before), "c": ("2025-03-05", "Vote on the raise", text)},
    )
    assert [e.date for e in b.timeline if e.stage == "ahead"] == ["2025-03-20"]
    assert [e.date for e in b.timeline if e.stage == "due"] == ["2025-03-01"]
    page = next(p.content for p in render_pages(b) if p.path == "b/index.md")
    assert "## What lies ahead" in page
    assert "## Was due" in page


CALLED = "The Harbour Union will strike at the Selmouth quays on 20 March."
SIGNED = "Lindmark Shipping and the Harbour Union of Selmouth signed a pay agreement on Tuesday."


def test_a_strike_that_an_agreement_made_needless_lies_ahead_no_more(tmp_path: Path) -> None:
    """The page says by which sentence; what has nothing to do with it stays ahead, and what is still planned after it."""
    other = "The Ferry Guild will strike at Westmere on 22 March."
    before = {"a": ("2025-03-01", "Strike called", f"{CALLED} {other}")}
    b = brief(tmp_path / "b", before | {"c": ("2025-03-05", "Deal signed", SIGNED)})
    closed = next(e for e in b.timeline if e.text == CALLED)
    assert (closed.stage, closed.ending and closed.ending.quote) == ("due", SIGNED)
    assert [e.text for e in b.timeline if e.stage == "ahead"] == [other]
    pages = {p.path: str(p.content) for p in render_pages(b)}
    assert "overtaken</span> by how things ended" in pages["b/index.md"].partition("## Was due")[2]
    assert "Harbour" not in pages["b/ahead.ics"]
    again = brief(tmp_path / "again", before | {"c": ("2025-03-05", "Deal signed", f"{SIGNED} {CALLED}")})
    assert CALLED in [e.text for e in again.timeline if e.stage == "ahead"]


def test_a_deadline_and_a_promise_are_marked() -> None:
    event = Event("x", "2025-03-20", "day", "", Evidence("a", 0, 1, "x"), planned=True)
    told = {
        "The ultimatum to Lindmark Shipping expires on 20 March.": "deadline",
        "The pay pact runs through Sept. 30.": "deadline",
        "Lindmark Shipping promised to pay the drivers on 20 March.": "promise",
        "The union said it would come back on 20 March.": "promise",
        "The council is not due to return until 20 March.": None,
        "The union will vote on 20 March.": None,
    }
    assert {text: mark_of(replace(event, text=text)) for text in told} == told
    assert mark_of(replace(event, text="The deadline passed.", planned=False)) is None


def test_where_no_article_has_a_date_the_page_says_what_that_costs(tmp_path: Path) -> None:
    b = brief(tmp_path / "b", {"a": ("", "Raise", "The Harbour Union demanded a raise of 12 percent on Friday.")})
    page = next(p.content for p in render_pages(b) if p.path == "b/index.md")
    assert b.as_of is None
    assert "No article has a date" in str(page)


def test_a_plan_that_is_told_as_done_is_due_no_more(tmp_path: Path) -> None:
    b = brief(
        tmp_path / "b",
        {
            "a": (
                "2025-02-20",
                "Meeting ahead",
                "Lindmark Shipping will meet the Harbour Union in Selmouth on 1 March.",
            ),
            "c": ("2025-03-05", "They met", "Lindmark Shipping met the Harbour Union in Selmouth on 1 March."),
        },
    )
    assert [(e.date, e.planned, e.stage) for e in b.timeline] == [("2025-03-01", False, "told")]


def test_a_party_s_saying_is_an_event_and_an_observer_s_is_none(tmp_path: Path) -> None:
    text = (
        "The Harbour Union demanded a raise of 12 percent for crane drivers. "
        "The Harbour Union said on Monday that the crane drivers were tired of waiting. "
        "Professor Nils Aker said on Sunday that the weather on the coast was pleasant."
    )
    b = brief(tmp_path / "b", {"c": ("2025-03-05", "Union waits", text)})
    assert [e.date for e in b.timeline] == ["2025-03-03"]


def test_how_many_statements_have_two_texts_is_told_as_a_count(tmp_path: Path) -> None:
    b = brief(tmp_path / "b", NEW)
    page = next(p.content for p in render_pages(b) if p.path == "b/index.md")
    assert b.coverage.told >= b.coverage.told_twice > 0
    assert f"{b.coverage.told_twice} of {b.coverage.told} statements" in page
    assert "of 100 statements" not in page


def test_the_page_tells_what_is_new_apart_from_what_went_before(tmp_path: Path) -> None:
    page = next(p.content for p in render_pages(brief(tmp_path / "b", NEW)) if p.path == "b/index.md")
    new, before = page.index("### New in the latest articles"), page.index("### What went before")
    assert new < before
    assert "Lindmark Shipping offered crane drivers" in page[before:]
