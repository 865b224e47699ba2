"""Pages on paper: light whatever the reader's colours, and without what only a screen needs."""

from __future__ import annotations

import pytest

CONTRAST = """() => {
  const shown = (e) => e.getClientRects().length && e.textContent.trim();
  const light = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number); return (r * 299 + g * 587 + b * 114) / 1000; };
  return [...document.querySelectorAll(".md-content :is(h1, h2, h3, p, td, th, a, text)")]
    .filter(shown).filter((e) => light(getComputedStyle(e).color) > 140).map((e) => e.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("path", ["harbour/", "harbour/conditions/", "harbour/stakeholders/", "harbour/sources/one/"])
def test_a_page_printed_in_the_dark_is_dark_on_white(online, visit, path: str) -> None:  # type: ignore[no-untyped-def]
    page = visit(online + path, width=700, scheme="dark")
    assert page.evaluate(CONTRAST) != []
    page.emulate_media(media="print", color_scheme="dark")
    # The theme's links fade from colour to colour.
    assert any(page.wait_for_timeout(100) or page.evaluate(CONTRAST) == [] for _ in range(50))
    # One of the two: a page names its briefing in its heading, or above it.
    assert page.locator(".pages").is_hidden() == (path == "harbour/")
    assert page.locator(".pages a:visible").all_inner_texts() == ([] if path == "harbour/" else ["Harbour talks"])
    assert page.locator(".md-header").is_hidden()
    assert page.locator(".md-footer").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_a_screen_folds_up_is_on_the_paper(own, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(own + "ukraine-ceasefire-talks/conditions/", width=700)
    folded = page.locator("details.earlier:not([open]) .statement")
    assert folded.count() > 5
    assert not any(statement.is_visible() for statement in folded.all())
    page.emulate_media(media="print")
    assert all(statement.is_visible() for statement in folded.all())
    assert page.locator("details.earlier > summary:visible").count() == 0


def test_the_page_to_print_can_be_read_on_a_telephone(online, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(online + "harbour/print.html", width=320)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cells = page.locator(".matrix td:visible")
    assert cells.evaluate_all("all => all.map(cell => getComputedStyle(cell, '::before').content)") == [
        '"Harbour company "', '"Port union "',
    ]  # fmt: skip
    assert all(box["width"] > 200 for box in (cell.bounding_box() for cell in cells.all()))
