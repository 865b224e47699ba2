"""A new user's first hour, in order, with the package from a wheel, real processes and a real browser."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest
from sites import serving
from stranger import run, surroundings
from tram_strike import CLIPPED, DRAFT, NEWS, news_feed, news_page
from web_server import Server

QUICK = {"BRIEFING_WEIGHTS": "none"}
"""Nothing here hangs on what is read but for the plainest sentences."""
WITHIN = "[...document.querySelectorAll('.path')].every(one => one.getBoundingClientRect().right <= innerWidth)"
PUBLISHED = "https://you.example/repo/"
BRIEFING = "briefings/tram-strike"
SETTINGS = f"{BRIEFING}/briefing.yml"
CORRECTIONS = """
stakeholders:
  - match: City Trams
    name: City Tramways
statements:
  - quote: The Tram Drivers' Union accepted mediation by a retired judge
    action: hide
    by: M. Editor
"""


@pytest.fixture
def feed() -> Iterator[str]:
    """The address of an outlet's feed, with the pages that it leads to."""
    server = Server()
    for name in NEWS:
        server.page(f"/{name}", news_page(name).encode())
    yield server.page("/feed.xml", news_feed(server.url).encode(), "application/rss+xml")
    server.close()


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Runs ``briefing serve`` on a free port, and gives the address that it tells."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = home.parent / "serve.log"
    with log.open("w") as said:
        process = subprocess.Popen(
            ["briefing", "serve", "--addr", f"127.0.0.1:{port}"],
            cwd=home, env=surroundings(home) | QUICK, stdout=said, stderr=said,
        )  # fmt: skip
        try:
            yield told_address(log, process)
        finally:
            process.terminate()
            process.wait()


