"""An article dropped into a site: as many articles are read and pages rendered as it touches, not as many as there are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SETTINGS = "site_name: Coves\nsite_url: https://example.org/\ntheme: material\nplugins: [search, briefings]\n"
PEOPLE = ("Ada Holm", "Juma Otieno", "Rosa Quispe", "Ken Mori", "Ines Vidal", "Kofi Mensah", "Ann Roy", "Rui Lobo")
MATTERS = ("ferry", "quay", "lighthouse", "fish market", "slipway", "harbour rail", "pilot boat", "customs shed")


def put(site: Path, number: int) -> None:
    """Writes an article on a town of its own: nobody in it stands in another."""
    town = f"{'BDFGHKLMNPRSTV'[number % 14]}{'aeiou'[number // 14 % 5]}rkvik{'e' * (number // 70)}"
    words = f"The mayor of {town}, {PEOPLE[number % 8].split()[0]} {town}sen, demands a new {MATTERS[number % 8]} for {number + 2} boats.\n"
    head = f"---\ntitle: News of {town}\ndate: 2025-03-{number % 28 + 1:02}\nsource: Gazette {number % 3}\n---\n"
    (site / f"briefings/coves/articles/{number:03}.md").write_text(head + words, encoding="utf-8")


def built(site: Path) -> tuple[int, int]:
    """Builds a site; returns how many articles were read and pages rendered that no build before had."""
    before = _kept(site)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "BRIEFING_WEIGHTS": "none"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=site, env=environment, check=True)
    fresh = _kept(site) - before
    return sum(path.parts[0] == "readings" for path in fresh), sum(path.parts[0] == "pages" for path in fresh) // 2


def _kept(site: Path) -> set[Path]:
    cache = site / ".cache/briefings"
    return {path.relative_to(cache) for path in cache.rglob("*.json")}


def one_more(site: Path, size: int) -> tuple[int, int, int]:
    """Returns what one article more makes a site of so many read and render, and how many pages it has before."""
    (site / "docs").mkdir(parents=True)
    (site / "briefings/coves/articles").mkdir(parents=True)
    (site / "briefings/coves/briefing.yml").write_text("title: Coves\npack: labour\n", encoding="utf-8")
    (site / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for number in range(size):
        put(site, number)
    read, pages = built(site)
    assert read == size
    put(site, size)
    return (*built(site), pages)


@pytest.mark.slow
def test_one_article_more_renders_what_it_touches(tmp_path: Path) -> None:
    read, rendered, pages = one_more(tmp_path / "small", 8)
    read_of_more, rendered_of_more, more_pages = one_more(tmp_path / "large", 16)
    assert read == read_of_more == 1
    assert more_pages >= pages + 8
    assert rendered_of_more <= rendered + 2
