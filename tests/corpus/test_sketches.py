"""Texts that share their words are found among many, and strangers are not even looked at."""

from __future__ import annotations

import pytest
from briefing_generator.corpus.sketches import Sketches, sketch_of


def text(beginning: int, words: int = 400) -> list[str]:
    return [f"shingle {number}" for number in range(beginning, beginning + words)]


@pytest.mark.parametrize("apart", [0, 10, 40, 80])
def test_texts_that_share_two_thirds_are_near(apart: int) -> None:
    found = Sketches()
    for number in range(20):
        found.add(f"text {number}", sketch_of(text(number * 10_000)))
    near = [found.near(sketch_of(text(number * 10_000 + apart))) for number in range(20)]
    assert near == [{f"text {number}"} for number in range(20)]


def test_strangers_are_not_compared() -> None:
    found = Sketches()
    compared = 0
    for number in range(200):
        sketch = sketch_of(text(number * 1_000))
        compared += len(found.near(sketch))
        found.add(str(number), sketch)
    assert compared < 5


def test_a_sketch_tells_of_the_shingles_and_not_of_their_order() -> None:
    assert sketch_of(text(1)).tolist() == sketch_of(reversed(text(1))).tolist() != sketch_of(text(2)).tolist()
    assert sketch_of([]).tolist() == sketch_of(()).tolist()
