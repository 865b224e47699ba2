"""Which articles are unlike all others of a folder: in their words as a whole, and in the field of what is wanted in them.

What parties want tells most, and :mod:`~briefing_generator.briefing.belonging` counts it; but many an article has little of
that, and one word in common hides that it tells of something else. So each is also held against the middle of all others
by embedding, where these are alike enough to have a middle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from briefing_generator.issues.classifier import sentence_embedder
from briefing_generator.issues.fitting import field_share, pack_fits, told_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing_generator.model import Article

_ALIKE, _OF_A_FIELD = 0.57, 0.48
"""Likeness of the middle article to the others from which a folder is about one thing, by itself and with a clear field:
0.60 to 0.85 where it is (0.49 and more of few articles), 0.42 to 0.46 of mixed ones."""
_UNLIKE, _FAR, _LIKE = 0.45, 0.35, 0.7
"""Part of that likeness below which an article of another field is a stranger, below which one of any field is, and from
which none is, whatever is counted of it."""
_STORY, _APART = 0.68, 0.35
"""Likeness of a story's middle article to its others, and of two stories' middles, from which and below which they are two."""
_OWN_FIELD, _CLEAR, _TIMES = 0.2, 0.4, 2.0
"""Share in the folder's field below which an article is of another, and from which, and how many times the next one's, a folder's field is clear."""
_TITLE = 2.0
_PARAGRAPHS = 12
"""Paragraphs of an article that are looked at: the first ones tell what it is about."""
_ROUNDS = 20
_FEWEST = 20
"""Words of an article from which they tell by themselves what it is about; a note of a sentence does not."""

Vectors = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the others each article is (``likeness``), that of the ``middle`` one, and which are ``strangers``.

    ``own`` are those of the field that the folder clearly is of.
    """

    likeness: Mapping[str, float]
    middle: float
    own: frozenset[str] = frozenset()
    strangers: frozenset[str] = frozenset()

    def belongs(self, article: str) -> bool:
        """Tells whether an article is so like the others, where these are about one thing, that it is none beside them."""
        return self.middle >= _ALIKE and self.likeness[article] >= _LIKE * self.middle


@lru_cache(maxsize=4096)
def _vector(article: Article) -> Vectors:
    title, paragraphs = told_by(article)
    # Normed here: the embedder divides by nothing where it knows no word of a text.
    rows = np.stack(
        [_unit(row) for row in sentence_embedder().embed([title or "-", *paragraphs[:_PARAGRAPHS]], norm=False)]
    )
    return _unit(rows.sum(axis=0) + (_TITLE - 1) * rows[0])


def _unit(vector: Vectors) -> Vectors:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _tells(article: Article) -> bool:
    return len(article.text.split(None, _FEWEST)) > _FEWEST


def find_strangers(articles: Sequence[Article]) -> Likeness:
    """Returns how like the others each article is, and which are strangers to them; copies count as one text."""
    families: dict[str, Vectors] = {}
    for article in articles:
        families.setdefault(article.family, _vector(article))
    whole = sum(families.values(), np.zeros(1))
    likeness = {a.id: round(float(_vector(a) @ _unit(whole - families[a.family])), 4) for a in articles}
    middle = median(likeness.values()) if likeness else 0.0
    shares = _field_shares(articles)
    own = frozenset(at for at, share in shares.items() if share >= _CLEAR)
    if middle < _OF_A_FIELD:
        return Likeness(likeness, middle, own)
    telling = {article.id for article in articles if _tells(article)}
    strangers = {
        at
        for at, like in likeness.items()
        if at in telling
        and (
            (middle >= _ALIKE and like < _FAR * middle)
            or (like < _UNLIKE * middle and shares.get(at, 1.0) < _OWN_FIELD)
        )
    }
    return Likeness(likeness, middle, own, frozenset(strangers))


def _field_shares(articles: Sequence[Article]) -> dict[str, float]:
    """Returns how much of each article that says enough is of the field that all clearly are of; empty where there is none."""
    first, second = pack_fits([told_by(article) for article in articles])[:2]
    if first.share < max(_CLEAR, _TIMES * second.share):
        return {}
    return {article.id: field_share(told_by(article), first.name) for article in articles if _tells(article)}


def told_apart(articles: Sequence[Article], least: float) -> tuple[tuple[str, ...], ...]:
    """Returns the two stories that articles fall into, each of at least so many articles; empty where they tell one, or many."""
    rows = np.stack([_vector(article) for article in articles])
    centred = rows - rows.mean(axis=0)
    way = centred[int(np.argmax(np.round(np.linalg.norm(centred, axis=1), 6)))]
    for _ in range(_ROUNDS):
        way = _unit(centred.T @ (centred @ way))
    right = np.round(centred @ way, 6) > 0
    telling = np.array([_tells(article) for article in articles])
    if min((right & telling).sum(), (~right & telling).sum()) < least:
        return ()
    if _unit(rows[~right].sum(axis=0)) @ _unit(rows[right].sum(axis=0)) >= _APART:
        return ()
    sides = [[a for a, at in zip(articles, right, strict=True) if bool(at) is side] for side in (False, True)]
    if any(find_strangers(side).middle < _STORY for side in sides):
        return ()
    return tuple(tuple(article.id for article in side) for side in sides)
