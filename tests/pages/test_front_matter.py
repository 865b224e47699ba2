"""The front matter of pages can be read whatever an article's title holds."""

from __future__ import annotations

from dataclasses import replace

import frontmatter
import pytest
from briefing_generator.pages import render_pages
from made_briefing import made_briefing


@pytest.mark.parametrize(
    "sign", ["\ufffe", "\uffff", "\x7f", "\x85", "\x9b", "\u2028---\u2028", "\ufeff", "\x00", "…é漢😀"]
)
def test_no_sign_ends_or_spoils_it(sign: str) -> None:
    briefing = made_briefing()
    title = f"Night {sign} shifts"
    articles = tuple(replace(a, title=title, source=title, author=title, description=title) for a in briefing.articles)
    made = replace(briefing, articles=articles, settings=replace(briefing.settings, title=title, description=title))
    pages = [p for p in render_pages(made) if p.path.endswith(".md") and isinstance(p.content, str)]
    assert len(pages) > 8
    for page in pages:
        matter, text = frontmatter.parse(page.content)
        assert {"title", "description", "linked_data"} <= set(matter)
        assert "linked_data:" not in text
