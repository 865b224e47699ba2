"""Which articles belong to a briefing: each one's share in what the others are about, and stories that have nothing in common.

What a folder is about is counted, never compared pair by pair: who holds statements in how many articles, which words
stand in what is wanted in how many, and which words most articles have. Where the middle article has a good part of what
the others want, the folder tells a story; an article that has next to none of that, and whose title has no word of it, is
off topic; so is one that is unlike all others as a whole (:mod:`~briefing_generator.briefing.strangers`). A folder of many small stories has none that an article could be beside of. Where a folder falls into two halves
with hardly a word in common, and each tells a story, it tells two.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

from briefing_generator.briefing.strangers import find_strangers, told_apart
from briefing_generator.issues.terms import root
from briefing_generator.language.words import language_data

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence, Set

    from briefing_generator.model import Article, Stakeholder, Statement


_LEAST_ARTICLES = 4
"""Articles, each a text of its own, from which one can be beside the matter of the others."""
_CORE = 0.5
"""Share of the other articles that have a word which the folder is about."""
_OFF = 0.5
"""Share in parties, matters and core words, against the middle article, below which an article is off topic."""
_ONE_MATTER = 0.37
"""Part of what several articles want that the middle article has, from which they tell one story: on folders of one story
it is 0.44 to 0.75, on those of many 0.0 to 0.31."""
_NO_MATTER = 0.35
"""Part of what the middle article has of the others' matters below which an article has next to none of them: a party is no
proof of belonging, as some stand in the news of everything."""
_CUT_OFF = 150
"""Words below which a text may be cut off at a pay wall, so that its title alone may tell of the matter."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SHORTEST = 3
_TITLE = 3
_MOST_OFF = 0.4
"""Share of articles up to which those that are beside the matter of the others are off topic: of more it is no side matter."""
_APART = 0.2
"""Likeness of two halves below which they are two stories."""
_STORY, _STORY_SHARE = 3, 0.2
"""Articles of a story, and its share of all, from which it is told as one."""
_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Belonging:
    """What belongs together: each article's ``share`` (0 to 1, that of the middle article is 1), which are ``off`` topic,
    and the ``stories`` of the others where they are several, the largest first."""

    share: Mapping[str, float]
    off: frozenset[str] = frozenset()
    stories: tuple[tuple[str, ...], ...] = ()


@cache
def _plain() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS) | frozenset(map(str, language_data("phrases", "words.yml")["plain"]))


def _words(text: str) -> list[str]:
    found = (word for word in _WORD.findall(text) if len(word) >= _SHORTEST)
    return [root(word) for word in found if word.casefold() not in _plain()]


def find_belonging(
    articles: Sequence[Article], statements: Iterable[Statement], stakeholders: Iterable[Stakeholder]
) -> Belonging:
    """Returns which articles belong.

    Args:
        articles: those in use.
        statements: what was read in them, those with a party.
        stakeholders: whom they name.

    An article whose front matter says ``topic: yes`` or ``no`` is what it says.
    """
    stated_off = frozenset(article.id for article in articles if article.topic is False)
    known = _Known(articles, statements, stakeholders)
    by_id = {article.id: article for article in articles}
    stories = _stories(known) or _sorted(
        told_apart(articles, _least(len(articles))) if len(articles) >= 2 * _STORY else ()
    )
    share: dict[str, float] = {}
    off: set[str] = set()
    for story in stories or (tuple(known.texts),):
        shares, beside = _beside(known, story)
        if len({by_id[article].family for article in story}) >= _LEAST_ARTICLES:
            like = find_strangers([by_id[article] for article in story])
            # What tells of other parties in the folder's own field is one more of its stories, and none beside them.
            beside = {a for a in beside if a not in like.own and not like.belongs(a)} | like.strangers
        share |= shares
        off |= beside if len(beside) <= _MOST_OFF * len(story) else set()
    said = {article.id: article.topic for article in articles}
    beside_all = stated_off | {article for article in off if said[article] is None}
    kept = tuple(tuple(a for a in story if a not in beside_all) for story in stories)
    return Belonging(share, beside_all, kept)


class _Known:
    """What is counted of a folder: who holds statements where, which words stand in what is wanted, and in the texts."""

    def __init__(
        self, articles: Sequence[Article], statements: Iterable[Statement], stakeholders: Iterable[Stakeholder]
    ) -> None:
        self.words = {article.id: article.words for article in articles}
        self.origins = {article.id: article.family for article in articles}
        self.titles = {article.id: _words(article.title) for article in articles}
        self.texts = {article.id: frozenset(self.titles[article.id] + _words(article.text)) for article in articles}
        self.holders: dict[str, set[str]] = defaultdict(set)
        self.matters: dict[str, set[str]] = defaultdict(set)
        self.named: dict[str, set[str]] = {article: set() for article in self.texts}
        self.wanted: dict[str, Counter[str]] = {a: Counter(title * _TITLE) for a, title in self.titles.items()}
        for statement in statements:
            at = statement.evidence.article
            if statement.party is not None:
                self.holders[statement.party].add(at)
                # A mark that no word has keeps parties apart from words.
                self.wanted[at]["@" + statement.party] += 1
            words = _words(statement.content)
            self.wanted[at].update(words)
            for word in set(words):
                self.matters[word].add(at)
        for stakeholder in stakeholders:
            for mention in stakeholder.mentions:
                self.named[mention.article].add(stakeholder.party or stakeholder.id)


