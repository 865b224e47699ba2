"""How well each pack fits a folder: whose field what parties want in it belongs to.

What parties want is looked for before anything is read, and so without a parse: in titles, in what opens an article, and
in sentences with a word that demands, refuses, offers, accepts or threatens. Each such sentence votes for the pack whose
terms it holds and whose words it is like, or for none. A pack's share is that of the votes it gets among all of them,
each article counting the same. A word that several fields know counts little for each.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from briefing_generator.corpus.body.markup import seen
from briefing_generator.issues.classifier import likeness_to, sentence_embedder
from briefing_generator.issues.packs import load_pack, pack_names
from briefing_generator.issues.terms import TermIndex, root, roots
from briefing_generator.language.words import language_files
from briefing_generator.model import Issue, Pack, PackFit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np

    from briefing_generator.issues.terms import TermHit
    from briefing_generator.model import Article

    Matrix = np.ndarray[Any, Any]

_TITLE, _OPENING = 3.0, 2.0
"""What a title and a sentence of the opening paragraph count for, against 1 for another."""
_LIKENESS_ALONE = 0.25
"""What a claim counts where no word of the field stands in the sentence."""
_ALIKE = 14.0
"""What a full likeness by embedding counts for, in units of term weight."""
_LEAST, _AHEAD = 2.5, 1.0
"""Score from which a sentence votes, and by how much the first pack must be ahead of the second."""
_SHORTEST = 3
_EXAMPLES = 6
"""Examples of an issue that tell of its field: as many of each, or a pack with more would claim more of any text."""
_FULL = 6.0
"""Votes from which an article counts in full, as a sentence or two tell little of a field: or else by what weight of words
one field must be ahead of all others, when a single sentence is full of it."""
_MOST = 120
"""Articles that are asked, spread evenly over the folder: further ones change no field, and cost time."""
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"‘'])|\n+")


Named = tuple[tuple[str, float], ...]
"""A figure for each of several packs."""
Told = tuple[str, tuple[str, ...]]
"""An article as far as its field is read off it: its title and its paragraphs."""


@dataclass(frozen=True, slots=True)
class _Field:
    """All packs as one: their terms with each pack's weight, and the coefficients of likeness."""

    names: tuple[str, ...]
    index: TermIndex
    likeness: Matrix


def _lemmas(told: Any) -> Iterator[str]:
    for key, value in told.items() if isinstance(told, dict) else ((None, each) for each in told):
        if key == "lemmas":
            yield from map(str, value)
        elif isinstance(value, dict | list):
            yield from _lemmas(value)


@cache
def _cues() -> frozenset[str]:
    """Returns the roots of the words that tell of an act, those left out that stand in any text ("make", "put")."""
    from spacy.lang.en.stop_words import STOP_WORDS

    firsts = {lemma.split()[0] for lemma in _lemmas(language_files("acts"))}
    return frozenset(root(word) for word in firsts - STOP_WORDS)


def _words_of(pack: Pack) -> dict[str, float]:
    found: dict[str, float] = {}
    for term, weight in (*(t for issue in pack.issues for t in issue.terms), *pack.signs):
        found[term] = max(weight, found.get(term, weight))
    return found


@cache
def _field() -> _Field:
    packs = [load_pack(name) for name in pack_names()]
    words = [_words_of(pack) for pack in packs]
    told = [
        (at, text, 1.0)
        for at, pack in enumerate(packs)
        for issue in pack.issues
        if issue.code != "other"
        for text in (issue.name, issue.description, *issue.examples[:_EXAMPLES])
        if text
    ]
    told += [(at, term, weight / 8) for at, terms in enumerate(words) for term, weight in terms.items()]
    issues = tuple(
        Issue(pack.name, pack.title, "", tuple(terms.items())) for pack, terms in zip(packs, words, strict=True)
    )
    return _Field(
        tuple(pack.name for pack in packs), TermIndex(Pack("all", "All packs", issues)), likeness_to(told, len(packs))
    )


def _asked(title: str, paragraphs: Sequence[str]) -> list[tuple[str, list[str], float]]:
    """Returns the sentences of an article that may tell what somebody wants, with their roots and what they count for.

    Where there are few of them, as in a text of some lines, every sentence is asked.
    """
    whole = [(title, _TITLE)]
    for at, paragraph in enumerate(paragraphs):
        counts = 1.0 if at or len(paragraphs) == 1 else _OPENING
        whole += [(sentence, counts) for sentence in _SENTENCE.split(paragraph)]
    told = [(sentence, roots(sentence), counts) for sentence, counts in whole]
    told = [each for each in told if len(each[1]) >= _SHORTEST]
    asked = [each for each in told if each[0] == title or not _cues().isdisjoint(each[1])]
    return asked if sum(counts for _, _, counts in asked) >= _FULL else told


