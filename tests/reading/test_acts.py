"""Each class of words in the acts' files is held to its own examples: sentences that carry the act and that do not."""

from __future__ import annotations

from dataclasses import fields

import pytest
from briefing_generator.model import ACTS, Act
from briefing_generator.reading.patterns.lexicon import Frame, act_source

from tests.reading.test_reading import read

SECTIONS = ("verbs", "nouns", "adjectives", "announced", "sides", "predicates")


def examples(kind: str) -> list[tuple[Act, str]]:
    entries = [(act, entry) for act in ACTS for section in SECTIONS for entry in act_source(act).get(section, ())]
    return [(act, text) for act, entry in entries for text in entry.get(kind, ())]


@pytest.mark.parametrize(("act", "text"), examples("yes"))
def test_an_example_carries_its_act(act: Act, text: str) -> None:
    assert act in {s.act for s in read(text).statements}


@pytest.mark.parametrize(("act", "text"), examples("no"))
def test_a_counterexample_does_not(act: Act, text: str) -> None:
    assert act not in {s.act for s in read(text).statements}


@pytest.mark.parametrize("act", ACTS)
def test_every_class_brings_an_example(act: Act) -> None:
    raw = act_source(act)
    assert all(entry.get("yes") for section in SECTIONS for entry in raw.get(section, ()))
    assert any(entry.get("no") for section in SECTIONS for entry in raw.get(section, ()))


def test_every_key_of_an_act_is_known() -> None:
    known = {field.name for field in fields(Frame)}
    known |= {"lemmas", "yes", "no", "first", "negated", "phrases", "words", "verbs"}
    for act in ACTS:
        for section in SECTIONS:
            for entry in act_source(act).get(section, ()):
                assert set(entry) <= known, set(entry) - known
