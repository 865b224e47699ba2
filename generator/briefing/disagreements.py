"""Where parties are opposed, sources in conflict, or positions changed.

Similarity alone finds no contradiction; structure does: one issue, contrary stances (:mod:`generator.briefing.stance`),
and the same party (conflict within three weeks, change beyond) or two parties (opposed). Similarity of content tells
whether they speak of one matter, and ranks. Nothing is settled: both sides stand as they were said.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from generator.briefing.positions import in_time
from generator.briefing.similarity import Meaning
from generator.briefing.stance import Contrast, contrast, referring, stance
from generator.briefing.standing import Later
from generator.model import Disagreement, DisagreementKind, Statement

CONFLICT_DAYS = 21
"""Days within which contrary reports of one party are a conflict of sources, and beyond which a change."""
MOST = 12
_COMPARED = 40
"""Statements of one party on one issue that are compared: those read most surely, and of these the latest."""
_SAME_NEWS = 2
"""Days within which two figures are two reports of one."""
_FLOOR = 0.27
"""Clearness from which two statements are shown against each other."""
_OF_A_KIND = 3
_SCOPE = 0.6

_Entry = tuple[tuple[DisagreementKind, str, tuple[str, ...]], tuple[float, Statement, Statement, Contrast]]


def _days(left: Statement, right: Statement) -> int | None:
    if left.date is None or right.date is None:
        return None
    return abs((date.fromisoformat(left.date) - date.fromisoformat(right.date)).days)


def find_disagreements(
    statements: Iterable[Statement], families: Mapping[str, str], meaning: Meaning
) -> tuple[Disagreement, ...]:
    """Returns the disagreements, the clearest first, at most one for each kind, issue and set of parties, and three of a kind on an issue.

    ``statements`` of each hold the earlier side first. Within one article a party is taken at its word: conflict and
    change need two origins.
    """
    best: dict[tuple[DisagreementKind, str, tuple[str, ...]], tuple[float, Statement, Statement, Contrast]] = {}
    statements = tuple(statements)
    later = Later(statements)
    for issue, left, right in _pairs(statements):
        kind = _kind(left, right, families)
        found = contrast(left, right, meaning) if kind else None
        if kind is None or found is None or not _holds(kind, left, right, found):
            continue
        if kind == "opposed" and later.moved(left, right):
            continue
        same_news = 0 if left.act == right.act == "offers" else _SAME_NEWS
        if kind == "conflict" and found.reason == "figures" and (_days(left, right) or 0) > same_news:
            # A new figure later on is a new offer, not another report of the old one.
            kind = "change"
        strength = _strength(left, right, found)
        parties = tuple(sorted({str(left.party), str(right.party)}))
        key = (kind, issue, parties)
        if _clearness(left, right, found) >= _FLOOR and (key not in best or strength > best[key][0]):
            best[key] = (strength, left, right, found)
    ranked = _foremost(sorted(best.items(), key=lambda item: (-item[1][0], item[0])))
    return tuple(
        Disagreement(kind, issue, parties, (left.id, right.id), _note(left, right, found),
                     identity_of(kind, issue, *parties), strength)
        for (kind, issue, parties), (strength, left, right, found) in ranked
    )  # fmt: skip


def _foremost(ranked: list[_Entry]) -> list[_Entry]:
    """Returns the clearest, no issue with more than a few of one kind: twenty parties that name twenty figures are one story."""
    kept: list[_Entry] = []
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for entry in ranked:
        kind, issue, _ = entry[0]
        counts[kind, issue] += 1
        if counts[kind, issue] <= _OF_A_KIND:
            kept.append(entry)
    return kept[:MOST]


def identity_of(*parts: str) -> str:
    """Returns a stable id made of words: ten hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


def _pairs(statements: Iterable[Statement]) -> Iterable[tuple[str, Statement, Statement]]:
    """Yields the pairs worth a look, the earlier first: of one issue, and those where one refers to the other's words."""
    by_issue: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=in_time):
        if statement.act != "threatens" and statement.party:
            by_article[statement.evidence.article].append(statement)
            if statement.issue != "other":
                by_issue[statement.issue][statement.party].append(statement)
    for issue in sorted(by_issue):
        held = sorted((s for own in by_issue[issue].values() for s in _surest(own)), key=in_time)
        for at, right in enumerate(held):
            yield from ((issue, left, right) for left in held[:at])
    for article in sorted(by_article):
        placed = sorted(by_article[article], key=lambda s: (s.evidence.start, s.evidence.end, s.id))
        for first, second in ((a, b) for at, b in enumerate(placed) for a in placed[max(0, at - 4) : at]):
            # "A demand that Kyiv rejects" is about the matter of that demand, whatever issue its own words suggest.
            if referring(first, second) and first.issue not in ("other", second.issue):
                yield first.issue, first, second


def _surest(held: list[Statement]) -> list[Statement]:
    if len(held) <= _COMPARED:
        return held
    return sorted(held, key=lambda s: (s.confidence, s.date or "", s.id))[-_COMPARED:]


def _kind(left: Statement, right: Statement, families: Mapping[str, str]) -> DisagreementKind | None:
    if left.party != right.party:
        return "opposed"
    if families[left.evidence.article] == families[right.evidence.article]:
        return None
    days = _days(left, right)
    return "conflict" if days is not None and days <= CONFLICT_DAYS else "change"


def _holds(kind: DisagreementKind, left: Statement, right: Statement, found: Contrast) -> bool:
    if kind == "opposed" and found.reason == "opposite":
        # Two who were both asked, or an answer to nobody's demand, are no opposition: one of the two must be against.
        return "rejects" in (left.act, right.act) or stance(left).turned != stance(right).turned
    # A position that changed is one that is no longer held: what was only expected of a party, it never held.
    return kind != "change" or "expected" not in (left.level, right.level)


def _clearness(left: Statement, right: Statement, found: Contrast) -> float:
    """Returns how clearly two statements stand against each other, however surely each was read."""
    guessed = sum(s.level == "expected" for s in (left, right))
    clear = 0.1 * (left.conditional == right.conditional or found.reason == "terms")
    return 0.7 * found.about + clear - 0.1 * guessed


def _strength(left: Statement, right: Statement, found: Contrast) -> float:
    sure = (left.confidence + right.confidence) / 2
    return round(_clearness(left, right, found) + 0.3 * sure, 2)


def _note(left: Statement, right: Statement, found: Contrast) -> str | None:
    notes = []
    if left.party == right.party and (left.date is None or right.date is None):
        notes.append("One of the two is undated: which came first is not known.")
    if found.reason == "figures":
        notes.append("The figures differ.")
    elif found.reason == "terms":
        notes.append("One sets conditions that the other waives.")
    elif left.conditional != right.conditional:
        notes.append("One of the two is tied to a condition, the other is not.")
    if found.reason == "opposite" and found.about < _SCOPE:
        notes.append("The two may differ in scope: compare the words.")
    if "expected" in (left.level, right.level):
        notes.append("One side is what others expect, not what the party has said.")
    return " ".join(notes) or None
