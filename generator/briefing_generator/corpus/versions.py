"""Versions of one article: which two texts are, and which of them is the latest.

An outlet publishes an article, corrects it and adds to it. What lies in a folder then are versions: of one address, of one
title, or so alike that one outlet would not print both beside each other.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing_generator.corpus.body.markup import seen
from briefing_generator.corpus.metadata.canonical import without_tracking
from briefing_generator.store.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Article

NEAR = 0.9
"""Share of shingles from which one text is another in all but a few words."""
_SAME_ADDRESS, _SAME_TITLE, _SAME_DAYS = 0.25, 0.5, 0.6
"""Share of shingles from which two texts are versions: of one address; of one title; of titles alike and days apart."""
_CORRECTED = 0.75
"""The same where another outlet prints a correction: its note is new text as well."""
_OF_SENTENCES = 0.4
"""The same for the sentences of the shorter one; an update is often more new text than old."""
_TITLES = 0.6
"""Share of words that titles alike have in common."""
_DAYS = 3
"""Days between two versions that only their titles and texts tell."""
_NOTE = 2
"""What a note of a correction counts, see :func:`correction`."""
_TOP, _BOTTOM = 6, 4
"""Blocks at the top and at the end in which an article says that it was corrected."""


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    raw = shipped("briefing_generator.corpus.metadata", "version_words.yml")
    return {name: re.compile("|".join(f"(?:{p})" for p in raw[name]), re.IGNORECASE) for name in raw}


def address_of(article: Article) -> str | None:
    """Returns an article's address as versions share it: no scheme, ``www.``, query of campaigns, fragment; None for a front page."""
    try:
        parts = urlsplit(without_tracking(article.url or ""))
        host = (parts.hostname or "").removeprefix("www.").removeprefix("amp.").removeprefix("m.")
    except ValueError:
        return None
    path = re.sub(r"/(?:amp|index\.html?)$", "", parts.path.rstrip("/"))
    # Versions share more than copies do; what else stands in a query may tell the article.
    query = "&".join(sorted(p for p in parts.query.split("&") if p and not re.match(r"(?i)ref=|amp", p)))
    return f"{host}{path}?{query}" if host and (path or query) else None


def title_of(article: Article) -> str:
    """Returns an article's title as versions share it: bare words, without "UPDATE 2-" or "Corrected:"."""
    # A title that was cut out of the first paragraph says no more than the text.
    if article.title_basis == "inferred" and article.title.endswith("…"):
        return ""
    return " ".join(re.findall(r"\w+", _marks()["title"].sub("", article.title, count=1).casefold()))


def correction(article: Article) -> int:
    """Returns how plainly an article says that it was corrected or updated: 0 where it does not.

    A date of an update counts 1, a note 2, and a headline that says so more, with the number of the update.
    """
    marks = _marks()
    found = marks["title"].match(article.title.strip())
    if found:
        return _NOTE + int(next((n for n in found.groups() if n), 1))
    blocks = (
        article.blocks
        if len(article.blocks) <= _TOP + _BOTTOM
        else (*article.blocks[:_TOP], *article.blocks[-_BOTTOM:])
    )
    lines = [seen(article.text, block.start, block.end).strip() for block in blocks]
    if any(marks["note"].search(line) for line in lines):
        return _NOTE
    return int(any(marks["line"].search(line) for line in lines))


def shared_by_versions(one: Article, other: Article, share: float, sentences: float) -> str | None:
    """Returns what makes two articles whose words differ versions of one, in words for a page; None where they are none.

    Args:
        one: an article.
        other: another.
        share: the share of shingles that they have in common.
        sentences: the share of the shorter one's sentences that the other has too.
    """
    addresses = address_of(one), address_of(other)
    if addresses[0] is not None and addresses[0] == addresses[1]:
        return "the same address" if share >= _SAME_ADDRESS or sentences >= _OF_SENTENCES else None
    same = f"{share:.0%} the same text"
    if not _one_publisher(one, other):
        # A correction that another outlet prints of the same text is later than what it corrects, whoever printed that.
        return f"{same}, corrected" if share >= _CORRECTED and _corrected(one, other) else None
    if share >= NEAR:
        return same
    apart = _days_apart(one, other)
    if apart is None or (all(addresses) and apart):
        # Two addresses on two days are two articles, however alike: "Markets at noon".
        return None
    if title_of(one) == title_of(other) != "" or _corrected(one, other):
        return same if share >= _SAME_TITLE and apart <= _DAYS else None
    return same if share >= _SAME_DAYS and apart <= _DAYS and _alike(title_of(one), title_of(other)) else None


def _corrected(one: Article, other: Article) -> bool:
    """Tells whether one of two articles says in a note or a headline that it was corrected."""
    return max(correction(one), correction(other)) >= _NOTE


def renamed(one: Article, other: Article) -> bool:
    """Tells whether two articles of one address have stated titles that differ: then the later title is a version."""
    address, titles = address_of(one), {" ".join(article.title.casefold().split()) for article in (one, other)}
    stated = one.title_basis == other.title_basis == "stated"
    return stated and address is not None and address == address_of(other) and len(titles) == 2


def _alike(one: str, other: str) -> bool:
    words, others = set(one.split()), set(other.split())
    return len(words & others) >= _TITLES * max(1, len(words | others))


def _publisher(article: Article) -> str | None:
    return (article.source or "").casefold().removeprefix("the ").strip() or None


def _one_publisher(one: Article, other: Article) -> bool:
    names = _publisher(one), _publisher(other)
    return None in names or names[0] == names[1]


def _days_apart(one: Article, other: Article) -> int | None:
    """Returns the days between two articles, 0 where one of them has no date and nothing is known."""
    if not one.date or not other.date:
        return 0
    return abs((date.fromisoformat(one.date) - date.fromisoformat(other.date)).days)


def latest(versions: Iterable[Article]) -> Article:
    """Returns the latest of some versions.

    By the day and hour that each tells (of an update, where one is told), then by what the text says of corrections, then
    by the files' names. Hours count where all of them tell one; where one has no date, what the texts say comes first.
    """
    every = list(versions)
    timed = all(v.moment for v in every)
    dated = all(v.date for v in every)

    def rank(version: Article) -> tuple[object, ...]:
        day = max((version.moment if timed else version.date) or "", _updated(version, timed))
        said = correction(version)
        return (*((day, said) if dated else (said, day)), _name(version.path))

    return max(every, key=rank)


def _updated(version: Article, timed: bool) -> str:
    return (version.updated or "") if timed else (version.updated or "")[:10]


def _name(path: str) -> tuple[tuple[int, int, str], ...]:
    """Returns what sorts names as people number them: ``a``, ``a-2``, ``a-10``."""
    stem = path.rpartition(".")[0] or path
    return tuple((1, int(p), "") if p.isdigit() else (0, 0, p.casefold()) for p in re.findall(r"\d{1,18}|\D+", stem))
