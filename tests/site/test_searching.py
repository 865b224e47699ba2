"""Search as a reader uses it: sentences, quoted words, filters, the hit in view; online, from a folder, from the ZIP."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from briefing_generator.pages.edition.bundle import bundle_site
from sites import ROOT, serving

FISH = """---
title: Cod and quotas
date: 2025-03-01
source: Harbour Post
---
Norway demands a quota of 9,000 tonnes before it signs. The ferries were late because of the fog.

Iceland rejects the quota, its minister said, “and we will not sign anything in the dark”. {filler}
"""
PAY = """---
title: Drivers and pay
date: 2025-04-02
source: Valley Gazette
---
Peru demands higher pay for its drivers. They can’t sign, Abdullah Öcalan of AT&T told Ed O'Brien. Chile rejects higher pay, and the quota of night buses as well.
"""
FILLER = " ".join(f"Boat number {n} lay at the pier and nobody spoke of it." for n in range(60))


def site_of(home: Path, offline: bool, engine: str = "built-in") -> Path:
    """Builds a site of two briefings."""
    for name, title, text in (("cod", "Cod war", FISH.format(filler=FILLER)), ("pay", "Bus strike", PAY)):
        (home / f"briefings/{name}/articles").mkdir(parents=True)
        (home / f"briefings/{name}/briefing.yml").write_text(f"title: {title}\npack: peace\n", "utf-8")
        (home / f"briefings/{name}/articles/first.md").write_text(text, "utf-8")
    shutil.copytree(ROOT / "docs", home / "docs", ignore=shutil.ignore_patterns("*.md"))
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert settings.count("  - briefings:\n") == 1
    settings = settings.replace("  - briefings:\n", f"  - briefings:\n      search: {engine}\n")
    (home / "mkdocs.yml").write_text(settings, "utf-8")
    environment = os.environ | {
        "SITE_URL": "http://127.0.0.1/repo/",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(ROOT / "generator"),
    }
    environment |= {"OFFLINE": "true"} if offline else {}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(home / "built/repo")]
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return home / "built/repo"


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    home = tmp_path_factory.mktemp("sites")
    online, offline = site_of(home / "online", False), site_of(home / "offline", True)
    with zipfile.ZipFile(io.BytesIO(bundle_site(offline, "briefings"))) as bundle:
        bundle.extractall(home / "unpacked")
    paged = site_of(home / "paged", False, "pagefind")
    with serving(online.parent) as address, serving(paged.parent) as other:
        yield {
            "online": address,
            "pagefind": other,
            "folder": (offline / "index.html").as_uri(),
            "unpacked": (home / "unpacked/briefings/Start here.html").as_uri(),
        }


class Searched:
    """A page with its search box open."""

    def __init__(self, page: object, words: str) -> None:
        self.page = page
        page.locator(".md-search__input").first.click()  # type: ignore[attr-defined]
        self.type(words)

    def type(self, words: str) -> None:
        """Types other words."""
        box = self.page.locator(".md-search__input").first  # type: ignore[attr-defined]
        box.fill("")
        box.press_sequentially(words)
        # The theme listens to keys that come up; characters of no key are put in without one.
        box.press("Shift")

    def finds(self, fits: Callable[[list[str]], bool]) -> bool:
        """Returns whether the titles of the pages found come to fit within ten seconds."""
        for _ in range(100):
            if fits(list(self.page.locator(".md-search-result__item h1").all_inner_texts())):  # type: ignore[attr-defined]
                return True
            self.page.wait_for_timeout(100)  # type: ignore[attr-defined]
        return False

    def choose(self, field: str, value: str) -> None:
        """Sets a filter."""
        self.page.locator(f"select[data-field={field}]").select_option(value)  # type: ignore[attr-defined]


@pytest.mark.parametrize("place", ["online", "folder", "unpacked", "pagefind"])
def test_sentences_quoted_words_and_filters(places: dict[str, str], visit, place: str) -> None:  # type: ignore[no-untyped-def]
    search = Searched(visit(places[place]), "ferries fog")
    assert search.finds(lambda found: found[:1] == ["Cod and quotas"])
    search.type("“dark the in anything”")
    assert search.finds(lambda found: found == [])
    search.type('"sign anything in the dark"')
    assert search.finds(lambda found: "Cod and quotas" in found and "Drivers and pay" not in found)
    search.type("quota")
    assert search.finds(lambda found: {"Cod and quotas", "Drivers and pay"} <= set(found))
    search.choose("briefing", "Bus strike")
    assert search.finds(lambda found: "Drivers and pay" in found and "Cod and quotas" not in found)
    search.choose("kind", "Articles")
    assert search.finds(lambda found: found == ["Drivers and pay"])
    search.choose("briefing", "")
    assert search.finds(lambda found: sorted(found) == ["Cod and quotas", "Drivers and pay"])


@pytest.mark.parametrize("words", ["can't sign", "can’t", "Ocalan", "öcalan", "O’Brien", "O'Brien", "AT&T", "at&t"])
def test_names_and_short_forms_are_found_whatever_signs_they_have(places: dict[str, str], visit, words: str) -> None:  # type: ignore[no-untyped-def]
    search = Searched(visit(places["online"]), words)
    assert search.finds(lambda found: "Drivers and pay" in found and "Cod and quotas" not in found)


def test_the_filters_are_reached_by_keys_and_told_in_the_results(places: dict[str, str], visit) -> None:  # type: ignore[no-untyped-def]
    search = Searched(visit(places["online"]), "quota")
    page = search.page
    assert search.finds(lambda found: "Drivers and pay" in found)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.field") == "briefing"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.field") == "kind"
    tags = page.locator(".md-search-result__item", has_text="Drivers and pay").locator(".md-tag")
    assert tags.all_inner_texts() == ["Articles", "Bus strike"]
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('#__search').checked")


CLOSING = """() => { window.wasClosed = new Promise((tell) => addEventListener("change", ({target}) => {
    if (target.id === "__search" && !target.checked) tell(); }));
    document.querySelector("#__search").click(); }"""
"""What the theme does an eighth of a second after it took up the hash of a page that was just opened."""


def test_a_reader_who_types_keeps_the_results_when_the_theme_closes_them(places: dict[str, str], visit) -> None:  # type: ignore[no-untyped-def]
    search = Searched(visit(places["online"]), "quota")
    page = search.page
    page.evaluate(CLOSING)
    page.evaluate("() => window.wasClosed")
    assert page.evaluate("document.querySelector('#__search').checked")
    search.type("quotas")
    assert search.finds(lambda found: "Cod and quotas" in found)
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('#__search').checked")


def test_the_hit_is_marked_and_brought_into_view(places: dict[str, str], visit) -> None:  # type: ignore[no-untyped-def]
    search = Searched(visit(places["online"]), "pier 59")
    search.page.locator(".md-search-result__item a").first.click()
    search.page.wait_for_url("**/first/?h=*")
    search.page.wait_for_timeout(900)
    marked = search.page.locator("mark[data-md-highlight]", has_text="59").first
    assert marked.evaluate("e => e.getBoundingClientRect().top < innerHeight && e.getBoundingClientRect().top > 0")


def test_pagefind_leaves_the_theme_nothing_to_load(places: dict[str, str]) -> None:
    from urllib.error import HTTPError
    from urllib.request import urlopen

    with urlopen(places["pagefind"] + "search/search_index.json") as answer:
        assert json.load(answer)["docs"] == []
    with pytest.raises(HTTPError):
        urlopen(places["pagefind"] + "pagefind/pagefind-ui.js")


def test_each_article_is_one_entry_and_says_its_words_once(places: dict[str, str]) -> None:
    from urllib.request import urlopen

    with urlopen(places["online"] + "search/search_index.json") as answer:
        docs = json.load(answer)["docs"]
    articles = [doc for doc in docs if doc.get("kind") == "Articles" and "/sources/first/" in doc["location"]]
    assert [doc["briefing"] for doc in articles] == ["Cod war", "Bus strike"]
    assert articles[0]["text"].count("ferries were late") == 1
    assert {doc["kind"] for doc in docs if doc.get("briefing")} >= {
        "Overview",
        "Conditions",
        "Stakeholders",
        "Articles",
    }
