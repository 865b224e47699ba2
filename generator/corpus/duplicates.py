"""Files that say the same: exact copies, near copies, and families of reprints.

Near copies are found by MinHash over word shingles with locality-sensitive hashing (Broder 1997; datasketch), so that no
file is compared with all others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from generator.model import Article

NEAR = 0.9
"""Share of shingles from which a file is a copy of another and not read again."""
FAMILY = 0.5
"""Share of shingles from which two articles are one origin."""
_SHINGLE = 5
_PERMUTATIONS = 128
_BANDS = (32, 4)
"""Bands and rows that find pairs from four fifths of FAMILY on, as datasketch works them out (in 20 ms each time)."""


def _shingles(article: Article) -> frozenset[str]:
    text = " ".join(article.text[b.start : b.end] for b in article.blocks if b.kind != "furniture")
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))


def mark_duplicates(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Returns the articles with duplicates and families marked; of alike ones the earliest (then the first by path) is kept."""
    used = [a for a in articles if a.status == "used"]
    if len(used) < 2:
        return tuple(articles)
    from datasketch import MinHash, MinHashLSH

    used.sort(key=lambda a: (a.date or "9999", a.path))
    index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
    shingles: dict[str, frozenset[str]] = {}
    exact: dict[str, str] = {}
    marked: dict[str, Article] = {}
    for article in used:
        own = _shingles(article)
        digest = hashlib.sha256(article.text.encode()).hexdigest()
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([s.encode() for s in sorted(own)])
        near = [(_shared(own, shingles[key]), key) for key in index.query(sketch)]
        if digest in exact:
            near.append((1.0, exact[digest]))
        share, other = max(near, key=lambda n: (n[0], n[1]), default=(0.0, ""))
        if share >= NEAR:
            reason = "the same text" if digest in exact else f"{share:.0%} the same text"
            marked[article.id] = replace(
                article, status="duplicate", duplicate_of=other, reason=reason, family=marked[other].family
            )
            continue
        marked[article.id] = replace(article, family=marked[other].family) if share >= FAMILY else article
        exact.setdefault(digest, article.id)
        shingles[article.id] = own
        index.insert(article.id, sketch)
    return tuple(marked.get(a.id, a) for a in articles)


def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / max(1, len(left | right))
