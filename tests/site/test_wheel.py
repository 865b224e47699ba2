"""The package as a stranger has it: a wheel in an environment of its own, and a site begun in an empty folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from sites import serving
from stranger import run

ARTICLE = """---
title: Tram drivers set a date
date: 2025-03-14
source: Morning Post
---
The drivers' union demands a wage increase of five per cent. The union threatened to strike on 20 March.

City Trams rejected a wage increase of five per cent. The company offered mediation by a retired judge.
"""
CONTROLS = "() => getComputedStyle(document.querySelector('h1')).fontFamily"


@pytest.fixture(scope="module")
def site(place: Path) -> Path:
    """The folder that `briefing init` made, with a briefing of one article."""
    run(["briefing", "init", "mysite"], place)
    home = place / "mysite"
    files = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    workflows = {f".github/workflows/{name}.yml" for name in ("pages", "update")}
    assert files == workflows | {
        "mkdocs.yml", "README.md", ".gitignore", "briefings/.gitkeep", "docs/.gitkeep"
    }  # fmt: skip
    assert len((home / "README.md").read_text("utf-8").splitlines()) <= 10
    run(["briefing", "new", "tram-strike"], home)
    assert "no article" in run(["briefing", "build"], home)
    (home / "briefings/tram-strike/articles/drivers.md").write_text(ARTICLE, "utf-8")
    return home


def steps(home: Path) -> list[str]:
    jobs = yaml.safe_load((home / ".github/workflows/pages.yml").read_text("utf-8"))["jobs"]
    return [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]


def test_the_workflow_installs_the_release_checks_and_builds(site: Path) -> None:
    version = run(["briefing", "--version"], site).split()[-1]
    install, *rest = steps(site)
    assert install == f"pip install 'briefing-generator[documents]=={version}'"
    assert rest == ["briefing check --github", "briefing build"]
    assert run(["briefing", "check", "--github", "--strict"], site) == ""


def test_nothing_is_written_over(site: Path) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    told = run(["briefing", "init", ".", "--example"], site, status=2)
    assert (
        "holds mkdocs.yml, .gitignore, README.md, .github/workflows/pages.yml, .github/workflows/update.yml already"
        in told
    )
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def look(page, home: str, ending: str) -> None:  # type: ignore[no-untyped-def]
    """Holds the first page against the theme, the conditions against the filters, and searches."""
    assert page.title() == "Mysite"
    assert "Source Serif" in page.evaluate(CONTROLS)
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--md-accent-fg-color').trim()") == "#9c3a15"
    assert "which can err" in page.locator(".md-copyright").inner_text()
    page.locator(".briefing a", has_text="Tram strike").first.click()
    page.get_by_role("navigation", name="Pages of this briefing").get_by_role("link", name="Conditions").click()
    assert page.locator(".filters output").inner_text() == "4 entries"
    page.get_by_label("Act", exact=True).select_option("rejects")
    assert page.locator(".filters output").inner_text() == "1 of 4 shown"
    page.locator(".md-search__input").first.click()
    page.keyboard.type("retired judge", delay=10)
    page.locator(".md-search-result__item", has_text="Tram drivers set a date").first.wait_for()
    page.goto(f"{home}tram-strike/sources/drivers{ending}")
    assert page.locator("mark.evidence").count() >= 3


def test_the_site_online(site: Path, visit) -> None:  # type: ignore[no-untyped-def]
    run(["briefing", "build"], site, SITE_URL="https://site.example/repo/")
    served = site.parent / "served"
    served.mkdir()
    (site / "site").rename(served / "repo")
    with serving(served) as address:
        look(visit(address), address, "/")
    assert (served / "repo/assets/briefings/fonts/LICENSE.txt").is_file()
    assert (served / "repo/assets/briefings/iframe-worker/LICENSE.txt").is_file()


def test_the_site_from_the_disk(site: Path, visit) -> None:  # type: ignore[no-untyped-def]
    run(["briefing", "build"], site, OFFLINE="true")
    address = (site / "site").as_uri() + "/"
    look(visit(address + "index.html"), address, ".html")


def test_an_example_is_told_so_comes_last_and_can_be_left_out(place: Path) -> None:
    run(["briefing", "init", "shown", "--example"], place)
    home = place / "shown"
    run(["briefing", "check", "--strict"], home)
    (home / "briefings/a-mine/articles").mkdir(parents=True)
    (home / "briefings/a-mine/articles/drivers.md").write_text(ARTICLE, "utf-8")
    # The example's articles are later, and so would come first.
    (home / "briefings/z-mine/articles").mkdir(parents=True)
    (home / "briefings/z-mine/articles/drivers.md").write_text(ARTICLE.replace("five", "six"), "utf-8")
    run(["briefing", "build"], home)
    page = (home / "site/index.html").read_text("utf-8")
    names = re.findall(r'<h2 id="[^"]*"><a href="([^"]+)/">', page)
    assert names == ["z-mine", "a-mine", "kestrel-ferry-strike"]
    assert page.count("<strong>Example</strong>") == 1
    tabs = re.findall(r'<a href="([^"]+)/" class="md-tabs__link">', page)
    assert tabs == ["a-mine", "z-mine", "kestrel-ferry-strike"]
    settings = (home / "mkdocs.yml").read_text("utf-8")
    (home / "mkdocs.yml").write_text(
        settings.replace("  - briefings:\n", "  - briefings:\n      examples: false\n"), "utf-8"
    )
    run(["briefing", "build"], home)
    assert "Example" not in (home / "site/index.html").read_text("utf-8")
    assert not (home / "site/kestrel-ferry-strike").exists()
