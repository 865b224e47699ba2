"""Where a review stands, in words: how far one is, what was read of a statement and said of it, what was decided at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.reviewing.marks_offered import Marked
from briefing_generator.reviewing.offered import party_name
from briefing_generator.reviewing.sheet import plain, told_sure

if TYPE_CHECKING:
    from briefing_generator.reviewing.offered import Offered
    from briefing_generator.reviewing.review import Review

ASKED = ("party", "act", "issue", "content", "marked", "note", "you said")
"""The rows that one is asked about, and that stand out."""
_MARKED = {"pin": "on the Overview", "note": "its note is on the Overview", "leave": "left alone"}
_SAID = {"confirm": "right", "hide": "wrong: it is shown no more", "set": "changed"}


def told_place(review: Review) -> str:
    """Returns how far a review is."""
    many = len(review.asked)
    return f"{review.at + 1} of {many}" if review.current else f"through all {many}"


def told_rows(review: Review, each: Offered | Marked) -> tuple[tuple[str, str], ...]:
    """Returns what was read of a statement, as it reads after what was decided, or what a reader marked and wrote.

    Each row is a name and a value, none empty.
    """
    place = f"{plain(each.article.path)}:{each.line}"
    if isinstance(each, Marked):
        answer = review.marks.get(each.id)
        told = {
            "marked": plain(each.quote), "note": plain(" ".join((each.note or "").split())), "place": place,
            "you said": _MARKED[answer] if answer else "",
        }  # fmt: skip
        return tuple((name, value) for name, value in told.items() if value)
    s, briefing = review.reads(each), review.briefing
    decision = review.decisions.get(each.statement.id)
    rows = {
        "party": plain(party_name(briefing, s.party)), "act": s.act, "issue": plain(briefing.pack.issue(s.issue).name),
        "content": plain(s.content), "condition": plain(s.condition or ""), "level": s.level if s.level != "own" else "",
        "of": plain(party_name(briefing, s.addressee)) if s.addressee else "", "sure": told_sure(each),
        "place": place, "you said": _SAID[decision.action] if decision else "",
    }  # fmt: skip
    return tuple((name, value) for name, value in rows.items() if value)


def summary(review: Review) -> str:
    """Returns in a line what was decided in a review."""
    said = [decision.action for decision in review.decisions.values()]
    parts = {"right": said.count("confirm"), "wrong": said.count("hide"), "changed": said.count("set")}
    marks = list(review.marks.values())
    parts |= {"pinned": marks.count("pin"), "noted": marks.count("note"), "left alone": marks.count("leave")}
    parts["put off"] = len(review.skipped)
    left = len(review.asked) - len(review.decisions) - len(marks) - len(review.skipped)
    told = [f"{many} {name}" for name, many in parts.items() if many]
    return f"{', '.join(told) or 'nothing decided'}; {left} not looked at."
