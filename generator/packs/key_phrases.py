"""Issues for a briefing that no pack fits: the articles' own key phrases.

Candidates are runs of words without stop words and punctuation (RAKE, Rose et al. 2010), scored by the number of
articles that use them and by their length; the best become issues that are named after themselves.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from generator.model import Issue, Pack

_MOST = 12
_WORD = re.compile(r"[^\W\d_][\w’'-]*", re.UNICODE)


def _runs(text: str, stop: frozenset[str]) -> list[tuple[str, ...]]:
    runs: list[tuple[str, ...]] = []
    for piece in re.split(r"[^\w\s’'-]+|\n+|\s-\s|\d+", text):
        run: list[str] = []
        for word in [*_WORD.findall(piece), ""]:
            # A capital marks a name far more often than a matter; names are stakeholders, not issues.
            if word and word.casefold() not in stop and len(word) > 2 and not word[0].isupper():
                run.append(word.casefold())
                continue
            if 1 <= len(run) <= 3:
                runs.append(tuple(run))
            run = []
    return runs


def key_phrase_pack(texts: tuple[str, ...]) -> Pack:
    """Returns a pack whose issues are the key phrases of the texts, at most twelve, the weightiest first."""
    from spacy.lang.en.stop_words import STOP_WORDS

    stop = frozenset(STOP_WORDS) | {"said", "says", "told", "year", "years", "people", "according", "new"}
    articles: dict[tuple[str, ...], set[int]] = defaultdict(set)
    counts: Counter[tuple[str, ...]] = Counter()
    for at, text in enumerate(texts):
        for run in _runs(text, stop):
            pieces = {run[i:j] for i in range(len(run)) for j in range(i + 1, len(run) + 1)}
            for piece in pieces:
                if len(piece) > 1 or len(piece[0]) > 4:
                    articles[piece].add(at)
                    counts[piece] += 1
    score = {p: len(articles[p]) * counts[p] ** 0.5 * len(p) ** 1.5 for p in counts if counts[p] > 1}
    chosen: list[tuple[str, ...]] = []
    for phrase in sorted(score, key=lambda p: (-score[p], p)):
        if not any(set(phrase) & set(other) for other in chosen):
            chosen.append(phrase)
        if len(chosen) == _MOST:
            break
    issues = [
        Issue(
            "-".join(re.sub(r"[^a-z0-9]+", "", w) or "x" for w in p),
            " ".join(p).capitalize(),
            "",
            ((" ".join(p), 3.0),),
        )
        for p in chosen
    ]
    return Pack("key-phrases", "The articles’ own key phrases", (*issues, Issue("other", "Other matters", "")))
