"""A reader's way through a briefing: from a claim to its sentence and back, through filters and sorted tables."""

from __future__ import annotations

import pytest

UNION = "The port union rejects night shifts."


@pytest.fixture(params=["online", "offline"])
def address(request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    """Gives the address of a page of the briefing made by hand, online and from the disk."""
    site = request.getfixturevalue(request.param)

    def of(path: str = "", query: str = "") -> str:
        page = f"harbour/{path}" if path else "harbour/"
        if request.param == "online":
            return f"{site}{page}{query}"
        index = not path or path in {"stakeholders/", "sources/"}
        return f"{site}{page}index.html{query}" if index else f"{site}{page.rstrip('/')}.html{query}"

    return of


def test_a_mark_shows_its_sentence_leads_to_it_and_the_note_leads_back(address, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(address())
    point = page.locator(".bottom-line .cite").first
    point.locator("a").hover()
    card = page.get_by_role("tooltip")
    assert UNION in card.inner_text()
    assert "Harbour Post" in card.inner_text()
    assert "1 March 2025" in card.inner_text()
    card.hover()
    assert card.is_visible()
    point.locator("a").click()
    mark = page.locator("mark:target")
    assert mark.inner_text() == UNION
    assert page.evaluate("document.querySelector('mark:target').getBoundingClientRect().top < innerHeight")
    page.locator(".margin a", has_text="Bottom line").click()
    assert page.locator(".cite:target").get_attribute("id") == point.get_attribute("id")


def test_a_cell_of_the_matrix_leads_to_the_statement_and_its_note_back(address, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(address())
    page.locator(".matrix td a", has_text="rejects").first.click()
    row = page.locator(".statement:target")
    assert "night shifts" in row.inner_text()
    row.locator(".cite a").first.click()
    assert page.locator("mark:target").inner_text() == UNION
    note = page.locator(".margin", has_text="Port union ✕ rejects")
    note.get_by_role("link", name="Working hours").click()
    assert page.locator(".statement:target").inner_text() == row.inner_text()


def test_filters_keep_their_deep_link(address, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(address("conditions/", "?party=Port+union&act=rejects"))
    shown = page.locator(".statement:visible")
    assert shown.count() == 1
    assert page.locator("h3:visible").all_inner_texts() == ["Port union"]
    page.get_by_role("button", name="Show all").click()
    everything = page.locator(".statement").count()
    assert shown.count() == everything > 2
    page.get_by_label("Act", exact=True).select_option("demands")
    assert page.url.endswith("?act=demands")
    assert f"1 of {everything} shown" in page.locator(".filters output").inner_text()
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("From", exact=True).fill("2025-03-02")
    page.get_by_label("From", exact=True).dispatch_event("change")
    assert page.locator("#st-st1").is_hidden()
    assert page.locator("#st-st2").is_visible()
    page.get_by_label("From", exact=True).fill("")
    page.get_by_label("Party", exact=True).select_option("Harbour company")
    page.get_by_label("Act", exact=True).select_option("rejects")
    assert shown.count() == 0
    assert page.locator("h2:visible").count() == 0


def test_a_stakeholders_page_leads_to_its_conditions_alone(address, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(address("stakeholders/union/"))
    page.get_by_role("link", name="all on the page Conditions").click()
    assert page.get_by_label("Party", exact=True).input_value() == "Port union"
    assert set(page.locator(".statement:visible").evaluate_all("all => all.map(s => s.dataset.party)")) == {
        "Port union"
    }


def test_a_link_to_a_statement_opens_what_a_filter_hides(address, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(address("conditions/", "?act=demands#st-st1"))
    assert page.locator("#st-st1").is_visible()
    assert page.url.endswith("#st-st1")


def test_earlier_statements_unfold_for_a_link_and_for_a_filter(own, visit) -> None:  # type: ignore[no-untyped-def]
    address = own + "ukraine-ceasefire-talks/conditions/"
    page = visit(address)
    folded = page.locator("details.earlier:not([open]) .statement").first
    assert folded.is_hidden()
    identity, act = folded.get_attribute("id"), folded.get_attribute("data-act")
    page.get_by_label("Act", exact=True).select_option(act)
    assert page.locator(f"#{identity}").is_visible()
    page = visit(f"{address}#{identity}")
    assert page.locator(f"#{identity}").is_visible()
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top < innerHeight")


def test_sources_are_sorted_by_the_column_that_is_pressed(address, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(address("sources/"))
    dates = page.locator(".sortable time")
    told = [str(date) for date in dates.evaluate_all("times => times.map(time => time.dateTime)")]
    for order in (sorted(told), sorted(told, reverse=True)):
        page.get_by_role("button", name="Date").click()
        assert dates.evaluate_all("times => times.map(time => time.dateTime)") == order
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"


def test_the_guide_opens_with_how_to_use_it(own, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(own)
    page.locator(".md-tabs__link", has_text="Guide").click()
    assert page.locator("h1").inner_text() == "Using it"
    names = page.locator(".md-nav--primary a[href$='/']:visible").all_inner_texts()
    assert names.index("Adding articles") < names.index("How it reads") < names.index("Architecture")


def test_pages_are_complete_without_script(online, browser) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(online + "harbour/conditions/")
    assert page.locator(".statement:visible").count() == page.locator(".statement").count() > 2
    assert page.locator(".filters").is_hidden()
    assert UNION in str(page.locator("#st-st1 .cite a").first.get_attribute("title"))
    page.goto(online + "harbour/")
    page.locator(".matrix td a").first.click()
    assert page.locator(".statement:target").is_visible()
    context.close()
