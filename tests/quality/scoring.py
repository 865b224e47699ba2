"""Compares a briefing with gold.

A statement is found when it stands in the same article and shares at least half of the shorter evidence's letters;
each is used once. ``party``, ``act`` and ``full`` (the issue too) ask for more, one after the other. Quoted words are
found when they share at least half of all letters of both. Names: stakeholders that gold knows among those found, and
those found among gold's; B-cubed (Bagga and Baldwin 1998) tells whether aliases are held together as in gold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from briefing_generator.briefing import make_briefing
from briefing_generator.corpus import load_corpus
from briefing_generator.export import briefing_data
from briefing_generator.model import Briefing, Statement
from briefing_generator.reading.corpus_reading import read_corpus
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from tests.quality.gold import Gold, GoldStatement, Span, folded, load_gold

A = TypeVar("A")
B = TypeVar("B")
LEVELS = ("detect", "party", "act", "full")


@dataclass(frozen=True, slots=True)
class Figure:
    """How much of what was found is right (precision), and how much of gold was found (recall)."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one briefing by name, and in words what was missed and what is wrong."""

    figures: dict[str, Figure]
    errors: tuple[str, ...]


def paired(gold: Sequence[A], found: Sequence[B], fits: Callable[[A, B], bool]) -> dict[int, int]:
    """Returns as many pairs of gold and found as fit, each used once, by their places."""
    if not gold or not found:
        return {}
    table = csr_matrix(np.array([[fits(g, f) for f in found] for g in gold], dtype=np.int8))
    match = maximum_bipartite_matching(table, perm_type="column")
    return {i: int(j) for i, j in enumerate(match) if j >= 0}


