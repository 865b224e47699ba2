"""The overview: a bottom line of two or three sentences, then key points; each cited, each readable by itself.

Sentences are taken as :mod:`briefing_generator.briefing.telling.wording` lets them stand, and chosen by :mod:`briefing_generator.briefing.telling.select`.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.similarity import content_words, likeness
from briefing_generator.briefing.corrections.quotes import holds_quote, place_quote
from briefing_generator.briefing.telling.outcomes import leans, tells_market, tells_outcome, weight_alone
from briefing_generator.briefing.telling.resolved import hangs_on_a_day, with_days
from briefing_generator.briefing.telling.select import Candidate, choose, in_reading_order, superseded
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.model import (
    Corpus,
    DateMention,
    Evidence,
    KeyPoint,
    OverviewCorrection,
    Position,
    Sentence,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing_generator.briefing.telling.sentences import Telling

BOTTOM_LINE = 2
KEY_POINTS = 7
_LONGEST = 48
_LONGEST_LEAD = 70
"""Words that the first sentence of an article may have: nothing in it tells more."""
_SHORTEST = 9
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_SPOKEN = 0.4
"""Share of quoted words from which a sentence is more its speaker's than the writer's."""
_LATEST = 7
"""Days before the latest article within which an outcome is the news."""
_FORE = 5
"""Sentences of an article among which it tells how things ended; further back it tells of other things."""
_YEAR = 365
_BACKGROUND = 0.5
"""What a sentence counts for that tells what was more than a year before the first article."""
_MARKET = 0.4
"""What a sentence counts for that tells what prices did."""
_ALSO = 0.55
"""Share of words from which a sentence of another article is cited with a point."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The two parts of an overview, the corrections that no sentence fits any more, and those that several fit.

    ``doubtful`` has the sentences with each: article and words. None of them was changed.
    """

    bottom_line: tuple[KeyPoint, ...]
    key_points: tuple[KeyPoint, ...]
    stale: tuple[OverviewCorrection, ...]
    doubtful: tuple[tuple[OverviewCorrection, tuple[tuple[str, str], ...]], ...] = ()


def _candidates(corpus: Corpus, tellings: Iterable[Telling]) -> list[Candidate]:
    found = []
    days = sorted(a.date for a in corpus.articles if a.date and a.status == "used")
    opened, as_of = (days[0], days[-1]) if days else (None, "")
    for telling in tellings:
        article, reading = telling.article, telling.reading
        passed = {
            mention.sentence for mention in reading.dates
            if mention.kind != "beside" and mention.planned and mention.date <= as_of and (article.date or "") < as_of
        }  # fmt: skip
        # What an article recalls of the weeks before it is no news, and no ending either.
        recalled = {m.sentence for m in reading.dates if _recalls(m, article.date)}
        dated: dict[int, list[DateMention]] = defaultdict(list)
        for mention in reading.dates:
            dated[mention.sentence].append(mention)
        # The first of a sentence's dates is that of what it tells.
        far = {place for place, told in dated.items() if _far_back(told[0].date, opened)}
        for place, (sentence, worded) in enumerate(zip(reading.sentences, telling.worded, strict=True)):
            if worded is None:
                continue
            words = len(worded.text.split())
            age = _days(article.date, as_of)
            shown = with_days(worded.text, dated.get(place, ()), article.date)
            found.append(
                Candidate(
                    article, worded.text, worded.evidence, telling.carried(worded.evidence), content_words(worded.text), place,
                    readable=_readable(shown, sentence)
                    * weight_alone(worded.text, place in passed)
                    * (_MARKET if tells_market(worded.text) else 1.0)
                    * (_BACKGROUND if place in far else 1.0),
                    fits=_SHORTEST <= words <= (_LONGEST if place else _LONGEST_LEAD),
                    age=age,
                    outcome=age <= _LATEST and place < _FORE and tells_outcome(worded.text)
                    and place not in recalled,
                    shown=shown,
                    leads=_can_lead(shown, sentence) and place not in passed | far | recalled,
                    highlighted=any(
                        h.start < worded.evidence.end and worded.evidence.start < h.end for h in article.highlights
                    ),
                )
            )  # fmt: skip
    return found


def _days(day: str | None, as_of: str) -> int:
    """Returns how many days before the latest article a day lies; more than any where it is not known."""
    if not as_of:
        return 0  # where no day is known, none is older
    return (date.fromisoformat(as_of) - date.fromisoformat(day)).days if day else sys.maxsize


def _recalls(mention: DateMention, written: str | None) -> bool:
    """Tells whether a sentence tells what happened more than a week before its article."""
    return (
        written is not None
        and not mention.planned
        and mention.kind == "event"
        and _days(mention.date, written) > _LATEST
    )


def _far_back(told: str, opened: str | None) -> bool:
    """Tells whether a sentence speaks of something more than a year before the first article."""
    return opened is not None and (date.fromisoformat(opened) - date.fromisoformat(told)).days > _YEAR


def _can_lead(text: str, sentence: Sentence) -> bool:
    """Tells whether a sentence could open a briefing: it leans on no other, and is its writer's more than a speaker's."""
    return (
        not tells_market(text)
        and sentence.standing == "alone"
        and sentence.pronoun is None
        and not leans(text)
        and not hangs_on_a_day(text)
        and _spoken(text) <= _SPOKEN
    )


def _spoken(text: str) -> float:
    return sum(len(match) for match in _QUOTED.findall(text)) / max(1, len(text))


def _readable(text: str, sentence: Sentence) -> float:
    """Returns how well a sentence reads outside its article: less where it leans on others, is spoken, or says "today" of an unknown day."""
    readable = 1.0 if sentence.standing == "alone" else 0.5
    if sentence.pronoun is not None:
        readable *= 0.8
    if hangs_on_a_day(text):
        readable *= 0.6
    return readable * (0.5 if _spoken(text) > _SPOKEN else 1.0)


def make_overview(
    corpus: Corpus, tellings: Iterable[Telling], by_id: Mapping[str, Statement], positions: tuple[Position, ...]
) -> Overview:
    """Returns the overview: pinned sentences first, dropped ones never.

    A pin or drop fits the sentence that holds its quote, in each article that has it; a pin may also name a passage that the program would not have
    taken: it is shown as it stands.
    """
    candidates = _candidates(corpus, tellings)
    fits = {id(c): [each for each in candidates if _fits(each, c)] for c in corpus.settings.overview}
    doubtful = [c for c in corpus.settings.overview if len({each.text for each in fits[id(c)]}) > 1]
    sure = [c for c in corpus.settings.overview if c not in doubtful]
    pins = [c for c in sure if c.action == "pin"]
    drops = [c for c in sure if c.action == "drop"]
    stale = [c for c in drops if not any(place_quote(a, c.quote) for a in corpus.articles)]
    dropped = {each.evidence for drop in drops for each in fits[id(drop)]}
    left = [c for c in candidates if c.evidence not in dropped]
    pinned: list[tuple[Candidate, OverviewCorrection]] = []
    for pin in pins:
        hit = next(iter(fits[id(pin)]), None) or _quoted(corpus, pin)
        if hit is None:
            stale.append(pin)
        elif all(hit.evidence != other.evidence for other, _ in pinned):
            pinned.append((hit, pin))
    chosen = choose(left, [hit for hit, _ in pinned], positions, by_id, BOTTOM_LINE + KEY_POINTS, BOTTOM_LINE)
    old = superseded(positions, by_id)
    bottom = chosen[: max(BOTTOM_LINE, min(3, len(pinned)))]
    points = in_reading_order(bottom, chosen[len(bottom) :], old)
    marks = {hit.evidence: pin for hit, pin in pinned}
    return Overview(
        tuple(_point(c, candidates, marks.get(c.evidence)) for c in bottom),
        tuple(_point(c, candidates, marks.get(c.evidence)) for c in points),
        tuple(stale),
        tuple((c, tuple((each.article.id, each.text) for each in fits[id(c)])) for c in doubtful),
    )


def _fits(candidate: Candidate, asked: OverviewCorrection) -> bool:
    named = asked.article in (None, candidate.article.id, candidate.article.path)
    return named and holds_quote(candidate.evidence, asked.quote)


def _quoted(corpus: Corpus, pin: OverviewCorrection) -> Candidate | None:
    for article in corpus.articles:
        named = article.status == "used" and pin.article in (None, article.id, article.path)
        evidence = place_quote(article, pin.quote) if named else None
        if evidence is not None:
            words = as_shown(pin.quote)
            return Candidate(article, words, evidence, (), content_words(words), 0, 1.0, True)
    return None


def _point(candidate: Candidate, candidates: Iterable[Candidate], pin: OverviewCorrection | None) -> KeyPoint:
    also: dict[str, Evidence] = {}
    for other in candidates:
        if other.article.family == candidate.article.family or other.article.family in also:
            continue
        shared = other.units & candidate.units or not candidate.units
        if shared and likeness(other.text, candidate.text) >= _ALSO:
            also[other.article.family] = other.evidence
    return KeyPoint(
        candidate.shown or candidate.text, candidate.evidence, tuple(also.values()), pin is not None,
        by=pin.by if pin else None, reason=pin.reason if pin else None,
    )  # fmt: skip
