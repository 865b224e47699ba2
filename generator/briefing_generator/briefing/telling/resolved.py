"""Which day a weekday means, put in brackets behind it: outside its article nobody knows which Wednesday it was."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from briefing_generator.language.words import language_data, load_date_words
from briefing_generator.reading.text.self_contained import inside_marks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import DateMention

_WEEK = 7


@cache
def _beside() -> dict[str, int]:
    """Returns the words for a day by how many days it lies behind that of its article."""
    return dict(language_data("words", "outcomes.yml")["days_beside"])


@cache
def _hanging() -> re.Pattern[str]:
    words = (*language_data("words", "outcomes.yml")["hanging_days"], *_beside())
    return re.compile(rf"\b(?:{'|'.join(words)})\b(?!(?: [a-z]+)? \[|,? (?:\d|[A-Z][a-z]+\.? \d))")


def with_days(text: str, mentions: Iterable[DateMention], written: str | None) -> str:
    """Returns a sentence with the dates of its days in brackets: "on Wednesday [1 April 2026]", "last week [from 23 March 2026]".

    Only what names no date by itself gets one, and only where it stands once in the sentence and outside of quotation marks,
    so that it is sure which word is meant, and that nobody's words are touched.

    Args:
        text: the sentence as it is shown.
        mentions: what is dated in it.
        written: the day of its article; without it no weekday can be resolved.
    """
    if written is None:
        return text
    for mention in mentions:
        text = _with_date(text, mention.text, _told(mention))
    # What only counts from the article's day is sure, whatever else the sentence is about.
    day = date.fromisoformat(written)
    for words, behind in _beside().items():
        text = _with_date(text, words, _shown(day + timedelta(behind)))
    for behind in range(_WEEK):
        past = day - timedelta(behind)
        told = _told_day(f"{past:%A}").search(text)
        text = _with_date(text, told[1], _shown(past)) if told else text
    return text


@cache
def _told_day(weekday: str) -> re.Pattern[str]:
    """Returns what tells that a weekday is the last of its name: a verb of telling right before it ("reported late Monday")."""
    raw = language_data("words", "outcomes.yml")
    before = rf"(?:{'|'.join(raw['told'])})(?: (?:{'|'.join(raw['parts'])}|on)){{0,2}}"
    return re.compile(rf"\b{before} ({weekday})\b(?! (?:{'|'.join(raw['day_does'])})\b)")


def _shown(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _with_date(text: str, words: str, told: str | None) -> str:
    places = [m.end() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?![\w-]|[’']s|(?: [a-z]+)? \[)", text)]
    if told is None or len(places) != 1 or inside_marks(text)[places[0] - 1]:
        return text
    # "Tuesday morning [4 March 2025]"
    behind = re.match(r"\s+([a-z]+)\b", text[places[0] :])
    end = places[0] + (behind.end() if behind and behind[1] in load_date_words().parts_of_day else 0)
    return f"{text[:end]} [{told}]{text[end:]}"


def _told(mention: DateMention) -> str | None:
    """Returns the date to show for words that need one, None for those that do not."""
    day = date.fromisoformat(mention.date)
    if re.search(r"\d", mention.text):
        return None
    if mention.precision == "day":
        return _shown(day)
    relative = re.search(r"\b(?:last|this|next) (week|month|year)$", mention.text, re.IGNORECASE)
    if relative is None or relative[1] != mention.precision:
        return None
    return {"week": f"from {_shown(day)}", "month": f"{day:%B %Y}", "year": f"{day.year}"}[mention.precision]


def hangs_on_a_day(text: str) -> bool:
    """Tells whether the writer's own words in a sentence hold a day that nobody knows outside its article ("on Friday", "yesterday")."""
    inside = inside_marks(text)
    return any(not inside[found.start()] for found in _hanging().finditer(text))
