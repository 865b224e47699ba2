"""The search index: what is left of the theme's entries, and what each is told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from briefing_generator.site.paged_search import NoPagefindError, page_search
from briefing_generator.site.search_index import tuned_index
from made_briefing import FIRST, HOSTILE, SPOKEN, made_briefing


def entry(location: str, title: str = "Title", text: str = "<p>words of the theme</p>") -> dict[str, Any]:
    return {"location": location, "title": title, "text": text}


def tuned(*docs: dict[str, Any], depth: Any = "auto") -> list[dict[str, Any]]:
    return tuned_index({"config": {}, "docs": docs}, [made_briefing()], depth)["docs"]


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("harbour/", "Overview"), ("harbour/index.html", "Overview"), ("harbour/conditions/", "Conditions"),
        ("harbour/conditions.html#hours", "Conditions"), ("harbour/stakeholders/", "Stakeholders"),
        ("harbour/stakeholders/lund.html", "Stakeholders"), ("harbour/timeline/#2025", "Timeline"),
        ("harbour/sources/", "Sources"), ("harbour/sources/index.html", "Sources"), ("harbour/sources/one/", "Articles"), ("harbour/data/", "Data"),
        ("guide/", None), ("", None),
    ],
)  # fmt: skip
def test_a_page_is_told_its_briefing_and_kind(location: str, kind: str | None) -> None:
    (doc,) = tuned(entry(location))
    if kind is None:
        assert "briefing" not in doc
    else:
        assert doc["kind"] == kind
        assert doc["briefing"] == made_briefing().settings.title


def test_an_article_keeps_one_entry_with_its_own_words() -> None:
    docs = tuned(entry("harbour/sources/one/"), entry("harbour/sources/one/#text"), entry("harbour/sources/two.html"))
    assert [doc["location"] for doc in docs] == ["harbour/sources/one/", "harbour/sources/two.html"]
    assert docs[0]["text"].startswith(f"<p>{FIRST}</p><p>{SPOKEN}</p>")
    assert "<script" not in docs[1]["text"]
    assert HOSTILE.split()[0].replace("<", "&lt;").replace(">", "&gt;") in docs[1]["text"]


def test_of_many_articles_only_what_carries_something_is_searched() -> None:
    docs = tuned(entry("harbour/sources/one/"), entry("harbour/conditions/#hours", "Working hours"), depth="evidence")
    assert FIRST in docs[0]["text"]
    assert docs[1]["text"] == ""
    assert tuned(entry("harbour/conditions/#hours"), depth="full")[0]["text"] != ""


def test_a_party_below_an_issue_is_told_with_it() -> None:
    issue = made_briefing().pack.issue("hours").name
    docs = tuned(entry("harbour/conditions/#hours", issue), entry("harbour/conditions/#union", "Port union"))
    assert [doc["title"] for doc in docs] == [issue, f"{issue}: Port union"]


def test_without_pagefind_the_message_says_how_it_is_had(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pagefind.index", None)
    (tmp_path / "search").mkdir()
    (tmp_path / "search/search_index.json").write_text('{"config": {}, "docs": []}')
    with pytest.raises(NoPagefindError, match=r"briefing-generator\[pagefind\]"):
        page_search(tmp_path, [made_briefing()])
    assert (tmp_path / "search/search_index.json").read_text() == '{"config": {}, "docs": []}'
