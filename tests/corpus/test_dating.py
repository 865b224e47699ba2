"""Metadata as people's tools write it: values that say nothing, sources from addresses, dates that may be two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from briefing_generator.corpus import load_corpus
from briefing_generator.corpus.metadata.missing import is_missing
from briefing_generator.corpus.metadata.written_dates import written_date
from briefing_generator.model import Corpus

BODY = "The weavers of {0} want a longer break at noon, and the owners of the mill at {0} have not answered."


def load(folder: Path, *heads: str, text: str = BODY) -> Corpus:
    (folder / "articles").mkdir(exist_ok=True)
    for number, head in enumerate(heads):
        name, _, head = head.rpartition("|")
        words = text.format(("Elm", "Oak", "Fir", "Ash", "Yew")[number])
        (folder / f"articles/{name or number}.md").write_text(f"---\n{head}\n---\n{words}\n", encoding="utf-8")
    return load_corpus(folder)


SAYS_NOTHING = [
    "source: Unknown\ndate: unknown\nauthor: N/A", "source: '{{site}}'\ndate: {{date}}\nauthor: {{author}}", "source: \ndate: ''\nauthor: []",
    "source: null\ndate: Undated\nauthor: [Unknown]", "source: <% tp.file.title %>\ndate: '${date}'\nauthor: '-'", 'source: "?"\ndate: YYYY-MM-DD\nauthor: "[Author]"',
    "source: '[insert source here]'\ndate: 1970-01-01T00:00:00Z\nauthor: none",
]  # fmt: skip


@pytest.mark.parametrize("head", SAYS_NOTHING)
def test_what_says_nothing_counts_as_missing(tmp_path: Path, head: str) -> None:
    corpus = load(tmp_path, f"{head}\nurl: https://www.mill-post.example/2026/2/18/weavers.html")
    (article,) = corpus.articles
    assert (article.source, article.source_basis, article.author) == ("mill-post.example", "inferred", None)
    assert (article.date, article.date_basis, article.date_from) == (
        "2026-02-18",
        "inferred",
        "from the article’s address",
    )
    assert corpus.problems == ()


def test_names_that_only_look_like_nothing_stay() -> None:
    for name in ("The Unknown Times", "Nil Desperandum Press", "None Other News", "X-Ray", "Source Weekly"):
        assert not is_missing(name, "source")


ADDRESSES = {
    "https://a.example/2026/03/25/x": "2026-03-25", "https://a.example/world/2026/mar/5/x": "2026-03-05", "https://a.example/news-2026-03-25-x": "2026-03-25",
    "https://a.example/a/20260325/x.html": "2026-03-25", "https://a.example/2026/13/25/x": None, "https://a.example/id/20263399/x": None,
    "https://a.example/2026/03/x": None, "https://a.example/2026/03/25/2026-03-24-x": None, "https://a.example/x?d=2026-03-25": None,
}  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_day_in_an_address(tmp_path: Path, address: str) -> None:
    assert load(tmp_path, f"url: {address}").articles[0].date == ADDRESSES[address]


def test_where_a_date_is_taken_from_when_the_address_has_none(tmp_path: Path) -> None:
    corpus = load(tmp_path, "date: unknown", "2025-04-07-weavers|date: unknown", text="ARNBY 2025-04-06\n\n" + BODY)
    assert [(a.date, a.date_from) for a in corpus.articles] == [("2025-04-06", "from the dateline")] * 2


def test_a_writer_in_the_place_of_the_source(tmp_path: Path) -> None:
    link = "[4 comments](https://mill-post.example/author/ann-lee-roe/)\n\n" + BODY
    (by_link,) = load(tmp_path, "source: Ann Lee Roe\nurl: https://mill-post.example/x", text=link).articles
    assert (by_link.source, by_link.source_basis, by_link.author) == ("mill-post.example", "inferred", "Ann Lee Roe")
    (same,) = load(tmp_path, "source: Ann Roe\nauthor: Ann Roe\nurl: https://mill-post.example/x").articles
    assert (same.source, same.author) == ("mill-post.example", "Ann Roe")
    for below in (
        "_Ann (she/her) is a night editor at the Post._",
        "Ann Roe is a freelance writer who lives in Arnby.",
    ):
        (told,) = load(
            tmp_path, "source: Ann Roe\nurl: https://mill-post.example/x", text=f"{BODY}\n\n{below}"
        ).articles
        assert (told.source, told.author) == ("mill-post.example", "Ann Roe")
    (signed,) = load(
        tmp_path, "source: Ann Roe\nurl: https://mill-post.example/x", text=f"By Ann Roe and Jon Falk\n\n{BODY}"
    ).articles
    assert signed.source == "mill-post.example"
    for house, byline in (("Reuters", "Reuters"), ("Mill Post", "Mill Post"), ("BBC News", "Ann Roe, BBC News")):
        head = f"source: {house}\nurl: https://mill-post.example/x"
        (kept,) = load(tmp_path, head, text=f"By {byline}\n\n{BODY}").articles
        assert (kept.source, kept.source_basis) == (house, "stated")
    (outlet,) = load(tmp_path, "source: Mill Post\nurl: https://mill-post.example/x").articles
    assert (outlet.source, outlet.source_basis) == ("Mill Post", "stated")


WRITTEN: dict[str, tuple[str, str | None] | None] = {
    "13/03/2025": ("2025-03-13", None), "03/13/2025 5:00 pm": ("2025-03-13", None), "3/3/2025": ("2025-03-03", None), "03/04/2025": ("2025-04-03", "2025-03-04"),
    "3-4-2025, 10:30": ("2025-04-03", "2025-03-04"), "3.4.2025": ("2025-04-03", None), "Tue 04/03/2025": ("2025-03-04", None), "Thursday, 04/03/2025": ("2025-04-03", None),
    "31/02/2025": None, "2025-03-04": ("2025-03-04", None), "4 March 2025": ("2025-03-04", None), "03/04": None,
}  # fmt: skip


@pytest.mark.parametrize("words", WRITTEN)
def test_dates_as_they_are_written(words: str) -> None:
    found = written_date(words)
    assert ((found.day, found.other) if found else None) == WRITTEN[words]


def test_hours_are_told_in_one_zone() -> None:
    moments: dict[str, Any] = {
        "2025-03-04T23:30:00-05:00": "2025-03-05T04:30:00", "2025-03-04T10:12:41.000Z": "2025-03-04T10:12:41", "2025-03-04": None,
        "March 4, 2025 9:30 PM": "2025-03-04T21:30:00", "9999-12-31T23:59:00-12:00": "9999-12-31T23:59:00",
    }  # fmt: skip
    for words, moment in moments.items():
        found = written_date(words)
        assert found is not None
        assert found.moment == moment


OPEN = "source: {}\ndate: 03/04/2025"
SETTLED = {
    "other dates of the source": ([OPEN.format("Post"), "source: Post\ndate: 25/03/2025", "source: News\ndate: 03/25/2025"], "2025-04-03"),
    "other dates of the folder": ([OPEN.format("Post"), "source: News\ndate: 03/25/2025"], "2025-03-04"),
    "the country": ([OPEN.format("Post") + "\nurl: https://post.co.uk/x"], "2025-04-03"),
    "another country": ([OPEN.format("Post") + "\nurl: https://www.labor.gov/x"], "2025-03-04"),
    "the address": ([OPEN.format("Post") + "\nurl: https://post.co.uk/2025/03/04/x"], "2025-03-04"),
    "the name": (["clip 2025-03-04|" + OPEN.format("Post"), "source: Post\ndate: 25/03/2025"], "2025-03-04"),
    "a plain one beside it": ([OPEN.format("Post") + "\npublished: 2025-04-03"], "2025-04-03"),
}  # fmt: skip


@pytest.mark.parametrize("case", SETTLED)
def test_a_date_that_may_be_two_is_settled(tmp_path: Path, case: str) -> None:
    heads, day = SETTLED[case]
    corpus = load(tmp_path, *heads)
    first = next(a for a in corpus.articles if "clip" in a.path or a.path.endswith("0.md"))
    assert (first.date, [p.code for p in corpus.problems]) == (day, [])
    assert first.date_basis == ("stated" if case == "a plain one beside it" else "inferred")


def test_a_date_that_nothing_settles_is_told(tmp_path: Path) -> None:
    corpus = load(tmp_path, OPEN.format("Post") + "\nurl: https://post.io/x", "date: 25/03/2025", "date: 03/25/2025")
    (problem,) = corpus.problems
    assert (problem.code, problem.path, problem.line) == ("date-ambiguous", "articles/0.md", 3)
    assert "3 April or 4 March" in problem.message
    assert corpus.articles[0].date is None


def test_odd_dates_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1743465600")  # 1 April 2025
    days = ("2025-03-01", "2025-03-20", "2024-03-10", "2025-04-01", "2025-04-09")
    corpus = load(tmp_path, *(f"date: {day}" for day in days))
    assert [(p.path, p.code) for p in corpus.problems] == [
        ("articles/2.md", "date-apart"), ("articles/4.md", "date-future"),
    ]  # fmt: skip


def test_a_folder_of_many_years_is_left_alone(tmp_path: Path) -> None:
    assert load(tmp_path, *(f"date: {year}-03-01" for year in (2018, 2019, 2021, 2023, 2025))).problems == ()
