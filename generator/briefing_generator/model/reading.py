"""All that one article says: sentences, entities, quotations, statements, dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing_generator.model.article import Evidence
from briefing_generator.model.kinds import Act, Kind, Level, Origin, Precision, QuotationKind


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
    mentioned does not. A name that is not ``sure`` may be anybody's or nobody's for all that this article tells; it
    counts only where another article knows it.
    """

    key: str
    name: str
    kind: Kind
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    roles: tuple[RoleMention, ...] = ()
    party: str | None = None
    acts: bool = True
    sure: bool = True


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
    ``date`` is the day the position was taken, the article's where it tells no earlier one. ``rule`` names what was found and how (``rejects.verb: rule out``); ``confidence``
    lies between 0 and 1. ``matter`` holds the bare words of what the content is about, and ``against`` tells that to take
    the content is to be against it: "dropped its demand for a ban" is about a ban, and against it. ``confirmed`` tells that
    a person looked at what was read and found it right.
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
    matter: str = ""
    against: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """A sentence that tells of something dated: ``date`` is ``YYYY-MM-DD``, the first day of what ``precision`` covers.

    ``planned`` tells that it lay ahead when the article was written, ``kind`` whether the sentence is about it (``event``),
    mentions it in passing (``aside``) or only tells when something was said (``saying``). Of a sentence with several dates the
    first that is told is that of what it is about; one ``beside`` it may be of anything in the sentence.
    """

    date: str
    precision: Precision
    text: str
    start: int
    end: int
    sentence: int
    planned: bool = False
    kind: Literal["event", "aside", "saying", "beside"] = "event"


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
    too_long: tuple[int, ...] = ()
    """Where sentences begin that were too long to be read whole, and were read in pieces."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A name that stands in brackets for a pronoun in what the pages show; ``evidence`` is the pronoun's own span.

    ``corrected`` tells that a person gave the name.
    """

    id: str
    name: str
    evidence: Evidence
    corrected: bool = False
    by: str | None = None
    reason: str | None = None
