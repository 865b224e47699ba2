"""Corrections whose quotes are copied from a page, of articles that are full of entities and backslashes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from briefing_generator import load_corpus, make_briefing
from briefing_generator.briefing.corrections.explanation import explain
from briefing_generator.briefing.corrections.quotes import place_quote
from briefing_generator.model import Briefing
from briefing_generator.reading import read_corpus


def brief(folder: Path) -> Briefing:
    corpus = load_corpus(folder)
    return make_briefing(corpus, read_corpus(corpus))


ENTITIES = """# Talks

The dockers&rsquo; union demands a rise of 5&nbsp;percent for Dun &amp; Co staff, its leader said on Monday.

Norway rejects a ceasefire \\[for now\\], the minister said&#8230; The fleet&#8217;s captain was &#8220;not amused&#8221;.
"""


@pytest.mark.parametrize("form", ["raw", "shown"])
def test_corrections_find_a_quote_as_the_file_has_it_and_as_the_page_shows_it(tmp_path: Path, form: str) -> None:
    quotes = {
        "raw": ["5&nbsp;percent for Dun &amp; Co staff", "a ceasefire \\[for now\\]", "was &#8220;not amused&#8221;"],
        "shown": ["5 percent for Dun & Co staff", "a ceasefire [for now]", "was “not amused”"],
    }[form]
    rise, mood = json.dumps(quotes[0]), json.dumps(quotes[2])
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/2025-03-13-talks.md").write_text(ENTITIES, encoding="utf-8")
    (tmp_path / "briefing.yml").write_text(
        f"statements:\n  - {{action: set, quote: {rise}, set_content: more pay}}\n"
        f"  - {{action: add, quote: {mood}, set_party: Norway, set_act: rejects}}\n"
        f"overview:\n  - {{action: pin, quote: {mood}}}\n",
        encoding="utf-8",
    )
    briefing = brief(tmp_path)
    assert [p.message for p in briefing.problems if p.code == "correction-stale"] == []
    (article,) = briefing.articles
    by_content = {s.content: s for s in (*briefing.statements, *briefing.unplaced)}
    assert by_content["more pay"].origin == "correction"
    added = next(s for s in briefing.statements if s.party == "norway" and "amused" in s.evidence.quote)
    assert added.evidence.quote == "was &#8220;not amused&#8221;"
    assert article.text[added.evidence.start : added.evidence.end] == added.evidence.quote
    pinned = next(p for p in (*briefing.bottom_line, *briefing.overview) if p.pinned)
    assert "captain was “not amused”" in pinned.text
    place = place_quote(article, quotes[1])
    assert place is not None
    assert place.quote == "a ceasefire \\[for now\\]"


def test_what_explain_prints_fits_an_article_with_entities(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/2025-03-13-talks.md").write_text(ENTITIES, encoding="utf-8")
    (statement,) = (s for s in brief(tmp_path).statements if s.act == "demands")
    printed = explain(brief(tmp_path), statement.id)
    assert printed is not None
    assert "&amp;" not in printed
    (line,) = {line.strip() for line in printed.splitlines() if line.strip().startswith("quote:")}
    (tmp_path / "briefing.yml").write_text(f"statements:\n  - action: hide\n    {line}\n", encoding="utf-8")
    hidden = brief(tmp_path)
    assert statement.id not in {s.id for s in hidden.statements}
    assert [p.message for p in hidden.problems if p.code == "correction-stale"] == []
