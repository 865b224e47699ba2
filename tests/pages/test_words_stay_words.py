"""Whatever words stand in a page, its elements are those it has with tame words: random fragments, both ways of pages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TESTS = Path(__file__).parents[1]
for room in ("fuzz", "site"):
    sys.path.insert(0, str(TESTS / room))

import page_check  # noqa: E402
import payload_site  # noqa: E402

SEEDS = (TESTS / "fuzz/page_seeds.txt").read_bytes().decode("utf-8", "surrogatepass").split("\n")
PIECES = [piece.replace("\\n", "\n") for piece in SEEDS]
WORDS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), min_size=1, max_size=8).map("".join)
WAYS = pytest.mark.parametrize("way", [page_check.inert_way, page_check.written_way])


@WAYS
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=WORDS)
def test_random_words(way, words: str) -> None:  # type: ignore[no-untyped-def]
    page_check.check(words, way)


@WAYS
@pytest.mark.parametrize("words", ["-2+3", "北京", "???", "\x7f\x85 x", "y " * 400, "a\u200b b", " \u200b"])
def test_words_that_once_cost_a_heading_its_id_or_a_mark(way, words: str) -> None:  # type: ignore[no-untyped-def]
    page_check.check(words, way)


@WAYS
def test_payloads_behind_slips(way) -> None:  # type: ignore[no-untyped-def]
    known = payload_site.slips()
    for number, words in enumerate(payload_site.payloads()[::3]):
        page_check.check(payload_site.behind(known[number % len(known)], words), way)
