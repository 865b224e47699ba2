"""What the front matter does not say, inferred from the file's name and the text; each with where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import plain_view
from briefing_generator.corpus.metadata.addresses_tell import day_in, host_of, is_writer
from briefing_generator.corpus.metadata.bylines import byline_words
from briefing_generator.corpus.metadata.missing import is_missing
from briefing_generator.corpus.metadata.written_dates import read_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing_generator.corpus.metadata.bylines import Byline
    from briefing_generator.corpus.metadata.fields import Fields

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WRITTEN = re.compile(
    rf"\b(?:(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS}),?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})(?:\b|(?=\d{{1,2}}:\d{{2}}))"
)
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_DATE_LINE = re.compile(
    rf"(?:{_DAYS},?\s+)?(?P<date>{_WRITTEN.pattern}|\d{{1,2}}\s+[a-z]{{3,4}}\.?\s+\d{{4}}|[a-z]{{3,4}}\.?\s+\d{{1,2}},\s+\d{{4}})(?:,?\s+{_DAYS}|[\s,·|-]*(?:at\s+)?\d{{1,2}}[:.]\d{{2}}.{{0,60}}|\s*updated\b.{{0,60}})?",
    re.IGNORECASE,
)
"""A line that holds a date and nothing else but a day of the week or an hour."""
_FIRST_LINES = 8
_DATELINE = re.compile(
    rf"^[A-Z][A-Za-z .,’'-]{{2,40}}[,(]\s*(?P<date>(?:{_MONTHS})\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+(?:{_MONTHS})\s+\d{{4}})\s*\)?\s*(?:[-–—:(]|$)"
    r"|^[A-Z][A-Z .,’'-]{2,40}[,(]?\s+(?P<iso>\d{4}-\d{2}-\d{2})\)?\s*(?:[-–—:(]|$)",
    re.MULTILINE,
)
_SOURCE = re.compile(
    r"^(?:[*_(]*)(?:original\s+)?(?:source|published by|via)\s*::?\s*(?P<source>[^\n*_)]{2,120})",
    re.IGNORECASE | re.MULTILINE,
)

_BELOW, _LAST_LINES = 3_000, 6
"""Characters and lines at a text's end in which a paper may tell of who wrote it."""

IN_THE_TEXT = "from the only date in the text"
"""Where the weakest of dates comes from."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """An inferred value and, in words for a page, where it comes from."""

    value: str
    origin: str


def infer_date(  # noqa: C901
    name: str, text: str, kept: str | None = None, bylines: Sequence[str] = (), url: str | None = None
) -> Inferred | None:
    """Returns a date from the article's address, a dateline, the file's name, a date line, or the only full date in the text.

    ``kept`` is the day on which the article was saved; it comes before a date in running text, which may tell of
    anything. ``bylines`` are lines that tell who wrote it: many tell when as well.
    """
    if found := day_in(url):
        return Inferred(found, "from the article’s address")
    line = _DATELINE.search(text[:1500])
    if line and (found := read_date(line["date"] or line["iso"])):
        return Inferred(found, "from the dateline")
    stem = re.search(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)", name)
    if stem and (found := read_date("-".join(stem.groups()))):
        return Inferred(found, "from the file’s name")
    labelled = re.search(
        rf"(?<![\w-])(?:published|posted|updated|date)\s*:?\s*(?:on\s+)?(?P<date>{_WRITTEN.pattern})",
        text,
        re.IGNORECASE,
    )
    if labelled and (found := read_date(labelled["date"])):
        return Inferred(found, "from a date line in the text")
    first = [words for words in text.split("\n", 4 * _FIRST_LINES) if words.strip()][:_FIRST_LINES]
    for words in first:
        match = _DATE_LINE.fullmatch(words.strip(" *_()"))
        if match and (found := read_date(match["date"])):
            return Inferred(found, "from a date line in the text")
    for words in bylines:
        match = _WRITTEN.search(words)
        if match and (found := read_date(match.group())):
            return Inferred(found, "from a date line in the text")
    if kept:
        return Inferred(kept, "from the day it was saved")
    written: set[str] = set()
    for words in dict.fromkeys(m.group() for m in _WRITTEN.finditer(text)):
        if found := read_date(words):
            written.add(found)
        if len(written) > 1:
            return None
    return Inferred(written.pop(), IN_THE_TEXT) if written else None


def infer_source(text: str, url: str | None) -> Inferred | None:
    """Returns a source from "Original Source: …" or from the host of the article's address."""
    line = _SOURCE.search(text)
    if line and not is_missing(named := line["source"].strip(" ."), "source"):
        return Inferred(host_of(named) or named.removeprefix("www."), "from a source line in the text")
    if url and (host := host_of(url)):
        return Inferred(host, "from the article’s address")
    return None


