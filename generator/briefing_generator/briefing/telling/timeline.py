"""What happened when: one entry an event, with the articles that tell of it; what lay ahead of them is marked as planned."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.disagreements import identity_of
from briefing_generator.briefing.comparing.similarity import Meaning, content_words, overlap
from briefing_generator.briefing.telling.endings import Endings
from briefing_generator.briefing.telling.outcomes import is_report, points_back
from briefing_generator.briefing.telling.prospects import Plan, with_stage
from briefing_generator.model import Article, DateMention, Event, Evidence, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing_generator.briefing.telling.sentences import Telling
    from briefing_generator.briefing.telling.wording import Worded

_MARKS = ("“", '"')
_ALIKE = 0.45
_SOME = 0.2
_BOTH = 0.8
_LEAST = 2
"""Words beside the date that two tellings of one event share at least."""
_FORE = 3
"""Sentences of an article among which its news stands."""
_COMPARED = 40
"""Events of one date, the latest found, that a sentence is compared with."""


@dataclass(frozen=True, slots=True)
class _Told:
    article: Article
    mention: DateMention
    text: str
    evidence: Evidence
    speaker: frozenset[str] = frozenset()


def _told(tellings: Iterable[Telling]) -> Iterator[_Told]:
    # An undated article comes last: what it tells is the first telling only where no dated one tells it.
    for telling in sorted(tellings, key=lambda t: (t.article.date or "9999", t.article.id)):
        for mention in telling.reading.dates:
            worded = telling.worded[mention.sentence]
            if (
                mention.kind == "beside"
                or worded is None
                or points_back(worded.text)
                or not worded.evidence.start <= mention.start < worded.evidence.end
            ):
                continue
            if mention.kind != "saying":
                yield _Told(telling.article, mention, worded.text, worded.evidence)
            elif _position(telling, mention, worded):
                speaker = telling.speaker(mention.sentence)
                yield _Told(telling.article, mention, worded.text, worded.evidence, speaker)


def _position(telling: Telling, mention: DateMention, worded: Worded) -> bool:
    """Tells whether a mere saying is an event: a position is in it, or the writer reports what a party said.

    So is what an article opens with that nobody is named for ("state media said"), and what is told to have been reported.
    """
    if telling.carried(worded.evidence):
        return True
    if worded.text.startswith(_MARKS):
        return False
    opens = mention.sentence < _FORE and not telling.speaker(mention.sentence)
    return opens or telling.voiced(mention.sentence) or is_report(worded.text, mention.text)


def make_timeline(tellings: Iterable[Telling], meaning: Meaning, as_of: str | None = None) -> tuple[Event, ...]:
    """Returns the events in order of time.

    Args:
        tellings: in any order; a saying counts as an event where it carries a statement.
        meaning: compares sentences; those of one date that tell the same are one event, the earliest telling is shown.
        as_of: the day of the latest article.

    ``planned`` holds while every article that tells of the event was written before it.
    """
    tellings = tuple(tellings)
    endings = Endings(tellings)
    by_date: dict[tuple[str, Precision], list[_Told]] = defaultdict(list)
    for told in _told(tellings):
        by_date[told.mention.date, told.mention.precision].append(told)
    events = []
    for (day, precision), told_then in sorted(by_date.items()):
        groups: list[list[_Told]] = []
        # What is only mentioned in passing adds a source to an event; it is one itself where nobody tells more.
        for told in sorted(told_then, key=lambda t: t.mention.kind == "aside"):
            home = next((g for g in groups[-_COMPARED:] if _one_event(g[0], told, meaning)), None)
            if home is not None:
                home.append(told)
            elif told.mention.kind != "aside" or (not groups and _background(told.mention)):
                groups.append([told])
        events += [with_stage(_event(day, precision, group, endings), as_of) for group in groups]
    return tuple(events)


def _background(mention: DateMention) -> bool:
    """Tells whether what is mentioned in passing is an event: a day's or week's, or what happened in a month or year that is gone."""
    return mention.precision in ("day", "week") or not mention.planned


def _one_event(left: _Told, right: _Told, meaning: Meaning) -> bool:
    # What two people said on one day is two events, however alike the words.
    if left.article.id == right.article.id or (left.speaker and right.speaker and not left.speaker & right.speaker):
        return False
    a, b = (content_words(told.text) - content_words(told.mention.text) for told in (left, right))
    if len(a & b) < _LEAST:
        return False
    shared = overlap(a, b)
    if shared >= _ALIKE or shared < _SOME:
        return shared >= _ALIKE
    return shared + meaning.near(left.text, right.text) >= _BOTH


def _event(day: str, precision: Precision, group: list[_Told], endings: Endings) -> Plan:
    # That it happened tells more than that it was to happen.
    first = next((told for told in group if not told.mention.planned), group[0])
    also: dict[str, Evidence] = {}
    for told in group:
        if told.article.family != first.article.family:
            also.setdefault(told.article.family, told.evidence)
    identity = identity_of(day, first.evidence.article, first.evidence.quote)
    planned = all(told.mention.planned for told in group)
    last = max((told.article.date or "" for told in group), default="")
    ending = endings.of(first.text, first.mention.text, day, last) if planned and last else None
    event = Event(
        identity, day, precision, first.text, first.evidence, tuple(also.values()), planned, ending=ending
    )  # fmt: skip
    return Plan(event, first.mention.kind == "event")
