"""Front matter to an article's metadata: synonyms of many tools, wrong values reported with their line."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast, get_args
from urllib.parse import urlsplit

from briefing_generator.corpus.metadata.kept_highlights import kept_highlights
from briefing_generator.corpus.metadata.missing import is_missing
from briefing_generator.corpus.metadata.written_dates import Order, WrittenDate, read_date, written_date
from briefing_generator.model import ACTS, Act, Highlight, Kind, StatedCondition, StatedStakeholder

if TYPE_CHECKING:
    from briefing_generator.corpus.metadata.front_matter import FrontMatter

Report = Callable[[str, int, str], None]
"""Takes code, line and message of a problem."""

_DATES = ("date", "published", "pubdate", "publishdate", "datepublished", "publicationdate", "issued", "posted")
_UPDATED = ("updated", "datemodified", "modified", "lastmod", "lastmodified", "dateupdated", "updatedat", "lastupdated")
_KEPT = ("created", "datesaved", "saved", "clipped", "dateadded", "added", *_UPDATED)
"""Days on which an article was saved: the last resort for its date."""
_SOURCES = (
    "source",
    "publisher",
    "site",
    "outlet",
    "publication",
    "publicationtitle",
    "sitename",
    "website",
    "newspaper",
)
_URLS = ("url", "link", "canonical", "canonicalurl", "sourceurl", "originalurl")
_ARCHIVES = ("archive", "archiveurl", "archivedurl", "archiveaddress", "archived", "wayback", "waybackurl")
"""Where an archive of the web has a copy; Hugo and others have `archived: true`, which is no address and no mistake."""
_FIELD_OF = {"title": "title", _DATES[0]: "date", "source": "source", "author": "author"}
"""Of which field the first name of several is the first."""
_AUTHORS = ("author", "authors", "byline", "creator", "creators")
_YES, _NO = ("true", "yes", "1"), ("false", "no", "0")

_UNSEEN = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LARGEST = 10**18
"""From here on an integer is no number that a person wrote, and Python refuses to write out the longest."""


@dataclass(frozen=True, slots=True)
class OpenDate:
    """A date that may be two: as which key and value it stands in which line, and what it is with the day or the month first."""

    told: str
    line: int
    days: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fields:
    """What an article's front matter states; None where it says nothing (or nothing that can be read)."""

    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    archive: str | None = None
    author: str | None = None
    description: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    reliability: str | None = None
    draft: bool = False
    topic: bool | None = None
    stakeholders: tuple[StatedStakeholder, ...] = ()
    conditions: tuple[StatedCondition, ...] = field(default=())
    kept: str | None = None
    """The day on which it was saved, where that is told."""
    updated: str | None = None
    """The day, or moment, of its last update."""
    moment: str | None = None
    """The moment of its publication, where an hour is told."""
    open_date: OpenDate | None = None
    order: Order | None = None
    """In which order its date says day and month, where it says them in bare numbers."""
    highlights: tuple[Highlight, ...] = ()
    """What a clipper kept as marked, without places in the text."""


def one_line(value: object) -> str | None:
    """Returns a text or number on one line; None for anything else, and for nothing."""
    if isinstance(value, int) and abs(value) >= _LARGEST:
        return None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(str(value).split()) or None
    return None


def shown(value: object) -> str:
    """Returns a value as a message shows it: on one line, without control characters, at most 60 characters."""
    if isinstance(value, int) and abs(value) >= _LARGEST:
        return "a number of many digits"
    words = str(value)[:1000] if isinstance(value, str | int | float | date) else _told(value)
    line = "".join(c if c.isprintable() else " " for c in " ".join(words.split()))
    return line if len(line) <= 60 else line[:59] + "…"


