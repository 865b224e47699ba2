"""The words by which statements are compared, read from ``packs/language/contrary.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Contrary:
    """What turns a matter round, points at another's words, waives or sets conditions; see the file for each key."""

    inverters: re.Pattern[str]
    phrases: re.Pattern[str]
    references: frozenset[str]
    empty: frozenset[str]
    waivers: re.Pattern[str]
    anytime: re.Pattern[str]
    ties: re.Pattern[str]
    units: dict[str, str]
    unit_phrases: re.Pattern[str]
    stop: frozenset[str]
    generic: re.Pattern[str]
    settlement: re.Pattern[str]
    pointers: frozenset[str]


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)


@cache
def load_contrary() -> Contrary:
    """Reads the words once a process."""
    text = resources.files("generator.packs").joinpath("language", "contrary.yml").read_text(encoding="utf-8")
    raw = yaml.safe_load(text)
    phrases = [unit.replace(" ", r"[\s-]+") for unit in raw["units"] if " " in unit]
    return Contrary(
        inverters=re.compile("|".join(str(w).replace("*", r"\w*") for w in raw["inverters"])),
        phrases=re.compile(rf"(?:\S+ ){{0,4}}?(?:{'|'.join(raw['phrases'])})\b", re.IGNORECASE),
        references=frozenset(raw["references"]),
        empty=frozenset(raw["empty"]),
        waivers=_any(raw["waivers"]),
        anytime=_any(raw["anytime"]),
        ties=_any(raw["ties"]),
        units=dict(raw["units"]),
        unit_phrases=re.compile(rf"\b(?:{'|'.join(phrases)})s?\b", re.IGNORECASE),
        stop=frozenset(map(str, raw["stop"])),
        generic=re.compile("|".join(map(str, raw["generic"]))),
        settlement=_any(raw["settlement"]),
        pointers=frozenset(raw["pointers"]),
    )


def stop_words() -> frozenset[str]:
    """Returns the words without a meaning of their own."""
    return load_contrary().stop
