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
from briefing_generator.briefing.comparing.similarity import content_words, likeness, stem, words_of
from briefing_generator.briefing.telling.novelty import RECENT, freshness, told_before
from briefing_generator.model import Article, Evidence, Position, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CAP = 0.6
_OUTCOME = 2.0
_HEADLINE = 1.2
"""What it counts for that a sentence holds all words of its article's title: what an editor made of it."""
_OLDEST = 0.1
"""What a sentence counts for, of its worth, however old its article."""
_TITLE = 4
"""Words below which a title tells little."""
_FORE = 4
"""Sentences of an article among which its news stands; what follows is the way there."""
_BEHIND = 2
"""Sentences of an article that tell its news together."""
_COMMON = 11
"""What it counts for that a sentence tells what others tell, beside what it tells of its own."""
_SHARED = 0.3
"""Share of its pairs of words that others use, from which a sentence is of what the folder is about."""
_CENTRAL = 0.5
"""Share in what the folder is about from which an article may lead."""
_LATEST = 3
"""Articles from the latest on that may lead where the latest days hold none that can."""
_WEEK = 7
"""Days within which the articles before the latest still tell the news."""
_EQUAL = 0.95
"""Share of the best score from which a sentence weighs the same."""
_MANY = 4000
"""Candidates among which is chosen: the foremost of each article, where there are more."""
Unit = tuple[str, str, str]
Concept = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could stand in an overview.

    ``readable`` (0 to 1) tells how well it reads outside its article, ``fits`` that it is neither too long nor too short;
    ``place`` counts the sentences before it in its article, ``age`` the days from its article to the latest;
    ``outcome`` tells that it is the news of how things ended, ``leads`` that it could open a briefing; ``shown``
    is the text with what a reader must know of the day, where it differs. ``highlighted`` tells that the analyst marked it.
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
    leads: bool = True
    shown: str = ""
    highlighted: bool = False
    units: frozenset[Unit] = field(init=False)
    concepts: frozenset[Concept] = field(init=False)
    headline: float = field(init=False)

    def __post_init__(self) -> None:
        """Works out what the sentence covers."""
        units = frozenset((str(s.party), s.act, s.issue) for s in self.statements)
        object.__setattr__(self, "units", units)
        object.__setattr__(self, "concepts", _concepts(self.text))
        title = content_words(self.article.title)
        object.__setattr__(self, "headline", len(title & self.words) / max(len(title), _TITLE))


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
            scores = scorer.news({at: score for at, score in scores.items() if score > 0}, pool) or scores
        if not scores:
            break
        best = max(scores, key=lambda at: (scores[at], -at))
        if scores[best] <= 0 and chosen:
            break
        # Of those that weigh the same, one that the analyst marked.
        marked = [
            at for at in scores if pool[at].highlighted and pool[at].units and scores[at] >= _EQUAL * scores[best]
        ]
        best = max(marked, key=lambda at: (scores[at], -at), default=best)
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
        self._heaviest = max(held.values(), default=1)
        ages = {c.article.id: c.age for c in pool}
        self._fresh = freshness(ages.values())
        self._latest = sorted(ages.values())[:_LATEST][-1] if ages else 0
        self._old = superseded(positions, statements)
        self._repeated = told_before({at: (c.concepts, c.age) for at, c in enumerate(pool)})
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

    def news(self, scores: Mapping[int, float], pool: list[Candidate]) -> dict[int, float]:
        """Returns those of the scored sentences that may tell where things stand, by the first rule that leaves any.

        They stand in front of the latest articles, which are about the matter, and no earlier article told them; where
        the end of things was told, they are no older than that.
        """
        since = {at: s for at, s in scores.items() if self._ended is None or pool[at].age <= self._ended}
        fit = {at: s for at, s in since.items() if pool[at].leads and at not in self._repeated}
        fore = {at: s for at, s in fit.items() if pool[at].place < _FORE and (pool[at].article.share or 1) >= _CENTRAL}
        # The first sentence of an article tells its news; one behind it may open with what only the first one names.
        # Where no article is newer than the others, what is central to all goes before what opens one.
        ordered = len(self._fresh) > 1
        first = {at: s for at, s in fore.items() if pool[at].place == 0 or pool[at].outcome or not ordered}
        near = min(self._latest, _WEEK)
        if not self._used:
            endings = {at: s for at, s in first.items() if pool[at].outcome}
            held = [
                (endings, RECENT),
                (first, RECENT),
                (fore, RECENT),
                (first, near),
                (fore, near),
                (first, self._latest),
            ]
        else:
            # What the leading article goes on with stands beside its news only where it tells more of it.
            further = {at: s for at, s in fore.items() if self._goes_on(pool[at])}
            held = [(further, RECENT), (further, near), (further, self._latest), (fore, self._latest)]
        for those, within in held:
            found = {at: s for at, s in those.items() if pool[at].age <= within}
            if found:
                return found
        return first or fore or fit or since

    def _goes_on(self, c: Candidate) -> bool:
        """Tells whether a sentence is news beside what was taken: of another article, a position, or of what others tell, too."""
        if not self._used[c.article.family] or c.units or c.place < _BEHIND:
            return True
        return sum(concept in self._weight for concept in c.concepts) >= _SHARED * len(c.concepts)

    def score(self, c: Candidate, near: float, leads: bool) -> float:
        """Returns the gain of a sentence that is ``near`` (0 to 1) to what was taken."""
        shared = sum(self._weight.get(concept, 0) for concept in c.concepts - self._said) / self._top
        central = _COMMON * shared / (6 + len(c.words)) ** 0.5
        gain = 0.0
        for unit in c.units - self._covered:
            if any((str(s.party), s.act, s.issue) == unit and s.id not in self._old for s in c.statements):
                gain += 0.3 + 0.5 * self._held[unit[0], unit[2]] / self._heaviest
        early = 1 / (1 + c.place)
        stale = bool(c.statements) and all(s.id in self._old for s in c.statements)
        score = min(gain, 1.0) + central + (0.8 if leads else 0.4) * early + _HEADLINE * c.headline
        score *= _OLDEST + (1 - _OLDEST) * self._fresh[c.age]
        # How it ended comes first, and what the other articles expected of it after.
        score += _OUTCOME if leads and c.outcome and self._ended is None else 0.0
        score -= 0.8 * near + 0.2 * self._used[c.article.family]
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
