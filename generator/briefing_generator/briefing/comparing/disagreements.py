"""Where parties are opposed, sources in conflict, or positions changed.

Similarity alone finds no contradiction; structure does: one matter, contrary stances (:mod:`briefing_generator.briefing.comparing.opposition`),
and the same party (conflict within three weeks, change beyond) or two parties (opposed). Nothing is settled: both sides
stand as they were said.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.comparison_words import load_contrary
from briefing_generator.briefing.comparing.currency import Later
from briefing_generator.briefing.comparing.foremost import Candidate, foremost
from briefing_generator.briefing.comparing.opposition import Contrast, contrast, facing, referring
from briefing_generator.briefing.comparing.polarity import stance
from briefing_generator.briefing.comparing.positions import in_time
from briefing_generator.briefing.comparing.similarity import words_of
from briefing_generator.briefing.comparing.weighing import is_bare, likelihood, traits
from briefing_generator.model import Act, Disagreement, DisagreementKind, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing_generator.briefing.comparing.context import Ground

CONFLICT_DAYS = 21
"""Days within which contrary reports of one party are a conflict of sources, and beyond which a change."""
_COMPARED = 40
"""Statements of one party on one issue, or with one word, that are compared: those read most surely, of these the latest."""
_MOST_COMPARED = 400
"""Statements on one issue that are compared, each with each, whoever holds them: as above."""
_CROWDED = 200
"""Statements of one word from which it tells of no matter of its own."""
_CONDITION = "condition"
"""The rule of what a party asks for as a condition of something else."""
_NEIGHBOURS = 6
"""Statements before one in its article that it may answer."""
_SAME_NEWS = 2
"""Days within which two figures are two reports of one."""
LIMIT = 0.58
"""How surely an editor would print a pair, from which it is shown."""
_PLAIN, _TERMS = 0.78, 0.6
"""How surely two speak of one matter, or set and waive conditions, where what stands against each other needs no weighing."""
_SLACK = 0.15
"""By how much less two statements need to have in common to be weighed at all."""
_SCOPE = 0.6


def _days(left: Statement, right: Statement) -> int | None:
    if left.date is None or right.date is None:
        return None
    return abs((date.fromisoformat(left.date) - date.fromisoformat(right.date)).days)


def find_disagreements(
    statements: Iterable[Statement], families: Mapping[str, str], ground: Ground
) -> tuple[Disagreement, ...]:
    """Returns the disagreements, the clearest first, at most one for each kind, issue and set of parties, and three of a kind on an issue.

    ``statements`` of each hold the earlier side first. Within one article a party is taken at its word: conflict and
    change need two origins.
    """
    ranked = sorted(
        find_candidates(statements, families, ground, LIMIT), key=lambda c: (-c.sure, c.left.id, c.right.id)
    )
    return tuple(
        Disagreement(c.kind, c.issue, c.parties, c.statements, _note(c.left, c.right, c.found),
                     identity_of(c.kind, c.issue, *c.parties), c.sure)
        for c in foremost(ranked)
    )  # fmt: skip


def find_candidates(
    statements: Iterable[Statement], families: Mapping[str, str], ground: Ground, least: float = 0.0
) -> Iterable[Candidate]:
    """Yields all pairs that stand against each other and still hold, with how surely (at ``least``) an editor would print them."""
    statements = tuple(statements)
    later = Later(statements, ground)
    for issue, left, right in _pairs(statements, ground):
        kind = _kind(left, right, families)
        if kind is None or not ground.met(left, right) or ground.one_side(left, right):
            continue
        found = _found(kind, left, right, ground)
        if found is None:
            continue
        same_news = 0 if left.act == right.act == "offers" else _SAME_NEWS
        if kind == "conflict" and found.reason == "figures" and (_days(left, right) or 0) > same_news:
            # A new figure later on is a new offer, not another report of the old one.
            kind = "change"
        sure = likelihood(traits(left, right, found, ground))
        if found.reason != "facing" and found.about >= (_TERMS if found.reason == "terms" else _PLAIN):
            sure = max(sure, LIMIT)
        # What was said since is looked through last: only few pairs are left by now.
        if sure < least or (kind == "opposed" and _over(later, left, right, found)):
            continue
        yield Candidate(kind, issue, left, right, found, sure)


def _found(kind: DisagreementKind, left: Statement, right: Statement, ground: Ground) -> Contrast | None:
    """Returns how two statements are contrary; of two parties their sides alone will do, for the pair is weighed afterwards."""
    found = contrast(left, right, ground, _SLACK)
    if found is not None and _holds(kind, left, right, found):
        plain = found.reason == "terms" or found.about >= 1
        if plain or not any(is_bare(s, ground) for s in (left, right)):
            return found
    return facing(left, right, ground)


def _over(later: Later, left: Statement, right: Statement, found: Contrast) -> bool:
    """Tells whether an opposition is past: one side has moved, offered something else, or given another figure since."""
    return (
        later.moved(left, right)
        or later.renewed(left, right)
        or later.overtaken(left, right)
        or (found.reason == "figures" and any(later.outdated(s) for s in (left, right)))
    )


def identity_of(*parts: str) -> str:
    """Returns a stable id made of words: ten hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


