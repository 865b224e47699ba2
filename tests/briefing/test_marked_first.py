"""What an analyst marked comes first among sentences of equal weight, and only there, and only where it carries a statement."""

from __future__ import annotations

from dataclasses import replace

from briefing_generator.briefing.comparing.similarity import content_words
from briefing_generator.briefing.telling.select import Candidate, choose
from briefing_generator.model import Evidence
from made_briefing import made_briefing

FIRST, SECOND = "The weavers reject longer shifts.", "The barons refuse higher tolls."


def candidates(*, marked: bool, carries: bool = True, readable: float = 1.0) -> list[Candidate]:
    made = made_briefing()
    article, statement = replace(made.articles[0], title="X"), made.statements[0]
    held = ((replace(statement, issue="a"),), (replace(statement, issue="b"),) if carries else ())
    return [
        Candidate(
            article, text, Evidence(article.id, at, at + len(text), text), held[at], content_words(text), 0,
            readable if at else 1.0, True, highlighted=marked and at == 1,
        )
        for at, text in enumerate((FIRST, SECOND))
    ]  # fmt: skip


def first(found: list[Candidate]) -> str:
    return choose(found, [], (), {}, 2, 0)[0].text


def test_of_two_that_weigh_the_same_the_marked_one_comes_first() -> None:
    assert first(candidates(marked=False)) == FIRST
    assert first(candidates(marked=True)) == SECOND


def test_a_mark_outweighs_nothing() -> None:
    assert first(candidates(marked=True, readable=0.5)) == FIRST


def test_a_mark_without_a_statement_is_none_for_the_overview() -> None:
    assert first(candidates(marked=True, carries=False)) == FIRST
