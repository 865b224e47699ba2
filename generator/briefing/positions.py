"""Positions: a party's statements on one issue in order of time, those that say the same held together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.model import Position, Statement

_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "for",
        "and",
        "or",
        "that",
        "this",
        "its",
        "their",
        "his",
        "her",
        "with",
        "by",
        "as",
        "be",
        "is",
        "are",
        "was",
        "were",
        "will",
        "would",
        "any",
        "it",
    ]
)
_SAME = 0.6


def content_words(text: str) -> frozenset[str]:
    """Returns the words of a content that carry meaning, cut to their first six letters as a plain stem."""
    return frozenset(w[:6] for w in re.findall(r"[a-z]+", text.casefold()) if w not in _STOP)


def likeness(left: str, right: str) -> float:
    """Returns how much two contents share: 0 nothing, 1 all words of the shorter."""
    a, b = content_words(left), content_words(right)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def in_time(statement: Statement) -> tuple[str, str, int, str]:
    """Returns a key that sorts statements by date (undated first), article and place."""
    return statement.date or "", statement.evidence.article, statement.evidence.start, statement.id


def _same(statements: list[Statement]) -> tuple[tuple[str, ...], ...]:
    groups: list[list[Statement]] = []
    for statement in statements:
        for group in groups:
            if group[0].act == statement.act and likeness(group[0].content, statement.content) >= _SAME:
                group.append(statement)
                break
        else:
            groups.append([statement])
    return tuple(tuple(s.id for s in group) for group in groups)


def find_positions(statements: Iterable[Statement], families: Mapping[str, str]) -> tuple[Position, ...]:
    """Returns the positions of all parties, sorted by party and issue.

    ``changed`` tells that acts for and against the matter stand in it at different dates; ``origins`` counts articles,
    reprints of one text once.
    """
    grouped: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.party is not None:
            grouped[statement.party, statement.issue].append(statement)
    found = []
    for (party, issue), held in sorted(grouped.items()):
        held.sort(key=in_time)
        sides = {(s.date, "against" if s.act == "rejects" else "for") for s in held if s.act != "threatens" and s.date}
        changed = any(a[0] != b[0] and a[1] != b[1] for a in sides for b in sides)
        origins = len({families[s.evidence.article] for s in held})
        found.append(Position(party, issue, tuple(s.id for s in held), changed, _same(held), origins))
    return tuple(found)
