"""A review: one statement after the other, each answer written as soon as it is given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefing_generator.reviewing.decisions import Decision, changed, correction, decided, without_idle
from briefing_generator.reviewing.entry_writing import put_entry, take_entry
from briefing_generator.reviewing.gold_story import write_story
from briefing_generator.store.files import save_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefing_generator.model import Act, Briefing, Statement
    from briefing_generator.reviewing.offered import Offered

LATER = "review.json"
"""The file of a briefing's folder that tells what was put off."""


def put_off(folder: Path) -> frozenset[str]:
    """Returns the ids of the statements that somebody put off in an earlier review; nothing where none can be read."""
    try:
        told = json.loads((folder / LATER).read_text(encoding="utf-8"))
        return frozenset(str(each) for each in told["later"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return frozenset()


class Review:
    """Where a person stands in a row of statements, and what was decided of those behind.

    Every answer is written into ``briefing.yml`` before the next question is asked, and into the gold where that is
    wanted, so that whoever ends the program loses nothing. What writes raises ``NotWrittenError`` or ``NotSavedError``
    and does not go on.
    """

    def __init__(
        self,
        folder: Path,
        briefing: Briefing,
        asked: Iterable[Offered],
        by: str | None = None,
        gold: Path | None = None,
    ) -> None:
        """Begins a review.

        Args:
            folder: the briefing's folder.
            briefing: what it says, corrections applied.
            asked: what is asked about, in order.
            by: who signs.
            gold: where the decisions are written as an annotated story, too.
        """
        self.briefing = briefing
        self.asked = tuple(asked)
        self.at = 0
        self.decisions: dict[str, Decision] = {}
        self.skipped: set[str] = set()
        self._folder, self._by, self._gold = folder, by, gold
        self._people = {s.id: s for s in briefing.stakeholders}

    @property
    def current(self) -> Offered | None:
        """What is asked about now; None behind the last."""
        return self.asked[self.at] if self.at < len(self.asked) else None

    @property
    def decision(self) -> Decision | None:
        """What was decided of it."""
        return self.decisions.get(self.asked[self.at].statement.id) if self.at < len(self.asked) else None

    def reads(self, each: Offered) -> Statement:
        """Returns a statement as it reads after what was decided of it."""
        return decided(each.statement, self.decisions.get(each.statement.id))

    def right(self) -> None:
        """Says that the statement is right as it reads now, and goes on."""
        if (each := self.current) is not None:
            if self.decision is None or self.decision.action == "hide":
                self._decide(each, Decision("confirm"))
            self.at += 1

    def wrong(self) -> None:
        """Says that it is wrong, so that it is shown nowhere, and goes on."""
        if (each := self.current) is not None:
            self._decide(each, Decision("hide"))
            self.at += 1

    def change(self, party: str | None = None, act: Act | None = None, issue: str | None = None) -> None:
        """Changes who holds it, the act or the issue, and stays: another may be wrong, too."""
        if (each := self.current) is not None:
            self._decide(each, without_idle(changed(self.decision, party, act, issue), each.statement))

    def skip(self) -> None:
        """Goes on; what is not decided is put off, and comes last the next time."""
        if (each := self.current) is not None:
            if self.decision is None:
                self.skipped.add(each.statement.id)
                self._keep_later(put_off(self._folder) | {each.statement.id})
            self.at += 1

    def back(self) -> None:
        """Goes to the one before."""
        self.at = max(0, self.at - 1)

    def take_back(self) -> None:
        """Takes back what was decided of the statement."""
        if (each := self.current) is not None and self.decision is not None:
            take_entry(self._folder, "statements", each.statement.id)
            del self.decisions[each.statement.id]
            self.keep_gold()

    def _decide(self, each: Offered, decision: Decision) -> None:
        identity = each.statement.id
        put_entry(self._folder, "statements", correction(each.statement, decision, self._people, self._by))
        self.decisions[identity] = decision
        self.skipped.discard(identity)
        if identity in (later := put_off(self._folder)):
            self._keep_later(later - {identity})
        self.keep_gold()

    def _keep_later(self, later: frozenset[str] | set[str]) -> None:
        save_if_changed(self._folder / LATER, json.dumps({"later": sorted(later)}, indent=1) + "\n")

    def keep_gold(self) -> None:
        """Writes all that was decided, in earlier reviews, too, as an annotated story where that is wanted."""
        if self._gold is not None:
            write_story(self._gold, self.briefing, self.decisions)
