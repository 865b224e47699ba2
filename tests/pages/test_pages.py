"""What render_pages puts on the pages, and that others' words never act there."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from briefing_generator.model import Stakeholder, StakeholderMention
from briefing_generator.pages import render_home, render_pages, write_pages
from briefing_generator.pages.showing.escaping import md, slug, web_address
from briefing_generator.pages.showing.evidence_marks import anchors
from briefing_generator.pages.showing.inert import as_html, as_markdown
from made_briefing import FIRST, HOSTILE, SECOND, SPOKEN, made_briefing

EXTENSIONS = [
    "attr_list",
    "md_in_html",
    "tables",
    "toc",
    "footnotes",
    "def_list",
    "briefing_generator.pages.showing.evidence_marks",
    "briefing_generator.pages.tables",
]


class Seen(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def rendered(content: str) -> Seen:
    body = content.split("---\n", 2)[2] if content.startswith("---\n") else content
    return Seen(markdown.markdown(body, extensions=EXTENSIONS))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {page.path.removeprefix("harbour/"): page.content for page in render_pages(made_briefing())
            if isinstance(page.content, str)}  # fmt: skip


@pytest.mark.parametrize("words", [HOSTILE, FIRST, "# no heading", "1. no list", "a_b *c* `d` [e](f) ~~g~~ 10:30:45",
                                   "!!! note", "a & b &amp; c", "\\* \\\\", "| a | b |", "==x==", "--- ", "+ x"])  # fmt: skip
def test_escaped_words_render_as_themselves(words: str) -> None:
    for html in (
        markdown.markdown(as_markdown(md(words)), extensions=EXTENSIONS),
        as_html(markdown.markdown(md(words))),
    ):
        seen = Seen(html)
        assert seen.words.strip() == " ".join(words.split())
        assert {tag for tag, _ in seen.tags} <= {"p"}


def test_every_page_kind_is_there(pages: dict[str, str]) -> None:
    assert {"index.md", "conditions.md", "timeline.md", "stakeholders/index.md", "stakeholders/lund.md",
            "sources/index.md", "sources/one.md", "sources/two.md", "data.md"} <= set(pages)  # fmt: skip


def test_who_is_only_named_has_no_page() -> None:
    briefing = made_briefing()
    named = Stakeholder("bystander", "Bystander", "person", (), (), "union", (StakeholderMention("one", 0, 3, "The"),))
    made = render_pages(replace(briefing, stakeholders=(*briefing.stakeholders, named)))
    pages = {page.path.removeprefix("harbour/"): page.content for page in made if page.path.endswith(".md")}
    assert "stakeholders/lund.md" in pages
    assert "stakeholders/bystander.md" not in pages
    assert not any("bystander" in str(content) for content in pages.values())


def test_nothing_hostile_acts_on_any_page(pages: dict[str, str]) -> None:
    for path, content in pages.items():
        if not path.endswith(".md"):
            continue
        for tag, attributes in rendered(content).tags:
            assert tag not in {"script", "img", "iframe", "b"}, path
            assert not any(name.startswith("on") for name in attributes), path
            assert not (attributes.get("href") or "").startswith("javascript"), path


def test_every_citation_leads_to_a_mark_of_evidence(pages: dict[str, str]) -> None:
    cited = {anchor for content in pages.values() for anchor in re.findall(r"\.md#(s-[0-9a-f]{8})", content)}
    marked = {
        attributes["id"]
        for path, content in pages.items()
        if path.startswith("sources/")
        for tag, attributes in rendered(content).tags
        if tag == "mark"
    }
    assert cited
    assert cited == marked


def test_citations_of_statements_lead_back_to_them(pages: dict[str, str]) -> None:
    wanted = set(re.findall(r"conditions\.md#(st-[\w-]+)", "".join(pages.values())))
    ids = {attributes.get("id") for _, attributes in rendered(pages["conditions.md"]).tags}
    assert wanted
    assert wanted <= ids


def test_an_article_shows_its_words(pages: dict[str, str]) -> None:
    assert SECOND in rendered(pages["sources/two.md"]).words
    assert (
        " ".join(HOSTILE.split())
        .replace("**", "")
        .replace("==x==", "x")
        .replace("[click](javascript:alert(2))", "click")
        in rendered(pages["sources/two.md"]).words
    )
    assert SPOKEN in rendered(pages["stakeholders/lund.md"]).words


def test_a_refused_file_is_listed_with_its_reason(pages: dict[str, str]) -> None:
    assert "refused: the file is empty" in pages["sources/index.md"]
    assert "sources/bad.md" not in pages


def test_metadata_cannot_leave_the_head(pages: dict[str, str]) -> None:
    head = pages["sources/two.md"].split("---\n")[1]
    assert "<" not in head
    assert "&" not in head


def test_the_home_page_has_a_card_for_each_briefing() -> None:
    page = render_home([made_briefing("a"), made_briefing("b")])
    assert "(./a/index.md)" in page.content
    assert "(./b/index.md)" in page.content


def test_addresses_that_are_no_web_addresses_are_dropped() -> None:
    assert web_address("javascript:alert(1)") is None
    assert web_address(" data:text/html,x") is None
    assert web_address('https://example.org/") onclick=x') == "https://example.org/%22%29%20onclick=x"


def test_an_anchor_stays_when_other_sentences_come() -> None:
    before = anchors("a", "One. Two.", [(0, 4), (5, 9)])
    after = anchors("a", "New. One. Two. One.", [(0, 4), (5, 9), (10, 14), (15, 19)])
    assert after[5, 9] == before[0, 4]
    assert after[15, 19] == before[0, 4] + "-2"


def test_writing_again_changes_nothing_and_removes_what_is_gone(tmp_path: Path) -> None:
    pages = render_pages(made_briefing())
    assert write_pages(pages, tmp_path)
    assert write_pages(pages, tmp_path) == ()
    (tmp_path / "own.md").write_text("mine")
    assert write_pages(pages[1:], tmp_path) == (pages[0].path,)
    assert (tmp_path / "own.md").exists()


def test_a_briefing_is_linked_as_a_path_whatever_it_is_called() -> None:
    page = render_home([made_briefing("javascript:alert(1)"), made_briefing('a b)"<x>')])
    assert "(./javascript%3Aalert%281%29/index.md)" in page.content
    assert "(./a%20b%29%22%3Cx%3E/index.md)" in page.content


def test_names_of_pages_have_a_length_that_file_systems_take() -> None:
    assert slug("ab" * 300) != slug("ab" * 301)
    assert len(slug("ab" * 300)) < 100
    assert slug("a-name-of-a-fair-length") == "a-name-of-a-fair-length"
    # A page of the folder's own has the first name; Windows makes no file of the others.
    for taken in ("index", "con", "aux", "lpt1"):
        assert slug(taken).startswith(f"{taken}-")
    assert slug("index-of-prices") == "index-of-prices"
