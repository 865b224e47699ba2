"""Words that tell how a date and an opening are to be read, from ``generator/packs/language``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words around dates; ``dates.yml`` says what each key holds."""

    times: frozenset[str]
    states: frozenset[str]
    tellers: frozenset[str]
    prospects: frozenset[str]
    ahead: frozenset[str]
    modals: frozenset[str]
    doubtful: frozenset[str]
    timetable: frozenset[str]
    terms: frozenset[str]
    extending: frozenset[str]
    dropping: frozenset[str]
    apart: frozenset[str]
    numbers: dict[str, int]


@dataclass(frozen=True, slots=True)
class OpeningWords:
    """Words that lean on an earlier sentence; ``openings.yml`` says what each key holds."""

    connectives: frozenset[str]
    leads: frozenset[str]
    anchors: frozenset[str]
    conjunctions: frozenset[str]
    times: frozenset[str]
    pointers: frozenset[str]


def _read(name: str) -> dict[str, Any]:
    text = resources.files("generator.packs").joinpath("language", name).read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.safe_load(text)
    return raw


@cache
def load_date_words() -> DateWords:
    """Reads the words around dates once a process."""
    raw = _read("dates.yml")
    numbers = dict(raw.pop("numbers"))
    return DateWords(**{name: frozenset(words) for name, words in raw.items()}, numbers=numbers)


@cache
def load_opening_words() -> OpeningWords:
    """Reads the words of openings once a process."""
    return OpeningWords(**{name: frozenset(words) for name, words in _read("openings.yml").items()})