def shared(one: Span, other: Span) -> int:
    """Returns how many letters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _near(gold: GoldStatement, found: Statement) -> bool:
    evidence = found.evidence
    span = (evidence.start, evidence.end)
    least = min(gold.span[1] - gold.span[0], evidence.end - evidence.start)
    return gold.article == evidence.article and shared(gold.span, span) >= 0.5 * least


class Scorer:
    """Scores one briefing against its gold."""

    def __init__(self, briefing: Briefing, gold: Gold) -> None:
        """Takes what the program made and what a reader found."""
        self.gold = gold
        self.briefing = briefing
        self.text = {a.id: a.text for a in briefing.articles}
        self.path = {a.id: Path(a.path).stem for a in briefing.articles}
        self.people = {s.id: s for s in briefing.stakeholders}
        self.statements = [s for s in (*briefing.statements, *briefing.unplaced) if s.evidence.article in gold.articles]

    def name(self, who: str) -> str:
        """Returns gold's name for a stakeholder of the briefing."""
        person = self.people.get(who)
        if person is None:
            return self.gold.name(who)
        for alias in (person.name, *person.aliases):
            if folded(alias) in self.gold.known:
                return self.gold.name(alias)
        return folded(person.name)

    def agrees(self, gold: GoldStatement, found: Statement, level: str) -> bool:
        """Tells whether a statement is right at one level; the levels before it must be asked for, too."""
        if level == "party":
            if None in gold.parties:
                return True
            side = self.gold.side(self.name(found.party)) if found.party else None
            return side in {self.gold.side(p) for p in gold.parties if p is not None}
        if level == "act":
            return found.act in gold.acts
        return level == "detect" or found.issue in gold.issues

    def right(self, level: str = "full") -> tuple[dict[int, int], set[int]]:
        """Returns the pairs of wanted gold and statements at a level, and the statements that only optional gold has."""
        asked = LEVELS[: LEVELS.index(level) + 1]
        wanted = self.wanted
        pairs = paired(wanted, self.statements, lambda g, f: _near(g, f) and all(self.agrees(g, f, k) for k in asked))
        rest = [i for i in range(len(self.statements)) if i not in pairs.values()]
        may = [g for g in self.gold.statements if g.optional]
        free = paired(may, [self.statements[i] for i in rest], _near)
        return pairs, {rest[j] for j in free.values()}

    @property
    def wanted(self) -> list[GoldStatement]:
        """The statements that must be found."""
        return [g for g in self.gold.statements if not g.optional]

    def score(self) -> Score:
        """Returns all figures and errors."""
        figures = {level: self._level(level) for level in LEVELS}
        figures["quote"], figures["speaker"] = self._quoted(False), self._quoted(True)
        figures["names"], figures["aliases"] = self._names(), self._aliases()
        return Score(figures, tuple(self._errors()))

    def _level(self, level: str) -> Figure:
        pairs, free = self.right(level)
        return Figure(len(pairs) / max(1, len(self.statements) - len(free)), len(pairs) / max(1, len(self.wanted)))

    def _quoted(self, speaker: bool) -> Figure:
        found = [
            (q.article, (part.start, part.end), self.name(q.speaker) if q.speaker else None)
            for q in self.briefing.quotations
            for part in q.quoted
            if q.article in self.gold.articles
        ]
        must = [g for g in self.gold.quotations if not g.optional]
        may = [g for g in self.gold.quotations if g.optional]

        def same(gold: object, one: tuple[str, Span, str | None]) -> bool:
            article, span, who = one
            both = shared(gold.span, span)  # type: ignore[attr-defined]
            all_ = gold.span[1] - gold.span[0] + span[1] - span[0] - both  # type: ignore[attr-defined]
            near = gold.article == article and both >= 0.5 * all_  # type: ignore[attr-defined]
            return near and (not speaker or who == gold.speaker)  # type: ignore[attr-defined]

        pairs = paired(must, found, same)
        rest = [one for i, one in enumerate(found) if i not in pairs.values()]
        free = sum(any(g.article == a and shared(g.span, s) for g in may) for a, s, _ in rest)
        return Figure(len(pairs) / max(1, len(found) - free), len(pairs) / max(1, len(must)))

    def _names(self) -> Figure:
        known = [any(folded(n) in self.gold.known for n in (s.name, *s.aliases)) for s in self.briefing.stakeholders]
        wanted = set(self.gold.known.values())
        hit = {self.name(s.id) for s in self.briefing.stakeholders} & wanted
        return Figure(sum(known) / max(1, len(known)), len(hit) / max(1, len(wanted)))

    def _aliases(self) -> Figure:
        holder = {
            folded(n): s.id
            for s in self.briefing.stakeholders
            for n in (s.name, *s.aliases)
            if folded(n) in self.gold.known
        }
        right = [0.0, 0.0]
        for alias, who in holder.items():
            together = {a for a, w in holder.items() if w == who}
            belong = {a for a in holder if self.gold.known[a] == self.gold.known[alias]}
            right[0] += len(together & belong) / len(together)
            right[1] += len(together & belong) / len(belong)
        return Figure(right[0] / max(1, len(holder)), right[1] / max(1, len(holder)))

    def _errors(self) -> list[str]:
        errors = []
        wanted = self.wanted
        pairs, free = self.right()
        detected, _ = self.right("detect")
        for i, gold in enumerate(wanted):
            if i in pairs:
                continue
            words = self.text[gold.article][slice(*gold.span)]
            told = f"{'/'.join(map(str, gold.parties))} {'/'.join(gold.acts)} {'/'.join(gold.issues)}: {words}"
            near = [s for s in self.statements if _near(gold, s)]
            kind = "wrong" if near and i in detected else "missed"
            seen = "; ".join(f"{s.party and self.name(s.party)} {s.act} {s.issue} [{s.rule}]" for s in near)
            errors.append(f"{kind} {self.path[gold.article]} {told}{' <- ' + seen if seen else ''}")
        used = set(pairs.values()) | free | set(detected.values())
        for i, one in enumerate(self.statements):
            if i not in used:
                who = one.party and self.name(one.party)
                evidence = one.evidence
                errors.append(
                    f"extra {self.path[evidence.article]} {who} {one.act} {one.issue} [{one.rule}]: {evidence.quote}"
                )
        return errors


def score_folder(folder: Path) -> Scorer:
    """Reads and scores a briefing that has gold."""
    corpus = load_corpus(folder)
    briefing = make_briefing(corpus, read_corpus(corpus))
    assert briefing_data(briefing)["statements"] is not None
    return Scorer(briefing, load_gold(folder, corpus))
