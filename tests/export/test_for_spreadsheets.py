"""Tables that people open: names where they look, ids where programs look, and no cell that acts."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime

import openpyxl
from briefing_generator.export import export_csv
from briefing_generator.export.workbook import export_xlsx
from briefing_generator.model import Briefing
from made_briefing import FIRST, made_briefing

KEPT = "https://web.archive.example/1/https://example.org/a"


def briefing() -> Briefing:
    made = made_briefing()
    first, *rest = made.statements
    said = replace(first, speaker="lund", addressee="company", content="“night shifts”")
    articles = tuple(replace(a, archive=KEPT if a.id == "one" else None) for a in made.articles)
    return replace(made, statements=(said, *rest), articles=articles)


def test_the_table_names_who_and_where() -> None:
    table = export_csv(briefing()).encode()
    # Excel takes the file for UTF-8 by its first three bytes alone.
    assert table[:3] == b"\xef\xbb\xbf"
    row = next(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    told = ("party", "issue", "speaker", "addressee", "title", "source", "content")
    assert [row[name] for name in told] == [
        "Port union", "Working hours", "Ada Lund", "Harbour company", "Night shifts", "Harbour Post", "“night shifts”",
    ]  # fmt: skip
    assert row["address"] == "https://example.org/a"
    assert row["original"] == "https://example.org/a#:~:text=The%20port%20union%20rejects%20night%20shifts"
    assert row["archived"] == f"{KEPT}#:~:text=The%20port%20union%20rejects%20night%20shifts"
    names = list(row)
    ids = ("id", "party_id", "issue_id", "addressee_id", "speaker_id", "article_id")
    assert [row[name] for name in ids] == ["st1", "union", "hours", "company", "lund", "one"]
    assert min(names.index(name) for name in ids) > max(names.index(name) for name in told)
    assert FIRST[: int(row["end"])] == row["quote"]


def test_the_workbook_says_the_same() -> None:
    made = briefing()
    held = export_xlsx(made)
    assert held == export_xlsx(made)
    book = openpyxl.load_workbook(io.BytesIO(held))
    assert book.sheetnames == ["Statements", "Articles", "Stakeholders"]
    table = list(csv.reader(io.StringIO(export_csv(made).removeprefix("\ufeff"), newline="")))
    sheet = [list(row) for row in book["Statements"].iter_rows(values_only=True)]
    assert sheet[0] == table[0]
    first = dict(zip(sheet[0], sheet[1], strict=True))
    assert (first["party"], first["conditional"], first["confidence"]) == ("Port union", True, 1)
    assert first["date"] == datetime(2025, 3, 1)
    place = sheet[0].index("original")
    assert book["Statements"].cell(2, place + 1).hyperlink.target.startswith("https://example.org/a")
    assert book["Articles"].max_row == 1 + len(made.articles)


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    made = briefing()
    first, *rest = made.statements
    for words in ('=HYPERLINK("https://evil.example")', "@SUM(1)", "+1", "{=1+1}", "a\x00b\x0b"):
        told = export_xlsx(replace(made, statements=(replace(first, content=words), *rest)))
        kinds = {c.data_type for row in openpyxl.load_workbook(io.BytesIO(told))["Statements"].iter_rows() for c in row}
        assert "f" not in kinds, words


def test_a_cell_longer_than_excel_takes_is_cut() -> None:
    made = briefing()
    first, *rest = made.statements
    told = export_xlsx(replace(made, statements=(replace(first, content="word " * 10_000), *rest)))
    cells = [c.value for c in openpyxl.load_workbook(io.BytesIO(told))["Statements"][2]]
    assert max(len(str(cell)) for cell in cells) == 32_767
