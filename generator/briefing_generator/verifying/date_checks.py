"""Whether a draft gives another day to an event than the folder does."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.similarity import senses
from briefing_generator.model import Evidence, Finding, Precision
from briefing_generator.reading.dates.date_expressions import find_expressions
from briefing_generator.reading.dates.date_meaning import Tense, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing_generator.model import Briefing, Draft, Reading, Sentence

_LEAST = 3
"""Words that a sentence of the draft shares with an event, at least."""
_SHARE = 0.6
"""Share of the words of the shorter of the two."""
_CLOSE = 0.75
"""How much another event may share, compared with the best one, that is of the day that the draft gives."""
_LENGTHS = {"day": 10, "week": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class _Dated:
    """An event of the folder: its words and its day; ``beside`` are the other days that its sentence names."""

    words: frozenset[str]
    date: str
    precision: Precision
    evidence: Evidence
    beside: tuple[_Told, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A date in the draft; ``dated`` tells that it names its year, or is told from the draft's own day."""

    start: int
    end: int
    date: str
    precision: Precision
    dated: bool


class DateChecker:
    """Checks the dates of one draft against the dated events of a folder."""

    def __init__(self, briefing: Briefing, draft: Draft, reading: Reading) -> None:
        """Takes the briefing, the draft, and what was read in it."""
        self._draft = draft
        self._reading = reading
        self._as_of = briefing.as_of
        self._read = {mention.start: mention for mention in reading.dates}
        days = {article.id: article.date for article in briefing.articles}
        self._events = [
            _Dated(
                _without_dates(e.evidence.quote), e.date, e.precision, e.evidence,
                tuple(_named(e.evidence.quote, days.get(e.evidence.article))),
            )
            for e in briefing.timeline
        ]  # fmt: skip
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, event in enumerate(self._events):
            for word in event.words:
                self._by_word[word].append(number)

    def check(self) -> list[Finding]:
        """Returns a finding for each date that differs, in order of the draft."""
        return [f for sentence in self._reading.sentences if (f := self._checked(sentence)) is not None]

    def _dates(self, sentence: Sentence) -> list[_Told]:
        """Returns the dates of a sentence that can be compared.

        "On Thursday" means a day only where the draft says when it was written, as the reader tells it from the verb.
        """
        text = self._draft.article.text[sentence.start : sentence.end]
        written = self._draft.article.date or self._as_of
        base = date.fromisoformat(written) if written else None
        found = []
        for one in find_expressions(text):
            start, end = sentence.start + one.start, sentence.start + one.end
            named = one.month is not None or (one.year is not None and not one.broad)
            if named and (meant := resolve(one, base, "past")) is not None:
                found.append(_Told(start, end, meant[0].isoformat(), meant[1], one.year is not None))
            elif self._draft.article.date and (read := self._read.get(start)) and read.precision == "day":
                found.append(_Told(start, end, read.date, read.precision, True))
        return found

    def _checked(self, sentence: Sentence) -> Finding | None:
        told_dates = self._dates(sentence)
        text = self._draft.article.text
        if not told_dates:
            return None
        words = _without_dates(text[sentence.start : sentence.end])
        shared: dict[int, int] = defaultdict(int)
        for word in words:
            for number in self._by_word.get(word, ()):
                shared[number] += 1
        near = {
            number: many / min(len(words), len(self._events[number].words))
            for number, many in shared.items()
            if many >= _LEAST and many >= _SHARE * min(len(words), len(self._events[number].words))
        }
        best = max(near.values(), default=0.0)
        if not near or any(
            self._fits(told, self._events[number])
            for number, share in near.items()
            if share >= _CLOSE * best
            for told in told_dates
        ):
            return None
        other = [self._events[number] for number in sorted(near, key=lambda n: (-near[n], -shared[n], n))]
        told = f"the folder dates this {_written(other[0])}."
        # A year that stands beside says the least.
        first = min(told_dates, key=lambda t: (-_LENGTHS[t.precision], t.start))
        return Finding(
            "date-differs", "warning", first.start, first.end, text[first.start : first.end], told, (other[0].evidence,)
        )

    def _fits(self, told: _Told, event: _Dated) -> bool:
        """Tells whether a date may be the event's day, or another one that its sentence names ("said on 3 May that …")."""
        return _same_day(told, event) or any(_same_day(told, other) for other in event.beside)


def _named(text: str, written: str | None) -> Iterator[_Told]:
    """Yields the dates that a sentence of an article names."""
    base = date.fromisoformat(written) if written else None
    tenses: tuple[Tense, ...] = ("past", "future")
    for one in find_expressions(text):
        for tense in tenses:
            if (meant := resolve(one, base, tense)) is not None:
                yield _Told(one.start, one.end, meant[0].isoformat(), meant[1], True)


def _without_dates(text: str) -> frozenset[str]:
    kept, at = [], 0
    for expression in find_expressions(text):
        kept.append(text[at : expression.start])
        at = max(at, expression.end)
    return senses(" ".join([*kept, text[at:]]))


def _same_day(mention: _Told, event: _Dated | _Told) -> bool:
    """Tells whether two dates may be one: as far as both say, and a week is near where a day in it is."""
    if "week" in (mention.precision, event.precision):
        return abs((date.fromisoformat(mention.date) - date.fromisoformat(event.date)).days) < 7
    length = min(_LENGTHS[mention.precision], _LENGTHS[event.precision])
    return mention.date[_since(mention) : length] == event.date[_since(mention) : length]


def _since(told: _Told) -> int:
    """Returns from which letter on a date counts: a "March 5" of any year, where nothing tells which."""
    return 0 if told.dated else len("2025-")


def _written(event: _Dated) -> str:
    return event.date[: _LENGTHS[event.precision]]
