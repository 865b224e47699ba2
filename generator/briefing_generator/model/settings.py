"""What a person says of a briefing, its settings and corrections, and the folder they stand in, read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing_generator.model.article import Article, Problem
from briefing_generator.model.kinds import Act, Kind, Stage


@dataclass(frozen=True, slots=True)
class Rename:
    """A correction of a stakeholder: how it is called, what else it is called, and what it is."""

    match: str
    name: str | None = None
    kind: Kind | None = None
    role: str | None = None
    party: str | None = None
    merge: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    hide: bool = False
    by: str | None = None
    reason: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class StatementCorrection:
    """A correction of a statement, found by ``id``, else by party, issue, article and quote; ``add`` makes a new one.

    ``confirm`` says that it was read right.
    ``quote`` beside ``id`` lets it be found again where the id is gone.
    """

    id: str | None = None
    party: str | None = None
    issue: str | None = None
    quote: str | None = None
    action: Literal["hide", "set", "add", "confirm"] = "set"
    set_party: str | None = None
    set_act: Act | None = None
    set_issue: str | None = None
    set_content: str | None = None
    set_condition: str | None = None
    article: str | None = None
    by: str | None = None
    reason: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class OverviewCorrection:
    """Pins a sentence to the overview or drops one from it; ``quote`` is a passage of an article.

    ``article`` (its id or path) tells which of several articles that hold the quote is meant.
    """

    action: Literal["pin", "drop"]
    quote: str
    article: str | None = None
    by: str | None = None
    reason: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class EventCorrection:
    """A correction of an event, found by ``id``, else by ``quote`` (and ``article``); ``add`` makes a new one.

    ``set_date`` is a day, a month or a year: ``2025-03-13``, ``2025-03``, ``2025``.
    """

    id: str | None = None
    quote: str | None = None
    article: str | None = None
    action: Literal["hide", "set", "add"] = "set"
    set_date: str | None = None
    set_text: str | None = None
    set_stage: Stage | None = None
    by: str | None = None
    reason: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class ComparisonCorrection:
    """Hides what two sentences were compared to: a disagreement, figures that differ, or where parties meet."""

    id: str | None = None
    quote: str | None = None
    article: str | None = None
    action: Literal["hide"] = "hide"
    by: str | None = None
    reason: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class BracketCorrection:
    """A correction of the name in brackets that stands for a pronoun; ``hide`` leaves out the sentence that needs it."""

    id: str | None = None
    quote: str | None = None
    article: str | None = None
    action: Literal["hide", "set"] = "set"
    set_name: str | None = None
    by: str | None = None
    reason: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """An analyst's note on a page: ``overview``, ``conditions``, ``stakeholders``, ``timeline``, ``sources``, ``data``,
    ``stakeholders/ID`` or ``sources/ID``."""

    page: str
    text: str
    by: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that a briefing follows: its web address, or a file beside ``briefing.yml`` (a feed, or an OPML list of such).

    ``words`` let an entry belong that mentions one of them. ``filter`` tells by what entries belong: by the briefing's
    parties and terms as well as these words, by the words alone, or every entry does.
    """

    url: str
    title: str | None = None
    words: tuple[str, ...] = ()
    filter: Literal["briefing", "words", "everything"] = "briefing"
    line: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``briefing.yml`` says; every value has a default, so that a folder without the file is a briefing.

    ``example`` tells that it came with the program: it stands behind one's own and is told so. ``threshold`` is where, on
    stories that nothing was learned from, four of five statements are positions that an annotator has as well.
    """

    title: str
    description: str | None = None
    pack: str = "auto"
    threshold: float = 0.29
    example: bool = False
    stakeholders: tuple[Rename, ...] = ()
    statements: tuple[StatementCorrection, ...] = ()
    overview: tuple[OverviewCorrection, ...] = ()
    events: tuple[EventCorrection, ...] = ()
    disagreements: tuple[ComparisonCorrection, ...] = ()
    discrepancies: tuple[ComparisonCorrection, ...] = ()
    meetings: tuple[ComparisonCorrection, ...] = ()
    brackets: tuple[BracketCorrection, ...] = ()
    notes: tuple[Note, ...] = ()
    feeds: tuple[Feed, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class EarlierPosition:
    """A party's position on one issue as it stood: the act of its latest statement ("" where that was not kept)."""

    party: str
    issue: str
    act: str = ""
    conditional: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class EarlierState:
    """What a briefing said at an earlier time: ids of what it held, its positions, and messages of stale corrections."""

    as_of: str | None
    articles: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
    stakeholders: frozenset[str] = frozenset()
    positions: tuple[EarlierPosition, ...] = ()
    stale: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Corpus:
    """A briefing's folder, read: its settings, every file accounted for (sorted by path), and what was wrong.

    ``earlier`` is what the briefing said when ``state.json`` was written, None without that file. ``passing`` tells that
    another run may read a document that this one could not.
    """

    name: str
    settings: Settings
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    earlier: EarlierState | None = None
    passing: bool = False
