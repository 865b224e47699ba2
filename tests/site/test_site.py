"""Whole sites, built by MkDocs and by Zensical, looked at in a browser."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from briefing_generator.pages import render_home, render_pages, write_pages
from made_briefing import made_briefing
from sites import KINDS, ROOT


@pytest.mark.parametrize("path", KINDS)
def test_every_page_is_quiet_and_never_scrolls_sideways(online, visit, path: str) -> None:  # type: ignore[no-untyped-def]
    for width, scheme in ((320, "light"), (390, "dark"), (1000, "light"), (1280, "dark")):
        page = visit(online + path, width, scheme)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def search(page, words: str) -> str:  # type: ignore[no-untyped-def]
    """Types into the search box and returns what is found once an article's page is among it."""
    page.locator(".md-search__input").first.click()
    page.keyboard.type(words, delay=10)
    found = page.locator(".md-search-result__item", has_text="Putin is open to a halt, and sets hurdles").first
    found.wait_for()
    return str(found.inner_text())


def test_search_finds_a_sentence_online(own, visit) -> None:  # type: ignore[no-untyped-def]
    assert "regroup" in search(visit(own), "regroup rearm advantage")


def test_search_finds_a_sentence_from_a_folder(visit, own_folder: Path) -> None:  # type: ignore[no-untyped-def]
    assert "regroup" in search(visit((own_folder / "index.html").as_uri()), "regroup rearm advantage")


class Seen(HTMLParser):
    """The addresses and anchors of a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.anchors += [found["id"]] if found.get("id") else []
        self.links |= {str(found[name]) for name in ("href", "src") if found.get(name)}


def test_every_link_of_every_page_arrives_and_no_anchor_stands_twice(own_folder: Path) -> None:
    pages = {path: Seen(path) for path in own_folder.rglob("*.html") if path.name != "404.html"}
    lost = set()
    for path, page in pages.items():
        assert len(page.anchors) == len(set(page.anchors)), path
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            if not target.exists() or (
                parts.fragment and target in pages and parts.fragment not in pages[target].anchors
            ):
                lost.add((path.name, link))
    assert len(pages) > 60
    assert lost == set()


def test_zensical_shows_the_same_words(tmp_path: Path) -> None:
    briefing = made_briefing()
    write_pages([*render_pages(briefing), render_home([briefing])], tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Briefings\nmarkdown_extensions: [attr_list, md_in_html, tables, toc, briefing_generator.pages.showing.evidence_marks, briefing_generator.pages.tables]\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build"], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "generator"), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    html = (tmp_path / "site" / "harbour" / "sources" / "one" / "index.html").read_text("utf-8")
    assert '<mark class="evidence" id="s-' in html
    assert "The port union rejects night shifts." in html
    assert "<caption>" in (tmp_path / "site" / "harbour" / "index.html").read_text("utf-8")
    hostile = (tmp_path / "site" / "harbour" / "sources" / "two" / "index.html").read_text("utf-8")
    assert "<script>alert(1)" not in hostile
    assert "<img src=x" not in hostile
