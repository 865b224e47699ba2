"""Stretches of words that begin and end where phrases do, and words of phrases that name no holder."""

import pytest
from briefing_generator.reading.candidates.candidate import Found
from briefing_generator.reading.candidates.whose import answered
from briefing_generator.reading.spans.phrases import whole_phrases
from briefing_generator.reading.text.model_choice import model_name
from briefing_generator.reading.text.parse import load_model

CASES = [
    ("The ruling by the Supreme Court ended the duties.", "The ruling by the", "The ruling by the Supreme Court"),
    ("They fought over the partial government shutdown.", "over the partial", "over the partial government shutdown"),
    ("That is what the union has been asking for.", "the union has been asking for", "the union has been asking for"),
    ("The company raised wages and cut the hours.", "raised wages and", "raised wages"),
    ("The union opposed the new shift plan.", "shift plan", "the new shift plan"),
    ("The drivers will walk out on Monday.", "will walk out", "will walk out"),
]


@pytest.mark.parametrize(("sentence", "cut", "whole"), CASES)
def test_a_stretch_ends_with_its_phrase(sentence: str, cut: str, whole: str) -> None:
    doc = load_model(model_name())(sentence)
    start = sentence.index(cut)
    words = doc.char_span(start, start + len(cut))
    assert words is not None
    assert whole_phrases(words).text == whole


def test_whom_one_asks_holds_nothing() -> None:
    text = "They asked for more clarity from Finland."
    doc = load_model(model_name())(text)
    cue = next(t for t in doc if t.text == "asked")
    asked = answered(Found("demands", cue, "verb", (), (None,), None, "strong", "demands.verb: ask"))
    assert "Finland" in {doc[i].text for i in asked}
