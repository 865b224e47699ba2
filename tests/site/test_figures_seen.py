"""Pictures as a reader sees them: in Chromium, with the site's style sheets, on a telephone and on a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator.pages.figures import coverage_figure, positions_figure, relations_figure
from briefing_generator.pages.showing.inert import as_html
from briefing_generator.pages.showing.view import View
from test_figures import met, over_time

STYLES = Path(__file__).parents[2] / "generator/briefing_generator/theme/assets/briefings/css"
TEXTS = """() => [...document.querySelectorAll("svg text")].map(e => {
  const b = e.getBoundingClientRect();
  return {text: e.textContent, x: b.left, y: b.top, right: b.right, bottom: b.bottom, high: b.height};
})"""
FIGURES = {
    "relations": lambda: relations_figure(View(met(5, (0, 1), (1, 2), (2, 3), (3, 4))), "x.md"),
    "positions": lambda: positions_figure(View(over_time(*DAYS)), "union", "x.md"),
    "coverage": lambda: coverage_figure(View(over_time(*DAYS))),
}
DAYS = ("2024-12-19", *(f"2025-03-{day:02}" for day in (1, 1, 2, 3, 3, 4, 13, 14)), "2025-07-20")


@pytest.mark.parametrize("kind", FIGURES)
def test_labels_are_legible_and_apart_at_every_width(browser, kind: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    styles = "".join(f"<style>{(STYLES / f'{name}.css').read_text()}</style>" for name in ("briefings", "figures"))
    body = f'<body class="md-typeset" style="margin:16px">{as_html(FIGURES[kind]())}</body>'
    (tmp_path / "page.html").write_text(f"<!doctype html><html><meta charset=utf-8>{styles}{body}", "utf-8")
    for width in (320, 390, 1280):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto((tmp_path / "page.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        texts = page.evaluate(TEXTS)
        assert len(texts) > 3
        assert min(t["high"] for t in texts) >= 13
        assert [t for t in texts if t["x"] < 0 or t["right"] > width] == []
        for n, one in enumerate(texts):
            for other in texts[n + 1 :]:
                beside = one["right"] <= other["x"] + 1 or other["right"] <= one["x"] + 1
                assert beside or one["bottom"] <= other["y"] + 4 or other["bottom"] <= one["y"] + 4, (one, other)
