"""The statements as a table that a spreadsheet opens without running any of it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from made_briefing import made_briefing

from generator.export import export_csv


@pytest.mark.parametrize("words", ["=1+1", "more\r=1+1", "more\n=1+1", 'x",=1+1', "\t=1+1", "＝1+1", "@SUM(A1)"])
def test_no_cell_is_a_formula(words: str) -> None:
    briefing = made_briefing()
    first, *rest = briefing.statements
    table = export_csv(replace(briefing, statements=(replace(first, content=words), *rest)))
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert words in [cell.removeprefix("'") for row in rows for cell in row]
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r\n＝＋－＠")]
