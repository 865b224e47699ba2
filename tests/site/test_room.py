"""Room on the screen: tabs of many briefings, filters on a telephone, sentences of many sources, columns with nothing in them."""

from __future__ import annotations

from pathlib import Path

from sites import built_by_hand

SCRIPTS = Path(__file__).parents[2] / "generator/briefing_generator/theme/assets/briefings/js"
NAMES = tuple(
    f"{place}-{what}" for place in ("harbour", "valley-and-river", "northern-coast", "old-town") for what in ("talks", "strike", "pay")
)  # fmt: skip


def test_twelve_briefings_have_their_tabs_in_one_line_and_a_menu(tmp_path: Path, visit) -> None:  # type: ignore[no-untyped-def]
    site = built_by_hand(tmp_path, offline=True, names=NAMES).as_uri()
    page = visit(f"{site}/index.html", width=1280)
    tabs = page.locator(".md-tabs__list > .md-tabs__item")
    boxes = [tabs.nth(n).bounding_box() for n in range(tabs.count())]
    assert len({round(box["y"]) for box in boxes}) == 1
    assert max(box["x"] + box["width"] for box in boxes) <= 1280
    menu = page.locator(".more-tabs details > ul")
    assert menu.is_hidden()
    page.locator(".more-tabs summary").click()
    assert menu.locator("a").count() + tabs.count() - 2 == len(NAMES)
    assert page.evaluate(
        "[...document.querySelectorAll('.more-tabs ul a')].every(a => { const b = a.getBoundingClientRect();"
        " const seen = document.elementFromPoint(b.x + 5, b.y + 5); return a === seen || a.contains(seen); })"
    )
    page.keyboard.press("Escape")
    assert menu.is_hidden()
    page.locator(".more-tabs summary").click()
    menu.locator("a").last.click()
    page.wait_for_url("**/valley-and-river-talks/**", wait_until="load")
    # What is shown has its tab in the line.
    assert page.locator(".md-tabs__list > .md-tabs__item--active").count() == 1
    assert page.locator(".more-tabs .md-tabs__item--active").count() == 0


def test_few_briefings_have_no_menu(online, visit) -> None:  # type: ignore[no-untyped-def]
    assert visit(online + "harbour/").locator(".more-tabs").count() == 0


def test_filters_take_a_line_of_a_telephone_and_all_their_room_on_a_desk(online, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(online + "harbour/conditions/", width=390)
    assert page.locator(".filters").bounding_box()["height"] < 60
    assert page.locator(".filters select").first.is_hidden()
    assert page.locator(".filters output").inner_text().endswith("entries")
    page.locator(".filters summary").click()
    assert page.locator(".filters select").first.is_visible()
    desk = visit(online + "harbour/conditions/", width=1280)
    assert desk.locator(".filters select").first.is_visible()
    assert desk.locator(".filters summary").is_hidden()
    # What is asked for in the address is seen to be asked for.
    asked = visit(online + "harbour/conditions/?act=rejects", width=390)
    assert asked.locator(".filters select").first.is_visible()


def test_a_sentence_of_many_sources_bears_three_marks_and_the_others_on_demand(tmp_path: Path, visit) -> None:  # type: ignore[no-untyped-def]
    script = (SCRIPTS / "citations.js").read_text("utf-8")
    rows = "".join(
        f'<p><span class="cite">{"".join(f"<a href=#>{n}</a> " for n in range(many))}</span>' for many in (6, 4, 3)
    )
    (tmp_path / "page.html").write_text(f"<!doctype html><meta charset=utf-8>{rows}<script>{script}</script>", "utf-8")
    page = visit((tmp_path / "page.html").as_uri())
    seen = [row.locator("a:visible").count() for row in page.locator(".cite").all()]
    assert seen == [3, 4, 3]
    assert page.locator(".cite button").all_inner_texts() == ["+3"]
    page.locator(".cite button").click()
    assert page.locator(".cite").first.locator("a:visible").count() == 6
    assert page.evaluate("document.activeElement.textContent") == "3"


def test_a_column_with_nothing_in_it_takes_no_room(tmp_path: Path, visit) -> None:  # type: ignore[no-untyped-def]
    styles = Path(__file__).parents[2] / "generator/briefing_generator/theme/assets/briefings/css/briefings.css"
    body = "<div class=columns><div class=main-column>{}</div><div class=side-column>{}</div></div>"
    for held, wide in ((("<p>x", ""), True), (("<p>x", "<p>y"), False)):
        (tmp_path / "page.html").write_text(
            f"<!doctype html><meta charset=utf-8><style>{styles.read_text('utf-8')}</style><body class=md-typeset>{body.format(*held)}",
            "utf-8",
        )
        page = visit((tmp_path / "page.html").as_uri(), width=1280)
        assert (page.locator(".main-column").bounding_box()["width"] > 1200) == wide
