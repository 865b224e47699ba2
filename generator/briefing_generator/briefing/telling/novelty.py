"""What is new: how recent each article is, and which sentences tell what earlier articles have told already."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

RECENT = 2
"""Days before the latest article within which what an article tells is the news."""
_HALF = 7
"""Days after which a telling counts for half, beside its rank."""
_SAME = 0.6
"""Share of its pairs of words from which a sentence is one that stood in an earlier article."""
_COMMON = 40
"""Sentences from which on a pair of words tells nothing of which sentence it is."""


def freshness(ages: Iterable[int]) -> dict[int, float]:
    """Returns for each age in days how fresh it is, 0 to 1: half by how many articles are as old or older, half by the days.

    Rank alone would make a month-old article fresh in a folder with a gap, days alone would leave a slow story with one.

    >>> freshness([0, 0, 7])
    {0: 1.0, 7: 0.417}
    """
    sorted_ages = sorted(ages, reverse=True)
    negative = [-age for age in sorted_ages]
    return {
        age: round((bisect_right(negative, -age) / len(negative) + 1 / (1 + age / _HALF)) / 2, 3)
        for age in sorted(set(sorted_ages))
    }


def told_before(sentences: Mapping[int, tuple[Collection[tuple[str, str]], int]]) -> frozenset[int]:
    """Returns the keys of those sentences that repeat one of an article of an earlier day: background, however central.

    Args:
        sentences: for each key the sentence's pairs of words, and the age in days of its article.
    """
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for key, (pairs, _) in sentences.items():
        for pair in pairs:
            holders[pair].append(key)
    found = set()
    for key, (pairs, age) in sentences.items():
        if age >= RECENT + 1 or not pairs:
            continue  # only what could be news is asked
        shared: Counter[int] = Counter()
        for pair in sorted(pairs):
            if len(holders[pair]) <= _COMMON:
                shared.update(other for other in holders[pair] if sentences[other][1] > age)
        if shared and max(shared.values()) >= _SAME * len(pairs):
            found.add(key)
    return frozenset(found)