def _web(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def read_fields(matter: FrontMatter, report: Report) -> Fields:  # noqa: C901
    """Returns the metadata that front matter states, reporting each value of a wrong kind."""
    values = {_alike(key): (key, value) for key, value in matter.values.items()}

    def every(*names: str) -> list[tuple[str, Any, int]]:
        field = _FIELD_OF.get(names[0], "any")
        known = [values[name] for name in names if name in values]
        return [(key, value, matter.lines.get(key, 1)) for key, value in known if not is_missing(value, field)]

    def get(*names: str) -> tuple[str, Any, int] | None:
        return next(iter(every(*names)), None)

    def text(*names: str) -> str | None:
        found = get(*names)
        if found is None:
            return None
        key, value, line = found
        words = _words(value)
        if words is None:
            report("field-type", line, f"`{key}` is {_told(value)}; a line of text would be right.")
        return words

    def several(*names: str) -> tuple[str, ...]:
        found = get(*names)
        if found is None:
            return ()
        key, value, line = found
        if isinstance(value, dict):
            value = list(value.values())
        plain = re.sub(r"\]\],?\s+\[\[", ", ", one_line(value) or "") if not isinstance(value, list) else ""
        parts = value if isinstance(value, list) else re.split(r",\s*", plain)
        words = [
            _words(p if not isinstance(p, dict) else p.get("name") or " ".join(filter(None, map(one_line, p.values()))))
            for p in parts
        ]
        if None in words:
            report("field-type", line, f"`{key}` holds a value that is no text; a list of words would be right.")
        bare = [re.sub(r"^\[\[|\]\]$|^#", "", word) for word in words if word]
        return tuple(word for word in bare if not is_missing(word, _FIELD_OF.get(names[0], "any")))

    # Jekyll and Hexo say with `published: false` that an article is a draft.
    hidden = values.get("published", ("", True))[1] is False
    dates = [found for found in every(*_DATES) if not isinstance(found[1], bool)]
    when, dated = _first_date(dates)
    if dates and when is None:
        key, value, line = dates[0]
        report("date-unreadable", line, f"`{key}: {shown(value)}` is no date; `{key}: 2025-03-13` would be right.")
    sure = when if when and when.other is None else None
    updates = [written for found in every(*_UPDATED) if (written := written_date(found[1]))]
    sources = [words for name in _SOURCES if (words := text(name)) and not is_missing(words, "source")]
    urls = [words for name in _URLS if (words := text(name))] + sources
    archives = [words for _, value, _ in every(*_ARCHIVES) if (words := _words(value))]
    return Fields(
        title=text("title", "headline"),
        date=sure.day if sure else None,
        source=next((s for s in sources if not _web(s)), None),
        url=next((u for u in urls if _web(u)), None),
        archive=next((u for u in archives if _web(u)), None),
        author=", ".join(several(*_AUTHORS)) or None,
        description=text("description", "summary", "excerpt"),
        tags=several("tags", "keywords", "categories"),
        language=text("language", "lang"),
        reliability=text("reliability"),
        draft=hidden or bool(_yes_or_no(get("draft"), report, "`draft: true` would leave it out")),
        topic=_yes_or_no(get("topic"), report, "`topic: yes` would tell that the article belongs"),
        stakeholders=_stakeholders(get("stakeholders"), report),
        conditions=_conditions(get("conditions"), report),
        kept=next((day for name in _KEPT if (f := get(name)) and (day := read_date(f[1]))), None),
        updated=next((w.moment or w.day for w in updates if w.other is None), None),
        moment=sure.moment if sure else None,
        open_date=None if when is None or when.other is None else OpenDate(
            f"{dated[0]}: {shown(dated[1])}", dated[2], (when.day, when.other)
        ),
        order=sure.order if sure else None,
        highlights=_highlights(get("highlights"), matter, report),
    )  # fmt: skip


def _first_date(dates: list[tuple[str, Any, int]]) -> tuple[WrittenDate | None, tuple[str, Any, int]]:
    """Returns the first date, a later one that is plain where it may be two; None where it cannot be read, or is not there."""
    read = [(written_date(found[1]), found) for found in dates]
    if not read or read[0][0] is None:
        return None, ("", None, 0)
    return next(((written, found) for written, found in read if written and written.other is None), read[0])


def _alike(key: str) -> str:
    return re.sub(r"[\s_-]", "", key.casefold())


def _words(value: object) -> str | None:
    """Returns a text on one line: entities of HTML that clippers leave in it written out, unseen characters left out."""
    words = one_line(value)
    return one_line(_UNSEEN.sub("", html.unescape(words))) if words else words


def _yes_or_no(found: tuple[str, Any, int] | None, report: Report, right: str) -> bool | None:
    """Returns what a field says that is yes or no; None where it says nothing, or neither."""
    if found is None:
        return None
    key, value, line = found
    said = shown(value).casefold()
    if said not in (*_YES, *_NO):
        report("field-type", line, f"`{key}: {shown(value)}` is neither yes nor no; {right}.")
        return None
    return said in _YES


def _highlights(found: tuple[str, Any, int] | None, matter: FrontMatter, report: Report) -> tuple[Highlight, ...]:
    if found is None:
        return ()
    key, value, line = found
    kept, wrong = kept_highlights(value, key, matter.lines)
    if wrong:
        report(
            "field-type",
            line,
            f"`{key}` holds something else than words of the article; a list of texts would be right.",
        )
    return kept


def _told(value: object) -> str:
    return {list: "a list", dict: "a mapping", bool: "yes or no"}.get(type(value), "no text")


def _rows(found: tuple[str, Any, int] | None, report: Report, wanted: str) -> list[tuple[dict[str, Any], int]]:
    if found is None:
        return []
    key, value, line = found
    rows = value if isinstance(value, list) else [value]
    good = [(row if isinstance(row, dict) else {"name": row}, line) for row in rows if isinstance(row, dict | str)]
    if len(good) < len(rows):
        report("field-type", line, f"`{key}` holds something else than {wanted}.")
    return good


def _stakeholders(found: tuple[str, Any, int] | None, report: Report) -> tuple[StatedStakeholder, ...]:
    stated = []
    for row, line in _rows(found, report, "entries with `name`, `kind`, `role` and `party`"):
        name = one_line(row.get("name"))
        kind = row.get("kind")
        if name is None or (kind is not None and kind not in get_args(Kind)):
            report("field-type", line, f"a stakeholder has a `name`, and a `kind` out of {', '.join(get_args(Kind))}.")
            continue
        aliases = row.get("aliases") if isinstance(row.get("aliases"), list) else []
        stated.append(StatedStakeholder(name, kind, one_line(row.get("role")), one_line(row.get("party")),
                                        tuple(filter(None, map(one_line, aliases or ()))), line))  # fmt: skip
    return tuple(stated)


def _conditions(found: tuple[str, Any, int] | None, report: Report) -> tuple[StatedCondition, ...]:
    stated = []
    for row, line in _rows(found, report, "entries with `party`, `act`, `issue`, `text` and `quote`"):
        words = one_line(row.get("text")) or one_line(row.get("quote"))
        if row.get("act") not in ACTS or words is None:
            report("field-type", line, f"a condition has a `text` and an `act` out of {', '.join(ACTS)}.")
            continue
        stated.append(StatedCondition(one_line(row.get("party")), cast("Act", row["act"]), one_line(row.get("issue")) or "other",
                                      words, one_line(row.get("quote")), line))  # fmt: skip
    return tuple(stated)
