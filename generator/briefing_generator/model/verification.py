"""Somebody's draft held against a briefing: what each of its quotations, positions, names and dates is found to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from briefing_generator.model.article import Article, Evidence

Matter = Literal["quotation", "position", "name", "date"]
Gravity = Literal["fine", "note", "warning", "error"]
Verdict = Literal[
    "quote-verbatim", "quote-altered", "quote-misattributed", "quote-unquoted", "quote-nowhere",
    "position-carried", "position-contradicted", "position-changed", "position-nowhere",
    "name-differs", "date-differs",
]  # fmt: skip
"""What is found of one thing in a draft; its first word tells what kind of thing that is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in a comparison: in both, only in the article (``left-out``), or only in the draft (``put-in``)."""

    kind: Literal["same", "left-out", "put-in"]
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found of one thing that a draft says: ``draft.text[start:end] == words``.

    ``message`` is a whole sentence; ``evidence`` are the sentences of the folder that carry the verdict, the best first.
    ``difference`` tells how words differ from the article's. ``gravity`` of what is right is ``fine``; a ``note`` is
    nothing wrong, but nothing that the folder vouches for.
    """

    verdict: Verdict
    gravity: Gravity
    start: int
    end: int
    words: str
    message: str
    evidence: tuple[Evidence, ...] = ()
    difference: tuple[Piece, ...] = ()

    @property
    def matter(self) -> Matter:
        """What kind of thing in the draft it is about."""
        kind = self.verdict.split("-")[0]
        return (
            "quotation"
            if kind == "quote"
            else "position"
            if kind == "position"
            else "name"
            if kind == "name"
            else "date"
        )

    def with_difference(self, pieces: tuple[Piece, ...]) -> Finding:
        """Returns the same finding with how its words differ."""
        return replace(self, difference=pieces)

    @property
    def wrong(self) -> bool:
        """Whether something has to be mended, or looked at."""
        return self.gravity in ("warning", "error")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, read as an article: ``name`` is how its user named it; ``documented`` tells that its text was taken out of a document.

    Such a text has no lines that its writer sees, so that places in it are told by paragraph.
    """

    name: str
    article: Article
    documented: bool = False

    def line(self, place: int) -> int:
        """Returns the line of a place in the text, counted from 1 in the file as it is; of a document, the paragraph."""
        if self.documented:
            return max(1, sum(block.start <= place for block in self.article.blocks))
        return self.article.line(place)

    def column(self, place: int) -> int:
        """Returns the column of a place, counted from 1; of a document 0, as only its writer's program knows it."""
        return 0 if self.documented else place - self.article.text.rfind("\n", 0, place)


@dataclass(frozen=True, slots=True)
class Verification:
    """All that was found of one draft, in the order of its text."""

    draft: Draft
    findings: tuple[Finding, ...]

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """What has to be mended, or looked at."""
        return tuple(finding for finding in self.findings if finding.wrong)
