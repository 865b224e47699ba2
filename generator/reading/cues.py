"""The lexicon of reporting words, read from ``packs/cues/reporting.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Cues:
    """Lemmas that report: of speech, of thought, nouns, those whose infinitive is content, those that need a clause."""

    speech: frozenset[str]
    thought: frozenset[str]
    nouns: frozenset[str]
    control: frozenset[str]
    weak: frozenset[str]

    @property
    def verbs(self) -> frozenset[str]:
        """All verbs of reporting."""
        return self.speech | self.thought


@cache
def load_cues() -> Cues:
    """Reads the lexicon once a process."""
    raw = yaml.safe_load(
        resources.files("generator.packs").joinpath("cues", "reporting.yml").read_text(encoding="utf-8")
    )
    return Cues(**{name: frozenset(words) for name, words in raw.items()})
