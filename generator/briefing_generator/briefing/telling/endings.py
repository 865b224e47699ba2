"""What an ending closes of what was planned: a strike that was called for a day after the agreement is no more to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.similarity import content_words
from briefing_generator.briefing.telling.outcomes import tells_outcome
from briefing_generator.language.words import language_data
from briefing_generator.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.briefing.telling.sentences import Telling

_NAME = re.compile(r"(?<!\w)[A-Z][\w’'-]*\w")
_ARTICLE = 4
"""Signs that a word which opens a sentence has at most where it may name nobody."""
_SHARED = 2
"""Words that a plan and the ending that closes it have in common at least."""


@dataclass(frozen=True, slots=True)
class _Ending:
    day: str
    text: str
    evidence: Evidence


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    ends = language_data("words", "prospects.yml")["ends"]
    return tuple(
        (
            re.compile(rf"\b(?:{one['plan']})", re.IGNORECASE),
            re.compile(rf"\b(?:{one['ending']})", re.IGNORECASE),
        )
        for one in ends
    )


class Endings:
    """The sentences of dated articles that tell how things ended, the earliest first."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        """Takes what the articles tell."""
        found = [
            _Ending(telling.article.date, worded.text, worded.evidence)
            for telling in tellings
            if telling.article.date is not None
            for worded in telling.worded
            if worded is not None and tells_outcome(worded.text)
        ]
        self._told = sorted(found, key=lambda ending: (ending.day, ending.evidence.article, ending.evidence.start))

    def of(self, plan: str, day: str, planned_for: str, last_told: str) -> Evidence | None:
        """Returns the first ending that leaves no room for a plan; None where it is still to come.

        Args:
            plan: the sentence.
            day: the words of its day, which the ending need not share.
            planned_for: that day, ``YYYY-MM-DD``; what is told to have ended later does not speak of it.
            last_told: the day of the latest article that tells of the plan: what is still planned after an ending
                was not closed by it.
        """
        bare = plan.replace(day, " ")
        names = _names(bare)
        return next(
            (
                ending.evidence
                for ending in self._told
                if last_told < ending.day < planned_for
                and any(one.search(bare) and other.search(ending.text) for one, other in _pairs())
                and 2 * len(names & _names(ending.text)) > len(names)
                and len(content_words(bare) & content_words(ending.text)) >= _SHARED
            ),
            None,
        )


def _names(text: str) -> frozenset[str]:
    """Returns the capitalised words of a sentence; a short one that opens it ("The", "In") is no name."""
    opening = (text.split(maxsplit=1) or [""])[0]
    return frozenset(name.casefold() for name in _NAME.findall(text) if name != opening or len(name) > _ARTICLE)
