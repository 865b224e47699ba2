"""Issues for a briefing that no pack fits: the articles' own key phrases.

Candidates are runs of words without stop words, names and punctuation (RAKE, Rose et al. 2010), kept where they stand
as nouns do. A phrase weighs more the more articles use it, the longer it is, and the more often it stands in a
sentence that demands, rejects, offers, accepts or threatens. The best become issues that are named after themselves.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from generator.model import Issue, Pack
from generator.packs.terms import root

_MOST = 12
_IN_STANCE = 3.0
"""What a phrase in a sentence with a word of an act counts for, against 1 elsewhere."""
_NOUN_SHARE = 0.4
"""Share of a phrase's occurrences that must be led in as nouns are."""
_VERB_SHARE = 0.25
"""Share of a phrase's occurrences that may be led in, or go on, as verbs do."""
_INNER_SHARE = 0.4
"""Share of a phrase's occurrences that may be followed by another such word."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*", re.UNICODE)
_PIECE = re.compile(r"[^\w\s’'-]+|\n+|\s[-–—]\s|\d+")
_OTHER_KIND = re.compile("(ed|ly)$")
"""Endings of single words that are hardly ever nouns."""
_POSSESSIVE = re.compile("[’']s?$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


class _Words(NamedTuple):
    before_nouns: frozenset[str]
    before_verbs: frozenset[str]
    after_verbs: frozenset[str]
    plain: frozenset[str]
    stop: frozenset[str]
    acts: frozenset[str]
    """Roots of the words that carry an act."""


@cache
def _words() -> _Words:
    from spacy.lang.en.stop_words import STOP_WORDS

    packs = resources.files("generator.packs")
    raw = yaml.safe_load(packs.joinpath("phrases", "words.yml").read_text(encoding="utf-8"))
    acts: set[str] = set()
    for path in sorted(packs.joinpath("acts").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yml"):
            told = yaml.safe_load(path.read_text(encoding="utf-8"))
            for kind in ("verbs", "nouns", "adjectives"):
                acts.update(root(lemma) for entry in told.get(kind) or () for lemma in entry["lemmas"])
    return _Words(
        frozenset(raw["before_nouns"]),
        frozenset(raw["before_verbs"]),
        frozenset(raw["after_verbs"]),
        frozenset(STOP_WORDS) | frozenset(raw["plain"]),
        frozenset(STOP_WORDS),
        frozenset(acts),
    )


class _Use(NamedTuple):
    phrase: tuple[str, ...]
    """Roots of its words."""
    written: str
    noun: bool
    """Led in as nouns are."""
    verb: bool
    """Led in, or going on, as verbs do."""
    inner: bool
    """Followed by a word that could belong to the phrase: adjectives mostly are."""


def _uses(sentence: str, words: _Words) -> Iterator[_Use]:
    for piece in _PIECE.split(sentence):
        told = _WORD.findall(piece)
        small = [_POSSESSIVE.sub("", word.casefold()) for word in told]
        # A capital marks a name far more often than a matter; names are stakeholders, not issues.
        open_ = [w not in words.plain and len(w) > 2 and not o[0].isupper() for w, o in zip(small, told, strict=True)]
        for start in range(len(told)):
            for end in range(start + 1, min(start + 3, len(told)) + 1):
                if not all(open_[start:end]):
                    break
                if end == start + 1 and len(small[start]) < 5:
                    continue
                before = small[start - 1] if start else ""
                after = small[end] if end < len(told) else ""
                yield _Use(
                    tuple(root(w) for w in small[start:end]),
                    " ".join(small[start:end]),
                    before in words.before_nouns,
                    before in words.before_verbs or after in words.after_verbs,
                    end < len(told) and after not in words.stop and not _POSSESSIVE.search(told[end - 1]),
                )


def key_phrases(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the key phrases of several texts in small letters, at most twelve, the weightiest first.

    A phrase must stand in at least two texts, where there are two; no two share a word.
    """
    words = _words()
    articles: dict[tuple[str, ...], set[int]] = defaultdict(set)
    weight: Counter[tuple[str, ...]] = Counter()
    count: Counter[tuple[str, ...]] = Counter()
    nouns: Counter[tuple[str, ...]] = Counter()
    verbs: Counter[tuple[str, ...]] = Counter()
    inner: Counter[tuple[str, ...]] = Counter()
    written: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for at, text in enumerate(texts):
        for sentence in _SENTENCE.split(text):
            stance = any(root(word) in words.acts for word in _WORD.findall(sentence))
            for use in _uses(sentence, words):
                articles[use.phrase].add(at)
                weight[use.phrase] += _IN_STANCE if stance else 1.0  # type: ignore[assignment]
                count[use.phrase] += 1
                nouns[use.phrase] += use.noun
                verbs[use.phrase] += use.verb
                inner[use.phrase] += use.inner
                written[use.phrase][use.written] += 1
    least = min(2, len(texts))
    score = {
        p: len(articles[p]) * weight[p] ** 0.5 * len(p) ** 1.5
        for p in count
        if count[p] > 1
        and len(articles[p]) >= least
        and nouns[p] >= _NOUN_SHARE * count[p]
        and verbs[p] <= _VERB_SHARE * count[p]
        and inner[p] <= _INNER_SHARE * count[p]
        and not (len(p) == 1 and (p[0] in words.acts or _OTHER_KIND.search(next(iter(written[p])))))
    }
    chosen: list[tuple[str, ...]] = []
    for phrase in sorted(score, key=lambda p: (-score[p], p)):
        if not any(set(phrase) & set(other) for other in chosen):
            chosen.append(phrase)
        if len(chosen) == _MOST:
            break
    return tuple(min(written[p], key=lambda form: (-written[p][form], form)) for p in chosen)


def key_phrase_pack(texts: tuple[str, ...]) -> Pack:
    """Returns a pack whose issues are the key phrases of the texts, and ``other``."""
    issues = [
        Issue(
            "-".join(re.sub(r"[^a-z0-9]+", "", word) or "x" for word in phrase.split()),
            phrase.capitalize(),
            "",
            ((phrase, 3.0), *((word, 1.5) for word in phrase.split() if " " in phrase)),
        )
        for phrase in key_phrases(texts)
    ]
    return Pack("key-phrases", "The articles’ own key phrases", (*issues, Issue("other", "Other matters", "")))
