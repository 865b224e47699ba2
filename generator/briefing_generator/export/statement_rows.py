"""The statements as a table, with names, titles and addresses for people and ids at the end: rows, and CSV that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.export.directory import Directory, one_line

if TYPE_CHECKING:
    from briefing_generator.model import Briefing, Statement

Cell = str | int | float | bool | None

COLUMNS = ("party", "act", "issue", "content", "addressee", "conditional", "condition", "speaker", "level", "date",
           "shown", "title", "source", "published", "author", "address", "original", "archived", "origin", "confidence",
           "id", "party_id", "issue_id", "addressee_id", "speaker_id", "article_id", "start", "end", "quote")  # fmt: skip
"""First what people read, then the ids and places by which programs put tables together."""
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK = "\ufeff"
"""Without this byte order mark Excel takes UTF-8 for the letters of the machine's country, and breaks quotation marks."""


def statement_rows(where: Directory) -> list[dict[str, Cell]]:
    """Returns a row for each statement, in the order of the articles; the keys are ``COLUMNS``, None what is not known."""
    return [_row(where, statement) for statement in where.statements]


def _row(where: Directory, s: Statement) -> dict[str, Cell]:
    article, original = where.articles[s.evidence.article], where.originals.of(s.evidence)
    return {
        "party": where.name(s.party), "act": s.act, "issue": where.issue(s.issue), "content": as_shown(s.content),
        "addressee": where.name(s.addressee), "conditional": s.conditional, "condition": as_shown(s.condition or ""),
        "speaker": where.name(s.speaker), "level": s.level, "date": s.date, "shown": as_shown(s.evidence.quote),
        "title": one_line(article.title), "source": article.source, "published": article.date, "author": article.author,
        "address": article.url, "original": original.address, "archived": original.archived, "origin": s.origin,
        "confidence": s.confidence, "id": s.id, "party_id": s.party, "issue_id": s.issue,
        "addressee_id": where.known(s.addressee), "speaker_id": where.known(s.speaker), "article_id": article.id,
        "start": s.evidence.start, "end": s.evidence.end, "quote": s.evidence.quote,
    }  # fmt: skip


def _cell(value: Cell) -> str:
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    # Spreadsheets run what begins like a formula, some also behind white space; an apostrophe makes it text.
    return f"'{text}" if text[:1] in _RUN or text.lstrip()[:1] in _RUN else text


def export_csv(briefing: Briefing) -> str:
    """Returns the statements as CSV below a line of headers, the same for every briefing; cells that a spreadsheet would run are made text.

    It begins with a byte order mark, so that Excel reads UTF-8.
    """
    out = io.StringIO()
    out.write(_MARK)
    # With "\n" alone, Python leaves a cell that holds "\r" unquoted, and what follows would be read as a row of its own.
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in statement_rows(Directory(briefing)):
        writer.writerow({key: _cell(value) for key, value in row.items()})
    return out.getvalue()
