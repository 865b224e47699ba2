"""Stretches of words that begin and end where phrases do, contents that can be read alone, and words of phrases that name no holder."""

import pytest
from briefing_generator.reading.candidates.candidate import Found
from briefing_generator.reading.candidates.whose import answered
from briefing_generator.reading.spans.phrases import whole_phrases
from briefing_generator.reading.spans.wholeness import unquoted, whole_content
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


FRAGMENTS = [
    ("The mill is in talks with the union.", "in talks with the union", "The mill is in talks with the union"),
    ("The drivers were ready to go.", "to go", "The drivers were ready to go"),
    ("The mill was promised a loan, and you were promised.", "you", "you were promised"),
    ("The cuts would be followed by a second plan using reserves.", "by a second plan using", "The cuts would be followed by a second plan using reserves"),
    ("They want a second plan using reserves.", "a second plan using", "a second plan"),
    ("Norway refused to negotiate.", "to negotiate", "to negotiate"),
    ("The union's offer stands.", "'s offer", "The union's offer"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "cut", "whole"), FRAGMENTS)
def test_a_fragment_gives_way_to_its_clause(sentence: str, cut: str, whole: str) -> None:
    doc = load_model(model_name())(sentence)
    start = sentence.index(cut)
    words = doc.char_span(start, start + len(cut))
    assert words is not None
    first, last = whole_content(words[0], words[-1])
    assert doc[first.i : last.i + 1].text == whole


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ('a 10 percent "raise"', 'a 10 percent "raise"'),
        ('they should go at once."', "they should go at once."),
        ('more pay and "', "more pay"),
        ('more pay for the crews," an official said', "more pay for the crews"),
        ('" an official said', ""),
    ],
)
def test_no_mark_stands_alone(words: str, left: str) -> None:
    assert unquoted(words) == left


def test_whom_one_asks_holds_nothing() -> None:
    text = "They asked for more clarity from Finland."
    doc = load_model(model_name())(text)
    cue = next(t for t in doc if t.text == "asked")
    asked = answered(Found("demands", cue, "verb", (), (None,), None, "strong", "demands.verb: ask"))
    assert "Finland" in {doc[i].text for i in asked}
