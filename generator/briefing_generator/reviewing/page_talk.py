"""What passes between a review and its page in a browser: where one stands, as data, and answers, as the page sends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing_generator.model import ACTS
from briefing_generator.reviewing.choices import Choice, act_choices, issue_choices, narrowed, party_choices
from briefing_generator.reviewing.entry_writing import NotWrittenError
from briefing_generator.reviewing.marks_offered import Marked
from briefing_generator.reviewing.offered import pieces
from briefing_generator.reviewing.sheet import plain, told_source
from briefing_generator.reviewing.standing import ASKED, summary, told_place, told_rows
from briefing_generator.store.files import NotSavedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing_generator.model import Act
    from briefing_generator.reviewing.offered import Offered
    from briefing_generator.reviewing.review import Review

_STEPS = ("right", "wrong", "pin", "note", "leave", "skip", "back", "take_back")
_DONE = {
    "right": "Right",
    "wrong": "Wrong",
    "skip": "Put off",
    "back": "",
    "take_back": "Taken back",
    "change": "Changed",
    "pin": "On the Overview",
    "note": "Its note is on the Overview",
    "leave": "Left alone",
}


class NotUnderstoodError(Exception):
    """What a page sent is no answer; the message says why."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What of a statement a person may choose, and among what."""

    question: str
    choices: tuple[Choice, ...]


def _answers(each: Offered | Marked) -> list[str]:
    """Returns what answers there are to what is asked about: steps, and parts that can be changed."""
    if isinstance(each, Marked):
        return ["pin", *(["note"] if each.note else []), "leave", "skip"]
    return ["right", "wrong", "party", "act", "issue", "skip"]


class Talk:
    """A review as its page sees it; every answer goes to the review, which writes it."""

    def __init__(self, review: Review) -> None:
        """Takes the review that is led."""
        self._review = review
        self._changes = {
            "party": _Change("Who holds it?", party_choices(review.briefing)),
            "act": _Change("What does it do?", act_choices()),
            "issue": _Change("What is it about?", issue_choices(review.briefing)),
        }

    def now(self, told: str = "", wrong: str = "") -> dict[str, Any]:
        """Returns where the review stands.

        Args:
            told: what just happened.
            wrong: why it did not.
        """
        review, each = self._review, self._review.current
        standing = {
            "title": plain(review.briefing.settings.title), "place": told_place(review), "at": review.at,
            "many": len(review.asked), "summary": summary(review), "told": told, "wrong": plain(wrong), "id": None, "answers": [],
        }  # fmt: skip
        if each is None:
            return standing
        return standing | {
            "id": each.id,
            "answers": _answers(each),
            "source": told_source(each.article),
            "pieces": [{"text": p.text, "evidence": p.evidence, "sentence": p.sentence} for p in pieces(each)],
            "rows": [{"name": n, "value": value, "asked": n in ASKED} for n, value in told_rows(review, each)],
            "changed": review.decision is not None and review.decision.action == "set",
        }

    def choices(self, part: str, letters: str) -> dict[str, Any]:
        """Returns what there is to choose for a part (``party``, ``act``, ``issue``), as letters narrow it.

        Raises :class:`NotUnderstoodError` for another part.
        """
        if part not in self._changes:
            raise NotUnderstoodError("there is nothing of this name to choose.")
        asked = self._changes[part]
        near = [{"key": each.key, "told": each.told} for each in narrowed(asked.choices, letters)]
        return {"question": asked.question, "choices": near}

    def answer(self, sent: object) -> dict[str, Any]:
        """Takes an answer and returns where the review stands then.

        An answer has ``step`` (a step of the review, or ``change``), ``of``, the id of what the page showed, and for a change ``party``, ``act`` or ``issue``. One that was given of
        another statement than the one that is asked about, as from a second window, is not taken, and the page is told
        so; so is what could not be written. Raises :class:`NotUnderstoodError` for what is no answer.
        """
        if not isinstance(sent, dict):
            raise NotUnderstoodError("an answer has a step.")
        name, step = self._step(sent)
        current = self._review.current
        if sent.get("of") != (current.id if current else None):
            return self.now(
                wrong="This was answered elsewhere, and the review went on from there. Nothing was changed."
            )
        try:
            step()
        except (NotWrittenError, NotSavedError) as error:
            return self.now(wrong=str(error))
        return self.now(_DONE[name])

    def summary(self) -> str:
        """Returns in a line what was decided."""
        return summary(self._review)

    def _step(self, sent: Mapping[str, Any]) -> tuple[str, Callable[[], None]]:
        name, review = sent.get("step"), self._review
        if name in _STEPS:
            step: Callable[[], None] = getattr(review, name)
            return str(name), step
        parts = [(part, sent[part]) for part in self._changes if part in sent]
        if name != "change" or len(parts) != 1:
            raise NotUnderstoodError("an answer has a step that there is.")
        part, key = parts[0]
        if key not in {each.key for each in self._changes[part].choices}:
            raise NotUnderstoodError("this is none of what there is to choose.")
        by_word: dict[str, Act] = {act: act for act in ACTS}
        if part == "act":
            return "change", lambda: review.change(act=by_word[key])
        return "change", lambda: review.change(**{part: key})
