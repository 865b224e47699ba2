"""The language of acts: which verbs, nouns and adjectives demand, refuse, offer, accept or threaten.

One YAML file an act in ``generator/packs/acts``: classes of lemmas that share a frame, which says where the content of
the act stands relative to the word that carries it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from generator.model import ACTS, Act


@dataclass(frozen=True, slots=True)
class Frame:
    """How one word carries an act.

    Attributes:
        act: what it carries.
        pos: ``verb``, ``noun`` or ``adjective``.
        content: where the content stands, the first that is there wins: a dependency (``dobj``, ``xcomp``, ``ccomp``,
            ``acl``), ``prep:for`` for the object of a preposition, ``xcomp+prep:on`` where the addressee must be
            there, ``attr`` and ``include`` for the complement of a copula or a verb of containing, ``terms`` for what a
            proposal entails, ``none`` where the word carries its content.
        strong: whether it tells of a position whatever its content.
        light: verbs that lend a noun their subject ("express willingness").
        needs_light: whether a noun says nothing without one.
        objects: lemmas that the head of the content must have, where given.
        addressed: whether somebody must be told to do it ("expects Washington to act").
        deed: whether the content must be something that one does to another ("warned of sanctions").
        hostile: whether the content must be a hostile deed ("vowed to retaliate").
        negated_only: whether it counts only when negated ("is not seeking a truce").
        terms: verbs that list what a proposal holds ("the proposal entails …").
    """

    act: Act
    pos: str
    content: tuple[str, ...]
    strong: bool
    light: frozenset[str] = frozenset()
    needs_light: bool = False
    objects: frozenset[str] = frozenset()
    addressed: bool = False
    deed: bool = False
    hostile: bool = False
    negated_only: bool = False
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames by part of speech and lemma (with its particle: ``rule out``), and what stands outside frames."""

    frames: dict[tuple[str, str], tuple[Frame, ...]]
    predicates: dict[str, tuple[Act, bool]]
    """Words that make a subject out of the question or indispensable: act, and whether somebody must say so."""
    light: frozenset[str]
    hostile: frozenset[str]
    deeds: frozenset[str]


def _frame(act: Act, pos: str, raw: dict[str, Any]) -> Frame:
    return Frame(
        act=act,
        pos=pos,
        content=tuple(raw["content"]),
        strong=raw.get("strength", "strong") == "strong",
        light=frozenset(raw.get("light", ())),
        needs_light=bool(raw.get("needs_light")),
        objects=frozenset(raw.get("objects", ())),
        addressed=bool(raw.get("addressed")),
        deed=bool(raw.get("deed")),
        hostile=bool(raw.get("hostile")),
        negated_only=bool(raw.get("negated_only")),
        terms=frozenset(raw.get("terms", ())),
    )


@cache
def load_lexicon() -> Lexicon:
    """Reads the five files of acts once a process."""
    folder = resources.files("generator.packs").joinpath("acts")
    frames: dict[tuple[str, str], tuple[Frame, ...]] = {}
    predicates: dict[str, tuple[Act, bool]] = {}
    hostile: set[str] = set()
    deeds: set[str] = set()
    for act in ACTS:
        raw = yaml.safe_load(folder.joinpath(f"{act}.yml").read_text(encoding="utf-8"))
        for plural, pos in (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective")):
            for entry in raw.get(plural, ()):
                frame = _frame(act, pos, entry)
                for lemma in entry["lemmas"]:
                    frames[pos, lemma] = (*frames.get((pos, lemma), ()), frame)
        for entry in raw.get("predicates", ()):
            for phrase in entry["phrases"]:
                predicates[phrase] = (act, bool(entry.get("reported")))
        hostile.update(raw.get("hostile", ()))
        deeds.update(raw.get("deeds", ()))
    light = frozenset(lemma for found in frames.values() for frame in found for lemma in frame.light)
    return Lexicon(frames, predicates, light, frozenset(hostile), frozenset(deeds))