def run_together_title(text: str) -> int | None:
    """Returns where a headline ends that stands before the first sentence on one line, None where none does.

    "Mayor Offers Dockers New Talks The mayor of the port said …": a run of capitalised words that a sentence in plain
    prose follows, whose beginning is a new name or article.
    """
    line = text.split("\n", 1)[0]
    words = list(re.finditer(r"\S+", line))
    if len(words) < 18:
        return None
    big = [w.group()[0].isupper() or not w.group()[0].isalpha() or len(w.group()) <= 3 for w in words]
    run = next((i for i, flag in enumerate(big) if not flag), len(words))
    if run < 6 or run > 24:
        return None
    heads = [w.group() for w in words[:run]]
    plain = sum(w[0].isupper() or not w[0].isalpha() for w in heads)
    if plain < 0.7 * len(heads):
        return None
    # The sentence begins with the subject of its verb: the last run of names (at most four) before the prose.
    seen: set[str] = set()
    for at in range(3, run):
        word = re.sub(r"\W", "", heads[at])
        before = heads[at - 1]
        if word in ("The", "A", "An", "In", "On", "After") and at >= 4:
            return words[at].start() - 1
        seen.add(re.sub(r"\W", "", before))
    for at in range(max(4, run - 4), run - 1):
        rest = [re.sub(r"\W", "", w) for w in heads[at:]]
        if rest[-1] in {re.sub(r"[’'].*|\W", "", h) for h in heads[:at]} and heads[at][0].isupper():
            return words[at].start() - 1
    return None


def infer_title(first: str, name: str) -> Inferred:
    """Returns a title from the first heading or line, else from the file's name.

    Where the first line is a sentence of the text, a file's name that is written as a title is the better one.
    """
    words = re.sub(r"^\[!\w+\][+-]?\s*", "", plain_view(first, 0, len(first)).text)
    words = " ".join(re.sub(r"[*_#`]+", "", re.sub(r"\s\{[#.][^{}]{1,100}\}$", "", words)).split())
    named = re.sub(r"^\d{4}[-_.]?\d{2}[-_.]?\d{2}[\s_-]*", "", name).strip()
    sentence = len(words.split()) > 14 or bool(re.search(r"[.!?][”\"’')\]]*$", words))
    if sentence and named.count(" ") >= 2:
        return Inferred(" ".join(named.split()), "from the file’s name")
    if words and len(words.split()) <= 30:
        return Inferred(words, "from the first line")
    if words:
        return Inferred(" ".join(words.split()[:14]) + " …", "from the first line")
    return Inferred(re.sub(r"[-_]+", " ", name).strip().capitalize() or "Untitled", "from the file’s name")


def headline_above(text: str, bylines: tuple[Byline, ...]) -> str | None:
    """Returns the first line where a byline follows it and it is no sentence: then it is the headline."""
    first, _, rest = text.partition("\n")
    follows = bool(bylines) and not text[len(first) : bylines[0].start].strip()
    return first.strip() if rest and follows and not re.search(r"[.!?][”\"’)]*$", first.strip()) else None


def writer_of(fields: Fields, text: str, bylines: Sequence[Byline] = ()) -> str | None:
    """Returns what a tool wrote as the source where it is who wrote the article.

    It is the author, a writer that the page links to, whom a byline names, or of whom a line below the article tells.
    """
    name = fields.source
    if name is None or fields.url is None:
        return None
    same = fields.author is not None and fields.author.casefold() == name.casefold()
    signed = _is_of_a_person(name, fields.url) and any(name in re.split(r",| and ", b.author or "") for b in bylines)
    return name if same or signed or is_writer(name, text) or _told_below(name, text) else None


def _is_of_a_person(name: str, url: str) -> bool:
    """Tells whether a name may be a person's: it is no agency's, no word of it tells of an office or stands in the address's host."""
    words = name.casefold().split()
    house = byline_words("agencies") | byline_words("roles") | byline_words("no_names")
    host = host_of(url) or ""
    return (
        2 <= len(words) <= 4
        and house.isdisjoint({*words, name.casefold()})
        and not any(w in host for w in words if len(w) > 3)
    )


def _told_below(name: str, text: str) -> bool:
    """Tells whether one of the last lines says what somebody of this name does for a paper: "*Jane (she/her) is a reporter …*"."""
    if not 1 <= name.count(" ") <= 3:
        return False
    last = [line.strip(" *_>") for line in text[-_BELOW:].split("\n") if line.strip()][-_LAST_LINES:]
    names = "|".join(re.escape(each) for each in (name, name.split()[0]))
    does = re.compile(rf"(?:{names})(?: \([^()]{{2,20}}\))? (?:is|was|has been) (?:an?|the|our|[A-Z]).{{0,80}}")
    roles = re.compile(rf"\b(?:{'|'.join(sorted(byline_words('writes')))})\b", re.IGNORECASE)
    return any(
        (told := does.match(plain_view(line, 0, len(line)).text)) and roles.search(told.group()) for line in last
    )
