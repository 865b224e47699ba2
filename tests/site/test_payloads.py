"""Nobody gets in: a briefing made of hostile words, built and opened in Chromium. ``make payloads`` does it at length."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import material
import payload_site
import pytest
import tinyhtml5
from briefing_generator.site.policy import script_patterns, with_policy
from briefing_generator.store.resources import shipped

EACH = int(os.environ.get("PAYLOADS_EACH", "30"))
"""Payloads an article: few articles make the test quick, one an article puts every payload into every field and behind every slip."""
HERE = Path(__file__).parent
LOOK, OVER, ALLOWED = ((HERE / f"{name}.js").read_text(encoding="utf-8") for name in ("look", "points", "allowed"))
NINE = [(x / 6, y / 6) for x in (1, 3, 5) for y in (1, 3, 5)]
"""Points of the screen, as parts of its width and height."""
LIST = shipped("briefing_generator.site", "allowed.yml")
TRAPS = "for (const n of ['alert', 'confirm', 'prompt', 'print', 'open']) window[n] = () => { (window.__acted ??= []).push(n) };"
TRAPS += "addEventListener('securitypolicyviolation', (e) => (window.__blocked ??= []).push(e.effectiveDirective));"
# A reader follows links; here each is followed to nowhere, and one that leads out must be words that say so.
TRAPS += """addEventListener('click', (e) => {
  const link = e.target.closest && e.target.closest('a, area');
  const address = link ? String(link.href.baseVal ?? link.href) : '';
  // What would run is let run, and seen by what it does.
  if (!link || /^javascript:/i.test(address)) return;
  e.preventDefault();
  if (/^file:|^$/.test(address)) return;
  if (!link.closest('.md-content__inner') || !/^(https?|mailto):/.test(address)) (window.__acted ??= []).push('left for ' + address);
});"""
SEARCHED = ("onerror alert", "script", "evil.example")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return payload_site.build(payload_site.write(tmp_path_factory.mktemp("payloads"), EACH))


@pytest.fixture(scope="module")
def watched(browser) -> Iterator[object]:  # type: ignore[no-untyped-def]
    """A page of Chromium, and what happened in it that only words that act could have made happen."""
    context = browser.new_context()
    context.add_init_script(TRAPS)
    page = context.new_page()
    happened: list[str] = []
    page.on("dialog", lambda dialog: (happened.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda m: happened.append(f"console {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda error: happened.append(f"error {error}"))
    page.on("popup", lambda popup: happened.append(f"popup {popup.url}"))
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else happened.append(f"request {r.url}"))
    yield page, happened
    context.close()


def clicked(page, address: str) -> list[str]:  # type: ignore[no-untyped-def]
    """Clicks at nine points of a page and returns what came of it that should not."""
    for x, y in NINE:
        page.mouse.click(x * page.viewport_size["width"], y * page.viewport_size["height"])
    if page.url.split("#")[0] != address:
        return [f"went to {page.url}"]
    return [f"click: {name}" for name in page.evaluate("window.__acted || []")]


def test_nothing_acts_on_any_page(site: Path, watched) -> None:  # type: ignore[no-untyped-def]
    page, happened = watched
    wrong = {}
    pages = [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]
    clicks = 0
    for number, path in enumerate(pages):
        page.goto(path.as_uri())
        seen = [*page.evaluate(LOOK), *page.evaluate(OVER, NINE)]
        seen += page.evaluate(ALLOWED, [path.read_text(encoding="utf-8"), LIST])
        if EACH == 1 or number % 6 == 0:
            clicks += len(NINE)
            seen += clicked(page, path.as_uri())
        seen += happened
        happened.clear()
        if seen:
            wrong[path.relative_to(site).as_posix()] = seen[:5]
    print(
        f"{len(set(payload_site.payloads()))} payloads, {len(payload_site.slips())} slips, {len(pages)} pages, {clicks} clicks"
    )
    assert len(pages) > 40
    assert wrong == {}


def test_nothing_acts_in_what_the_search_shows(site: Path, watched) -> None:  # type: ignore[no-untyped-def]
    page, happened = watched
    for words in SEARCHED:
        page.goto((site / "index.html").as_uri())
        page.locator(".md-search__input").first.click()
        page.keyboard.type(words)
        page.locator(".md-search-result__item").first.wait_for()
        assert page.evaluate(LOOK) == []
    assert happened == []


def test_no_cell_is_a_formula_and_all_data_can_be_read(site: Path) -> None:
    (table,) = [p for p in site.rglob("statements.csv") if payload_site.FOLDER in p.as_posix()]
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 20
    assert [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r\n＝＋－＠")] == []
    for path in site.rglob("briefing.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["articles"]
    for path in [*site.rglob("*.xml"), *site.rglob("*.svg")]:
        if "assets" not in path.parts:
            ElementTree.parse(path)


def test_templates_and_files_are_not_run(site: Path) -> None:
    whole = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    assert "root:x:0:0" not in whole
    assert "<Config" not in whole
    assert "subclasses" in whole
    (title,) = {p.read_text(encoding="utf-8").split("<h1")[1].split("</h1>")[0] for p in site.glob('"*/index.html')}
    assert "7*7" in title


def test_data_within_pages_and_the_index_of_the_search_is_data(site: Path) -> None:
    told = 0
    for path in site.rglob("*.html"):
        for data in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL
        ):
            told += 1
            assert json.loads(data)["@context"] == "https://schema.org"
            assert set(data) & set("<>&'") == set(), path
    assert told > 10
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    wrong = set()
    for entry in index["docs"]:
        for words in (entry["title"], entry["text"]):
            for element in tinyhtml5.parse(words, namespace_html_elements=False).iter():
                if element.tag not in (*LIST["elements"], "html", "head", "body") or element.attrib.keys() - set(
                    LIST["everywhere"]
                ):
                    wrong.add((str(element.tag), *element.attrib))
    assert wrong == set()


def test_every_file_is_accounted_for(site: Path) -> None:
    (data,) = [p for p in site.rglob("briefing.json") if payload_site.FOLDER in p.as_posix()]
    articles = json.loads(data.read_text(encoding="utf-8"))["articles"]
    assert len(articles) == len(payload_site.groups(EACH))


INJECTED = """<script>window.__acted=["script"]</script><img src=x onerror="window.__acted=['handler']">
<a id=harm href="javascript:window.__acted=['address']">x</a><iframe srcdoc="<script>parent.__acted=['frame']</script>"></iframe>
<img src="https://evil.example/pixel"><link rel=stylesheet href="https://evil.example/x.css"><base href="https://evil.example/">
<form action="https://evil.example"><button id=send>x</button></form><object data="https://evil.example/o"></object>"""


def test_the_policy_holds_where_escaping_would_have_failed(site: Path, watched) -> None:  # type: ignore[no-untyped-def]
    page, happened = watched
    templates = (Path(material.__file__).parent / "templates").rglob("*.html")
    patterns = script_patterns(path.read_text(encoding="utf-8") for path in templates)
    plain = (site / "index.html").read_text(encoding="utf-8").replace("</h1>", "</h1>" + INJECTED, 1)
    assert INJECTED in plain
    (site / "injected.html").write_text(with_policy(plain, patterns), encoding="utf-8")
    page.goto((site / "injected.html").as_uri())
    page.evaluate("for (const id of ['harm', 'send']) document.getElementById(id).click()")
    wanted = {
        "script-src-elem",
        "script-src-attr",
        "img-src",
        "style-src-elem",
        "base-uri",
        "object-src",
        "form-action",
    }
    page.wait_for_function(
        "(wanted) => wanted.every((rule) => (window.__blocked || []).includes(rule))", arg=sorted(wanted)
    )
    happened.clear()
    assert page.evaluate("window.__acted || []") == []
    assert page.evaluate("document.baseURI").startswith("file:")
    assert page.evaluate("typeof __md_get") == "function"