def told_address(log: Path, process: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        if found := re.search(r"Serving on (http://\S+)", log.read_text("utf-8")):
            return found[1]
        assert process.poll() is None, log.read_text("utf-8")
        time.sleep(0.2)
    pytest.fail(f"no address was told: {log.read_text('utf-8')}")


def test_from_an_empty_folder_to_a_published_briefing(place: Path, feed: str, visit) -> None:  # type: ignore[no-untyped-def]
    run(["briefing", "init", "first-hour"], place)
    home = place / "first-hour"
    begin(home)
    follow(home, feed)
    correct(home, visit)
    check_a_draft(home, visit)
    publish(home, visit)
    take_offline(home, visit)


def begin(home: Path) -> None:
    """Begins a briefing, whose first word says how articles come into it."""
    told = run(["briefing", "new", "tram-strike"], home)
    assert f"{BRIEFING}/articles/" in told
    assert "briefing add" in told
    assert "tram-strike  0 articles" in run(["briefing", "list"], home)


def follow(home: Path, feed: str) -> None:
    """Follows a feed: before there is an article, it says what to filter by; then what belongs comes, once."""
    with (home / SETTINGS).open("a", encoding="utf-8") as settings:
        settings.write(f"feeds:\n  - {feed}\n")
    update = ["briefing", "update", "--allow-local"]
    assert "`briefing add`" in run(update, home, 1, **QUICK)
    (home.parent / "drivers.md").write_text(CLIPPED, "utf-8")
    assert f"+ {BRIEFING}/articles/drivers.md" in run(["briefing", "add", "../drivers.md"], home)
    told = run(update, home, **QUICK)
    assert [line[0] for line in told.splitlines()] == ["+", "+", "?", " "]
    assert "? Cake fair" in told
    assert "2 done with before" in run(update, home, **QUICK)
    assert "tram-strike  3 articles  2025-03-14 to 2025-03-18" in run(["briefing", "list"], home)


def correct(home: Path, visit) -> None:  # type: ignore[no-untyped-def]
    """Reads the Overview, and sees the open page renew itself once the corrections are saved."""
    with served(home) as address:
        page = visit(address)
        page.locator(".briefing a", has_text="Tram strike").first.click()
        matrix = page.locator(".matrix")
        assert "City Trams" in matrix.inner_text()
        assert "retired judge on Tuesday" in matrix.inner_text()
        with (home / SETTINGS).open("a", encoding="utf-8") as settings:
            settings.write(CORRECTIONS)
        page.locator(".matrix", has_text="City Tramways").wait_for(timeout=120_000)
        assert "City Trams" not in matrix.inner_text()
        assert "retired judge on Tuesday" not in matrix.inner_text()
        # An open page asks the server for changes for as long as it is open.
        page.close()


def check_a_draft(home: Path, visit) -> None:  # type: ignore[no-untyped-def]
    """Holds a draft against the folder, with a slip in a quotation and without."""
    draft = home / "draft.md"
    draft.write_text(DRAFT.format(hours="ten"), "utf-8")
    told = run(["briefing", "verify", "draft.md", "--html", "checked.html"], home, 1, **QUICK)
    assert "ALTERED" in told
    assert "[-nine-] {+ten+}" in told
    assert "articles/drivers.md:10" in told
    page = visit((home / "checked.html").as_uri(), 1024)
    assert page.locator("del").inner_text() == "nine"
    # An article's path is long, and stands in the margin.
    assert page.evaluate(WITHIN)
    page.close()
    draft.write_text(DRAFT.format(hours="nine"), "utf-8")
    assert "2 verbatim" in run(["briefing", "verify", "draft.md"], home, **QUICK)


def publish(home: Path, visit) -> None:  # type: ignore[no-untyped-def]
    """Publishes below a path, as GitHub Pages does: every link stays there, those with the whole address, too."""
    settings = home / "mkdocs.yml"
    written = settings.read_text("utf-8")
    line = 'site_url: !ENV [SITE_URL, ""]'
    assert line in written
    settings.write_text(written.replace(line, f"site_url: {PUBLISHED}"), "utf-8")
    run(["briefing", "check", "--strict"], home, **QUICK)
    run(["briefing", "build"], home, **QUICK)
    assert "OFFLINE=true briefing build" in run(["briefing", "bundle", "site", "--out", "talks.zip"], home, 1)
    feed = (home / "site/tram-strike/feed.xml").read_text("utf-8")
    leads = set(re.findall(r'href="(http[^"#]*)', feed))
    assert leads
    assert all(address.startswith(PUBLISHED) for address in leads)
    web = home / "web"
    web.mkdir()
    (home / "site").rename(web / "repo")
    for address in leads:
        path = web / "repo" / address.removeprefix(PUBLISHED)
        assert path.is_file() or (path / "index.html").is_file(), address
    with serving(web) as address:
        read(visit(address))
        # The page for addresses that are none is shown at any depth, and so names all it needs by whole paths.
        lost = visit(f"{address}404.html")
        lost.locator("header a.md-logo").click()
        assert lost.url == address
        lost.locator(".briefing", has_text="Tram strike").wait_for()
        # What is still on its way when the server goes would be told as failed.
        lost.close()


def take_offline(home: Path, visit) -> None:  # type: ignore[no-untyped-def]
    """Packs the site, unpacks it somewhere else and begins where the ZIP says so."""
    run(["briefing", "build"], home, OFFLINE="true", **QUICK)
    told = run(["briefing", "bundle", "site", "--out", "talks.zip"], home)
    assert "Start here.html" in told
    away = home.parent / "a reader's folder"
    with ZipFile(home / "talks.zip") as packed:
        packed.extractall(away)
    page = visit((away / "talks/Start here.html").as_uri())
    page.wait_for_url("**/index.html")
    read(page)


def read(page) -> None:  # type: ignore[no-untyped-def]
    """Goes from the first page to a claim, to the sentence that carries it, and to one that is searched for."""
    page.locator(".briefing a", has_text="Tram strike").first.click()
    assert "City Tramways" in page.locator(".matrix").inner_text()
    page.locator(".bottom-line .cite a").first.click()
    page.locator("mark:target").first.wait_for()
    page.wait_for_load_state("load")
    page.locator(".md-search__input").first.click()
    page.keyboard.type("nine hours of night", delay=10)
    page.locator(".md-search-result__item", has_text="Tram drivers set a date").first.wait_for()
    page.close()