def _pairs(statements: Iterable[Statement], ground: Ground) -> Iterable[tuple[str, Statement, Statement]]:  # noqa: C901
    """Yields the pairs worth a look, the earlier first: those of one issue, with a common word, or near each other."""
    ordered = sorted((s for s in statements if s.party), key=in_time)
    faces = [face for s in ordered if (face := _asked_by_condition(s)) is not None]
    held = [s for s in ordered if s.act != "threatens"]
    by_issue: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    by_word: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in held:
        if statement.issue != "other":
            by_issue[statement.issue][str(statement.party)].append(statement)
    for statement in (*held, *faces):
        for word in stance(statement).matter:
            by_word[word][str(statement.party)].append(statement)
    seen: set[tuple[str, str, str]] = set()
    words = [word for word in sorted(by_word) if sum(map(len, by_word[word].values())) <= _CROWDED]
    for group in (*(by_issue[i] for i in sorted(by_issue)), *(by_word[word] for word in words)):
        foremost = [s for own in group.values() for s in _surest(own, _COMPARED)]
        compared = sorted(_surest(foremost, _MOST_COMPARED), key=in_time)
        for at, right in enumerate(compared):
            for left in compared[:at]:
                key = (left.id, right.id, left.content + right.content)
                faced = _CONDITION in (left.rule, right.rule)
                if key not in seen and left.id != right.id and not (faced and left.party == right.party):
                    seen.add(key)
                    yield _issue(left, right), left, right
    for at, second in enumerate(held):
        for first in held[max(0, at - _NEIGHBOURS) : at]:
            # "A demand that Kyiv rejects" is about the matter of that demand, whatever issue its own words suggest.
            if first.issue != second.issue and referring(first, second, ground):
                yield first.issue, first, second


def _issue(left: Statement, right: Statement) -> str:
    """Returns the issue that a pair is shown under: that of what is asked, where the answer is placed elsewhere."""
    if left.rule == _CONDITION != right.rule and right.issue != "other":
        return right.issue
    if left.issue == right.issue or right.issue == "other" or right.rule == _CONDITION:
        return left.issue
    asked = left if left.act in ("demands", "offers") or right.act not in ("demands", "offers") else right
    return asked.issue if asked.issue != "other" else (right if asked is left else left).issue


def _asked_by_condition(statement: Statement) -> Statement | None:
    """Returns what a party asks for as a condition of something else, as the demand or refusal that it amounts to.

    "Accepts … if X" and "will strike unless X" ask for X; "will strike if X" is against it.
    """
    if not statement.conditional or not statement.condition:
        return None
    words = statement.condition.split()
    plain = [word.casefold() for word in words]
    first = next(
        (at for at, word in enumerate(plain) if word not in load_contrary().marks and word != "if"), len(plain)
    )
    matter = " ".join(words[first:])
    gives = statement.act in ("accepts", "offers")
    bound = {"unless", "until", "without"} & set(plain[: first + 1])
    if (
        set(words_of(matter)) <= load_contrary().needed
        or (statement.act == "demands")
        or (gives and bound)
        or not (gives or bound or "if" in plain)
    ):
        return None
    act: Act = "demands" if gives or bound else "rejects"
    return replace(
        statement, act=act, content=matter, matter=matter, against=False, conditional=False, condition=None,
        addressee=None, rule=_CONDITION,
    )  # fmt: skip


def _surest(held: list[Statement], most: int) -> list[Statement]:
    if len(held) <= most:
        return held
    return sorted(held, key=lambda s: (s.confidence, s.date or "", s.id))[-most:]


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
    # Nor is one dropped in words that have nothing in common with those in which it was held.
    return kind != "change" or not (found.flat or "expected" in (left.level, right.level))


def _note(left: Statement, right: Statement, found: Contrast) -> str | None:
    notes = []
    if left.party == right.party and (left.date is None or right.date is None):
        notes.append("One of the two is undated: which came first is not known.")
    if found.reason == "figures":
        notes.append("The figures differ.")
    elif found.reason == "beside":
        notes.append("The sentence sets the two against each other.")
    elif found.reason == "terms":
        notes.append("One sets conditions that the other waives.")
    elif left.conditional != right.conditional:
        notes.append("One of the two is tied to a condition, the other is not.")
    if _CONDITION in (left.rule, right.rule):
        notes.append("One of the two makes it a condition of something else.")
    if found.reason in ("opposite", "facing") and found.about < _SCOPE:
        notes.append("The two may differ in scope: compare the words.")
    if "expected" in (left.level, right.level):
        notes.append("One side is what others expect, not what the party has said.")
    return " ".join(notes) or None
