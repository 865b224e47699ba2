"""Hostile words in what is taken along: a book, a page to print, a PDF, feeds, tables, ``llms.txt``, and lines on a terminal."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import unicodedata
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import payload_site
import pytest
import tinyhtml5
from briefing_generator.cli import main
from briefing_generator.export import export_csv, export_json
from briefing_generator.make import make_folder
from briefing_generator.model import Briefing
from briefing_generator.pages import render_llms
from briefing_generator.pages.edition import export_epub, export_html, export_pdf
from briefing_generator.pages.feeds import atom_feed, json_feed
from click.testing import CliRunner
from markdown import Markdown

EVERY = 1 if os.environ.get("PAYLOADS_EACH") == "1" else 6
ACTIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "base",
    "img",
    "video",
    "audio",
    "foreignObject",
}
ADDRESS = re.compile(r"#.*|https?://.*|mailto:.*|[\w./-]+(?:#.*)?|data:(?:font|image/png)[^<>]*", re.DOTALL)
UNSEEN = {"Cc", "Cf", "Cs", "Co"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Briefing]:
    """A project of hostile words and the briefing made of them."""
    folder = payload_site.write(tmp_path_factory.mktemp("exports"), 20, EVERY)
    briefing = make_folder(folder / "briefings" / payload_site.FOLDER, folder / ".cache/briefings")
    assert len(briefing.statements) > 20
    return folder, briefing


def harmless(page: ElementTree.Element) -> list[str]:
    """Returns what of a page of XHTML could act."""
    wrong = []
    for element in page.iter():
        name = str(element.tag).rpartition("}")[2]
        if name in ACTIVE:
            wrong.append(name)
        for key, value in element.attrib.items():
            key = key.rpartition("}")[2]
            if key.startswith("on") or (key in ("href", "src") and not ADDRESS.fullmatch(value)):
                wrong.append(f"{name} {key}={value}")
    return wrong


def test_the_page_to_print_and_the_book(made: tuple[Path, Briefing]) -> None:
    _, briefing = made
    page = export_html(briefing)
    assert harmless(ElementTree.fromstring(page.removeprefix("<!DOCTYPE html>\n"))) == []
    # As HTML too, which is how a browser reads it.
    assert harmless(tinyhtml5.parse(page, namespace_html_elements=False)) == []
    with zipfile.ZipFile(io.BytesIO(export_epub(briefing))) as book:
        for name in book.namelist():
            assert re.fullmatch(r"[\w./-]+", name), name
            assert ".." not in name
            if name.endswith((".xhtml", ".opf", ".xml", ".ncx")):
                assert harmless(ElementTree.fromstring(book.read(name))) == [], name


@pytest.mark.slow
def test_the_pdf(made: tuple[Path, Briefing]) -> None:
    from pypdf import PdfReader

    read = PdfReader(io.BytesIO(export_pdf(made[1])))
    kinds: set[str] = set()
    for page in read.pages:
        for note in page.get("/Annots") or ():
            action = note.get_object().get("/A")
            if action is not None:
                kinds.add(str(action["/S"]))
                assert ADDRESS.fullmatch(str(action.get("/URI", "#"))), action
    assert kinds <= {"/URI", "/GoTo"}
    root = read.trailer["/Root"]
    assert not {"/OpenAction", "/AA"} & set(root.keys())
    assert not {"/JavaScript", "/EmbeddedFiles"} & set((root.get("/Names") or {}).keys())


def test_the_feeds(made: tuple[Path, Briefing]) -> None:
    _, briefing = made
    feed = ElementTree.fromstring(atom_feed(briefing, "https://site.example/"))
    names = {element.tag.rpartition("}")[2] for element in feed.iter()}
    assert names == {"feed", "id", "title", "updated", "author", "name", "link", "entry", "content"}
    for element in feed.iter():
        # Without a type, a title or content is text, which no reader takes for HTML.
        assert set(element.attrib) <= {"rel", "href"}
        assert element.get("href", "https://site.example/").startswith("https://site.example/")
    held = json.loads(json_feed(briefing, "https://site.example/"))
    assert {key for item in held["items"] for key in item} == {"id", "title", "content_text", "date_published", "url"}


def test_the_data_and_the_table(made: tuple[Path, Briefing]) -> None:
    _, briefing = made
    json.loads(export_json(briefing)).keys()
    rows = list(csv.reader(io.StringIO(export_csv(briefing), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r\n＝＋－＠")] == []


def test_what_programs_read_first(made: tuple[Path, Briefing]) -> None:
    _, briefing = made
    page = Markdown().convert(render_llms([briefing], lambda path: "https://site.example/x").content)
    parsed = tinyhtml5.parse(page, namespace_html_elements=False)
    names = {str(element.tag) for element in parsed.iter()}
    assert names <= {"html", "head", "body", "h1", "h2", "p", "ul", "li", "a", "code", "blockquote"}
    assert {a.get("href") for a in parsed.iter("a")} == {"https://site.example/x"}
    assert len(list(parsed.iter("h2"))) == 1


@pytest.mark.parametrize("form", ["", "--github", "--sarif", "--json"])
def test_lines_of_a_terminal_and_of_other_programs(
    made: tuple[Path, Briefing], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    folder, briefing = made
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(main, ["check", *([form] if form else []), f"briefings/{payload_site.FOLDER}"])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert briefing.problems
    # Nothing that moves the cursor, names the window, turns the writing round or begins a line of its own.
    unseen = {c for c in done.output if unicodedata.category(c) in UNSEEN | {"Zl", "Zp"}} - {"\n"}
    assert unseen == set()
    if form in ("--sarif", "--json"):
        told = json.loads(done.stdout)
        assert len(told["runs"][0]["results"] if form == "--sarif" else told) == len(briefing.problems)
        return
    lines = done.stdout.splitlines()
    assert len(lines) == len(briefing.problems)
    if form == "--github":
        assert [
            line
            for line in lines
            if not re.match(r"::(?:error|warning) file=[^,:]*,line=\d+(?:,col=\d+)?,title=[\w-]+::", line)
        ] == []
