"""Which sentences an overview takes: those that cover most of what the articles share, and repeat nothing.

What is to be covered are units, (party, act, issue) of the statements, and concepts, the pairs of neighbouring words that
several origins use, each weighted by how many do (Gillick and Favre 2009, "A scalable global model for summarization",
here chosen greedily by gain and with a price on likeness). Units lead where articles hold statements; concepts carry
the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.comparison_words import stop_words
from briefing_generator.briefing.comparing.similarity import likeness, stem, words_of
from briefing_generator.model import Article, Evidence, Position, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CAP = 0.6
_OUTCOME = 2.0
_NEWS, _OLD = 30, 0.75
"""Days before the latest article from which a position is no news, and what its sentence then counts for as a lead."""
_SINCE = 0.35
"""What it counts for that a sentence was written when things had come to an end."""
_BEFORE = 0.35
"""What a sentence counts for that was written before things came to an end."""
_MANY = 4000
"""Candidates among which is chosen: the foremost of each article, where there are more."""
Unit = tuple[str, str, str]
Concept = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could stand in an overview.

    ``readable`` (0 to 1) tells how well it reads outside its article, ``fits`` that it is neither too long nor too short;
    ``place`` counts the sentences before it in its article, ``age`` the days from its article to the latest; ``outcome`` tells that it is the news of how things ended.
    """

    article: Article
    text: str
    evidence: Evidence
    statements: tuple[Statement, ...]
    words: frozenset[str]
    place: int
    readable: float
    fits: bool
    age: int = 0
    outcome: bool = False
    units: frozenset[Unit] = field(init=False)
    concepts: frozenset[Concept] = field(init=False)

    def __post_init__(self) -> None:
        """Works out what the sentence covers."""
        units = frozenset((str(s.party), s.act, s.issue) for s in self.statements)
        object.__setattr__(self, "units", units)
        object.__setattr__(self, "concepts", _concepts(self.text))


def _concepts(text: str) -> frozenset[Concept]:
    words = words_of(text)
    stop = stop_words()
    return frozenset((stem(a), stem(b)) for a, b in pairwise(words) if a not in stop or b not in stop)


def superseded(positions: Iterable[Position], statements: Mapping[str, Statement]) -> frozenset[str]:
    """Returns the ids of statements that later ones of the same party and issue took the place of, where a position changed."""
    old: set[str] = set()
    for position in positions:
        if position.changed:
            latest = statements[position.statements[-1]].date
            old.update(i for i in position.statements if latest and (statements[i].date or "") < latest)
    return frozenset(old)


def choose(
    candidates: list[Candidate],
    pinned: list[Candidate],
    positions: Iterable[Position],
    statements: Mapping[str, Statement],
    number: int,
    leading: int,
) -> list[Candidate]:
    """Returns the pinned sentences and then the best of the others, ``number`` in all, in the order they were chosen.

    The first ``leading`` ones are the bottom line: for them it counts more that they are recent and open their article.
    """
    positions = tuple(positions)
    taken = {c.evidence for c in pinned}
    pool = [c for c in candidates if c.fits and c.evidence not in taken]
    if len(pool) > _MANY:
        pool = sorted(pool, key=lambda c: (c.place, c.article.id))[:_MANY]
    scorer = _Scorer(pool, positions, statements)
    chosen = list(pinned)
    for pick in pinned:
        scorer.take(pick)
    near = dict.fromkeys(range(len(pool)), 0.0)
    for pick in pinned:
        near = {at: max(before, likeness(pool[at].text, pick.text)) for at, before in near.items()}
    while len(chosen) < number and near:
        leads = len(chosen) < leading
        scores = {at: scorer.score(pool[at], likes, leads) for at, likes in near.items() if likes <= _CAP}
        if leads:
            news = {at: score for at, score in scores.items() if scorer.is_news(pool[at]) and score > 0}
            scores = news or scores
        if not scores:
            break
        best = max(scores, key=lambda at: (scores[at], -at))
        if scores[best] <= 0 and chosen:
            break
        pick = pool[best]
        chosen.append(pick)
        scorer.take(pick)
        del near[best]
        near = {at: max(before, likeness(pool[at].text, pick.text)) for at, before in near.items()}
    return chosen


