"""What the plugin brings into a stranger's ``mkdocs.yml``, what it leaves to them, and what it says where pages miss something."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from briefing_generator.site.face import FOLDER, missing, put_on
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from sites import serving

LEAST = "site_name: Talks\ntheme: material\nplugins: [search, briefings]\n"
THEIRS = """site_name: Talks
site_url: http://127.0.0.1/repo/
copyright: Ours
theme:
  name: material
  custom_dir: templates
  features: [navigation.footer]
  palette: {primary: teal, accent: red}
nav:
  - About us: README.md
  - Deep:
      - Notes: notes/one.md
      - A strike: fjord/index.md
extra_css: [own.css]
extra_javascript: [own.js]
extra: {generator: true, polyfills: [early.js]}
plugins:
  - offline: {enabled: false}
  - tags
  - search: {separator: '[\\s-]+'}
  - briefings
markdown_extensions:
  - admonition
  - extra
  - toc: {permalink: true}
"""


def home(folder: Path, settings: str) -> Path:
    """Writes a project of somebody else's with a briefing of one article."""
    (folder / "docs/notes").mkdir(parents=True)
    (folder / "templates/partials").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    (folder / "docs/README.md").write_text("# About us\n\n!!! note\n    Boxed.\n", "utf-8")
    (folder / "docs/notes/one.md").write_text("# Notes\n\n## Second\n\n### Third\n\nWords.\n", "utf-8")
    for name in ("own.css", "own.js", "early.js"):
        (folder / "docs" / name).write_text("", "utf-8")
    (folder / "templates/partials/copyright.html").write_text("<p>Their foot</p>", "utf-8")
    (folder / "briefings/fjord/articles").mkdir(parents=True)
    text = "---\ntitle: First\n---\nNorway rejected the ceasefire of Sweden. Sweden demanded peace talks.\n"
    (folder / "briefings/fjord/articles/a.md").write_text(text, "utf-8")
    return folder


def configured(folder: Path, settings: str) -> MkDocsConfig:
    """Returns a configuration as the plugin leaves it."""
    config = load_config(str(home(folder, settings) / "mkdocs.yml"))
    put_on(config)
    return config


def built(folder: Path) -> Path:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "not included in the" not in done.stderr
    return folder / "site"


def test_three_lines_are_all_a_site_needs(tmp_path: Path) -> None:
    site = built(home(tmp_path, LEAST))
    page = (site / "fjord/conditions/index.html").read_text("utf-8")
    names = re.findall(r'assets/briefings/([\w/.-]+\.(?:css|js))"', page)
    assert names == [
        "iframe-worker/shim.js", "js/search.js", *(f"css/{n}.css" for n in ("theme", "briefings", "figures", "search", "print")),
        "js/citations.js", "js/filters.js", "js/menu.js", "js/sorting.js", "js/correcting.js",
    ]  # fmt: skip
    assert all((site / "assets/briefings" / name).is_file() for name in names)
    assert "fonts.googleapis" not in page
    assert 'data-md-color-primary="custom"' in page
    assert "navigation.tabs" in page
    assert "<title>Conditions · Fjord · Talks</title>" in page
    assert "which can err" in page
    # Their pages stand in the menu as well, and their first page is the first page.
    start = (site / "index.html").read_text("utf-8")
    assert "Boxed." in start
    assert re.findall(r'class="md-tabs__link">\s*(.*?)\s*</a>', start) == ["Home", "Fjord", "Pages"]
    assert "<h1>This page is not here</h1>" in (site / "404.html").read_text("utf-8")


def test_who_wants_no_fonts_gets_none(tmp_path: Path, visit) -> None:  # type: ignore[no-untyped-def]
    site = built(home(tmp_path / "a", LEAST.replace("material", "{name: material, font: false}")))
    page = (site / "fjord/index.html").read_text("utf-8")
    assert 'rel="preload"' not in page
    (tmp_path / "served").mkdir()
    site.rename(tmp_path / "served/repo")
    with serving(tmp_path / "served") as address:
        asked: list[str] = []
        open_page = visit(f"{address}fjord/")
        open_page.on("request", lambda request: asked.append(request.url))
        open_page.reload()
        open_page.wait_for_load_state("networkidle")
    assert asked
    assert not [url for url in asked if url.endswith(".woff2")]


def test_whatever_they_set_wins(tmp_path: Path, visit) -> None:  # type: ignore[no-untyped-def]
    site = built(home(tmp_path, THEIRS))
    page = (site / "fjord/index.html").read_text("utf-8")
    styles = re.findall(r'rel="stylesheet" href="([^"]*)"', page)
    assert styles[-1] == "../own.css"
    assert "../assets/briefings/css/theme.css" in styles
    scripts = re.findall(r'<script src="\.\./([^"]*)"', page)
    assert scripts == [
        "assets/briefings/iframe-worker/shim.js", "early.js", "assets/briefings/js/search.js", scripts[3],
        "assets/briefings/js/citations.js", "assets/briefings/js/filters.js", "assets/briefings/js/menu.js", "assets/briefings/js/sorting.js",
        "assets/briefings/js/correcting.js", "own.js",
    ]  # fmt: skip
    assert '"features": ["navigation.footer"]' in page
    assert "Their foot" in page
    assert "Made with" not in page
    notes = (site / "notes/one/index.html").read_text("utf-8")
    assert 'class="headerlink"' in notes
    assert re.findall(r'href="#(second|third)" class="md-nav__link"', notes)[:2] == ["second", "third"]
    assert '<div class="admonition note">' in (site / "index.html").read_text("utf-8")
    (tmp_path / "served").mkdir()
    site.rename(tmp_path / "served/repo")
    with serving(tmp_path / "served") as address:
        seen = visit(address + "fjord/conditions/")
        assert seen.locator(".filters output").inner_text() == "2 entries"
        colour = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
        assert seen.evaluate(colour) == "rgb(0, 150, 136)" or seen.evaluate(colour) == "rgb(0, 148, 133)"


