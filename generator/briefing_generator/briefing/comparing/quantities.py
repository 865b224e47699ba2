"""Figures in a text: how many of what, in digits or in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.comparison_words import load_contrary, load_numbers
from briefing_generator.briefing.comparing.similarity import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = re.compile(r"(?<![\w.,/:-])([$€£])?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w:/]|[.,]\d|-\d)")
_YEAR = range(1900, 2100)
_NEAR = 3
"""Words behind a number among which the noun that it counts is looked for."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the stems of the words behind it, the noun that it counts among them.

    ``loose`` tells that it is given as a rough one ("more than 40", "about a dozen"); ``start`` and ``end`` are places in the text.
    """

    value: float
    of: tuple[str, ...]
    loose: bool
    start: int
    end: int


@cache
def _spelt() -> re.Pattern[str]:
    words = "|".join(sorted(load_numbers().values, key=len, reverse=True))
    return re.compile(rf"\b(?:{words})(?:[ -](?:and )?(?:{words}))*\b", re.IGNORECASE)


def _numbers(text: str) -> Iterator[tuple[float, str, int, int]]:
    numbers = load_numbers()
    for found in _DIGITS.finditer(text):
        yield float(found[2].replace(",", "")), found[1] or "", found.start(), found.end()
    for found in _spelt().finditer(text):
        total = part = 0.0
        for word in (w for w in re.split(r"[ -]", found[0].casefold()) if w != "and"):
            value = numbers.values[word]
            if value >= 100 and part:
                part *= value
                if value >= 1000:
                    total, part = total + part, 0.0
            else:
                part += value
        if total + part > 1:
            yield total + part, "", found.start(), found.end()


@lru_cache(maxsize=20_000)
def figures_of(text: str) -> tuple[Figure, ...]:
    """Returns the figures of a text in order; years, days of a month, times of day and numbers that are names are none."""
    numbers = load_numbers()
    found: list[Figure] = []
    for value, currency, start, end in sorted(_numbers(text), key=lambda n: n[2]):
        if found and start < found[-1].end:
            continue
        scale = re.match(rf"[ -]({'|'.join(numbers.scales)})\b", text[end:], re.IGNORECASE)
        if scale:
            value, end = value * numbers.scales[scale[1].casefold()], end + scale.end()
        behind = re.match(r"[ -]?(?:%|per cent\b)", text[end:])
        following = re.split(r"[.,;:!?()“”\"]|\s[—–-]\s", text[end:], maxsplit=1)[0]
        words = [word for word in words_of(following)[:_NEAR] if word not in load_contrary().stop]
        before = words_of(text[:start])[-2:]
        month = {*words[:1], *before[-1:]} & numbers.months
        if month or (words[:1] and words[0] in numbers.clock) or (not words and not currency and not behind):
            continue
        if value in _YEAR and not currency and text[start:end].isdigit():
            continue
        if numbers.labels.intersection(before[-1:]) or numbers.differences.intersection(words_of(following)[:_NEAR]):
            continue
        of = ("percen",) if behind else (currency,) if currency else tuple(stem(word) for word in words)
        found.append(Figure(value, of, bool(numbers.loose.intersection(before)), start, end))
    return tuple(found)
