"""Words of others come back as words, and what no template wrote is left out of a page and told."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from briefing_generator.pages.showing.inert import as_html, as_markdown, inert, words_in
from briefing_generator.site.finishing import finish_contents, finished
from briefing_generator.site.heading_ids import heading_slugs
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.toc import AnchorLink
from sites import ROOT

SLIPS = [
    "AT&#T",
    "&#",
    "&#x",
    "<!--",
    "<![CDATA[",
    "<?php",
    "</",
    "<a",
    "<div",
    "<!",
    "&lt",
    "``",
    "<script",
    "{{",
    "[[",
]
"""What makes a parser lose its place."""
ATTRIBUTES = "{: href=https://evil.example/login style=position:fixed;inset:0 onpointerover=alert(1) x"


class Elements(HTMLParser):
    """Collects the attributes of every element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += [(tag, name, value or "") for name, value in attrs]


@given(st.text())
def test_inert_words_come_back_as_they_were(words: str) -> None:
    own = "".join(c for c in words if not 0xF0000 <= ord(c) <= 0xFFFFF and not 0xD800 <= ord(c) <= 0xDFFF)
    assert words_in(f"<{inert(own)}>") == f"<{own}>"
    assert set(as_html(inert(own))) & set("<>\"'") == set()
    assert re.sub(r"&#\d+;|[\w\s,.'-]|[^\x00-\x7f]", "", as_markdown(inert(own))) == ""


def test_what_no_template_wrote_is_left_out_and_told() -> None:
    page = '<p class="asof" onclick="x()">a<iframe src="//b.example"></iframe></p><div class="md-overlay" id="__search">b</div>'
    page += '<a href="//evil.example">c</a><a href="javascript:d()">d</a><a href="../e/#f">e</a><p style="position:fixed">g</p>'
    clean, removed = finished(page)
    assert clean == '<p class="asof">a</p><div>b</div><a>c</a><a>d</a><a href="../e/#f">e</a><p>g</p>'
    assert set(removed) == {
        "a href", "div class", "div id", "iframe", "iframe src", "p onclick", "p style"
    }  # fmt: skip


@pytest.mark.parametrize(
    "host", ["//evil.example", "/\\evil.example", "\\\\evil.example", " //evil.example", "\t/\\evil.example"]
)
@pytest.mark.parametrize("element", ["a href", "img src"])
def test_no_address_without_a_scheme_leads_to_another_host(host: str, element: str) -> None:
    name, attribute = element.split()
    clean, removed = finished(f"<{name} {attribute}='{host}'>")
    assert "evil" not in clean
    assert removed == (element,)


@pytest.mark.parametrize(
    "scheme", ["javascript", "data", "vbscript", "file", "blob", "ftp", "JAVASCRIPT", "java\tscript"]
)
def test_no_address_has_another_scheme(scheme: str) -> None:
    clean, removed = finished(f'<a href="{scheme}:x">a</a>')
    assert (clean, removed) == ("<a>a</a>", ("a href",))


@pytest.mark.parametrize("name", ["script", "style", "template", "noscript", "iframe", "object", "embed", "textarea"])
def test_what_stands_in_an_element_that_is_no_text_goes_with_it(name: str) -> None:
    clean, removed = finished(f"<p>a<{name}>alert(1)</{name}></p>")
    assert "alert" not in clean or name == "embed"  # which holds nothing
    assert name in removed


def test_titles_in_the_contents_are_words_at_every_depth() -> None:
    below = AnchorLink(inert("<b>under</b>"), "under", 3)
    above = AnchorLink(inert("<script>over</script> & out"), "over", 2)
    above.children.append(below)
    finish_contents([above])
    assert above.title == "&lt;script&gt;over&lt;/script&gt; &amp; out"
    assert below.title == "&lt;b&gt;under&lt;/b&gt;"


def test_no_heading_has_the_id_of_a_switch_of_the_theme() -> None:
    assert heading_slugs()(inert("__search"), "-") == "search"
    assert heading_slugs(lambda value, separator: value.upper())(inert("Öl & Gas"), "-") == "ÖL & GAS"


@pytest.fixture(scope="module")
def slipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of articles in which every slip stands above list items that end in attributes, with extensions switched on."""
    folder = tmp_path_factory.mktemp("slipped")
    (folder / "docs").mkdir()
    articles = folder / "briefings/fjord/articles"
    articles.mkdir(parents=True)
    for number, slip in enumerate(SLIPS):
        items = (f"- Norway rejected peace talks {n} of the long coast {'y' * n} {ATTRIBUTES}" for n in range(40))
        text = f"---\ntitle: T{number} {slip}\ndate: 2025-03-13\nsource: P {slip}\n---\nNotes {slip}\n\n" + "\n".join(
            items
        )
        (articles / f"a{number}.md").write_text(text + "\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ntheme: material\nplugins: [search, briefings]\n"
        "markdown_extensions: [abbr, def_list, footnotes, smarty, pymdownx.superfences, pymdownx.magiclink, pymdownx.tilde]\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=folder, capture_output=True, text=True, check=False,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "generator")},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    # MkDocs looks for anchors before words are put back: ids are ours, and must be there by then.
    assert "no such anchor" not in done.stderr
    return folder / "site"


def test_a_parser_that_slips_gives_no_attribute_to_anybody(slipped: Path) -> None:
    pages = sorted((slipped / "fjord").rglob("index.html"))
    assert len(pages) > len(SLIPS)
    for path in pages:
        page = path.read_text(encoding="utf-8")
        body = page[page.index("<article") : page.rindex("</article>")]
        for tag, name, value in Elements(body).seen:
            assert not name.startswith("on"), (path, tag, name)
            assert name != "style", (path, tag, value)
            assert name not in ("href", "src") or not value.startswith("https://evil"), (path, tag, value)
    shown = (slipped / "fjord/sources/a0/index.html").read_text(encoding="utf-8")
    assert "{: href=https://evil.example/login style=position:fixed" in shown
    assert "AT&amp;#T" in shown
    written = "".join(path.read_text(encoding="utf-8") for path in slipped.rglob("*.html"))
    assert words_in(written) == written