def test_a_file_of_theirs_takes_the_place_of_ours(tmp_path: Path) -> None:
    home(tmp_path, LEAST)
    own = tmp_path / "docs/assets/briefings/css/print.css"
    own.parent.mkdir(parents=True)
    own.write_text("/* theirs */", "utf-8")
    assert (built(tmp_path) / "assets/briefings/css/print.css").read_text("utf-8") == "/* theirs */"


def test_templates_of_theirs_come_before_ours(tmp_path: Path) -> None:
    config = configured(tmp_path, THEIRS)
    assert config.theme.dirs[:2] == [str(tmp_path / "templates"), str(FOLDER)]
    before = (list(config.theme.dirs), config.extra_css, config.extra_javascript, config.extra["polyfills"])
    put_on(config)
    assert (config.theme.dirs, config.extra_css, config.extra_javascript, config.extra["polyfills"]) == before
    assert config.plugins["material/search"].config.separator == r"[\s-]+"
    assert config.copyright == "Ours"
    assert config.markdown_extensions.count("attr_list") == 0


MISSES = {
    "theme": (LEAST.replace("theme: material\n", ""), "the theme is `mkdocs`: "),
    "no search": (LEAST.replace("search, ", ""), "the plugin `search` is missing"),
    "search off": (LEAST.replace("search,", "search: {enabled: false},"), "the plugin `search` is switched off"),
    "foreign": (
        LEAST + "extra_javascript: [https://cdn.example/x.js]\nextra_css: [//cdn.example/x.css]\n",
        "blocks what mkdocs.yml fetches from elsewhere: `//cdn.example/x.css`, `https://cdn.example/x.js`; ",
    ),
    "fonts": (
        LEAST.replace("material", "{name: material, font: {text: Lato}}"),
        "elsewhere: the fonts of `theme.font`",
    ),
}


@pytest.mark.parametrize("settings", [LEAST, THEIRS])
def test_nothing_is_said_where_nothing_is_missing(settings: str, tmp_path: Path) -> None:
    assert missing(configured(tmp_path, settings), protected=True) == []


@pytest.mark.parametrize(("settings", "told"), MISSES.values(), ids=MISSES)
def test_one_sentence_says_what_is_missing(settings: str, told: str, tmp_path: Path) -> None:
    (line,) = missing(configured(tmp_path, settings), protected=True)
    assert told in line


def test_without_a_policy_nothing_is_blocked(tmp_path: Path) -> None:
    assert missing(configured(tmp_path, MISSES["foreign"][0]), protected=False) == []


def test_extensions_taken_away_are_named(tmp_path: Path) -> None:
    config = configured(tmp_path, LEAST)
    config.markdown_extensions.remove("md_in_html")
    (line,) = missing(config, protected=True)
    assert "`md_in_html` (what stands in boxes)" in line


def test_a_build_warns_once_and_another_theme_still_shows_the_words(tmp_path: Path) -> None:
    home(tmp_path, MISSES["theme"][0])
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert [line for line in done.stderr.splitlines() if line.startswith("WARNING")] == [
        "WARNING -  briefings: the theme is `mkdocs`: colours, filters, citations and search are made for Material; "
        "set `theme: material` in mkdocs.yml."
    ]
    page = (tmp_path / "site/fjord/sources/a/index.html").read_text("utf-8")
    assert '<mark class="evidence"' in page
    assert "assets/briefings" not in page


def test_filters_and_citations_begin_on_pages_that_are_not_loaded_anew(tmp_path: Path, visit) -> None:  # type: ignore[no-untyped-def]
    settings = LEAST.replace("material", "{name: material, features: [navigation.instant]}")
    site = built(home(tmp_path, settings + "site_url: http://127.0.0.1/repo/\n"))
    (tmp_path / "served").mkdir()
    site.rename(tmp_path / "served/repo")
    with serving(tmp_path / "served") as address:
        # The theme puts a page in place of another where the sitemap has its address.
        sitemap = tmp_path / "served/repo/sitemap.xml"
        sitemap.write_text(sitemap.read_text("utf-8").replace("http://127.0.0.1/repo/", address), "utf-8")
        page = visit(address + "fjord/")
        page.evaluate("window.stays = true")
        ways = page.get_by_role("navigation", name="Pages of this briefing")
        ways.get_by_role("link", name="Conditions").click()
        page.locator(".filters output").wait_for()
        assert page.locator(".filters output").count() == 1
        page.get_by_label("Act", exact=True).select_option("rejects")
        assert page.locator(".filters output").inner_text() == "1 of 2 shown"
        page.locator(".statement:not([hidden]) .cite a").first.hover()
        assert "Norway rejected" in page.locator(".evidence-card").inner_text()
        ways.get_by_role("link", name="Sources").click()
        page.locator(".sortable th button").first.wait_for()
        assert page.evaluate("window.stays")
