"""An article dropped into a folder: as many articles are read and pages changed as it touches, not as many as there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator.make import make_folder, make_pages

DEMANDS = 3
"""Articles that carry a position; what the others tell stands on their own pages alone."""


def put(folder: Path, number: int) -> None:
    """Writes an article on a town that stands in no other."""
    town = f"{'BDFGHKLMNPRSTV'[number % 14]}{'aeiou'[number // 14 % 5]}rkvik"
    told = (
        f"The mayor of {town} demands a new quay for {number + 2} boats."
        if number < DEMANDS
        else f"Rain fell on {town}."
    )
    head = f"---\ntitle: News of {town}\ndate: 2025-03-10\nsource: Gazette\n---\n"
    (folder / f"articles/{number:03}.md").write_text(f"{head}{told}\n", encoding="utf-8")


def one_more(site: Path, size: int) -> tuple[int, int, int]:
    """Returns how many articles one more makes a folder of so many read, how many pages change or come, and how many there were."""
    folder, cache = site / "coves", site / "cache"
    (folder / "articles").mkdir(parents=True)
    (folder / "briefing.yml").write_text("title: Coves\npack: labour\n", encoding="utf-8")
    for number in range(size):
        put(folder, number)
    before = {page.path: page for page in make_pages(folder, make_folder(folder, cache))}
    assert _readings(cache) == size
    put(folder, size)
    after = make_pages(folder, make_folder(folder, cache))
    pages = [page for page in after if page.path.endswith(".md") and before.get(page.path) != page]
    return _readings(cache) - size, len(pages), len(before)


def _readings(cache: Path) -> int:
    return sum(1 for _ in (cache / "readings").rglob("*.json"))


def test_one_article_more_changes_what_it_touches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_WEIGHTS", "none")
    read, changed, pages = one_more(tmp_path / "small", 6)
    read_of_more, changed_of_more, pages_of_more = one_more(tmp_path / "large", 12)
    assert read == read_of_more == 1
    assert pages_of_more >= pages + 6
    assert changed_of_more <= changed < pages
