"""Which sentences tell of a dated event, and when it was or is to be: the cases of dates.yml."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from briefing_generator.corpus import load_corpus
from briefing_generator.issues import load_pack
from briefing_generator.reading import read_article
from briefing_generator.reading.dates.date_expressions import find_expressions
from briefing_generator.reading.dates.date_meaning import last_day, resolve

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "dates.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case.get('base')}: {case['text'][:50]}" for case in CASES])
def test_events_are_dated(tmp_path: Path, case: dict[str, Any]) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.md").write_text(f"{case['text']} Nothing else was told here.\n", encoding="utf-8")
    (article,) = load_corpus(tmp_path).articles
    base = str(case["base"]) if "base" in case else None
    reading = read_article(replace(article, date=base), load_pack("peace"))
    for mention in reading.dates:
        assert article.text[mention.start : mention.end] == mention.text
    told = [f"{m.date} {m.precision} {m.kind}{' planned' if m.planned else ''}" for m in reading.dates]
    assert told[:1] == ([case["found"]] if "found" in case else [])
    if "also" in case:
        assert told[1:] == case["also"]


def test_expressions_out_of_range_mean_nothing() -> None:
    for text in ("0001-01-01", "9999-99-99", "on February 30", "December 2999"):
        for expression in find_expressions(text):
            assert resolve(expression, date(2025, 3, 14), "open") is None
    (next_week,) = find_expressions("next week")
    assert resolve(next_week, date.max, "future") is None
    assert resolve(next_week, None, "future") is None


def test_last_day_of_what_a_date_covers() -> None:
    assert last_day(date(2024, 2, 1), "month") == date(2024, 2, 29)
    assert last_day(date(2024, 12, 1), "month") == date(2024, 12, 31)
    assert last_day(date(2024, 1, 1), "year") == date(2024, 12, 31)
    assert last_day(date(2024, 1, 1), "week") == date(2024, 1, 7)
