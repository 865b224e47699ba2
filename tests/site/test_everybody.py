"""Pages for everybody: axe-core finds nothing, the keyboard reaches everything, the first screen holds what it must."""

from __future__ import annotations

import gzip
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sites import KINDS, ROOT

OWN = "ukraine-ceasefire-talks/"
FIRST_VISIT = 250 * 1024
"""Bytes that an Overview may weigh, all in."""
SHIFTS = """new Promise(done => new PerformanceObserver(list =>
  done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({type: "layout-shift", buffered: true})
  || setTimeout(() => done(0), 500))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*KINDS, "404.html"])
def test_axe_finds_nothing(online, visit, path: str, scheme: str) -> None:  # type: ignore[no-untyped-def]
    page = visit(online + path, scheme=scheme)
    found = Axe().run(page)
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found.response["violations"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["", "conditions/", "stakeholders/", "stakeholders/russia/", "sources/2025-03-14-open-to-a-halt/"]
)
def test_axe_finds_nothing_on_the_bundled_pages(own, visit, path: str, scheme: str) -> None:  # type: ignore[no-untyped-def]
    page = visit(own + OWN + path, 390 if scheme == "dark" else 1280, scheme)
    found = Axe().run(page)
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found.response["violations"]] == []


@pytest.mark.parametrize("path", ["guide/", "adding/", "codes/"])
def test_axe_finds_nothing_in_the_guide(own, visit, path: str) -> None:  # type: ignore[no-untyped-def]
    found = Axe().run(visit(own + path))
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found.response["violations"]] == []


@pytest.mark.parametrize("path", KINDS)
def test_headings_are_in_order_and_tables_have_captions(online, visit, path: str) -> None:  # type: ignore[no-untyped-def]
    page = visit(online + path)
    levels = page.locator(".md-content :is(h1, h2, h3, h4, h5, h6)").evaluate_all("all => all.map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert page.locator(".md-content table:not(details table):not(:has(caption))").count() == 0
    assert page.locator(".md-content table:not(:has(th))").count() == 0


def test_the_keyboard_reaches_the_claims_and_their_evidence(online, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(online + "harbour/")
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    assert skip.evaluate("link => link === document.activeElement")
    expect(skip).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.cite a')"):
            break
    outline = page.evaluate(
        "(({outlineStyle, outlineWidth}) => outlineStyle + outlineWidth)(getComputedStyle(document.activeElement))"
    )
    assert outline.startswith("solid")
    card = page.get_by_role("tooltip")
    assert "The port union rejects night shifts." in card.inner_text()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == card.get_attribute("id")
    page.keyboard.press("Escape")
    assert card.count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/one/#s-*")


def test_nothing_moves_for_who_wants_no_motion(online, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(online + "harbour/", reduced_motion="reduce")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    )
    assert moving == 0


@pytest.mark.parametrize("name", sorted(path.parent.name for path in (ROOT / "briefings").glob("*/gold.yml")))
def test_the_first_screen_holds_date_bottom_line_and_state_of_play(own, visit, name: str) -> None:  # type: ignore[no-untyped-def]
    page = visit(f"{own}{name}/")
    for part in (
        ".asof",
        ".bottom-line",
        ".matrix thead",
        ".matrix tbody tr:first-child",
        ".matrix tbody tr:nth-child(2) th",
    ):
        box = page.locator(part).first.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + min(box["height"], 60) <= 800, part


def test_words_of_the_matrix_are_whole(own, visit) -> None:  # type: ignore[no-untyped-def]
    for width in (1000, 1280):
        page = visit(own + OWN, width)
        lines = page.locator(".matrix tbody th a").evaluate_all(
            "links => links.map(link => [link.textContent.trim().split(/\\s+/).length, link.getClientRects().length])"
        )
        assert lines
        assert all(count <= words for words, count in lines), lines


def test_a_first_visit_is_light_and_nothing_shifts(own, browser) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(own + OWN, wait_until="networkidle")
    sizes = {a.url: len(a.body() if a.url.endswith(".woff2") else gzip.compress(a.body())) for a in answers}
    assert sum("woff2" in url for url in sizes) == 2
    assert any("search_index" in url for url in sizes)
    assert sum(sizes.values()) < FIRST_VISIT, sizes
    assert page.evaluate(SHIFTS) < 0.01
    context.close()
