"""What the articles say together, and the pages made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from briefing_generator.model.article import Article, Evidence, Problem
from briefing_generator.model.kinds import Act, DisagreementKind, Kind, Precision, Stage
from briefing_generator.model.pack import Pack, PackChoice
from briefing_generator.model.reading import Bracket, Quotation, Statement
from briefing_generator.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Role:
    """A role with the article that gave it and the span where it stands.

    Where front matter states it, the span is empty; where ``briefing.yml`` does, so is the article.
    """

    role: str
    article: str
    start: int
    end: int
    date: str | None = None


@dataclass(frozen=True, slots=True)
class StakeholderMention:
    """Where a stakeholder is named: ``articles[article].text[start:end] == text``."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """A person, state, organisation or group that acts or holds a position, merged across articles."""

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    party: str | None
    mentions: tuple[StakeholderMention, ...]
    by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A party's statements on one issue in order of time.

    ``same`` groups the ids that say the same in other words, the earliest first; ``origins`` counts independent
    articles (reprints of one text count once), ``same_origins`` those of each group. ``act``, ``date`` and
    ``conditional`` are those of the latest statement; ``changed`` tells that later words stand against earlier ones.
    ``current`` is the statement that the state of play shows: the party's latest own one, by the day of the event, whose
    words can be read alone; what others report or expect of it only where there is none; None where all are fragments.
    ``settled`` is the statement of an agreement that closed it, made with somebody whom its sentence names.
    """

    party: str
    issue: str
    statements: tuple[str, ...]
    changed: bool
    same: tuple[tuple[str, ...], ...] = ()
    origins: int = 1
    same_origins: tuple[int, ...] = ()
    act: Act | None = None
    date: str | None = None
    conditional: bool = False
    current: str | None = None
    settled: str | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two parties opposed, sources in conflict, or a position that changed; ``statements`` holds both sides, left then right.

    ``note`` says where the two differ in scope, condition or certainty; ``strength`` (0 to about 1.2) ranks them.
    """

    kind: DisagreementKind
    issue: str
    parties: tuple[str, ...]
    statements: tuple[str, ...]
    note: str | None = None
    id: str = ""
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class Gap:
    """Where one party's demand or offer on an issue meets another's answer: the row of a mediator's table.

    ``conditional`` tells that the answer is tied to a condition.
    """

    issue: str
    asked_by: str
    answered_by: str
    asks: str
    answers: str
    kind: Literal["met", "opposed"]
    conditional: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A figure or a day as one article gives it, and the sentence where it stands."""

    figure: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where independent articles of the same days give different figures, or days, for one thing.

    ``successive`` tells that they do not contradict each other: the same was counted on later days, the earliest first.
    """

    id: str
    accounts: tuple[Account, ...]
    successive: bool = False


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A sentence of the overview with its evidence; ``also`` are other articles that say it."""

    text: str
    evidence: Evidence
    also: tuple[Evidence, ...] = ()
    pinned: bool = False
    by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the timeline; ``planned`` when it lay ahead of the article that tells of it.

    ``stage`` tells of a plan that a main clause announces whether it lies ``ahead`` of the latest article or has come
    ``due``, and no article tells that it came about; all else is ``told``. ``ending`` is a sentence that tells how things
    ended before its day, so that it is no more to come: it counts as due.
    """

    id: str
    date: str
    precision: Precision
    text: str
    evidence: Evidence
    also: tuple[Evidence, ...] = ()
    planned: bool = False
    stage: Stage = "told"
    by: str | None = None
    reason: str | None = None
    corrected: bool = False
    ending: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well a briefing is covered; every count is of articles in use, counted by origin where it says so.

    ``shared_statements`` is the share (0 to 1) of statements, those that say the same taken together, with two origins
    or more; ``told`` of them there are, and ``told_twice`` with two. ``by_source`` and ``by_month`` (``YYYY-MM``) count articles, ``undated`` and ``unnamed`` those without a date
    and without a source.
    """

    articles: int
    origins: int
    sources: int
    first: str | None
    last: str | None
    single_source_issues: tuple[str, ...] = ()
    silent: tuple[tuple[str, str], ...] = ()
    """(party, issue) where others hold a position and this party does not."""
    shared_statements: float = 0.0
    by_source: tuple[tuple[str, int], ...] = ()
    by_month: tuple[tuple[str, int], ...] = ()
    undated: int = 0
    unnamed: int = 0
    told: int = 0
    told_twice: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What is new since an earlier state of the briefing.

    ``ref`` is the id of what changed (of a position, that of its latest statement); ``id`` is made of kind and ``ref``.
    """

    kind: Literal["article", "statement", "position", "stakeholder", "correction"]
    text: str
    ref: str
    date: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything new ``since`` the ``as_of`` date of the earlier state; empty when there is none.

    ``told`` says whether there was an earlier state: one of undated articles has no date.
    """

    since: str | None = None
    entries: tuple[Change, ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """What an earlier version of an article, or a copy whose words differ, says otherwise than the article in use.

    ``was`` is a statement's evidence there, ``now`` what stands in its place in ``latest``, None where nothing does.
    ``party`` is a stakeholder's id, or a name that no article in use knows; it, ``issue`` and ``act`` are None where no
    statement was read and only the words differ. ``now_act`` is None where no other statement of the party stands there.
    """

    id: str
    article: str
    latest: str
    was: Evidence
    now: Evidence | None
    party: str | None = None
    issue: str | None = None
    act: Act | None = None
    now_act: Act | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything the pages show. All ids are made of content, so that they stay when articles come.

    ``as_of`` is the date of the latest article in use. ``sentences`` gives, for each article that was read, the spans of its
    sentences in order: pages mark and anchor whole sentences. ``hidden`` are statements below the briefing's
    threshold, ``unplaced`` those with no party. ``choice`` tells how the pack was chosen, ``stories`` the ids
    of articles that have hardly anything in common with the others, where a folder tells two stories.
    ``patterns_alone`` tells that no learned weights had a part in the reading.
    """

    name: str
    settings: Settings
    pack: Pack
    as_of: str | None
    articles: tuple[Article, ...]
    sentences: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    stakeholders: tuple[Stakeholder, ...]
    quotations: tuple[Quotation, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    disagreements: tuple[Disagreement, ...]
    gaps: tuple[Gap, ...]
    bottom_line: tuple[KeyPoint, ...]
    overview: tuple[KeyPoint, ...]
    timeline: tuple[Event, ...]
    coverage: Coverage
    changes: Changes
    hidden: tuple[Statement, ...]
    unplaced: tuple[Statement, ...]
    problems: tuple[Problem, ...] = field(default=())
    discrepancies: tuple[Discrepancy, ...] = ()
    revisions: tuple[Revision, ...] = ()
    choice: PackChoice = field(default_factory=PackChoice)
    stories: tuple[tuple[str, ...], ...] = ()
    brackets: tuple[Bracket, ...] = ()
    patterns_alone: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page or a file of the site: ``path`` below the site's docs (``ukraine-ceasefire-talks/conditions.md``).

    ``title`` is None for files that are no pages (JSON, CSV, EPUB). ``source`` is the file behind an article's page,
    relative to the project's root. ``in_navigation`` is False for pages that only search and links lead to.
    ``inert`` is ``content`` with the words of others as no parser knows them, for whoever renders the page and then
    puts them back (:mod:`briefing_generator.pages.showing.inert`); None for files.
    """

    path: str
    content: str | bytes
    title: str | None = None
    in_navigation: bool = True
    source: str | None = None
    inert: str | None = None
