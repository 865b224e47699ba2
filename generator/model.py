"""The words of the project, as frozen dataclasses; no other module defines one that walks between rooms.

Every ``start`` and ``end`` in this module counts Unicode code points into :attr:`Article.text`, and the
promise that holds everything together is ``article.text[span.start:span.end] == span.quote``.

The terms are the field's: statements (actor, concept, agreement) come from discourse network analysis,
quotations (source, cue, content) from attribution corpora, acts from the PLOVER event ontology and the
issues of the ``peace`` pack from the PA-X codebook of peace agreements.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Act = Literal["demands", "rejects", "offers", "accepts", "threatens"]
ACTS: tuple[Act, ...] = ("demands", "rejects", "offers", "accepts", "threatens")

Level = Literal["own", "reported", "expected"]
"""Who says that a party holds a position: the party itself, somebody else, or somebody who guesses."""

Kind = Literal["person", "state", "organisation", "group"]
BlockKind = Literal["heading", "paragraph", "item", "quote", "table", "code", "furniture"]
Basis = Literal["stated", "inferred", "unknown"]
Origin = Literal["read", "front-matter", "correction"]
QuotationKind = Literal["direct", "indirect", "mixed"]
DisagreementKind = Literal["opposed", "conflict", "change"]
Precision = Literal["day", "week", "month", "year"]
Status = Literal["used", "duplicate", "refused"]
Severity = Literal["error", "warning"]


# ---------------------------------------------------------------- corpus


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with what was dropped in, told so that a person can act on it.

    ``path`` is relative to the briefing's folder, ``line`` and ``column`` count from 1 (0: the whole file),
    ``code`` is a short stable word such as ``date-unreadable`` that the documentation explains.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str

    def __str__(self) -> str:
        """Returns the problem as one line."""
        place = ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])
        return f"{place}: {self.severity}: {self.message} ({self.code})"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item … of an article.

    ``start`` and ``end`` enclose its words without the marks of heading, list or quotation.
    ``depth`` is the level of a heading (1 to 6) or the nesting of an item (0 is the outermost).
    ``furniture`` is text of the page, not of the article: comment forms, share lines, lists of other articles.
    """

    kind: BlockKind
    start: int
    end: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """The verbatim span that carries a claim: ``articles[article].text[start:end] == quote``."""

    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class StatedStakeholder:
    """A stakeholder that an analyst wrote into an article's front matter."""

    name: str
    kind: Kind | None = None
    role: str | None = None
    party: str | None = None
    aliases: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class StatedCondition:
    """A statement that an analyst wrote into an article's front matter; ``quote`` is a passage of the article."""

    party: str | None
    act: Act
    issue: str
    text: str
    quote: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that an article shows: in the briefing's folder (``path``, relative to it) or on the web (``url``).

    ``start`` and ``end`` enclose its mark in the text; ``alt`` is what it is called there, of a local one at least its
    file's name in words; ``sha256`` is that of a local one's bytes.
    """

    start: int
    end: int
    alt: str
    path: str | None = None
    url: str | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One dropped-in file: its metadata and its text, cut into blocks that cover all of its words.

    ``id`` is made of the path, so that it stays when other articles come. ``path`` is relative to the briefing's
    folder with forward slashes (``articles/2025-03-07-truce.md``). ``text`` is what follows the front matter, with
    outer white space stripped and line ends as ``\\n``; it is empty when the file was refused.
    ``date`` is ``YYYY-MM-DD``; ``words`` counts the words outside furniture; ``family`` names the article whose text
    this one repeats in the main (itself when it is an origin of its own), and ``family_reason`` says why.
    """

    id: str
    path: str
    title: str
    title_basis: Basis
    date: str | None
    date_basis: Basis
    date_from: str | None
    source: str | None
    source_basis: Basis
    url: str | None
    author: str | None
    description: str | None
    tags: tuple[str, ...]
    language: str | None
    reliability: str | None
    words: int
    sha256: str
    status: Status
    reason: str | None
    duplicate_of: str | None
    family: str
    text: str
    body_line: int
    blocks: tuple[Block, ...]
    stakeholders: tuple[StatedStakeholder, ...] = ()
    conditions: tuple[StatedCondition, ...] = ()
    pictures: tuple[Picture, ...] = ()
    family_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What was taken out of a web page, a Word file or a PDF: its main text as Markdown and the metadata it states.

    ``date`` is ``YYYY-MM-DD``, ``source`` the outlet's name, ``language`` a code such as ``en``; None where the document
    does not say.
    """

    text: str
    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    description: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None


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
    """A correction of a statement, found by ``id``, else by party, issue and quote; ``add`` makes a new one.

    ``quote`` beside ``id`` lets it be found again where the id is gone.
    """

    id: str | None = None
    party: str | None = None
    issue: str | None = None
    quote: str | None = None
    action: Literal["hide", "set", "add"] = "set"
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
    """Pins a sentence to the overview or drops one from it; ``quote`` is a passage of an article."""

    action: Literal["pin", "drop"]
    quote: str
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
class Settings:
    """What ``briefing.yml`` says; every value has a default, so that a folder without the file is a briefing."""

    title: str
    description: str | None = None
    pack: str = "auto"
    threshold: float = 0.2
    stakeholders: tuple[Rename, ...] = ()
    statements: tuple[StatementCorrection, ...] = ()
    overview: tuple[OverviewCorrection, ...] = ()
    notes: tuple[Note, ...] = ()


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

    ``earlier`` is what the briefing said when ``state.json`` was written, None without that file.
    """

    name: str
    settings: Settings
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    earlier: EarlierState | None = None


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article outside furniture.

    ``block`` is the index of its block; ``opening`` tells whether it can be read alone (``plain``) or leans on what
    stands before it; ``pronoun`` is the span of a pronoun whose name the sentence does not hold, and ``subject`` the key
    of the entity that it stands for, where that is sure. ``lead`` counts the characters in front that can be left out
    ("However, ", a bullet's label); a ``connective`` with none cannot be read alone. ``standing`` tells whether the rest
    can: it may lean on earlier words elsewhere ("this framework"), or be a fragment (no verb, half a quotation, "I").
    ``ends`` are the places where it can be cut at a clause's own boundary.
    """

    start: int
    end: int
    block: int
    opening: Literal["plain", "pronoun", "connective"] = "plain"
    subject: str | None = None
    lead: int = 0
    pronoun: tuple[int, int] | None = None
    standing: Literal["alone", "leaning", "fragment"] = "alone"
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A role as an article gives it: ``Kremlin spokesperson`` with the span where it stands."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Who is named in one article: all mentions of one person, state, organisation or group.

    ``key`` is unique within the reading. ``party`` is the key of the entity it speaks for, where the article (or the
    world's data) says so. ``acts`` tells that it holds a position, speaks or does something: a place that is only
    mentioned does not.
    """

    key: str
    name: str
    kind: Kind
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    roles: tuple[RoleMention, ...] = ()
    party: str | None = None
    acts: bool = True


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch inside quotation marks, without the marks."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Who is reported to have said what.

    ``start``, ``end`` and ``quote`` enclose the content. ``speaker`` is an entity's key in a reading, a stakeholder's
    id in a briefing; the speaker's span is told even where nobody knows whom it names.
    """

    id: str
    article: str
    start: int
    end: int
    quote: str
    kind: QuotationKind
    quoted: tuple[Quoted, ...]
    speaker: str | None
    speaker_start: int | None
    speaker_end: int | None
    cue: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One party's position on one issue as one article reports it.

    ``party``, ``addressee`` and ``speaker`` are entity keys in a reading and stakeholder ids in a briefing (an
    addressee that is no stakeholder stays in its own words). ``condition`` holds the words of the condition.
    ``date`` is the article's. ``rule`` names what was found and how (``rejects.verb: rule out``); ``confidence``
    lies between 0 and 1.
    """

    id: str
    party: str | None
    act: Act
    issue: str
    content: str
    addressee: str | None
    conditional: bool
    condition: str | None
    speaker: str | None
    level: Level
    date: str | None
    evidence: Evidence
    origin: Origin = "read"
    confidence: float = 1.0
    rule: str = ""
    by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A sentence that tells of something dated: ``date`` is ``YYYY-MM-DD``, the first day of what ``precision`` covers.

    ``planned`` tells that it lay ahead when the article was written, ``kind`` whether the sentence is about it (``event``),
    mentions it in passing (``aside``) or only tells when something was said (``saying``).
    """

    date: str
    precision: Precision
    text: str
    start: int
    end: int
    sentence: int
    planned: bool = False
    kind: Literal["event", "aside", "saying"] = "event"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says. It depends on that article, the pack and the language model alone."""

    article: str
    pack: str
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    statements: tuple[Statement, ...] = ()
    dates: tuple[DateMention, ...] = ()
    phrases: tuple[str, ...] = ()
    failed: str | None = None
    """What the program tripped over; then nothing else is told of the article."""


# ---------------------------------------------------------------- packs


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


# ---------------------------------------------------------------- briefing


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
    """An entry of the timeline; ``planned`` when it lay ahead of the article that tells of it."""

    id: str
    date: str
    precision: Precision
    text: str
    evidence: Evidence
    also: tuple[Evidence, ...] = ()
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well a briefing is covered; every count is of articles in use, counted by origin where it says so.

    ``shared_statements`` is the share (0 to 1) of statements, those that say the same taken together, with two origins
    or more. ``by_source`` and ``by_month`` (``YYYY-MM``) count articles, ``undated`` and ``unnamed`` those without a date
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
class Briefing:
    """Everything the pages show. All ids are made of content, so that they stay when articles come.

    ``as_of`` is the date of the latest article in use. ``sentences`` gives, for each article in use, the spans of its
    sentences in order: pages mark and anchor whole sentences. ``hidden`` are statements below the briefing's
    threshold, ``unplaced`` those with no party.
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


@dataclass(frozen=True, slots=True)
class Page:
    """A page or a file of the site: ``path`` below the site's docs (``ukraine-ceasefire-talks/conditions.md``).

    ``title`` is None for files that are no pages (JSON, CSV, EPUB). ``source`` is the file behind an article's page,
    relative to the project's root. ``in_navigation`` is False for pages that only search and links lead to.
    """

    path: str
    content: str | bytes
    title: str | None = None
    in_navigation: bool = True
    source: str | None = None
