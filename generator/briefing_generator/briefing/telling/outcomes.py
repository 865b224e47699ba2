"""What a sentence tells of how things ended, and what it leans on: read from ``language/en/words/outcomes.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing_generator.language.words import language_data

_LEANING = 0.5
_GUESSED = 0.5
_NEAR = 6
"""Words beside a verb that are of the same breath."""


@dataclass(frozen=True, slots=True)
class _Words:
    outcomes: re.Pattern[str]
    open: re.Pattern[str]
    recalled: re.Pattern[str]
    guesses: re.Pattern[str]
    forecasters: re.Pattern[str]
    leaning: re.Pattern[str]
    bare: re.Pattern[str]
    pronouns: frozenset[str]
    market: re.Pattern[str]
    captions: re.Pattern[str]
    truncated: frozenset[str]
    reports: str


def _any(patterns: list[str]) -> str:
    return rf"\b(?:{'|'.join(map(str, patterns))})"


@cache
def _load() -> _Words:
    raw = language_data("words", "outcomes.yml")
    bare = rf"\bthe (?:{'|'.join(raw['dependent'])})\b(?!\s+(?:{'|'.join(raw['tied'])})\b)"
    return _Words(
        re.compile(_any(raw["outcomes"]), re.IGNORECASE),
        re.compile(rf"{_any(raw['open'])}\b", re.IGNORECASE),
        re.compile(rf"{_any(raw['recalled'])}\b", re.IGNORECASE),
        re.compile(_any([*raw["guesses"], *raw["forecasters"]]), re.IGNORECASE),
        re.compile(_any(raw["forecasters"]), re.IGNORECASE),
        re.compile(_any(raw["leaning"]), re.IGNORECASE),
        re.compile(bare, re.IGNORECASE),
        frozenset(raw["pronouns"]),
        re.compile(_any(raw["market"]), re.IGNORECASE),
        re.compile("|".join(raw["captions"]), re.IGNORECASE),
        frozenset(raw["truncated"]),
        _any(raw["reports"]),
    )


def tells_outcome(text: str) -> bool:
    """Tells whether a sentence says that an agreement was made, a dispute ended or talks broke off, as a thing that happened."""
    words = _load()
    found = words.outcomes.search(text)
    if found is None:
        return False
    # "Shortly after four": only what stands in the same breath as the verb keeps it open.
    near = " ".join(text[: found.start()].split()[-_NEAR:])
    around = f"{near} {' '.join(text[found.end() :].split()[:_NEAR])}"
    return words.open.search(near) is None and words.recalled.search(around) is None


def weight_alone(text: str, past_plan: bool) -> float:
    """Returns how well a sentence serves somebody who reads no other (0 to 1).

    It serves less where it points at words before it, tells what others expect, or (``past_plan``) what was planned for a
    day that has come and gone.
    """
    words = _load()
    weight = _LEANING if leans(text) else 1.0
    return weight * (_GUESSED if past_plan or words.guesses.search(text) else 1.0)


def leans(text: str) -> bool:
    """Tells whether a sentence points at words before it ("did so", "the latter", "the figure")."""
    return points_back(text) or any(not _introduced(text, found) for found in _load().bare.finditer(text))


def _introduced(text: str, found: re.Match[str]) -> bool:
    """Tells whether a bare noun takes up one that the same sentence brought in ("a new contract offer … the offer")."""
    noun = found[0].split()[-1]
    return re.search(rf"\b{noun}s?\b", text[: found.start()], re.IGNORECASE) is not None


def points_back(text: str) -> bool:
    """Tells whether a sentence says nothing without the one before it ("did so", "the latter"), whatever is told around it."""
    return _load().leaning.search(text) is not None


def opens_unnamed(text: str) -> bool:
    """Tells whether a sentence opens with a pronoun, or with a verb whose subject was lost."""
    first = (text.split(maxsplit=1) or [""])[0].casefold()
    return first in _load().pronouns or first in _load().truncated


def is_forecast(text: str) -> bool:
    """Tells whether a sentence passes on what observers expect, which is no appointment."""
    return _load().forecasters.search(text) is not None


def is_report(text: str, day: str) -> bool:
    """Tells whether a sentence passes on what was reported on a day, its words given ("the Post reported on Tuesday")."""
    return re.search(rf"{_load().reports} (?:\w+ ){{0,2}}{re.escape(day)}", text) is not None


def is_caption(text: str) -> bool:
    """Tells whether a sentence stands under a picture, and tells what is on it."""
    return _load().captions.search(text) is not None


def tells_market(text: str) -> bool:
    """Tells whether a sentence tells what prices or shares did."""
    return _load().market.search(text) is not None