def _ahead(field: str, hits: Iterable[TermHit]) -> float:
    """Returns by what weight the words of a sentence tell of a field rather than of any other."""
    told: Counter[str] = Counter()
    for hit in hits:
        told.update(dict(hit.weights))
    return max(0.0, told[field] - max((weight for name, weight in told.items() if name != field), default=0.0))


@lru_cache(maxsize=4096)
def _votes(title: str, paragraphs: tuple[str, ...]) -> tuple[float, Named, Named]:
    """Returns what an article counts for (0 to 1), each pack's share of its votes, and by what weight of words it is ahead."""
    asked = _asked(title, paragraphs)
    if not asked:
        return 0.0, (), ()
    few = sum(counts for _, _, counts in asked) < _FULL
    field = _field()
    alike = sentence_embedder().embed([sentence for sentence, _, _ in asked], norm=True) @ field.likeness
    votes: dict[str, float] = {}
    own: dict[str, float] = {}
    total = 0.0
    for (sentence, words, counts), near in zip(asked, alike.tolist(), strict=True):
        scores = {name: _ALIKE * value for name, value in zip(field.names, near, strict=True)}
        worded: set[str] = set()
        hits = {hit.term: hit for hit in field.index.find(words)}.values()
        for hit in hits:
            for name, weight in hit.weights:
                scores[name] += weight / math.sqrt(len(hit.weights))
                worded.add(name)
        if few and sentence == title and not hits and _cues().isdisjoint(words):
            # "News of the day" over a line or two is a label: it tells of no field, and must not outvote what stands below.
            counts = 1.0
        total += counts
        # Rounded, so that the last digits of another machine's arithmetic decide nothing.
        first, second = sorted(((-round(score, 4), name) for name, score in scores.items()))[:2]
        if -first[0] >= _LEAST:
            # Where two fields claim a sentence, each gets a half of it.
            claim = (first,) if second[0] - first[0] >= _AHEAD else (first, second)
            for _, name in claim:
                # What is only like a field's examples, in none of its words, is weak evidence of the field.
                sure = 1.0 if name in worded else _LIKENESS_ALONE
                votes[name] = votes.get(name, 0.0) + sure * counts / len(claim)
            if len(claim) == 1:
                own[first[1]] = own.get(first[1], 0.0) + _ahead(first[1], hits)
    shares = tuple((name, votes[name] / total) for name in sorted(votes))
    return min(1.0, total / _FULL), shares, tuple(sorted(own.items()))


@lru_cache(maxsize=4096)
def told_by(article: Article) -> Told:
    """Returns an article's title and paragraphs: what its field is read off."""
    blocks = (b for b in article.blocks if b.kind not in ("furniture", "heading", "code"))
    return article.title, tuple(seen(article.text, b.start, b.end) for b in blocks)


def field_share(article: Told, name: str) -> float:
    """Returns how much (0 to 1) of what may be wanted in an article is of a pack's field."""
    return dict(_votes(*article)[1]).get(name, 0.0)


def pack_fits(articles: Sequence[Told]) -> tuple[PackFit, ...]:
    """Returns how well each pack that comes along fits articles, the best first; of very many a part is asked, always the same."""
    asked = [_votes(*article) for article in articles[:: max(1, -(-len(articles) // _MOST))]]
    ahead = Counter(dict.fromkeys(pack_names(), 0.0))
    for _, _, own in asked:
        ahead.update(dict(own))
    (_, best), (_, second) = ahead.most_common(2)
    whole = sum(counts for counts, _, _ in asked)
    # What is less than one article counts in part, unless its words are clearly one field's.
    full = min(1.0, max(whole, (best - second) / _FULL))
    share = dict.fromkeys(pack_names(), 0.0)
    for counts, votes, _ in asked:
        for name, part in votes:
            share[name] += full * counts * part / whole
    ranked = sorted(share, key=lambda name: (-round(share[name], 4), name))
    return tuple(PackFit(name, load_pack(name).title, round(share[name], 4)) for name in ranked)
