"""Which day a weekday means, put in brackets behind it: outside its article nobody knows which Wednesday it was."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_date_words

if TYPE_CHECKING:
    from briefing_generator.model import DateMention


def with_day(text: str, mention: DateMention | None, written: str | None) -> str:
    """Returns a sentence with the date of its day in brackets: "on Wednesday [1 April 2026]".

    Only what means one day and names none by itself gets one, and only where it stands once in the sentence, so that it
    is sure which word is meant.

    Args:
        text: the sentence as it is shown.
        mention: what is dated in it.
        written: the day of its article; without it no weekday can be resolved.
    """
    if mention is None or written is None or mention.precision != "day" or re.search(r"\d", mention.text):
        return text
    places = [m.end() for m in re.finditer(rf"(?<!\w){re.escape(mention.text)}(?![\w-])", text)]
    if len(places) != 1:
        return text
    day = date.fromisoformat(mention.date)
    # "Tuesday morning [4 March 2025]"
    behind = re.match(r"\s+([a-z]+)\b", text[places[0] :])
    end = places[0] + (behind.end() if behind and behind[1] in load_date_words().parts_of_day else 0)
    return f"{text[:end]} [{day.day} {day:%B %Y}]{text[end:]}"
