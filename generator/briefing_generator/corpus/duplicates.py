"""Files that say the same: exact copies, near copies, and families of articles that come from one text.

Near copies are found by sketches of their word shingles (:mod:`briefing_generator.corpus.sketches`). A reprint that was shortened
or put into a longer article shares few shingles but whole sentences: those are found by an index of sentences. Neither
compares all files with all.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.corpus.sketches import Sketches, sketch_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing_generator.model import Article

NEAR = 0.9
"""Share of shingles from which a file is a copy of another and not read again."""
FAMILY = 0.5
"""Share of shingles, or of the sentences of the shorter one, from which two articles are one origin."""
_SHINGLE = 5
_LONG = 8
"""Words from which a sentence is one that two writers do not write alike by chance."""
_SENTENCES = 3
"""Such sentences that two articles must share at least."""
_HOLDERS = 20
"""Articles that a sentence is looked up in; one that stands in more of them is a formula."""


def _words(article: Article) -> list[list[str]]:
    """Returns the words outside furniture, sentence by sentence as far as full stops tell."""
    pieces = []
    for block in article.blocks:
        if block.kind != "furniture":
            text = article.text[block.start : block.end].casefold()
            pieces += [re.findall(r"\w+", piece) for piece in re.split(r"(?<=[.!?])[”\"’)]*\s+", text)]
    return pieces


def _shingles(pieces: list[list[str]]) -> frozenset[str]:
    words = [word for piece in pieces for word in piece]
    return frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))


class _Index:
    """The articles looked at so far, asked for one that an article repeats."""

    def __init__(self) -> None:
        self._sketches = Sketches()
        self._shingles: dict[str, frozenset[str]] = {}
        self._exact: dict[str, str] = {}
        self._holders: dict[str, list[str]] = {}
        self._sentences: dict[str, int] = {}

    def nearest(self, look: _Look) -> tuple[float, str]:
        """Returns the share of shingles that the nearest article shares, and its id; 0 and nothing where none is near."""
        if look.digest in self._exact:
            return 1.0, self._exact[look.digest]
        near = [(_shared(look.shingles, self._shingles[key]), key) for key in self._sketches.near(look.sketch)]
        return max(near, key=lambda n: (n[0], n[1]), default=(0.0, ""))

    def sharing(self, look: _Look) -> tuple[int, int, str]:
        """Returns how many sentences the article that shares most of them shares, of how many of the shorter, and its id."""
        counts = Counter(key for sentence in look.sentences for key in self._holders.get(sentence, ())[:_HOLDERS])
        if not counts:
            return 0, 1, ""
        key, shared = min(counts.items(), key=lambda item: (-item[1], item[0]))
        return shared, min(len(look.sentences), self._sentences[key]), key

    def add(self, key: str, look: _Look) -> None:
        """Adds an article."""
        self._exact.setdefault(look.digest, key)
        self._shingles[key] = look.shingles
        self._sketches.add(key, look.sketch)
        self._sentences[key] = len(look.sentences)
        for sentence in look.sentences:
            self._holders.setdefault(sentence, []).append(key)


class _Look:
    """What of an article is compared."""

    def __init__(self, article: Article) -> None:
        pieces = _words(article)
        self.digest = hashlib.sha256(article.text.encode()).hexdigest()
        self.shingles = _shingles(pieces)
        self.sentences = sorted({" ".join(piece) for piece in pieces if len(piece) >= _LONG})
        self.sketch = sketch_of(self.shingles)


def mark_duplicates(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Returns the articles with duplicates and families marked; of alike ones the earliest (then the first by path) is kept.

    A copy is a duplicate and not read again; one that repeats another in good part is read, but counts as the same
    origin, and ``family_reason`` says why.
    """
    used = [a for a in articles if a.status == "used"]
    if len(used) < 2:
        return tuple(articles)
    used.sort(key=lambda a: (a.date or "9999", a.path))
    index = _Index()
    marked: dict[str, Article] = {}
    for article in used:
        look = _Look(article)
        share, other = index.nearest(look)
        if share >= NEAR:
            reason = "the same text" if share == 1.0 else f"{share:.0%} the same text"
            marked[article.id] = replace(
                article, status="duplicate", duplicate_of=other, reason=reason, family=marked[other].family
            )
            continue
        shared, of, sharing = index.sharing(look)
        if share >= FAMILY:
            reason = f"{share:.0%} of its words in the same order"
            marked[article.id] = replace(article, family=marked[other].family, family_reason=reason)
        elif shared >= _SENTENCES and shared / of >= FAMILY:
            reason = f"{shared} sentences the same, of {of} in the shorter text"
            marked[article.id] = replace(article, family=marked[sharing].family, family_reason=reason)
        else:
            marked[article.id] = article
        index.add(article.id, look)
    return tuple(marked.get(a.id, a) for a in articles)


def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / max(1, len(left | right))
