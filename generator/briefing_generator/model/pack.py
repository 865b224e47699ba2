"""Issues and their language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Issue:
    """A matter under negotiation: its code, its name on the page, and the language that tells of it."""

    code: str
    name: str
    description: str
    terms: tuple[tuple[str, float], ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """Issues and their language, as data (``packs/peace.yml``); ``signs`` are weighted words that tell of its field."""

    name: str
    title: str
    issues: tuple[Issue, ...]
    signs: tuple[tuple[str, float], ...] = ()

    def issue(self, code: str) -> Issue:
        """Returns the issue with this code; a code of no issue gives one that is named after its code."""
        for issue in self.issues:
            if issue.code == code:
                return issue
        return Issue(code, code.replace("-", " ").capitalize(), "")


@dataclass(frozen=True, slots=True)
class PackFit:
    """How well a pack fits a folder: the share (0 to 1) of what parties want in it that is of the pack's field."""

    name: str
    title: str
    share: float


@dataclass(frozen=True, slots=True)
class PackChoice:
    """How the pack of a briefing was chosen: ``stated`` by its settings, else by how well the packs fit, the best first.

    ``clear`` and ``likely`` tell how sure the choice is, ``none`` that no pack fits.
    """

    basis: Literal["stated", "clear", "likely", "none"] = "stated"
    fits: tuple[PackFit, ...] = ()
