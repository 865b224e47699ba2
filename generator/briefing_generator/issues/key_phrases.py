"""Issues for a briefing that no pack fits: key phrases of what is demanded, rejected, offered, accepted, threatened.

Candidates are runs of up to three words in the contents of statements, without stop words, names and punctuation (RAKE,
Rose et al. 2010). Whether their words stand as nouns do is read off all occurrences in the articles. A phrase weighs
more the more contents and articles hold it; the best become issues that are named after themselves.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefing_generator.issues.terms import root
from briefing_generator.language.words import language_data
from briefing_generator.model import Issue, Pack

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 16
_LONGEST = 3
_VERB_SHARE = 0.3
"""Share of a word's occurrences that may be led in, or go on, as verbs do."""
_INNER_SHARE = 0.5
"""Share of the occurrences of a phrase's last word that may be followed by another such word: adjectives mostly are."""
_WORD = re.compile(r"[^\W\d_][\w’'.-]*", re.UNICODE)
_PIECE = re.compile(r"[^\w\s’'.-]+|\.(?=\s|$)|\n+|\s[-–—]\s|\d+")
_POSSESSIVE = re.compile("[’']s?$")
_NAMING = 2
"""Words at most of a phrase that names a group."""
_SHORT = 3
"""Letters of a word that names nothing."""
_ADDRESS = re.compile(r"^(?:https?|www)\b|[./]\w", re.IGNORECASE)
"""What begins or belongs to an address on the web, which names nothing."""
_OTHER_KIND = re.compile("(ed|ly)$")
"""Endings of words that are hardly ever nouns."""

OPEN_PACK = Pack("key-phrases", "The articles’ own key phrases", (Issue("other", "Other matters", ""),))
"""The pack that articles are read with before their key phrases are known."""


class _Words(NamedTuple):
    before_verbs: frozenset[str]
    after_verbs: frozenset[str]
    plain: frozenset[str]
    stop: frozenset[str]


class _Habits(NamedTuple):
    """How often a word stands, and how often as a verb does, and before a word that it may belong to."""

    all: Counter[str]
    verb: Counter[str]
    inner: Counter[str]


@cache
def _words() -> _Words:
    from spacy.lang.en.stop_words import STOP_WORDS

    raw = language_data("phrases", "words.yml")
    stop = frozenset(STOP_WORDS)
    return _Words(frozenset(raw["before_verbs"]), frozenset(raw["after_verbs"]), stop | frozenset(raw["plain"]), stop)


def _pieces(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yields the words between two marks of punctuation, as written and small without possessive."""
    for piece in _PIECE.split(text):
        written = [word.rstrip(".") for word in _WORD.findall(piece)]
        yield written, [_POSSESSIVE.sub("", word.casefold()) for word in written]


def _habits(texts: tuple[str, ...], words: _Words) -> _Habits:
    habits = _Habits(Counter(), Counter(), Counter())
    for text in texts:
        for written, small in _pieces(text):
            for at, word in enumerate(small):
                before = small[at - 1] if at else ""
                after = small[at + 1] if at + 1 < len(small) else ""
                key = root(word)
                habits.all[key] += 1
                habits.verb[key] += before in words.before_verbs or after in words.after_verbs
                habits.inner[key] += bool(after) and after not in words.stop and not _POSSESSIVE.search(written[at])
    return habits


def _candidates(content: str, words: _Words, habits: _Habits) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yields the phrases of a content that stand as nouns do: the roots of their words, and how they are written."""
    for written, small in _pieces(content):
        fits = [
            len(s) > 2
            and s not in words.plain
            and not _ADDRESS.search(s)
            and not s.endswith("ly")
            and habits.verb[root(s)] <= _VERB_SHARE * habits.all[root(s)]
            for s in small
        ]
        # A capital marks a name; names are stakeholders, but "NATO membership" is a matter.
        named = [w[0].isupper() for w in written]
        for start in range(len(small)):
            for end in range(start + 1, min(start + _LONGEST, len(small)) + 1):
                if not fits[end - 1]:
                    break
                last = small[end - 1]
                key = root(last)
                if (
                    named[end - 1]
                    or _OTHER_KIND.search(last)
                    or any(n and not w.isupper() for n, w in zip(named[start:end], written[start:end], strict=True))
                ):
                    continue
                if habits.inner[key] > _INNER_SHARE * habits.all[key] or (end == start + 1 and len(last) < 4):
                    continue
                shown = [
                    w if n else s
                    for w, s, n in zip(written[start:end], small[start:end], named[start:end], strict=True)
                ]
                yield tuple(root(s) for s in small[start:end]), " ".join(shown)


def _holders(phrases: set[tuple[str, ...]], texts: tuple[str, ...]) -> Counter[tuple[str, ...]]:
    """Counts the texts in which each phrase stands."""
    firsts = defaultdict(list)
    for phrase in phrases:
        firsts[phrase[0]].append(phrase)
    count: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        found: set[tuple[str, ...]] = set()
        for _, small in _pieces(text):
            keys = [root(word) for word in small]
            for at, key in enumerate(keys):
                found.update(p for p in firsts.get(key, ()) if tuple(keys[at : at + len(p)]) == p)
        count.update(found)
    return count


def key_phrases(texts: tuple[str, ...], contents: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the key phrases of contents, at most sixteen, the weightiest first; no two share a word.

    Args:
        texts: the articles. A phrase must stand in two of them, where there are two.
        contents: what their statements are about. A phrase must stand in two of them.
    """
    words = _words()
    habits = _habits(texts, words)
    said: Counter[tuple[str, ...]] = Counter()
    written: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for content in contents:
        found = list(_candidates(content, words, habits))
        said.update({phrase for phrase, _ in found})
        for phrase, shown in found:
            written[phrase][shown] += 1
    held = _holders(set(said), texts)
    least = min(2, len(texts))
    score = {p: said[p] * held[p] ** 0.5 * len(p) ** 1.5 for p in said if said[p] > 1 and held[p] >= least}
    chosen: list[tuple[str, ...]] = []
    for phrase in sorted(score, key=lambda p: (-score[p], p)):
        if not any(set(phrase) & set(other) for other in chosen):
            chosen.append(phrase)
        if len(chosen) == _MOST:
            break
    return tuple(min(written[p], key=lambda form: (-written[p][form], form)) for p in chosen)


def naming_words(texts: tuple[str, ...], contents: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Returns for each content the words and phrases that may name what it is about, as most contents write them.

    They stand as nouns do in the texts, and are no names and no plain words; where a content has none of these, its
    other words must do.
    """
    words = _words()
    habits = _habits((*texts, *contents), words)
    found: dict[str, list[tuple[str, ...]]] = {}
    written: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for content in contents:
        named = [(key, shown) for key, shown in _candidates(content, words, habits) if len(key) <= _NAMING]
        named = named or [
            ((root(s),), s)
            for _, small in _pieces(content)
            for s in small
            if len(s) > _SHORT and s not in words.plain and not _ADDRESS.search(s)
        ]
        found[content] = [key for key, _ in named]
        for key, shown in named:
            written[key][shown] += 1
    best = {key: min(forms, key=lambda form: (-forms[form], form)) for key, forms in written.items()}
    return {content: tuple(dict.fromkeys(best[key] for key in keys)) for content, keys in found.items()}
