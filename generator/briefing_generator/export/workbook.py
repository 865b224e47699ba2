"""The statements, articles and parties of a briefing as a workbook (XLSX) for Excel, LibreOffice and Numbers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.export.directory import Directory, one_line
from briefing_generator.export.statement_rows import COLUMNS, Cell, statement_rows

if TYPE_CHECKING:
    from briefing_generator.model import Briefing

_LONGEST_CELL, _LONGEST_LINK, _MOST_LINKS = 32_767, 2_079, 60_000
"""What Excel takes of one cell, one link, and links on one sheet."""
_FIRST_YEAR = 1900
"""Excel knows no day before."""
_DAYS = frozenset(("date", "published"))
_WIDE = {"content": 50, "shown": 60, "quote": 60, "title": 40, "party": 24, "speaker": 24, "addressee": 24, "name": 30,
         "condition": 30, "source": 24, "issue": 24, "address": 30, "original": 30, "archived": 30, "archive": 30}  # fmt: skip
_NARROW = 12


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    columns: tuple[str, ...]
    rows: list[dict[str, Cell]]


def export_xlsx(briefing: Briefing) -> bytes:
    """Returns the workbook: the same bytes for the same briefing, every text a text, so that no formula is in it."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    # Without a day of its own, the workbook would tell when it was written.
    book.set_properties({"title": briefing.settings.title, "created": datetime(2000, 1, 1)})
    for sheet in _sheets(Directory(briefing)):
        _write(book, sheet)
    book.close()
    return out.getvalue()


def _write(book: Any, sheet: _Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    bold = book.add_format({"bold": True})
    top = book.add_format({"valign": "top", "text_wrap": True})
    day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, _WIDE.get(column, _NARROW), top)
        page.write_string(0, at, column, bold)
    links = 0
    for number, row in enumerate(sheet.rows, 1):
        for at, column in enumerate(sheet.columns):
            value = row[column]
            if value is None or value == "":
                continue
            if isinstance(value, bool):
                page.write_boolean(number, at, value, top)
            elif isinstance(value, int | float):
                page.write_number(number, at, value, top)
            elif column in _DAYS and (found := _day(value)):
                page.write_datetime(number, at, found, day)
            elif _links(value) and links < _MOST_LINKS:
                links += 1
                page.write_url(number, at, value, string=value[:_LONGEST_CELL])
            else:
                page.write_string(number, at, value[:_LONGEST_CELL], top)


def _day(value: str) -> date | None:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if found.year > _FIRST_YEAR else None


def _links(value: str) -> bool:
    return value.startswith(("http://", "https://")) and len(value) <= _LONGEST_LINK and " " not in value


def _sheets(where: Directory) -> list[_Sheet]:
    return [_Sheet("Statements", COLUMNS, statement_rows(where)), _articles(where), _parties(where)]


def _articles(where: Directory) -> _Sheet:
    columns = ("title", "source", "published", "author", "address", "archive", "words", "status", "reason", "reliability", "id", "path")  # fmt: skip
    rows: list[dict[str, Cell]] = [
        {
            "title": one_line(a.title), "source": a.source, "published": a.date, "author": a.author, "address": a.url,
            "archive": a.archive, "words": a.words, "status": a.status, "reason": a.reason, "reliability": a.reliability,
            "id": a.id, "path": a.path,
        }
        for a in where.briefing.articles
    ]  # fmt: skip
    return _Sheet("Articles", columns, rows)


def _parties(where: Directory) -> _Sheet:
    columns = ("name", "kind", "speaks for", "also called", "roles", "statements", "id")
    rows: list[dict[str, Cell]] = [
        {
            "name": where.name(s.id), "kind": s.kind, "speaks for": where.name(s.party) if s.party != s.id else None,
            "also called": "; ".join(map(as_shown, s.aliases)), "roles": "; ".join(dict.fromkeys(as_shown(r.role) for r in s.roles)),
            "statements": sum(each.party == s.id for each in where.statements), "id": s.id,
        }
        for s in where.briefing.stakeholders
    ]  # fmt: skip
    return _Sheet("Stakeholders", columns, rows)
