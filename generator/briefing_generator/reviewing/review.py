"""A review: one statement after the other, each answer written as soon as it is given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefing_generator.reviewing.decisions import Decision, changed, correction, decided, without_idle
from briefing_generator.reviewing.entry_writing import put_entry, take_entry
from briefing_generator.reviewing.gold_story import write_story
from briefing_generator.reviewing.marks_offered import Marked, mark_entry
from briefing_generator.reviewing.offered import Offered
from briefing_generator.store.files import save_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefing_generator.model import Act, Briefing, Statement
    from briefing_generator.reviewing.marks_offered import MarkAnswer

LATER = "review.json"
"""The file of a briefing's folder that tells what was put off, and which marks were left alone."""


def put_off(folder: Path) -> frozenset[str]:
    """Returns the ids of what somebody put off in an earlier review; nothing where none can be read."""
    return _kept(folder, "later")


def left_alone(folder: Path) -> frozenset[str]:
    """Returns the ids of the marks that somebody left alone in an earlier review; nothing where none can be read."""
    return _kept(folder, "left")


def _kept(folder: Path, key: str) -> frozenset[str]:
    try:
        told = json.loads((folder / LATER).read_text(encoding="utf-8"))
        return frozenset(str(each) for each in told[key])
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
        asked: Iterable[Offered | Marked],
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
        self.marks: dict[str, MarkAnswer] = {}
        self.skipped: set[str] = set()
        self._folder, self._by, self._gold = folder, by, gold
        self._people = {s.id: s for s in briefing.stakeholders}

    @property
    def current(self) -> Offered | Marked | None:
        """What is asked about now; None behind the last."""
        return self.asked[self.at] if self.at < len(self.asked) else None

    @property
    def decision(self) -> Decision | None:
        """What was decided of it."""
        return self.decisions.get(self.asked[self.at].id) if self.at < len(self.asked) else None

    def reads(self, each: Offered) -> Statement:
        """Returns a statement as it reads after what was decided of it."""
        return decided(each.statement, self.decisions.get(each.statement.id))

    def right(self) -> None:
        """Says that the statement is right as it reads now, and goes on."""
        if isinstance(each := self.current, Offered):
            if self.decision is None or self.decision.action == "hide":
                self._decide(each, Decision("confirm"))
            self.at += 1

    def wrong(self) -> None:
        """Says that it is wrong, so that it is shown nowhere, and goes on."""
        if isinstance(each := self.current, Offered):
            self._decide(each, Decision("hide"))
            self.at += 1

    def change(self, party: str | None = None, act: Act | None = None, issue: str | None = None) -> None:
        """Changes who holds it, the act or the issue, and stays: another may be wrong, too."""
        if isinstance(each := self.current, Offered):
            self._decide(each, without_idle(changed(self.decision, party, act, issue), each.statement))

    def pin(self) -> None:
        """Puts the sentence that a reader marked on the Overview, the reader's note as the reason, and goes on."""
        self._mark("pin")

    def note(self) -> None:
        """Puts a reader's note on the Overview, with the words that it is on, and goes on; does nothing where there is none."""
        if isinstance(each := self.current, Marked) and each.note:
            self._mark("note")

    def leave(self) -> None:
        """Leaves a mark alone, so that it is not asked about again, and goes on."""
        self._mark("leave")

    def skip(self) -> None:
        """Goes on; what is not decided is put off, and comes last the next time."""
        if (each := self.current) is not None:
            if each.id not in self.decisions and each.id not in self.marks:
                self.skipped.add(each.id)
                self._keep(put_off(self._folder) | {each.id})
            self.at += 1

    def back(self) -> None:
        """Goes to the one before."""
        self.at = max(0, self.at - 1)

    def take_back(self) -> None:
        """Takes back what was decided of what is asked about, or that it was put off; of the one before where nothing was."""
        if not self._answered(self.current):
            if not self.at or not self._answered(self.asked[self.at - 1]):
                return
            self.back()
        each = self.asked[self.at]
        if isinstance(each, Marked) and each.id in self.marks:
            self._unmark(each)
        elif each.id in self.decisions:
            take_entry(self._folder, "statements", {"id": each.id})
            del self.decisions[each.id]
            self.keep_gold()
        elif each.id in self.skipped:
            self._keep(put_off(self._folder) - {each.id})
            self.skipped.discard(each.id)

    def _answered(self, each: Offered | Marked | None) -> bool:
        return each is not None and any(each.id in held for held in (self.decisions, self.marks, self.skipped))

    def _mark(self, answer: MarkAnswer) -> None:
        if not isinstance(each := self.current, Marked):
            return
        self._unmark(each)
        if answer == "leave":
            self._keep(left=left_alone(self._folder) | {each.id})
        else:
            key, entry, known = mark_entry(each, answer, self._by)
            put_entry(self._folder, key, entry, known)
        self.marks[each.id] = answer
        self._put_off_no_more(each.id)
        self.at += 1

    def _unmark(self, each: Marked) -> None:
        """Takes back what was said of a mark, where anything was."""
        before = self.marks.get(each.id)
        if before == "leave":
            self._keep(left=left_alone(self._folder) - {each.id})
        elif before is not None:
            key, entry, known = mark_entry(each, before, self._by)
            take_entry(self._folder, key, {name: entry[name] for name in known})
        self.marks.pop(each.id, None)

    def _put_off_no_more(self, identity: str) -> None:
        self.skipped.discard(identity)
        if identity in (later := put_off(self._folder)):
            self._keep(later - {identity})

    def _decide(self, each: Offered, decision: Decision) -> None:
        identity = each.statement.id
        put_entry(self._folder, "statements", correction(each.statement, decision, self._people, self._by))
        self.decisions[identity] = decision
        self._put_off_no_more(identity)
        self.keep_gold()

    def _keep(self, later: frozenset[str] | None = None, left: frozenset[str] | None = None) -> None:
        """Writes what is put off and what is left alone; what is not given stays."""
        told = {"later": sorted(put_off(self._folder) if later is None else later)}
        if alone := sorted(left_alone(self._folder) if left is None else left):
            told["left"] = alone
        save_if_changed(self._folder / LATER, json.dumps(told, indent=1) + "\n")

    def keep_gold(self) -> None:
        """Writes all that was decided, in earlier reviews, too, as an annotated story where that is wanted."""
        if self._gold is not None:
            write_story(self._gold, self.briefing, self.decisions)