class _Scorer:
    """Tells what a sentence would add to those that were taken."""

    def __init__(self, pool: list[Candidate], positions: tuple[Position, ...], statements: Mapping[str, Statement]):
        spoken: dict[Concept, set[str]] = defaultdict(set)
        for candidate in pool:
            for concept in candidate.concepts:
                spoken[concept].add(candidate.article.family)
        self._origins = max(1, len({c.article.family for c in pool}))
        least = 2 if self._origins > 2 else 1
        self._weight = {c: len(f) for c, f in spoken.items() if len(f) >= least}
        self._top = sum(sorted(self._weight.values(), reverse=True)[:20]) or 1
        held = Counter({(p.party, p.issue): len(p.statements) for p in positions})
        self._held = held
        # Where articles hold few statements, what they report is the story.
        self._positional = sum(held.values()) >= 2 * self._origins
        self._heaviest = max(held.values(), default=1)
        days = sorted({c.article.date for c in pool if c.article.date})
        self._fresh = {day: (at + 1) / len(days) for at, day in enumerate(days)}
        self._old = superseded(positions, statements)
        self._covered: set[Unit] = set()
        self._said: set[Concept] = set()
        self._used: Counter[str] = Counter()
        self._ended: int | None = None

    def take(self, pick: Candidate) -> None:
        """Counts what a sentence covers as covered."""
        self._covered |= pick.units
        self._said |= pick.concepts
        self._used[pick.article.family] += 1
        if pick.outcome and self._ended is None:
            self._ended = pick.age

    def is_news(self, c: Candidate) -> bool:
        """Tells whether a sentence may tell where things stand: where they ended, it is no older than that."""
        return self._ended is None or c.age <= self._ended

    def score(self, c: Candidate, near: float, leads: bool) -> float:
        """Returns the gain of a sentence that is ``near`` (0 to 1) to what was taken."""
        shared = sum(self._weight.get(concept, 0) for concept in c.concepts - self._said) / self._top
        central = shared * 8 / (6 + len(c.words)) ** 0.5
        gain = 0.0
        for unit in c.units - self._covered:
            if any((str(s.party), s.act, s.issue) == unit and s.id not in self._old for s in c.statements):
                gain += 0.3 + 0.5 * self._held[unit[0], unit[2]] / self._heaviest
        fresh = self._fresh.get(c.article.date or "", 0.3)
        early = 1 / (1 + c.place)
        stale = bool(c.statements) and all(s.id in self._old for s in c.statements)
        score = min(gain, 1.2) * (0.6 + 0.4 * fresh) + central * (0.7 + 0.3 * fresh) + (0.8 if leads else 0.4) * early
        since = self._ended is not None and c.age <= self._ended
        score -= 0.8 * near + (0.1 if since else 0.2) * self._used[c.article.family]
        if self._ended is not None:
            score = score + _SINCE if since else score * _BEFORE
        if leads:
            score *= 0.5 + 0.5 * fresh
            if self._positional:
                score *= (1.0 if c.units else 0.6) * (_OLD if c.age > _NEWS else 1.0)
            # How it ended comes first, and what the other articles expected of it after.
            score += _OUTCOME if c.outcome and self._ended is None else 0.0
        return float(score * c.readable * (0.5 if stale else 1.0))


def in_reading_order(leading: list[Candidate], chosen: list[Candidate], old: frozenset[str]) -> list[Candidate]:
    """Returns the sentences with recent ones before old ones where a position changed, otherwise as they were chosen.

    Where things came to an end, what was written since comes first, and the way there follows, the latest first.
    """
    ended = min((c.age for c in (*leading, *chosen) if c.outcome), default=None)
    ordered = list(chosen)
    if ended is not None:
        since = [c for c in chosen if c.age <= ended]
        return since + sorted((c for c in chosen if c.age > ended), key=lambda c: (c.age, c.article.id, c.place))
    for at in range(len(ordered)):
        for later in range(at + 1, len(ordered)):
            first, second = ordered[at], ordered[later]
            one_matter = {(u[0], u[2]) for u in first.units} & {(u[0], u[2]) for u in second.units}
            outdated = any(s.id in old and (str(s.party), s.issue) in one_matter for s in first.statements)
            if outdated and (second.article.date or "") > (first.article.date or ""):
                ordered[at], ordered[later] = second, first
    return ordered
