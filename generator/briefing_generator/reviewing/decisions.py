"""A decision on one statement: what it says from then on, and the correction that tells so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from briefing_generator.briefing.corrections.corrections import find_party
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.model import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing_generator.model import Stakeholder, Statement


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says of a statement: that it is right (``confirm``), wrong (``hide``), or right with changes (``set``).

    ``party`` is a stakeholder's id, ``issue`` an issue's code; None leaves what was read.
    """

    action: Literal["confirm", "hide", "set"]
    party: str | None = None
    act: Act | None = None
    issue: str | None = None


def changed(
    before: Decision | None, party: str | None = None, act: Act | None = None, issue: str | None = None
) -> Decision:
    """Returns a decision with one more change: what was changed before stays."""
    held = before if before is not None and before.action == "set" else Decision("set")
    return Decision("set", party or held.party, act or held.act, issue or held.issue)


def without_idle(decision: Decision, statement: Statement) -> Decision:
    """Returns a decision without changes to what was read anyway; one that changes nothing confirms."""
    if decision.action != "set":
        return decision
    left = Decision(
        "set",
        decision.party if decision.party != statement.party else None,
        decision.act if decision.act != statement.act else None,
        decision.issue if decision.issue != statement.issue else None,
    )
    return left if left.party or left.act or left.issue else Decision("confirm")


def decided(statement: Statement, decision: Decision | None) -> Statement:
    """Returns a statement as it reads once a decision holds; one that is hidden reads as it did."""
    if decision is None or decision.action == "hide":
        return statement
    if decision.action == "confirm":
        return replace(statement, confirmed=True, confidence=1.0)
    return replace(
        statement, party=decision.party or statement.party, act=decision.act or statement.act,
        issue=decision.issue or statement.issue, origin="correction", confidence=1.0,
    )  # fmt: skip


def correction(
    statement: Statement, decision: Decision, people: Mapping[str, Stakeholder], by: str | None
) -> dict[str, str]:
    """Returns a decision as an entry of ``statements`` in ``briefing.yml``, signed where somebody signs.

    ``people`` are the stakeholders by id: a party is written by its name, unless that is another's, too.
    """
    entry = {"id": statement.id, "quote": as_shown(statement.evidence.quote)}
    if decision.action != "set":
        entry["action"] = decision.action
    if decision.party is not None:
        name = people[decision.party].name
        entry["set_party"] = name if find_party(name, people) == decision.party else decision.party
    if decision.act is not None:
        entry["set_act"] = decision.act
    if decision.issue is not None:
        entry["set_issue"] = decision.issue
    if by:
        entry["by"] = by
    return entry
