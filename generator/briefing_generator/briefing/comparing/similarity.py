"""How near two texts are: shared words, and meaning by static sentence embeddings (wordllama).

Neither alone tells that two parties contradict each other, or that two sentences say the same; both only rank what the
structure of the statements (party, issue, act) has found. Figures are rounded, so that another machine's arithmetic
gives the same answer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefing_generator.briefing.comparing.comparison_words import STEM, load_contrary, stop_words
from briefing_generator.issues.terms import root

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np


@lru_cache(maxsize=100_000)
def content_words(text: str) -> frozenset[str]:
    """Returns the words of a text that carry meaning, cut to their first six letters as a plain stem.

    A hyphen joins: ``cease-fire`` and ``ceasefire`` are one word.
    """
    return frozenset(stem(w) for w in words_of(text) if w not in stop_words())


def words_of(text: str) -> list[str]:
    """Returns the words of a text in order, in small letters, without hyphens and the possessive's s."""
    return [w.replace("-", "") for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold())]


def stem(word: str) -> str:
    """Returns the first letters of a word's root: ``negotiate`` and ``negotiations`` share them, ``talk`` and ``talks``."""
    return root(word)[:STEM]


def sense(word: str) -> str:
    """Returns the stem of a word, or of the one that stands for all that are alike: "pact" and "accord" give that of "deal"."""
    return load_contrary().alike.get(stem(word), stem(word))


def senses(text: str) -> frozenset[str]:
    """Returns the content words of a text by what they mean."""
    return frozenset(load_contrary().alike.get(word, word) for word in content_words(text))


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Returns the share of the smaller set that the larger one holds: 0 for nothing, 1 for all of it."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def likeness(left: str, right: str) -> float:
    """Returns how much two texts share: 0 nothing, 1 all words of the shorter."""
    return overlap(content_words(left), content_words(right))


class Meaning:
    """Compares texts by what they mean. Each text is embedded once, when it is first asked for."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """Takes texts that will be asked for: embedding them together is quicker than one by one."""
        self._expected = dict.fromkeys(texts)
        self._vectors: dict[str, np.ndarray[Any, Any]] = {}

    def _vector(self, text: str) -> np.ndarray[Any, Any]:
        if text not in self._vectors:
            from briefing_generator.issues.classifier import sentence_embedder

            wanted = [t for t in (*self._expected, text) if t not in self._vectors and t.strip()] or [text]
            self._expected.clear()
            vectors = sentence_embedder().embed([t.strip() or "." for t in wanted], norm=True)
            self._vectors.update(zip(wanted, vectors, strict=True))
        return self._vectors[text]

    def near(self, left: str, right: str) -> float:
        """Returns the cosine of two texts' embeddings, rounded to hundredths: 1 the same, about 0 nothing in common."""
        if not left.strip() or not right.strip():
            return 0.0
        return round(float(self._vector(left) @ self._vector(right)), 2)
