"""The data as it is published: its keys are told, and a spreadsheet opens the table without running any of it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from briefing_generator import load_corpus, make_briefing
from briefing_generator.export import export_csv, export_json
from briefing_generator.model import (
    Block,
    Bracket,
    Briefing,
    Change,
    Changes,
    Gap,
    Highlight,
    PackChoice,
    PackFit,
    Revision,
)
from briefing_generator.reading import read_corpus
from made_briefing import made_briefing

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("words", ["=1+1", "more\r=1+1", "more\n=1+1", 'x",=1+1', "\t=1+1", "＝1+1", "@SUM(A1)"])
def test_no_cell_is_a_formula(words: str) -> None:
    briefing = made_briefing()
    first, *rest = briefing.statements
    said = replace(first, content=words, evidence=replace(first.evidence, quote=words))
    table = export_csv(replace(briefing, statements=(said, *rest)))
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert words in [cell.removeprefix("'") for row in rows for cell in row]
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r\n＝＋－＠")]


def full_briefing() -> Briefing:
    """Returns a briefing whose every list has something in it."""
    briefing = made_briefing()
    change = Change("statement", "new", "st1", "2025-03-01", "c1")
    point = replace(briefing.overview[0], also=(briefing.overview[0].evidence,))
    return replace(
        briefing,
        articles=tuple(
            replace(
                a,
                tags=("harbour",),
                highlights=(Highlight(0, 9, a.text[:9], "ask"),),
                blocks=(*a.blocks[1:], Block("furniture", 0, 9, reason="correction")),
            )
            for a in briefing.articles
        ),
        stakeholders=tuple(replace(s, aliases=("Union",)) for s in briefing.stakeholders),
        positions=tuple(replace(p, same=(p.statements,), same_origins=(1,)) for p in briefing.positions),
        gaps=(Gap("hours", "company", "union", "st2", "st1", "opposed"),),
        bottom_line=(point,),
        overview=(point,),
        timeline=(replace(briefing.timeline[0], also=point.also),),
        coverage=replace(
            briefing.coverage,
            single_source_issues=("hours",),
            silent=(("union", "hours"),),
            by_source=(("Harbour Post", 1),),
            by_month=(("2025-03", 2),),
        ),
        changes=Changes("2025-03-01", (change,), True),
        brackets=(Bracket("b1", "The union", point.evidence),),
        revisions=(Revision("v1", "bad", "a", point.evidence, None, "union", "hours", "rejects"),),
        choice=PackChoice("likely", (PackFit("labour", "Labour disputes", 0.3),)),
        stories=(("one",), ("two",)),
    )


def compare(value: object, schema: dict[str, Any], whole: dict[str, Any], place: str) -> Iterator[str]:
    """Yields where the keys of a value are not the properties of its schema, and where a list has nothing to compare."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    if isinstance(value, dict):
        if set(value) != set(schema.get("properties", ())) or set(value) != set(schema.get("required", ())):
            yield place
        for key, below in value.items():
            yield from compare(below, schema.get("properties", {}).get(key, {}), whole, f"{place}.{key}")
    elif isinstance(value, list):
        if not value:
            yield f"{place} is empty"
        for below in value:
            yield from compare(below, schema.get("items", {}), whole, f"{place}[]")


def test_schema_has_the_keys_that_are_written() -> None:
    schema = json.loads((DOCS / "assets/briefing.schema.json").read_text(encoding="utf-8"))
    data = json.loads(export_json(full_briefing()))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert set(compare(data, schema, schema, "briefing.json")) == set()


def test_page_has_the_keys_that_are_written() -> None:
    page = (DOCS / "data.md").read_text(encoding="utf-8")
    parts, *sections = page.split("\n## ")
    told = {
        key: set(re.findall(r"`([a-z_0-9]+)`", row))
        for key, row in re.findall(r"^\| `(\w+)` \| (.*)$", parts, re.MULTILINE)
    }
    told |= {section.split("\n")[0].lower(): set(re.findall(r"`([a-z_0-9]+)`", section)) for section in sections}
    data = json.loads(export_json(full_briefing()))
    assert set(data) <= set(told)
    for part, value in data.items():
        for row in value if isinstance(value, list) else [value]:
            assert not isinstance(row, dict) or set(row) - told[part] == set(), part
    columns = next(csv.reader(io.StringIO(export_csv(full_briefing()).removeprefix("\ufeff"))))
    assert set(columns) <= told["the table"]


def test_the_columns_are_the_same_without_statements() -> None:
    briefing = made_briefing()
    full = next(csv.reader(io.StringIO(export_csv(briefing), newline="")))
    empty = list(csv.reader(io.StringIO(export_csv(replace(briefing, statements=(), unplaced=())), newline="")))
    assert empty == [full]
    assert {"id", "quote", "confidence"} < set(full)


def test_words_read_as_on_a_page_and_places_stay_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/2025-03-13-talks.md").write_text(
        "# Talks\n\nDun &amp; Co&rsquo;s owners demanded a freeze of 5&nbsp;percent \\[for now\\] unless AT&amp;T&#8217;s offer is met, "
        "Maria O&rsquo;Brien said on 12 March. &#8220;We won&rsquo;t sign AT&amp;T&#8217;s deal,&#8221; O&rsquo;Brien said.\n",
        encoding="utf-8",
    )
    corpus = load_corpus(tmp_path)
    briefing = make_briefing(corpus, read_corpus(corpus))
    (article,) = briefing.articles
    data = json.loads(export_json(briefing))
    assert data["statements"]
    assert any(s["condition"] for s in data["statements"])
    assert data["quotations"]
    verbatim = 0
    for place, key, value, beside in strings(data):
        if key in ("quote", "text") and "start" in beside:
            assert article.text[beside["start"] : beside["end"]] == value
            verbatim += "&" in value
        else:
            assert re.findall(r"&#?\w+;|\\", value) == [], place
    assert verbatim
    assert "Dun & Co" in {s["name"] for s in data["stakeholders"]}
    assert any("“We won’t sign AT&T’s deal,”" in q["shown"] for q in data["quotations"])
    for row in csv.DictReader(io.StringIO(export_csv(briefing), newline="")):
        assert article.text[int(row["start"]) : int(row["end"])] == row["quote"]
        assert [name for name, cell in row.items() if name != "quote" and re.search(r"&#?\w+;|\\", cell)] == []
        assert row["shown"]


def strings(
    data: Any, place: str = "briefing.json", key: str = "", beside: Any = None
) -> Iterator[tuple[str, str, str, Any]]:
    """Yields every text of the data: where it stands, under which key, and the object that holds it."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from strings(value, f"{place}.{name}", name, data)
    elif isinstance(data, list):
        for each in data:
            yield from strings(each, f"{place}[]", key, beside or {})
    elif isinstance(data, str):
        yield place, key, data, beside
