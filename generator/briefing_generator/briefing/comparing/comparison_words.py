"""The words by which statements are compared, read from ``language/en/words/contrary.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing_generator.issues.terms import determiners, root
from briefing_generator.language.words import language_data

STEM = 6
"""Letters to which a root is cut, so that words of one family meet."""


@dataclass(frozen=True, slots=True)
class Contrary:
    """What turns a matter round, points at another's words, waives or sets conditions; see the file for each key."""

    inverters: re.Pattern[str]
    phrases: re.Pattern[str]
    references: dict[str, frozenset[str]]
    ordinals: frozenset[str]
    empty: frozenset[str]
    waivers: re.Pattern[str]
    anytime: re.Pattern[str]
    ties: re.Pattern[str]
    units: dict[str, str]
    unit_phrases: re.Pattern[str]
    stop: frozenset[str]
    measures: frozenset[str]
    acting: frozenset[str]
    talking: re.Pattern[str]
    sweeping: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    negated: re.Pattern[str]
    against: re.Pattern[str]
    exists: str
    passive: re.Pattern[str]
    marks: frozenset[str]
    settlement: re.Pattern[str]
    pointers: frozenset[str]
    alike: dict[str, str]
    finite: frozenset[str]
    subjects: frozenset[str]
    stating: frozenset[str]
    ending: frozenset[str]
    halves: re.Pattern[str]
    bodies: frozenset[str]
    papers: frozenset[str]
    replaced: frozenset[str]
    called: tuple[tuple[str, re.Pattern[str]], ...]
    causing: frozenset[str]
    needed: frozenset[str]

    def undone(self, text: str) -> bool:
        """Tells whether words end with what is to be done away with ("that the protection of names be taken out")."""
        last = self.passive.search(text)
        return last is not None and bool(self.inverters.fullmatch(last[1]) or self.phrases.fullmatch(last[1]))

    def existing(self, word: str) -> re.Pattern[str]:
        """Returns what finds a word that is told to be there ("the halt must …")."""
        return re.compile(rf"\b{re.escape(word)}\s+(?:{self.exists})\b", re.IGNORECASE)


def _words(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(str(word).replace("*", r"\w*") for word in words))


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)


def _kinds(raw: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    words = {word for listed in raw.values() for word in listed}
    return {word: frozenset(kind for kind, listed in raw.items() if word in listed) for word in sorted(words)}


@cache
def load_contrary() -> Contrary:
    """Reads the words once a process."""
    raw = language_data("words", "contrary.yml")
    phrases = [unit.replace(" ", r"[\s-]+") for unit in raw["units"] if " " in unit]
    return Contrary(
        inverters=_words(raw["inverters"]),
        phrases=re.compile(rf"(?:\S+ ){{0,4}}?(?:{'|'.join(raw['phrases'])})\b", re.IGNORECASE),
        references=_kinds(raw["references"]),
        ordinals=frozenset(raw["ordinals"]),
        empty=frozenset(raw["empty"]),
        waivers=_any(raw["waivers"]),
        anytime=_any(raw["anytime"]),
        ties=_any(raw["ties"]),
        units=dict(raw["units"]),
        unit_phrases=re.compile(rf"\b(?:{'|'.join(phrases)})s?\b", re.IGNORECASE),
        stop=frozenset(map(str, raw["stop"])),
        measures=frozenset(root(word)[:STEM] for word in raw["measures"]),
        acting=frozenset(raw["acting"]),
        talking=_words(raw["talking"]),
        sweeping=frozenset(raw["sweeping"]),
        determiners=determiners(),
        prepositions=frozenset(raw["prepositions"]),
        negated=re.compile(rf"(?:\S+\s+){{0,5}}?(?:{'|'.join(raw['negations'])})\b(?!\s+only)", re.IGNORECASE),
        against=re.compile("|".join(raw["against"]), re.IGNORECASE),
        exists="|".join(raw["exists"]),
        passive=re.compile(
            rf"\b(?:{'|'.join(raw['passive'])})\s+(\w+(?:\s+(?:out|up|off|back|down))?)\W*$", re.IGNORECASE
        ),
        marks=frozenset(raw["marks"]),
        settlement=_any(raw["settlement"]),
        pointers=frozenset(raw["pointers"]),
        alike={root(word)[:STEM]: root(group[0])[:STEM] for group in raw["alike"] for word in group},
        finite=frozenset(raw["finite"]),
        stating=frozenset(raw["stating"]),
        ending=frozenset(raw["ending"]),
        halves=re.compile("|".join(raw["halves"]), re.IGNORECASE),
        subjects=frozenset(raw["subjects"]),
        papers=frozenset(root(word)[:STEM] for word in raw["papers"]),
        replaced=frozenset(root(word)[:STEM] for word in raw["replaced"]),
        bodies=frozenset(root(word)[:STEM] for word in raw["bodies"]),
        called=tuple((name, _any(patterns)) for name, patterns in raw["called"].items()),
        causing=frozenset(raw["causing"]),
        needed=frozenset(raw["needed"]),
    )


def stop_words() -> frozenset[str]:
    """Returns the words without a meaning of their own."""
    return load_contrary().stop


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers in words and what stands around them; see ``language/en/words/numbers.yml`` for each key."""

    values: dict[str, float]
    scales: dict[str, float]
    loose: frozenset[str]
    months: frozenset[str]
    clock: frozenset[str]
    labels: frozenset[str]
    differences: frozenset[str]
    prices: re.Pattern[str]


@cache
def load_numbers() -> Numbers:
    """Reads the numbers once a process."""
    raw = language_data("words", "numbers.yml")
    return Numbers(
        values=dict(raw["values"]),
        scales=dict(raw["scales"]),
        loose=frozenset(raw["loose"]),
        months=frozenset(raw["months"]),
        clock=frozenset(raw["clock"]),
        labels=frozenset(raw["labels"]),
        differences=frozenset(raw["differences"]),
        prices=_any(raw["prices"]),
    )
