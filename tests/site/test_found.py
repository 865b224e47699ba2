"""How a site is found: titles, cards, linked data, the sitemap, llms.txt, and what stands where no page is."""

from __future__ import annotations

import json
import urllib.request

import pytest
from sites import KINDS


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


@pytest.mark.slow
def test_every_page_has_a_title_a_description_and_one_address_of_its_own(online, visit) -> None:  # type: ignore[no-untyped-def]
    titles = set()
    for path in KINDS:
        page = visit(online + path)
        titles.add(page.title())
        for name in ("description", "og:title", "og:description", "og:type", "og:url", "og:site_name"):
            assert page.locator(f'meta[name="{name}"], meta[property="{name}"]').get_attribute("content"), (path, name)
        assert page.locator("link[rel=canonical]").get_attribute("href") == f"http://127.0.0.1/repo/{path}"
        assert page.locator("html").get_attribute("lang") == "en"
    assert len(titles) == len(KINDS)
    assert "Conditions · Harbour talks · Briefings" in titles


def test_a_shared_link_shows_a_card_that_is_there(online, visit) -> None:  # type: ignore[no-untyped-def]
    image = visit(online + "harbour/").locator('meta[property="og:image"]').get_attribute("content")
    assert image == "http://127.0.0.1/repo/assets/briefings/card.png"
    with urllib.request.urlopen(image.replace("http://127.0.0.1/repo/", online), timeout=10) as answer:
        assert answer.headers["Content-Type"] == "image/png"
        assert answer.read(24)[16:] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")


def test_linked_data_tells_the_report_and_what_it_cites(online, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(online + "harbour/")
    report = json.loads(page.locator('script[type="application/ld+json"]').text_content())
    assert report["@type"] == "Report"
    assert report["dateModified"] == "2025-03-04"
    assert report["url"] == "http://127.0.0.1/repo/harbour/"
    assert {"<b>Shifts</b> {{ 1 }} | :x:", "Night shifts"} == {cited["headline"] for cited in report["citation"]}
    assert "<b>Shifts" not in fetched(online + "harbour/"), "hostile words are data, never marks"
    article = visit(online + "harbour/sources/one/").locator('script[type="application/ld+json"]').text_content()
    assert json.loads(article)["mainEntity"] == {
        "@type": "NewsArticle", "headline": "Night shifts", "datePublished": "2025-03-01", "url": "https://example.org/a",
        "publisher": {"@type": "Organization", "name": "Harbour Post"},
    }  # fmt: skip


def test_sitemap_and_llms_list_the_pages(online) -> None:  # type: ignore[no-untyped-def]
    sitemap = fetched(online + "sitemap.xml")
    assert "<loc>http://127.0.0.1/repo/harbour/conditions/</loc>" in sitemap
    assert "<lastmod>2025-03-04</lastmod>" in sitemap
    told = fetched(online + "llms.txt")
    assert "## Harbour talks" in told
    for link in ("harbour/", "harbour/conditions/", "harbour/briefing.json"):
        assert f"](http://127.0.0.1/repo/{link})" in told
        fetched(online + link)


def test_the_search_reads_sentences_and_not_the_matrix(online) -> None:  # type: ignore[no-untyped-def]
    docs = json.loads(fetched(online + "search/search_index.json"))["docs"]
    overview = " ".join(doc["text"] for doc in docs if doc["location"].partition("#")[0] == "harbour/")
    assert "The port union rejects night shifts." in overview
    assert "What each party last said" not in overview
    assert any("night shifts" in doc["text"] for doc in docs if doc["location"].startswith("harbour/conditions/"))


def test_feeds_are_announced_in_the_head(online, visit) -> None:  # type: ignore[no-untyped-def]
    for path in ("", "harbour/", "harbour/sources/one/"):
        links = visit(online + path).locator('link[rel~="alternate"][type="application/atom+xml"]')
        assert "Night shifts" in fetched(links.first.evaluate("link => link.href"))


def test_where_no_page_is_the_search_helps(online, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(online + "404.html")
    page.get_by_label("Search all briefings").fill("night")
    # The page is made for the address that the site is published at; here it is served at another.
    page.locator("form[role=search]").evaluate("(form, address) => { form.action = address; }", online)
    page.get_by_role("button", name="Search", exact=True).click()
    page.locator(".md-search-result__item").first.wait_for()
