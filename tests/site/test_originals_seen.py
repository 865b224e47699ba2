"""A browser finds the passage that a link into the original means, though others on the page read alike."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from briefing_generator.corpus import load_corpus
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.export.originals import Originals
from playwright.sync_api import TimeoutError
from sites import serving

TEXT = """The union asked for more. Then the port offered 4 per-cent, and the union asked for more.

"We *will not* load ships at night, ever," she said.

The port offered 4 per-cent of what it has, and the union asked for more.

Nobody is laid off before the year of the fair, when all the halls and all the quays and all the sheds of the harbour will be needed, and nobody is laid off in the two years after it, when the halls stand empty and the quays are quiet, unless the union and the port and the ministry and the council of the town agree to it in writing.

Nobody is laid off before the year of the fair, the ministry said.
"""
PASSAGES = [
    ("The union asked for more", 0, 0), ("the union asked for more", 1, 2), ("The port offered 4 per-cent", 0, 2),
    ('"We *will not* load ships', 0, 1), ("Nobody is laid off before the year of the fair", 1, 4),
]  # fmt: skip


def test_the_browser_shows_the_passage(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "site/repo").mkdir(parents=True)
    (tmp_path / "articles").mkdir()
    with serving(tmp_path / "site") as address:
        head = f"---\ntitle: The quay\nurl: {address}quay.html\n---\n"
        (tmp_path / "articles/quay.md").write_text(head + TEXT, encoding="utf-8")
        (article,) = load_corpus(tmp_path).articles
        shown = [as_shown(article.text[block.start : block.end]) for block in article.blocks]
        body = "".join(f'<p style="margin: 3000px 0">{escape(words)}</p>' for words in shown)
        page_of = f"<!DOCTYPE html><title>The quay</title><h1>The quay</h1>{body}"
        (tmp_path / "site/repo/quay.html").write_text(page_of, encoding="utf-8")
        links = []
        for words, nth, paragraph in PASSAGES:
            start = [m.start() for m in re.finditer(re.escape(words), article.text)][nth]
            links.append((Originals([article]).at(article.id, start, start + len(words)).address, paragraph))
        whole = article.blocks[3]
        links.append((Originals([article]).at(article.id, whole.start, whole.end).address, 3))
        both = (article.blocks[1].start, article.blocks[2].end)
        links.append((Originals([article]).at(article.id, *both).address, 1))
        wrong = []
        for link, paragraph in links:
            page = browser.new_page(viewport={"width": 1000, "height": 700})
            page.goto(str(link))
            try:
                page.wait_for_function("() => scrollY > 0", timeout=10_000)
            except TimeoutError:
                wrong.append((link, "not found"))
            seen = page.evaluate(
                "() => [...document.querySelectorAll('p')].findIndex(p => {"
                " const r = p.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight; })"
            )
            if seen != paragraph:
                wrong.append((link, seen))
            page.close()
    assert wrong == []
