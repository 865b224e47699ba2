"""Who faces whom: the sides of a disagreement, and where one offers or accepts what another asks; each sentence told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.model import Disagreement, Statement
from briefing_generator.pages.showing.vocabulary import sureness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.pages.showing.view import View

Joint = tuple[tuple[str | None, ...], Statement]
"""A statement with all who hold it."""


def surely_read(view: View) -> list[Disagreement]:
    """Returns the disagreements in which each statement is more likely right than not: those that open a briefing."""
    return [
        d
        for d in view.briefing.disagreements
        if not any(sureness(view.statements[s]) == "unsure" for s in d.statements if s in view.statements)
    ]


def sides(view: View, disagreement: Disagreement) -> list[list[Joint]]:
    """Returns what each side of a disagreement says, earlier days first where a party disagrees with itself.

    One sentence that tells of two parties is one side, however many hold it.
    """
    shown = [view.statements[i] for i in disagreement.statements if i in view.statements]
    if disagreement.kind != "opposed":
        return [[((s.party,), s)] for s in sorted(shown, key=lambda s: (s.date or "", s.id))]
    return joined([[s for s in shown if s.party == party] for party in dict.fromkeys(s.party for s in shown)])


def joined(held: Iterable[Iterable[Statement]]) -> list[list[Joint]]:
    """Returns sides with each statement told once: of several sides with the same words, and the same act, all holders."""
    found: list[list[Joint]] = []
    for side in held:
        told: list[Joint] = []
        for s in side:
            at = next(
                ((n, m) for n, other in enumerate(found) for m, (_, twin) in enumerate(other) if _one_breath(twin, s)),
                None,
            )
            if at is None:
                told.append(((s.party,), s))
            else:
                holders, twin = found[at[0]][at[1]]
                found[at[0]][at[1]] = ((*holders, s.party), twin)
        found += [told] if told else []
    return found


def _one_breath(one: Statement, other: Statement) -> bool:
    return (one.evidence, one.act, one.level) == (other.evidence, other.act, other.level)


def meetings(view: View) -> list[tuple[str, list[list[Joint]], str]]:
    """Returns where one party offers or accepts what another asks: the issue, who asks and who answers, its id.

    The surest come first; what is more likely misread than not is left out.
    """
    found: dict[frozenset[str], tuple[str, list[Statement], str]] = {}
    for gap in view.briefing.gaps:
        if gap.kind == "met" and gap.asked_by != gap.answered_by and {gap.asks, gap.answers} <= view.statements.keys():
            both = [view.statements[gap.asks], view.statements[gap.answers]]
            if not any(sureness(s) == "unsure" for s in both):
                found.setdefault(frozenset((gap.asked_by, gap.answered_by, gap.issue)), (gap.issue, both, gap.id))
    surest = sorted(found.values(), key=lambda item: -min(s.confidence for s in item[1]))
    return [(issue, joined([s] for s in both), identity) for issue, both, identity in surest]
