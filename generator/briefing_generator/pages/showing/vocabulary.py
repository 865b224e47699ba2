"""How the pages say acts, levels, kinds, dates and counts: words first, a shape beside them, colour last."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing_generator.model import (
        Act,
        ApartReason,
        Article,
        Coverage,
        DisagreementKind,
        Kind,
        Level,
        Precision,
        Statement,
        Status,
    )

SHAPES: Mapping[Act, str] = MappingProxyType(
    {"demands": "▲", "rejects": "✕", "offers": "◆", "accepts": "●", "threatens": "▼"}
)

ACT_MEANINGS: Mapping[Act, str] = MappingProxyType(
    {
        "demands": "asks for it, or makes it a precondition",
        "rejects": "refuses it or rules it out",
        "offers": "proposes or promises it",
        "accepts": "agrees, or is open to it",
        "threatens": "warns of what it will do",
    }
)

LEVELS: Mapping[Level, str] = MappingProxyType(
    {"own": "in its own words", "reported": "as others report", "expected": "expected, not said"}
)

SURE, LIKELY = 0.7, 0.5
"""From which confidence on a reading is called sure, and likely; what is below is unsure."""
SURENESS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"": ("", "three in four"), "likely": ("≈", "six in ten"), "unsure": ("?", "four in ten or fewer")}
)
"""How sure a reading is: its word, its mark, and how many like it have the right party and act; what is sure bears none."""

SURE_KEY = (
    f"Of the readings without a mark about {SURENESS[''][1]} have the right party and act, of the likely ones (≈) about "
    f"{SURENESS['likely'][1]}, of the unsure ones (?) {SURENESS['unsure'][1]}."
)

PATTERNS_ALONE = (
    "These articles were read by patterns alone, without learned weights: more is missed than otherwise, and how sure a "
    "reading is (≈ likely, ? unsure) is told too well."
)

KINDS: Mapping[Kind, str] = MappingProxyType(
    {"person": "Person", "state": "State", "organisation": "Organisation", "group": "Group"}
)

DISAGREEMENTS: Mapping[DisagreementKind, str] = MappingProxyType(
    {"opposed": "Opposed", "conflict": "Sources in conflict", "change": "Changed with time"}
)

STAGES = {"told": "ahead when written", "ahead": "ahead", "due": "was due, not told as done"}
"""What the timeline says of a plan: nothing firm, what lies ahead of the latest article, and what has come due."""

CHANGES: Mapping[str, str] = MappingProxyType(
    {
        "position": "",
        "stakeholder": "New stakeholder: ",
        "article": "New article: ",
        "statement": "",
        "correction": "Correction: ",
    }
)

AGAINST: Mapping[DisagreementKind, str] = MappingProxyType(
    {"opposed": "opposed by", "conflict": "in conflict with", "change": "changed, compare"}
)
"""What a statement says of another that disagrees with it: the name of a party or a date follows."""

STATUSES: Mapping[Status, str] = MappingProxyType(
    {"used": "✓ used", "duplicate": "⧉ duplicate", "refused": "✕ refused", "off-topic": "○ off topic"}
)

LEFT_OUT: Mapping[ApartReason, str] = MappingProxyType(
    {
        "caption": "Captions of pictures",
        "credit": "Who made a picture or helped with the report",
        "picture": "Pictures",
        "links": "Links to other pages",
        "promotion": "Promotion and sign-up",
        "notice": "Notices of the site",
        "about": "The publisher about itself",
        "struck": "Struck out or hidden",
        "note": "Notes of a reader",
        "correction": "The paper about its article",
        "page": "Of the web page, or of a tool’s notes",
    }
)
"""Why a passage of a file is no part of its article's text."""
ACT_PAST: Mapping[Act, str] = MappingProxyType(
    {
        "demands": "demanded", "rejects": "rejected", "offers": "offered", "accepts": "accepted", "threatens": "threatened",
    }
)  # fmt: skip


def sureness(statement: Statement) -> str:
    """Returns the word for how sure a reading is: none where it is sure, or where a person wrote or looked at it."""
    if statement.origin != "read" or statement.by or statement.confidence >= SURE:
        return ""
    return "likely" if statement.confidence >= LIKELY else "unsure"


def status(article: Article) -> str:
    """Returns how a file is used, in words for a list: what it is a copy or a version of follows."""
    return "↺ earlier version" if article.version_of else STATUSES[article.status]


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


# A small word before an ellipsis says nothing; one that denies says all.
_DANGLING = re.compile(r"(?:[\s,;:–—-]+(?!(?:no|nor|not)\b)[a-z]{1,3})+$")


def day(date: str | None, short: bool = False) -> str:
    """Returns ``14 March 2025`` (``14 Mar 2025``) for ``2025-03-14``, and ``undated`` for None."""
    if not date:
        return "undated"
    year, month, number = (int(part) for part in date.split("-"))
    name = MONTHS[month - 1]
    return f"{number} {name[:3] if short else name} {year}"


def when(date: str, precision: Precision) -> str:
    """Returns a date as exactly as it is known: ``March 2025`` for a month, ``week of 10 March 2025`` for a week."""
    if precision == "year":
        return date[:4]
    if precision == "month":
        return month(date)
    return f"week of {day(date)}" if precision == "week" else day(date)


def count(number: int, one: str, many: str | None = None) -> str:
    """Returns ``1 article``, ``2 articles``, ``no articles``."""
    noun = one if number == 1 else many or one + "s"
    return f"{number:,} {noun}" if number else f"no {noun}"


def covered(coverage: Coverage, in_full: bool = False) -> str:
    """Returns ``5 articles from 2 sources``, or how many sources are named where some articles name none.

    ``in_full`` makes it the beginning of a sentence, and adds how many texts are independent and from when they are.
    """
    independent = f" ({count(coverage.origins, 'independent text')})" if in_full and coverage.articles > 1 else ""
    articles = count(coverage.articles, "article") + independent
    articles = articles.capitalize() if in_full else articles
    if coverage.unnamed:
        told = f"{articles}, {count(coverage.sources, 'named source')}"
    else:
        told = f"{articles} from {count(coverage.sources, 'source')}"
    if not (in_full and coverage.first):
        return told
    if coverage.first == coverage.last:
        return f"{told}, {day(coverage.first)}"
    return f"{told}, {day(coverage.first)} to {day(coverage.last)}"


def month(date: str) -> str:
    """Returns ``March 2025`` for ``2025-03-14``."""
    return day(date).split(" ", 1)[1]


def listing(names: list[str], most: int | None = None) -> str:
    """Returns ``a``, ``a and b``, ``a, b and c``; with ``most`` names at most, ``a, b and 3 others``."""
    if most is not None and len(names) > most + 1:
        names = [*names[:most], count(len(names) - most, "other")]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def clipped(text: str, length: int) -> str:
    """Returns the text, cut after a whole word with an ellipsis where it is longer than ``length`` characters.

    >>> clipped("Open to a halt, and to talks", 20)
    'Open to a halt …'
    """
    if len(text) <= length:
        return text
    cut = text[: length + 1].rsplit(" ", 1)[0]
    return _DANGLING.sub("", cut).rstrip(",;:–—- ") + " …"