def _beside(known: _Known, story: Sequence[str]) -> tuple[dict[str, float], set[str]]:
    """Returns each article's share in what its story is about, and which articles are beside it."""
    if len({known.origins[article] for article in story}) < _LEAST_ARTICLES:
        return dict.fromkeys(story, 1.0), set()
    have: dict[str, set[str]] = defaultdict(set)
    for article in story:
        for word in known.texts[article]:
            have[word].add(article)
    most = _CORE * (len(story) - 1)
    common = {word: found for word, found in have.items() if len(found) >= most}
    matters = _part(known, story, known.matters, known.texts)
    parts = [_part(known, story, known.holders, known.named), matters, _part(known, story, common, known.texts)]
    share = _together(parts, story)
    middle = median(matters.values())
    if middle < _ONE_MATTER:
        return share, set()
    return share, {
        article
        for article in story
        if share[article] < _OFF
        and matters[article] < _NO_MATTER * middle
        and not (
            known.words[article] < _CUT_OFF
            and any(len(common.get(word, ())) - 1 >= most for word in known.titles[article])
        )
    }


def _part(
    known: _Known, story: Sequence[str], found: Mapping[str, Set[str]], whose: Mapping[str, Set[str]]
) -> dict[str, float]:
    """Returns how much each article of a story has of what stands in several of them."""
    inside = set(story)
    shared = _of_origins({what: where & inside for what, where in found.items()}, known.origins)
    return {article: _share(shared, article, whose[article]) for article in story}


def _is_story(known: _Known, articles: Sequence[str]) -> bool:
    """Tells whether articles tell one story: the middle one has a good part of what several of them want."""
    return median(_part(known, articles, known.matters, known.texts).values()) >= _ONE_MATTER


def _of_origins(found: Mapping[str, Set[str]], origins: Mapping[str, str]) -> dict[str, set[str]]:
    """Returns what stands in two texts of their own or more, with these texts' families."""
    counted = {what: {origins[article] for article in where} for what, where in found.items()}
    return {what: families for what, families in counted.items() if len(families) > 1}


def _share(known: Mapping[str, set[str]], article: str, here: Set[str]) -> float:
    """Returns how much of what others have an article has, what many have counting more.

    Itself is not counted, and what only one other has may be chance.
    """
    weights = {what: len(where - {article}) - 1 for what, where in known.items()}
    whole = sum(weights.values())
    return sum(weight for what, weight in weights.items() if what in here) / whole if whole else 0.0


def _together(parts: Sequence[Mapping[str, float]], articles: Sequence[str]) -> dict[str, float]:
    """Returns each article's share: the mean of its parts, each against that of the middle article."""
    told = [(part, middle) for part in parts if (middle := median(part.values())) > 0]
    if not told:
        return dict.fromkeys(articles, 1.0)
    return {a: round(sum(min(1.0, part[a] / middle) for part, middle in told) / len(told), 3) for a in articles}


Vector = dict[str, float]


def _vectors(wanted: Mapping[str, Counter[str]]) -> dict[str, Vector]:
    count = Counter(word for words in wanted.values() for word in words)
    found = {}
    for article, words in wanted.items():
        raw = {w: (1 + math.log(n)) * math.log(1 + len(wanted) / count[w]) for w, n in words.items() if count[w] > 1}
        found[article] = _unit(raw)
    return found


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(math.fsum(value * value for value in vector.values()))
    return {word: value / length for word, value in vector.items()} if length else {}


def _likeness(left: Vector, right: Vector) -> float:
    small, large = sorted((left, right), key=len)
    return round(math.fsum(value * large.get(word, 0.0) for word, value in small.items()), 6)


def _mean(vectors: Collection[Vector]) -> Vector:
    total: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for word, value in vector.items():
            total[word] += value / len(vectors)
    return total


def _halves(vectors: Mapping[str, Vector]) -> list[list[str]]:
    """Returns the articles on either side of the direction in which they differ most."""
    centre = _mean(vectors.values())
    start = max(sorted(vectors), key=lambda a: len(vectors[a]))
    way = _unit(vectors[start])
    for _ in range(_ROUNDS):
        # A step of power iteration: each article pulls the direction its way as far as it lies along it.
        off = _likeness(centre, way)
        turned: dict[str, float] = defaultdict(float)
        for vector in vectors.values():
            along = _likeness(vector, way) - off
            for word, value in vector.items():
                turned[word] += along * value
        way = _unit(turned)
    off = _likeness(centre, way)
    sides: list[list[str]] = [[], []]
    for article, vector in vectors.items():
        sides[_likeness(vector, way) > off].append(article)
    return sides


def _stories(known: _Known) -> tuple[tuple[str, ...], ...]:
    """Returns two stories where articles fall into halves that tell one each and have hardly a party or a matter in common."""
    vectors = _vectors(known.wanted)
    least = _least(len(vectors))
    if len(vectors) < 2 * _STORY:
        return ()
    halves = _halves(vectors)
    if (
        min(map(len, halves)) < least
        or _likeness(*(_unit(_mean([vectors[a] for a in half])) for half in halves)) >= _APART
    ):
        return ()
    if not all(_is_story(known, half) for half in halves):
        return ()
    return _sorted(halves)


def _least(articles: int) -> float:
    return max(_STORY, _STORY_SHARE * articles)


def _sorted(stories: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(story) for story in sorted(stories, key=lambda story: (-len(story), tuple(story))))
