"""On which day words were said whose own sentence does not tell, as in a further quotation of one speaker.

The day of a telling is that of the words told with it, and goes on to what the same speaker is told to have said right
behind it, until somebody else speaks.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_date_words, load_words
from briefing_generator.reading.dates.date_expressions import find_expressions
from briefing_generator.reading.dates.event_dates import over
from briefing_generator.reading.dates.governing import governed
from briefing_generator.reading.text.self_contained import inside_marks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefing_generator.model import Quotation
    from briefing_generator.reading.text.parse import ParsedSentence

_REACH = 3
"""Sentences that the words of a speaker may lie behind the day of the last."""


def telling_day(sentence: ParsedSentence, written: date | None) -> date | None:
    """Returns the day on which a sentence says that something was said ("told reporters on Sunday"), None where it does not.

    Args:
        sentence: the sentence.
        written: the article's day.
    """
    words, saying = load_date_words(), load_words("speech")["saying"]
    inside = inside_marks(sentence.doc.text)
    for expression in find_expressions(sentence.doc.text):
        if inside[expression.start]:
            continue
        it = governed(sentence, expression)
        if it is None or it.noun is not None or it.verb.lemma_ not in words.tellers | saying:
            continue
        if it.verb.dep_ not in ("ROOT", "conj", "parataxis", "ccomp"):
            continue
        day = over(it, written)
        if day is not None and day[1] == "day":
            return day[0]
    return None


def days_told(
    sentences: Sequence[ParsedSentence], quotations: Sequence[Quotation], written: date | None
) -> dict[int, date]:
    """Returns the day of the telling by the number of each quotation for which one is known.

    Args:
        sentences: of the article, in order.
        quotations: of the article.
        written: the article's day.
    """
    starts = [s.start for s in sentences]

    def place(at: int) -> int:
        return max(0, bisect_right(starts, at) - 1)

    days: dict[int, date] = {}
    lately: tuple[str, int, date] | None = None
    for number in sorted(range(len(quotations)), key=lambda n: (quotations[n].start, quotations[n].end)):
        one = quotations[number]
        at = place(one.start)
        told = place(one.speaker_start) if one.speaker_start is not None else at
        day = telling_day(sentences[told], written) if sentences else None
        if one.speaker is None:
            lately = None
            continue
        if day is None and lately is not None and lately[0] == one.speaker and at - lately[1] <= _REACH:
            day = lately[2]
        lately = (one.speaker, place(one.end - 1), day) if day is not None else None
        if day is not None:
            days[number] = day
    return days
