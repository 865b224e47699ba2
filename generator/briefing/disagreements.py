"""Where parties are opposed, sources in conflict, or positions changed.

Similarity alone finds no contradiction; structure does: one issue, opposite acts, and the same party (conflict within
three weeks, change beyond) or two parties (opposed). Similarity of content only ranks what structure found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from generator.briefing.positions import in_time, likeness
from generator.model import Disagreement, Statement

CONFLICT_DAYS = 21
MOST = 12
_FOR = {"demands", "offers", "accepts"}
_AGAINST = re.compile(
    r"^(?:\W*\w+\W+){0,4}?(?:prevent|stop|halt|abandon|renounce|exclu|ban|forbid|give up|keep \w+ out)", re.IGNORECASE
)


def _days(left: Statement, right: Statement) -> int | None:
    if left.date is None or right.date is None:
        return None
    return abs((date.fromisoformat(left.date) - date.fromisoformat(right.date)).days)


def _opposite(left: Statement, right: Statement) -> bool:
    return _stands_for(left) != _stands_for(right) and "rejects" in (left.act, right.act)


def _stands_for(statement: Statement) -> bool:
    """Tells whether a statement is for its matter: demanding an end to it is against it, refusing its exclusion for it."""
    against = statement.issue != "ceasefire" and bool(_AGAINST.search(statement.content))
    return (statement.act in _FOR) != against


def _stiffened(left: Statement, right: Statement) -> bool:
    """Tells whether one accepts without condition what the other ties to demands."""
    acts = {left.act: left, right.act: right}
    return set(acts) == {"accepts", "demands"} and not acts["accepts"].conditional


def _score(left: Statement, right: Statement) -> float:
    waived = any(s.act == "accepts" and ": not " in s.rule and "condition" in s.evidence.quote for s in (left, right))
    return (
        waived * _stiffened(left, right)
        + likeness(left.content, right.content)
        + 0.5 * likeness(left.evidence.quote, right.evidence.quote)
        + (left.confidence + right.confidence) / 4
    )


def find_disagreements(statements: Iterable[Statement], families: Mapping[str, str]) -> tuple[Disagreement, ...]:
    """Returns the disagreements, the clearest first, at most one for each kind, issue and pair of parties.

    ``statements`` of each hold the earlier side first. Within one article a party is taken at its word: conflict and
    change need two origins.
    """
    by_issue: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.issue != "other" and statement.act != "threatens" and statement.party:
            by_issue[statement.issue].append(statement)
    best: dict[tuple[str, str, tuple[str, ...]], tuple[float, Statement, Statement]] = {}
    for issue in sorted(by_issue):
        held = sorted(by_issue[issue], key=in_time)
        against = [s for s in held if s.act == "rejects"]
        accepting = [s for s in held if s.act == "accepts" and not s.conditional]
        pairs = [(s, r) for r in against for s in held if s is not r]
        pairs += [(a, d) for a in accepting for d in held if d.act == "demands" and d.party == a.party]
        for left, right in pairs:
            left, right = sorted((left, right), key=in_time)
            kind = _kind(left, right, families)
            if kind is None:
                continue
            parties = tuple(sorted({str(left.party), str(right.party)}))
            score = _score(left, right)
            key = (kind, issue, parties)
            if key not in best or score > best[key][0]:
                best[key] = (score, left, right)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:MOST]
    return tuple(
        Disagreement(kind, issue, parties, (left.id, right.id), _note(left, right))  # type: ignore[arg-type]
        for (kind, issue, parties), (_, left, right) in ranked
    )


def _kind(left: Statement, right: Statement, families: Mapping[str, str]) -> str | None:
    if left.party != right.party:
        alike = likeness(left.content, right.content) or likeness(left.evidence.quote, right.evidence.quote)
        return "opposed" if _opposite(left, right) and alike > 0 else None
    if families[left.evidence.article] == families[right.evidence.article]:
        return None
    days = _days(left, right)
    if _opposite(left, right):
        return "conflict" if days is not None and days <= CONFLICT_DAYS else "change"
    if _stiffened(left, right) and (days is None or days > CONFLICT_DAYS):
        return "change"
    return None


def _note(left: Statement, right: Statement) -> str | None:
    if left.date is None or right.date is None:
        return "One of the two is undated: which came first is not known."
    if left.conditional != right.conditional:
        return "One of the two is tied to a condition, the other is not."
    if likeness(left.content, right.content) < 0.5:
        return "The two may differ in scope: compare the words."
    return None
