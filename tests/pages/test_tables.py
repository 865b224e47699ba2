"""Tables of Markdown with captions, headers of rows, and cells that know their column."""

from __future__ import annotations

import re

import markdown
import pytest

TABLE = (
    "| Issue | Norway & Co | *Port* |\n| --- | --- | ---: |\n| **Fishing** | demands quotas | 3 |\n| **a** b | | 4 |\n"
)


def rendered(text: str) -> str:
    return markdown.markdown(text, extensions=["tables", "attr_list", "md_in_html", "briefing_generator.pages.tables"])


def test_a_paragraph_before_a_table_becomes_its_caption() -> None:
    html = rendered(f"Table: Who *stands* where\n\n{TABLE}")
    assert "<caption>Who <em>stands</em> where</caption>" in html
    assert "Table:" not in html
    assert html.index("<caption>") < html.index("<thead>")


@pytest.mark.parametrize(
    "before", ["Who stands where\n\n", "Table: far away\n\nBetween.\n\n", "# Table: a heading\n\n", ""]
)
def test_other_words_before_a_table_stay_what_they_are(before: str) -> None:
    html = rendered(before + TABLE)
    assert "<caption>" not in html
    assert before.strip().lstrip("# ").split("\n")[0] in html


def test_headers_say_of_what_they_are() -> None:
    html = rendered(TABLE)
    assert len(re.findall(r'<th [^>]*scope="col"', html)) == 3
    assert '<th data-label="Issue" scope="row"><strong>Fishing</strong></th>' in html
    assert '<td data-label="Issue"><strong>a</strong> b</td>' in html
    assert '<td data-label="Norway &amp; Co">demands quotas</td>' in html
    assert re.search(r'<td [^>]*data-label="Port"[^>]*>3</td>', html)


def test_a_table_inside_another_element_is_dressed_too() -> None:
    html = rendered(f'<div class="matrix" markdown="1">\n\nTable: Inside\n\n{TABLE}\n</div>\n')
    assert '<div class="matrix">' in html
    assert "<caption>Inside</caption>" in html
