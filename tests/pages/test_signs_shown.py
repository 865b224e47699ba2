"""Entities of HTML in an article's text: pages show the signs they mean, and every offset holds."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from briefing_generator import load_corpus, make_briefing, read_article, render_pages
from briefing_generator.corpus.body.markup import entity_sign, plain_view
from briefing_generator.issues import pack_for
from briefing_generator.pages.feeds import feed_entries
from briefing_generator.pages.showing.escaping import flat, md
from briefing_generator.pages.showing.inert import inert, words_in

TEXT = """# Dun &amp; Co rejects the union&#8217;s plan

The union of the dockers demands a rise of 5&nbsp;percent for Dun &amp; Co staff, its leader said on Monday.

Norway rejects a ceasefire unless Dun &amp;amp; Co&#x2019;s fleet leaves, the minister said&#8230;
"""


def test_pages_show_the_signs(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/2025-03-13-talks.md").write_text(TEXT, encoding="utf-8")
    corpus = load_corpus(tmp_path)
    readings = [read_article(article, pack_for(corpus)) for article in corpus.articles]
    briefing = make_briefing(corpus, readings)
    (article,) = briefing.articles
    assert article.text == TEXT.strip()
    assert {s.act for s in briefing.statements} == {"demands", "rejects"}
    for s in briefing.statements:
        assert article.text[s.evidence.start : s.evidence.end] == s.evidence.quote
    shown = "\n".join(words_in(str(page.inert)) for page in render_pages(briefing) if page.path.endswith(".md"))
    assert re.findall(r"&amp;|nbsp|8217|x2019|8230", shown) == []
    assert "a rise of 5 percent for Dun & Co staff" in shown
    assert "Dun & Co’s fleet leaves" in shown
    (printed,) = (unescape(str(page.content)) for page in render_pages(briefing) if page.path.endswith("print.html"))
    assert "5 percent for Dun & Co staff" in printed
    assert re.findall(r"&amp;|nbsp|8217|x2019|8230", printed) == []
    told = [f"{entry.title} {entry.text}" for entry in feed_entries(briefing)]
    assert any("5 percent for Dun & Co" in words for words in told)
    assert not any("&amp;" in words or "nbsp" in words for words in told)


@pytest.mark.parametrize(
    ("entity", "sign"),
    [
        ("&amp;", "&"), ("&AMP;", "&"), ("&amp;amp;", "&"), ("&nbsp;", " "), ("&amp;nbsp;", " "), ("&thinsp;", " "), ("&#160;", " "),
        ("&#8217;", "’"), ("&#x2014;", "—"), ("&frac12;", "½"), ("&shy;", ""), ("&#8203;", ""), ("&#0;", ""), ("&#xd800;", ""),
        ("&lt;", "<"), ("&co;", None), ("&notit;", None),
    ],
)  # fmt: skip
def test_what_an_entity_means(entity: str, sign: str | None) -> None:
    assert entity_sign(entity) == sign
    assert flat(f"a{entity}b") == (f"a{entity}b" if sign is None else f"a{sign}b")


def test_signs_behind_a_backslash() -> None:
    text = r"He said \[sic\] that 5\% of a\_b \*stay\*, **\$5** \&amp; C:\temp; \[a\](b)"
    assert flat(text) == "He said [sic] that 5% of a_b *stay*, $5 &amp; C:\\temp; [a](b)"
    view = plain_view(text, 0, len(text))
    assert view.text == "He said [sic] that 5% of a_b *stay*, $5 &amp; C:\\temp; [a](b)"
    at = view.text.index("[sic]")
    assert text[view.offsets[at] : view.offsets[at + 4] + 1] == r"\[sic\]"


def test_an_entity_never_becomes_a_mark() -> None:
    assert md(flat("&lt;b&gt; &#42;&#42;x&#42;&#42; &#91;y&#93;(z)")) == inert("<b> **x** [y](z)")


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("He said:&nbsp;&#8220;We stay&#8221;, and left.", "“We stay”", "&#8220;We stay&#8221;"),
        ("(&quot;We stay&quot;)", '"We stay"', "&quot;We stay&quot;"),
        ("Oil &amp; gas", "Oil & gas", "Oil &amp; gas"),
        ("The dockers&rsquo; union&hellip; went", "dockers’ union…", "dockers&rsquo; union&hellip;"),
    ],
)
def test_a_span_holds_its_entities_whole(text: str, words: str, found: str) -> None:
    view = plain_view(text, 0, len(text))
    at = view.text.index(words)
    assert text[view.offsets[at] : view.offsets[at + len(words) - 1] + 1] == found
