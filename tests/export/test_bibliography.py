"""The sources as other programs read them: by their own readers of BibTeX and RIS, and by the names of CSL."""

from __future__ import annotations

import json
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from briefing_generator.export.bibliography import export_bibtex, export_csl, export_ris
from briefing_generator.export.references import Person, people
from briefing_generator.model import Briefing
from made_briefing import made_briefing

TITLE = r"50% of {Müller & Co}'s #1 offer_: \textbf{no} $ ~ ^ for NATO"
CSL = {
    "id",
    "type",
    "title",
    "author",
    "container-title",
    "issued",
    "URL",
    "archive_location",
    "language",
    "abstract",
    "keyword",
}


def briefing() -> Briefing:
    made = made_briefing()
    return replace(made, articles=tuple(
        replace(a, title=TITLE, author="Ada Lund and Jan van der Berg, Courier Staff", tags=("a, b", "{c"), archive="https://a.example/1_2",
                url="https://example.org/a_b?c=50%25&d={e}#f", description="One\nline & more")
        if a.id == "one" else a for a in made.articles
    ))  # fmt: skip


def test_bibtex_is_read_back() -> None:
    held = export_bibtex(briefing())
    library = bibtexparser.parse_string(held)
    assert library.failed_blocks == []
    assert len(library.entries) == 2
    told = {entry.key: entry for entry in library.entries}
    (key,) = [key for key in told if key.startswith("harbourpost2025-")]
    entry = told[key]
    assert entry["url"] == "https://example.org/a_b?c=50%25&d=%7Be%7D#f"
    assert (entry["year"], entry["month"], entry["date"]) == ("2025", "3", "2025-03-01")
    decoded = bibtexparser.parse_string(held, append_middleware=[middlewares.LatexDecodingMiddleware()])
    title = next(e for e in decoded.entries if e.key == key)["title"]
    # Its own reader of LaTeX has another sign for the roof.
    assert title.replace("ˆ", "^").translate({123: None, 125: None}) == TITLE.translate({123: None, 125: None})
    names = middlewares.SeparateCoAuthors().transform(bibtexparser.parse_string(held))
    (authors,) = [e["author"] for e in names.entries if e.key == key]
    assert authors == ["Lund, Ada", "van der Berg, Jan", "{Courier Staff}"]


def test_ris_is_read_back() -> None:
    records = rispy.loads(export_ris(briefing()))
    (record,) = [r for r in records if r.get("secondary_title") == "Harbour Post"]
    assert len(records) == 2
    assert record["type_of_reference"] == "NEWS"
    assert record["title"] == TITLE
    assert record["authors"] == ["Lund, Ada", "van der Berg, Jan", "Courier Staff"]
    assert record["date"] == "2025/03/01"
    assert record["abstract"] == "One line & more"


def test_csl_has_the_names_of_csl() -> None:
    records = json.loads(export_csl(briefing()))
    (record,) = [r for r in records if r.get("container-title") == "Harbour Post"]
    assert set(record) == CSL
    assert record["author"] == [
        {"family": "Lund", "given": "Ada"}, {"family": "van der Berg", "given": "Jan"}, {"literal": "Courier Staff"},
    ]  # fmt: skip
    assert (record["issued"], record["type"]) == ({"date-parts": [[2025, 3, 1]]}, "article-newspaper")


def test_keys_stay_when_articles_come() -> None:
    made = briefing()
    new = replace(made.articles[1], id="zero", path="articles/zero.md")
    before, after = (
        {r["id"] for r in json.loads(export_csl(b))} for b in (made, replace(made, articles=(new, *made.articles)))
    )
    assert before < after
    assert len(after) == 3


def test_no_field_begins_a_line_of_its_own() -> None:
    made = briefing()
    hostile = "x\nER  - \nTY  - BOOK\r}@book{y, title={z}}"
    articles = tuple(
        replace(a, title=hostile, source=hostile, author=hostile, description=hostile) for a in made.articles
    )
    made = replace(made, articles=articles)
    assert {r["type_of_reference"] for r in rispy.loads(export_ris(made))} == {"NEWS"}
    library = bibtexparser.parse_string(export_bibtex(made))
    assert ({e.entry_type for e in library.entries}, library.failed_blocks) == ({"article"}, [])


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("Martin King, Jr.", [Person("King", "Martin, Jr.")]),
        ("Reuters", [Person("Reuters")]),
        ("A. B. Cole; D Ek & F de la Rue", [Person("Cole", "A. B."), Person("Ek", "D"), Person("de la Rue", "F")]),
        (None, []),
    ],
)
def test_who_wrote_it(names: str | None, found: list[Person]) -> None:
    assert list(people(names)) == found
