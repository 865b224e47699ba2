"""Whole statements: whose, which act, the content's words, its condition, its level; and what is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from briefing_generator.model import Statement

from tests.reading.test_reading import names, read

CASES: list[dict[str, Any]] = [
    case
    for name in ("statements.yml", "contents.yml", "turns.yml")
    for case in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
]


def held(statement: Statement, called: dict[str, str]) -> tuple[str, str, str]:
    return called.get(statement.party or "", ""), statement.act, statement.content.strip(" ,.;")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:50])
def test_statements_are_read_whole(case: dict[str, Any]) -> None:
    reading = read(case["text"], case.get("pack", "peace"))
    called = names(reading)
    found = [held(s, called) for s in reading.statements]
    if case.get("none"):
        assert found == []
        return
    if "issues" in case:
        assert [s.issue for s in reading.statements] == case["issues"], reading.statements
    for party, act, content in case.get("holds", ()):
        assert any((p, a) == (party, act) and content in (None, c) for p, a, c in found), found
    if case.get("only"):
        assert len(found) == len(case["holds"]), found
    first = reading.statements[0]
    if "condition" in case:
        assert (first.condition, first.conditional) == (case["condition"], case["condition"] is not None)
    assert first.level == case.get("level", first.level)
    if "evidence" in case:
        assert first.evidence.quote == case["evidence"]
    if "addressee" in case:
        assert called.get(first.addressee or "") == case["addressee"]


def test_ids_hang_on_content_and_not_on_what_stands_around() -> None:
    alone = read("Norway rejects the truce.")
    with_others = read("The weather was mild.\n\nNorway rejects the truce.\n\nSweden offered talks.")
    assert {s.id for s in alone.statements} <= {s.id for s in with_others.statements}
