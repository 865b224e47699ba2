"""Whole sites, built by MkDocs and by Zensical from a briefing made by hand, looked at in a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from made_briefing import made_briefing

from generator.pages import render_home, render_pages, write_pages

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
KINDS = ["", "harbour/", "harbour/conditions/", "harbour/stakeholders/", "harbour/stakeholders/lund/",
         "harbour/timeline/", "harbour/sources/", "harbour/sources/one/", "harbour/sources/two/", "harbour/data/"]  # fmt: skip


def build(folder: Path, offline: bool) -> Path:
    """Builds the site in a process of its own: MkDocs keeps state, and its libraries warn."""
    (folder / "briefings" / "harbour").mkdir(parents=True)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("*.md"))
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    code = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests' / 'pages')!r}]\n"
        "import dataclasses, generator.plugin as plugin\n"
        "from made_briefing import made_briefing\n"
        "from generator.pages import render_pages\n"
        "b = dataclasses.replace(made_briefing(), problems=())\n"
        "plugin.make = lambda folder, cache: (b, render_pages(b))\n"
        "from mkdocs.__main__ import cli\n"
        "cli(['build', '--strict', '-q'])\n"
    )
    environment = {"PATH": "/usr/bin:/bin", "SITE_URL": "http://127.0.0.1/repo/", "NO_MKDOCS_2_WARNING": "1"}
    environment |= {"OFFLINE": "true"} if offline else {}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("online")
    site = build(folder, offline=False)
    served = folder / "served"
    served.mkdir()
    site.rename(served / "repo")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(served))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/repo/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build(tmp_path_factory.mktemp("offline"), offline=True).as_uri() + "/"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "These tests need Chromium on the PATH; `make test` installs it where it may."
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def visit(browser):  # type: ignore[no-untyped-def]
    """Opens a page and, in the end, holds against it every error, dialog, failed or foreign request."""
    wrong: list[str] = []
    contexts = []

    def open_page(url: str, width: int = 1280, scheme: str = "light"):  # type: ignore[no-untyped-def]
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda e: wrong.append(f"error: {e}"))
        page.on("dialog", lambda d: (wrong.append(f"dialog: {d.message}"), d.dismiss()))
        page.on("requestfailed", lambda r: wrong.append(f"failed: {r.url}"))
        page.on("response", lambda r: wrong.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
        page.on("request", lambda r: None if r.url.startswith(
            (url.split("/repo/")[0], "file:", "data:", "blob:", "about:")) else wrong.append(f"foreign: {r.url}"))  # fmt: skip
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.mark.parametrize("path", KINDS)
def test_every_page_is_quiet_and_never_scrolls_sideways(online, visit, path: str) -> None:  # type: ignore[no-untyped-def]
    for width, scheme in ((320, "light"), (390, "dark"), (1280, "dark")):
        page = visit(online + path, width, scheme)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_a_citation_leads_to_the_highlighted_sentence(online, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(online + "harbour/conditions/")
    page.locator("#st-st1 .cite a").hover()
    assert "night shifts" in page.locator(".evidence-card").inner_text()
    page.locator("#st-st1 .cite a").click()
    page.wait_for_url("**/sources/one/#s-*")
    mark = page.locator("mark:target")
    assert mark.inner_text() == "The port union rejects night shifts."
    assert mark.is_visible()


def test_filters_keep_their_deep_link(online, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(online + "harbour/conditions/?party=Port+union&act=rejects")
    assert page.locator(".statement:visible").count() == 1
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".statement:visible").count() == page.locator(".statement").count()
    page.get_by_label("Act", exact=True).select_option("demands")
    assert page.url.endswith("?act=demands")


def bundled(folder: Path, offline: bool) -> Path:
    """Builds the project's own site, as `make site` does."""
    environment = os.environ | {"SITE_URL": "http://127.0.0.1/repo/", "NO_MKDOCS_2_WARNING": "1"}
    environment |= {"OFFLINE": "true"} if offline else {}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def search(page, words: str) -> str:  # type: ignore[no-untyped-def]
    """Types into the search box and returns what is found once an article's page is among it."""
    page.locator(".md-search__input").first.click()
    page.keyboard.type(words, delay=10)
    found = page.locator(".md-search-result__item", has_text="Putin is open to a halt, and sets hurdles").first
    found.wait_for()
    return str(found.inner_text())


def test_search_finds_a_sentence_online(visit, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    bundled(tmp_path / "repo", offline=False)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(tmp_path))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            assert "regroup" in search(visit(f"http://127.0.0.1:{server.server_port}/repo/"), "regroup rearm advantage")
        finally:
            server.shutdown()
            thread.join()


def test_search_finds_a_sentence_from_a_folder(visit, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    site = bundled(tmp_path / "site", offline=True)
    assert "regroup" in search(visit((site / "index.html").as_uri()), "regroup rearm advantage")


def test_zensical_shows_the_same_words(tmp_path: Path) -> None:
    briefing = made_briefing()
    write_pages([*render_pages(briefing), render_home([briefing])], tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Briefings\nmarkdown_extensions: [attr_list, md_in_html, tables, toc, generator.pages.evidence, generator.pages.tables]\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build"], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    html = (tmp_path / "site" / "harbour" / "sources" / "one" / "index.html").read_text("utf-8")
    assert '<mark class="evidence" id="s-' in html
    assert "The port union rejects night shifts." in html
    hostile = (tmp_path / "site" / "harbour" / "sources" / "two" / "index.html").read_text("utf-8")
    assert "<script>alert(1)" not in hostile
    assert "<img src=x" not in hostile
