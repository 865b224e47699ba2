"""Finding a pack's terms in a text.

A term stands for its own inflections, in British and American spelling: ``recognise the union`` finds "recognising a
union" and "recognized their union". Between the words of a term two others may stand ("close its oldest plant"), at a
discount. Where terms overlap the longest wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefing_generator.language.words import language_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Pack

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_PERCENT = re.compile(r"\s*%|(?<=\s)per\s+cent\b", re.IGNORECASE)
_GAP = 2
_GAPPED = 0.8
_AGAIN = 0.4
"""What a term counts for when it is found once more, as a share of the time before."""


@cache
def determiners() -> frozenset[str]:
    """Returns the words before a noun that tell nothing of what it names: articles, possessives, "every"."""
    return frozenset(language_data("phrases", "words.yml")["determiners"])


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """Returns a word without its inflection (plural, possessive, -ed, -ing), in one spelling and small letters.

    It need not be a word itself; the same is done to terms and to texts. Words of other kinds stay apart: "union" is
    not found by "unionise".
    """
    word = re.sub(r"'s?$", "", word.casefold().replace("’", "'"))
    if len(word) > 7:
        word = re.sub(r"is(ation|ations|e|es|ed|ing|er|ers)$", r"iz\1", word)
    word = re.sub(r"(?<=[a-z]{2})our(?=s?$|ed$|ing$|able$)", "or", word)
    word = re.sub(r"(def|lic|off)ence", r"\1ense", word)
    if len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif re.search(r"(x|ch|sh|ss|z)es$|^(ga|bu)ses$", word):
        word = word[:-2]
    elif word.endswith("s") and word[-2] not in "sui'":
        word = word[:-1]
    word = _without_ending(word)
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _without_ending(word: str) -> str:
    for ending in ("ied", "ing", "ed"):
        stem = word[: -len(ending)]
        if not word.endswith(ending) or word.endswith("eed") or len(stem) < 3 or not re.search("[aeiouy]", stem):
            continue
        if ending == "ied":
            return stem + "y"
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
            return stem[:-1]
        return stem + "e" if re.fullmatch("[^aeiou][aeiou][^aeiouwxy]", stem) else stem
    return word


def roots(text: str) -> list[str]:
    """Returns the roots of a text's words in order, articles and possessives left out; ``%`` is the word "percent"."""
    words = _WORD.findall(_PERCENT.sub(" percent", text))
    return [root(word) for word in words if word.casefold() not in determiners()]


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found: its roots, where its first word stands (counted in words), and its weight for each issue."""

    term: tuple[str, ...]
    at: int
    weights: tuple[tuple[str, float], ...]


class TermIndex:
    """The terms of a pack, ready to be looked for."""

    def __init__(self, pack: Pack) -> None:
        """Takes the pack; two terms with the same roots are one, with the greater weight."""
        found: dict[tuple[str, ...], dict[str, float]] = {}
        for issue in pack.issues:
            for term, weight in issue.terms:
                if key := tuple(roots(term)):
                    known = found.setdefault(key, {})
                    known[issue.code] = max(weight, known.get(issue.code, weight))
        self._by_first: dict[str, list[tuple[tuple[str, ...], dict[str, float]]]] = {}
        for key in sorted(found):
            self._by_first.setdefault(key[0], []).append((key, found[key]))

    def find(self, words: list[str]) -> list[TermHit]:
        """Returns the terms among a text's :func:`roots`, none overlapping another, in no particular order."""
        candidates = []
        for start, word in enumerate(words):
            for term, weights in self._by_first.get(word, ()):
                places = _places(words, start, term)
                if places is not None:
                    candidates.append((-len(term), places[-1] - places[0], start, places, term, weights))
        taken: set[int] = set()
        hits = []
        for _, reach, start, places, term, weights in sorted(candidates, key=lambda c: (*c[:3], c[4])):
            if taken.isdisjoint(places):
                taken.update(places)
                share = _GAPPED if reach >= len(term) else 1.0
                hits.append(TermHit(term, start, tuple((code, weight * share) for code, weight in weights.items())))
        return hits

    def score(self, text: str, decay: float = 1.0) -> dict[str, float]:
        """Returns the weight of a text's terms for each issue it has any of.

        Args:
            text: what to look in.
            decay: what a weight is multiplied by for each word that stands before it.
        """
        scores: dict[str, float] = {}
        times: dict[tuple[str, ...], int] = {}
        for hit in sorted(self.find(roots(text)), key=lambda h: h.at):
            share = decay**hit.at * _AGAIN ** times.get(hit.term, 0)
            times[hit.term] = times.get(hit.term, 0) + 1
            for code, weight in hit.weights:
                scores[code] = scores.get(code, 0.0) + weight * share
        return scores


def _places(words: list[str], start: int, term: Iterable[str]) -> list[int] | None:
    places: list[int] = []
    for word in term:
        if not places:
            places.append(start)
            continue
        after = places[-1] + 1
        found = next((at for at in range(after, min(len(words), after + _GAP + 1)) if words[at] == word), None)
        if found is None:
            return None
        places.append(found)
    return places
