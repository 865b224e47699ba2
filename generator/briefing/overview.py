"""The overview: sentences chosen for what they cover, not repeated, each readable outside its article.

Units of coverage are (party, act, issue) of the statements a sentence carries; a sentence earns what it adds, less for
likeness to what is chosen already. Where articles hold no statements, words that many articles share take their place
(centrality by document frequency), with a bonus for a sentence's early place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.briefing.positions import content_words, likeness
from generator.briefing.stakeholders import Merged
from generator.model import Article, Corpus, Evidence, KeyPoint, Position, Reading, Sentence, Stakeholder, Statement

MOST = 9
_LONGEST = 60
_SHORTEST = 6
_CAP = 0.55


@dataclass(frozen=True, slots=True)
class _Candidate:
    article: Article
    sentence: Sentence
    text: str
    quote: str
    units: frozenset[tuple[str, str, str]]
    words: frozenset[str]
    place: int


def _bracketed(sentence: Sentence, quote: str, name: str | None) -> str | None:
    if sentence.opening == "plain":
        return quote
    if sentence.opening == "connective":
        cut = re.match(r"(?:But|And|Yet|So|\w+),?\s+", quote)
        rest = quote[cut.end() :] if cut else quote
        return rest[:1].upper() + rest[1:] if cut and quote.split(",")[0].count(" ") == 0 else None
    match = re.match(r"(?:He|She|It|They)\b", quote)
    return f"[{name}]{quote[match.end() :]}" if match and name else None


def _candidates(
    corpus: Corpus,
    readings: Iterable[Reading],
    statements: Iterable[Statement],
    merged: Merged,
    people: Mapping[str, Stakeholder],
) -> list[_Candidate]:
    articles = {article.id: article for article in corpus.articles}
    carried: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        carried[statement.evidence.article].append(statement)
    found = []
    for reading in readings:
        article = articles[reading.article]
        for place, sentence in enumerate(reading.sentences):
            quote = article.text[sentence.start : sentence.end]
            if not _SHORTEST <= len(quote.split()) <= _LONGEST or quote.rstrip()[-1:] not in '.!?”"’)':
                continue
            key = merged.ids.get((reading.article, sentence.subject)) if sentence.subject else None
            text = _bracketed(sentence, quote, people[key].name if key else None)
            if text is None:
                continue
            units = frozenset(
                (str(s.party), s.act, s.issue)
                for s in carried[article.id]
                if s.evidence.start < sentence.end and sentence.start < s.evidence.end
            )
            found.append(
                _Candidate(article, sentence, " ".join(text.split()), quote, units, content_words(quote), place)
            )
    return found


def make_overview(
    corpus: Corpus,
    readings: Iterable[Reading],
    statements: Iterable[Statement],
    positions: tuple[Position, ...],
    merged: Merged,
    people: Mapping[str, Stakeholder],
) -> tuple[KeyPoint, ...]:
    """Returns the bottom line and key points in reading order: pinned ones first, dropped ones never."""
    candidates = _candidates(corpus, readings, statements, merged, people)
    pins = [c for c in corpus.settings.overview if c.action == "pin"]
    drops = [c.quote for c in corpus.settings.overview if c.action == "drop"]
    candidates = [c for c in candidates if not any(drop in c.quote for drop in drops)]
    chosen = [c for c in candidates if any(pin.quote in c.quote for pin in pins)]
    pinned = len(chosen)
    chosen = _greedy(candidates, chosen, positions)
    return tuple(_point(c, candidates, at < pinned) for at, c in enumerate(chosen))


def _greedy(
    candidates: list[_Candidate], chosen: list[_Candidate], positions: tuple[Position, ...]
) -> list[_Candidate]:
    if not candidates:
        return chosen
    families: dict[str, set[str]] = defaultdict(set)
    for c in candidates:
        for word in c.words:
            families[word].add(c.article.family)
    many = max(1, len({c.article.family for c in candidates}))
    counts = Counter(word for c in candidates for word in c.words)
    weight = {w: (len(families[w]) / many) * (1 if counts[w] > 1 else 0.2) for w in counts}
    held = Counter((p.party, p.issue) for p in positions for _ in p.statements)
    heavy = max(held.values(), default=1)
    dates = sorted({c.article.date for c in candidates if c.article.date})
    recency = {day: (at + 1) / len(dates) for at, day in enumerate(dates)}
    covered: set[tuple[str, str, str]] = {u for c in chosen for u in c.units}
    used = Counter(c.article.id for c in chosen)
    left = list(candidates)
    while len(chosen) < MOST and left:
        best: tuple[float, int] | None = None
        for at, c in enumerate(left):
            near = max((likeness(c.quote, other.quote) for other in chosen), default=0.0)
            if near > _CAP:
                continue
            new = [u for u in c.units if u not in covered]
            gain = sum(0.4 + 0.6 * held[u[0], u[2]] / heavy for u in new)
            central = sum(weight[w] for w in c.words) / (len(c.words) + 6)
            early = 1 / (1 + c.place)
            fresh = recency.get(c.article.date or "", 0.3)
            score = gain * (0.6 + 0.4 * fresh) + 1.5 * central + 0.5 * early - 0.8 * near - 0.25 * used[c.article.id]
            if best is None or score > best[0]:
                best = (score, at)
        if best is None:
            break
        pick = left.pop(best[1])
        chosen.append(pick)
        covered |= pick.units
        used[pick.article.id] += 1
    return chosen


def _point(candidate: _Candidate, candidates: list[_Candidate], pinned: bool) -> KeyPoint:
    evidence = Evidence(candidate.article.id, candidate.sentence.start, candidate.sentence.end, candidate.quote)
    also: list[Evidence] = []
    for other in candidates:
        apart = other.article.family != candidate.article.family and all(e.article != other.article.id for e in also)
        if apart and other.units & candidate.units and likeness(other.quote, candidate.quote) >= _CAP:
            also.append(Evidence(other.article.id, other.sentence.start, other.sentence.end, other.quote))
    return KeyPoint(candidate.text, evidence, tuple(also), pinned)
