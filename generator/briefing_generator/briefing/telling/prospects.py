"""What lies ahead of the latest article, and what has come due and is told by none as done.

Whether two sentences of one day are the same event is asked when the timeline is made: a plan that a later article tells as
done is no plan any more. What is left is due, and no nearer guess is made at what came of it: of the sentences of the
same days that were most alike, none told it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal, TypeAlias

from briefing_generator.briefing.telling.outcomes import is_forecast
from briefing_generator.language.words import language_data
from briefing_generator.model import Event
from briefing_generator.reading.dates.date_meaning import last_day

Mark: TypeAlias = Literal["deadline", "promise"]
"""What a plan is to those who wait for it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An event, and whether a main clause says that it will happen (``firm``)."""

    event: Event
    firm: bool


def with_stage(plan: Plan, as_of: str | None) -> Event:
    """Returns the event with its stage: a firm plan lies ahead of the day of the latest article, or was due by then.

    One that an ending closed is due, whatever its day. What is only mentioned in passing, or what those expect who forecast for a living, is neither; nor is a month or a
    year that has begun. Without the day of any article nothing can be called ahead.
    """
    event = plan.event
    if not event.planned or not plan.firm or as_of is None or is_forecast(event.text):
        return event
    if event.ending is not None:
        return replace(event, stage="due")
    if event.date > as_of:
        return replace(event, stage="ahead")
    over = last_day(date.fromisoformat(event.date), event.precision).isoformat() <= as_of
    return replace(event, stage="due") if over or event.precision in ("day", "week") else event


@cache
def _marks() -> tuple[tuple[Mark, re.Pattern[str]], ...]:
    raw = language_data("words", "prospects.yml")

    def any_of(kind: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(raw[kind])})", re.IGNORECASE)

    return ("deadline", any_of("deadlines")), ("promise", any_of("promises"))


def mark_of(event: Event) -> Mark | None:
    """Returns what a plan is to those who wait for it: the day of a deadline, or of what somebody promised; None for all else."""
    if not event.planned:
        return None
    return next((mark for mark, words in _marks() if words.search(event.text)), None)
