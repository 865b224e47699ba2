"""Clauses that are numbered within one paragraph: "The ministers: 1. welcomed the truce; 2. called for …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = re.compile(
    r"(?:(?<=[:;,.])|(?<=\sand)|(?<=\sor))\s+(\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+"
)
_FIRST = frozenset(("1", "a", "i"))
_LONGEST = 200
"""Letters of what may stand before the first number."""
# The verb of a clause that lacks its subject: "welcomed", "calls on", "demands that", and none of the nouns that a list has.
_CLAUSE = re.compile(
    r"(?:\w+ly\s+|also\s+|further\s+)?(?:\w{2,}ed\b|\w{2,}s\s+(?:on|upon|that|to|the|all|its|any|an?|every)\b)",
    re.IGNORECASE,
)


def numbered_clauses(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yields a paragraph in stretches, each with whether it is such a clause; as one where it holds none."""
    marks = list(_NUMBER.finditer(text))
    at = next((n for n, mark in enumerate(marks) if _opens(text, mark)), None)
    run = marks[at:] if at is not None else []
    if len(run) < 2 or not all(_CLAUSE.match(text, mark.end()) for mark in run):
        yield 0, len(text), False
        return
    yield 0, run[0].start(), False
    for mark, after in zip(run, [*run[1:], None], strict=True):
        yield mark.end(), after.start() if after is not None else len(text), True


def _opens(text: str, mark: re.Match[str]) -> bool:
    return mark[1].strip("().") in _FIRST and text[mark.start() - 1] == ":" and mark.start() <= _LONGEST
