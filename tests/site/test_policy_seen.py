"""The policy in a browser: sent by ``mkdocs serve`` with live reload alive, and in nobody's way on the pages of briefings."""

from __future__ import annotations

import urllib.request
from pathlib import Path

from sites import KINDS
from test_serve import served, wait

__all__ = ["served"]
TOLD = """addEventListener('securitypolicyviolation', (e) => {
  (window.__blocked ??= []).push(`${e.effectiveDirective} ${e.blockedURI} ${e.sample}`);
});"""
POLICY = "document.querySelector('meta[http-equiv=Content-Security-Policy]').content"


def test_served_pages_have_the_policy_and_reload_when_an_article_changes(served: tuple[Path, str], browser) -> None:  # type: ignore[no-untyped-def]
    articles, url = served
    wait(url, lambda page: "First" in page)
    with urllib.request.urlopen(url, timeout=10) as answer:
        sent = answer.read()
        assert int(answer.headers["Content-Length"]) == len(sent)
    assert b"livereload(" in sent
    context = browser.new_context()
    context.add_init_script(TOLD)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(url)
    rules = dict(rule.split(" ", 1) for rule in page.evaluate(POLICY).split("; "))
    assert "unsafe-inline" not in rules["style-src"] + rules["script-src"]
    assert rules["default-src"] == "'none'"
    # What runs is what the page allows by hash: a script that came in otherwise does not.
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.__ran = 1'}))")
    assert page.evaluate("window.__ran") is None
    assert [told.split()[0] for told in page.evaluate("window.__blocked")] == ["script-src-elem"]
    errors.clear()
    page.evaluate("window.__before = 1")
    (articles / "a.md").write_text("---\ntitle: Changed\n---\nNorway rejected a ceasefire.")
    page.get_by_text("Changed").first.wait_for(timeout=60_000)
    assert page.evaluate("window.__before") is None
    assert page.evaluate("window.__blocked || []") == []
    assert errors == []
    context.close()


def test_nothing_on_the_pages_of_a_briefing_is_blocked(online: str, browser) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(TOLD)
    page = context.new_page()
    blocked: dict[str, list[str]] = {}
    for path in KINDS:
        page.goto(online + path)
        assert "style-src 'self';" in page.evaluate(POLICY)
        # The switch to the dark, the filters, the order of a table, a citation's card, the search.
        page.locator("label[for^=__palette]:visible").first.click()
        for box in page.locator(".filters select:visible").all():
            box.select_option(index=1)
        for header in page.locator("table.data th button:visible").all()[:2]:
            header.click()
        if page.locator("a.cite:visible").count():
            page.locator("a.cite:visible").first.hover()
        page.locator(".md-search__input").first.click()
        page.keyboard.type("port union")
        page.locator(".md-search-result__item").first.wait_for()
        page.keyboard.press("Escape")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(200)
        if seen := page.evaluate("window.__blocked || []"):
            blocked[path] = seen
    context.close()
    assert blocked == {}
