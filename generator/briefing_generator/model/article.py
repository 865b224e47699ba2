"""One dropped-in file: its metadata, its text and what was wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_generator.model.kinds import Act, ApartReason, Basis, BlockKind, Kind, Severity, Status


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with what was dropped in, told so that a person can act on it.

    ``path`` is relative to the briefing's folder, ``line`` and ``column`` count from 1 (0: the whole file),
    ``code`` is a short stable word such as ``date-unreadable`` that the documentation explains. ``message`` may quote a
    file; what in it no reader sees, and a terminal might obey, is left out.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str

    def __post_init__(self) -> None:
        """Makes the message one line of signs that can be seen."""
        object.__setattr__(self, "message", _seen(self.message))

    def __str__(self) -> str:
        """Returns the problem as one line."""
        place = ":".join([_seen(self.path), *(str(n) for n in (self.line, self.column) if n)])
        return f"{place}: {self.severity}: {self.message} ({self.code})"


def _seen(words: str) -> str:
    return words if words.isprintable() else "".join(c if c.isprintable() else " " for c in words)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item … of an article.

    ``start`` and ``end`` enclose its words without the marks of heading, list or quotation.
    ``depth`` is the level of a heading (1 to 6) or the nesting of an item (0 is the outermost).
    ``furniture`` is text of the page, not of the article: comment forms, share lines, lists of other articles; ``reason``
    says what of it. A ``correction`` is what the paper says of its own article.
    """

    kind: BlockKind
    start: int
    end: int
    depth: int = 0
    reason: ApartReason | None = None


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
class Highlight:
    """What a reader marked in an article, and the reader's note on it.

    ``start`` and ``end`` enclose the marked words without the marks, and ``quote`` is those words to the letter; where what a
    tool kept of a page does not stand in the text any more, both are 0, and a note that is on no words has no ``quote``.
    ``line`` is that of the file where it is told.
    """

    start: int
    end: int
    quote: str
    note: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One dropped-in file: its metadata and its text, cut into blocks that cover all of its words.

    ``id`` is made of the path, so that it stays when other articles come. ``path`` is relative to the briefing's
    folder with forward slashes (``articles/2025-03-07-truce.md``). ``text`` is what follows the front matter, with
    outer white space stripped and line ends as ``\\n``; it is empty when the file was refused.
    ``date`` is ``YYYY-MM-DD``; ``words`` counts the words outside furniture; ``family`` names the article whose text
    this one repeats in the main (itself when it is an origin of its own), and ``family_reason`` says why.
    ``duplicate_of`` names the article that is used in its place, and so does ``version_of`` where this is an earlier version
    of that one; ``differs`` tells that its words are not all the same, so that it is read too, but not counted.
    ``updated`` is the day (or moment) of an update that the file states, ``moment`` that of its publication where an hour is
    stated: ``YYYY-MM-DDTHH:MM:SS`` in UTC. ``topic`` is what the front matter
    says of whether it belongs to the briefing, None where it says nothing; ``share`` (0 to 1) is how much it has of what the
    folder is about, against the middle article, once a briefing is made. ``highlights`` are what its reader marked, in order.
    ``archive`` is the address of a copy in an archive of the web, where the front matter states one.
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
    author_basis: Basis = "unknown"
    version_of: str | None = None
    updated: str | None = None
    moment: str | None = None
    differs: bool = False
    topic: bool | None = None
    share: float | None = None
    highlights: tuple[Highlight, ...] = ()
    archive: str | None = None

    def line(self, place: int) -> int:
        """Returns the line of a place in the text, counted from 1 in the file as it is."""
        return self.body_line + self.text.count("\n", 0, place)


@dataclass(frozen=True, slots=True)
class Document:
    """What was taken out of a web page, a message, a word processor’s file or a PDF: its main text as Markdown and the metadata it states.

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
