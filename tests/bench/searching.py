"""How long a reader waits for the first hit, by how much is searched: ``make bench-rooms``; PAGES articles of some 750 words.

The seconds run from opening the page to the first hit on it, in Chromium; the ratios are to the search of all words.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from briefing_generator import load_corpus, make_briefing
from briefing_generator.model import Briefing, Event, Evidence, Reading
from briefing_generator.site.paged_search import page_search
from briefing_generator.site.search_index import tuned_index

from tests.bench.made_corpus import article
from tests.bench.measuring import Row

ROOT = Path(__file__).parents[2]
PAGES = int(os.environ.get("PAGES", "1000"))
CARRYING = 10
"""Sentences of an article that carry something."""
WORDS = ("sanctions", "prisoners", "ferries strait")


def made_briefing(folder: Path, size: int) -> Briefing:
    """Returns a briefing of so many articles, not read: ten sentences of each stand in its timeline."""
    (folder / "articles").mkdir(parents=True)
    for number in range(size):
        more = (article(number + size * n).partition("\n---\n")[2] for n in (1, 2))
        (folder / f"articles/{number:05}.md").write_text("\n".join([article(number), *more]), encoding="utf-8")
    corpus = load_corpus(folder)
    spans = {a.id: tuple(m.span() for m in re.finditer(r"\S[^.]*\.”?", a.text)) for a in corpus.articles}
    events = tuple(
        Event(f"{a.id}-{start}", str(a.date), "day", a.text[start:end], Evidence(a.id, start, end, a.text[start:end]))
        for a in corpus.articles
        for start, end in spans[a.id][:CARRYING]
    )
    made = make_briefing(corpus, [Reading(a.id, "peace") for a in corpus.articles])
    return replace(made, sentences=tuple(spans.items()), timeline=events)


def theme_index(briefing: Briefing) -> list[dict[str, Any]]:
    """Returns what the theme would write for the articles: an entry for the page and one for its text."""
    docs: list[dict[str, Any]] = []
    for one in briefing.articles:
        page = f"{briefing.name}/sources/{one.id}/"
        docs.append({"location": page, "title": one.title, "text": ""})
        docs.append({"location": f"{page}#text", "title": "Text", "text": f"<p>{one.text}</p>"})
    return docs


class Quiet(SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def waited(browser: Any, address: str) -> float:
    """Returns the seconds from opening a page to the first hit, the median of several words."""
    seconds = []
    for words in WORDS:
        page = browser.new_page()
        began = time.perf_counter()
        page.goto(address)
        page.locator(".md-search__input").first.click()
        page.keyboard.type(words)
        page.locator(".md-search-result__item").first.wait_for(timeout=120_000)
        seconds.append(time.perf_counter() - began)
        page.close()
    return sorted(seconds)[len(seconds) // 2]


def measured(site: Path, briefing: Briefing) -> dict[str, tuple[float, float]]:
    """Returns, for each way to search, the megabytes of what a browser reads at first and the seconds waited."""
    from playwright.sync_api import sync_playwright

    path = site / "search/search_index.json"
    own = json.loads(path.read_text("utf-8"))
    config = {name: value for name, value in own["config"].items() if name != "pagefind"}
    whole = {"config": config, "docs": theme_index(briefing)}
    ways = {
        "as the theme has it": whole,
        "all words, once": tuned_index(whole, [briefing], "full"),
        "sentences that carry something": tuned_index(whole, [briefing], "evidence"),
    }
    found = {}
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with (
        sync_playwright() as playwright,
        ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        address = f"http://127.0.0.1:{server.server_port}/"
        for name, index in ways.items():
            path.write_text(json.dumps(index), encoding="utf-8")
            found[name] = (path.stat().st_size / 1e6, waited(browser, address))
        path.write_text(json.dumps(whole), encoding="utf-8")
        # Playwright's own loop runs in this thread.
        with ThreadPoolExecutor(1) as other:
            other.submit(page_search, site, [briefing]).result()
        loaded = [p for p in (site / "pagefind").iterdir() if p.is_file() and "unknown" not in p.name]
        found["all words, by Pagefind"] = (sum(p.stat().st_size for p in loaded) / 1e6, waited(browser, address))
        browser.close()
        server.shutdown()
    return found


def found_in_all() -> dict[str, tuple[float, float]]:
    """Builds a site, and returns what :func:`measured` finds in it."""
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        shutil.copytree(ROOT / "docs", home / "docs")
        shutil.copy(ROOT / "mkdocs.yml", home / "mkdocs.yml")
        settings = (
            (home / "mkdocs.yml")
            .read_text("utf-8")
            .replace("  - briefings:\n", "  - briefings:\n      search: pagefind\n")
        )
        (home / "mkdocs.yml").write_text(settings, encoding="utf-8")
        (home / "briefings").mkdir()
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://example.org/"}
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=home, env=environment, check=True)
        return measured(home / "site", made_briefing(home / "made", PAGES))


def rows() -> list[Row]:
    """Measures, and returns a row for each way to search."""
    found = found_in_all()
    most = next(iter(found.values()))[1]
    return [
        Row(
            name=f"searched: {name}",
            what=f"search among {PAGES:,} articles, {name}, against the theme’s own: opening the page → first result",
            ratio=f"{seconds / most:.2f}",
            reach="0.3 s from the key on the clock, 1.5 MB compressed",
            beside=f"{seconds:.2f} s on the clock, {size:.2f} MB read at first",
            points={"MB": round(size, 2), "s": round(seconds, 2)},
        )
        for name, (size, seconds) in found.items()
    ]


def main() -> None:
    """Measures and prints."""
    found = found_in_all()
    most = next(iter(found.values()))[1]
    print(f"\n| searched, of {PAGES} articles | read at first | to the first hit | ratio |\n| --- | --- | --- | --- |")
    for name, (size, seconds) in found.items():
        print(f"| {name} | {size:.2f} MB | {seconds:.2f} s | {seconds / most:.2f} |")


if __name__ == "__main__":
    main()
