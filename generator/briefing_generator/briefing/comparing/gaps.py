"""Common ground and gaps: for each issue, where one party's demand or offer meets another's answer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from briefing_generator.briefing.comparing.currency import Later, may_answer, shared_matter
from briefing_generator.briefing.comparing.disagreements import identity_of
from briefing_generator.briefing.comparing.opposition import about_one_matter, contrast, referring
from briefing_generator.briefing.comparing.polarity import figures_differ, stance
from briefing_generator.briefing.comparing.positions import in_time
from briefing_generator.model import Gap, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.briefing.comparing.context import Ground

_ABOUT = 0.5
"""How surely a demand and an answer must speak of one matter."""
_MET = 0.6
"""The same where the answer is taken to meet the demand: to say so falsely misleads more."""
_COVERED, _SAME = 0.5, 0.6
"""Share of the asked words that the answer has, or else meaning, from which it gives what is asked."""
_COMPARED = 30
"""Statements of one party on one issue that are looked at, the latest ones."""
_MOST_COMPARED = 400
"""Statements on one issue that are looked at, each with each, whoever holds them: the latest ones."""


def _recent(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    by_issue: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in sorted(statements, key=in_time):
        if statement.issue != "other" and statement.party:
            by_issue[statement.issue][statement.party].append(statement)
    recent = {issue: [s for own in held.values() for s in own[-_COMPARED:]] for issue, held in by_issue.items()}
    return {
        issue: held if len(held) <= _MOST_COMPARED else sorted(held, key=in_time)[-_MOST_COMPARED:]
        for issue, held in recent.items()
    }


def _answered(ask: Statement, answer: Statement, ground: Ground) -> tuple[Literal["met", "opposed"], float] | None:
    if not may_answer(ask, answer, ground):
        return None
    found = contrast(ask, answer, ground)
    addressed = 0.1 if ask.addressee == answer.party else 0.0
    if found is not None and found.reason != "beside":
        if found.about < _ABOUT or (found.reason == "opposite" and answer.act == "offers"):
            return None
        return "opposed", found.about + addressed
    about = about_one_matter(ask, answer, ground)
    if (
        about < _MET
        or not _covers(ask, answer, ground)
        or answer.act not in ("accepts", "offers")
        or stance(ask).turned != stance(answer).turned
    ):
        return None
    if figures_differ(ask, answer) or not (
        shared_matter(ask, answer, ground) or addressed or referring(ask, answer, ground)
    ):
        return None
    # To accept talks is not yet to meet a demand that talks must have this or that outcome.
    if stance(ask).ties and not stance(answer).kinds:
        return None
    return "met", about + addressed


def _covers(ask: Statement, answer: Statement, ground: Ground) -> bool:
    """Tells whether an answer gives what is asked, and not only something of its kind ("talks" for "talks on land")."""
    a, b = stance(ask), stance(answer)
    called = ground.called(ask, answer)
    asked = a.without(called)
    if ask.addressee == answer.party or referring(ask, answer, ground):
        return True
    if a.nominal and b.nominal and a.head and b.head and a.head[-1] not in b.matter:
        return False
    return (
        len(asked & b.matter) >= _COVERED * max(1, len(asked))
        or ground.meaning.near(ask.content, answer.content) >= _SAME
    )


def _rejected(ask: Statement, answer: Statement, held: Iterable[Statement], ground: Ground) -> bool:
    """Tells whether one of the two parties rejects, elsewhere on the issue, what the other one asks or gives."""
    sides = {ask.party: answer, answer.party: ask}
    for other in held:
        if other.act != "rejects" or other.party not in sides:
            continue
        if other.party == answer.party and (other.date or "") < (answer.date or ""):
            # It gave way since.
            continue
        against = sides[other.party]
        found = contrast(other, against, ground)
        if found is not None and found.reason == "opposite":
            return True
    return False


def find_gaps(statements: Iterable[Statement], ground: Ground) -> tuple[Gap, ...]:
    """Returns, for each issue and pair of parties, the demand or offer and the answer that speak most surely of one matter.

    ``met`` where the other accepts or offers it, ``opposed`` where it rejects it or names other figures; ``conditional``
    where the answer is tied to a condition.
    """
    statements = tuple(statements)
    later = Later(statements, ground)
    found: dict[tuple[str, str, str, str], tuple[float, Gap]] = {}
    for issue, held in sorted(_recent(statements).items()):
        for ask in held:
            for answer in held if ask.act in ("demands", "offers") else ():
                if (
                    answer.act in ("demands", "threatens")
                    or ask.party == answer.party
                    or ask.party is None
                    or answer.party is None
                ):
                    continue
                if ask.act == answer.act and not referring(ask, answer, ground):
                    continue
                answered = _answered(ask, answer, ground)
                if answered is None:
                    continue
                kind, about = answered
                if kind == "opposed" and (later.moved(ask, answer) or later.outdated(ask) or later.outdated(answer)):
                    continue
                if kind == "met" and (later.renewed(ask, answer) or _rejected(ask, answer, held, ground)):
                    continue
                key = (issue, ask.party, answer.party, kind)
                if key not in found or about > found[key][0]:
                    identity = identity_of("gap", ask.id, answer.id)
                    gap = Gap(issue, ask.party, answer.party, ask.id, answer.id, kind, answer.conditional, identity)
                    found[key] = (about, gap)
    return tuple(found[key][1] for key in sorted(found))
