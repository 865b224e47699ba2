"""A briefing as data: ``briefing.json`` after its published schema, and the statements as CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from briefing_generator.corpus.body.markup import as_shown

if TYPE_CHECKING:
    from briefing_generator.model import Article, Briefing, Evidence, KeyPoint, Statement

SCHEMA_VERSION = "1"
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ARTICLE = ("id", "path", "title", "title_basis", "date", "date_basis", "date_from", "source", "source_basis", "url", "author", "author_basis",
            "description", "tags", "language", "reliability", "words", "sha256", "status", "reason", "duplicate_of", "version_of", "updated", "differs", "family", "family_reason",
            "share")  # fmt: skip

_COLUMNS = ("id", "party", "act", "issue", "content", "addressee", "conditional", "condition", "speaker", "level", "date",
            "article", "start", "end", "quote", "origin", "confidence", "shown")  # fmt: skip
_WORDS = frozenset(("content", "condition", "addressee", "matter", "name", "role", "cue", "text", "figure", "rule"))
"""Keys whose words come from an article, where no places beside them promise that they are verbatim."""


def _article(article: Article) -> dict[str, Any]:
    notes = [
        {"start": b.start, "end": b.end, "quote": article.text[b.start : b.end]}
        for b in article.blocks
        if b.reason == "correction"
    ]
    marked = [{"start": h.start, "end": h.end, "quote": h.quote, "note": h.note} for h in article.highlights]
    return {key: getattr(article, key) for key in _ARTICLE} | {"paper_notes": notes, "highlights": marked}


def _point(point: KeyPoint) -> dict[str, Any]:
    return {
        "text": point.text,
        "evidence": asdict(point.evidence),
        "also": [asdict(e) for e in point.also],
        "pinned": point.pinned,
        "by": point.by,
        "reason": point.reason,
    }


def _all_statements(briefing: Briefing) -> list[Statement]:
    both = (*briefing.statements, *briefing.unplaced)
    return sorted(both, key=lambda s: (s.evidence.article, s.evidence.start, s.id))


def _shown(data: Any) -> Any:
    """Returns data whose words read as on a page: without marks, with signs for entities.

    A passage with its places stays as its article has it, and a quote gets what a reader sees of it beside it.
    """
    if isinstance(data, dict):
        placed = "start" in data
        told = {
            key: as_shown(value) if key in _WORDS and isinstance(value, str) and not (placed and key == "text") else _shown(value)
            for key, value in data.items()
        }  # fmt: skip
        return told | {"shown": as_shown(data["quote"])} if placed and "quote" in data else told
    return [_shown(each) for each in data] if isinstance(data, list | tuple) else data


def briefing_data(briefing: Briefing) -> dict[str, Any]:
    """Returns a briefing as plain data, keyed as the contract has it; statements without a party are among the rest.

    Words read as on a page; a `quote` or a `text` with places beside it is verbatim.
    """
    told: dict[str, Any] = _shown(_data(briefing))
    return told


def _data(briefing: Briefing) -> dict[str, Any]:
    return {
        "schema": SCHEMA_VERSION,
        "briefing": {
            "name": briefing.name, "title": briefing.settings.title, "pack": briefing.pack.name, "as_of": briefing.as_of,
            "description": briefing.settings.description, "pack_choice": asdict(briefing.choice),
            "threshold": briefing.settings.threshold, "patterns_alone": briefing.patterns_alone,
        },
        "articles": [_article(article) for article in briefing.articles],
        "stakeholders": [asdict(stakeholder) for stakeholder in briefing.stakeholders],
        "quotations": [asdict(quotation) for quotation in briefing.quotations],
        "statements": [asdict(statement) for statement in _all_statements(briefing)],
        "positions": [asdict(position) for position in briefing.positions],
        "disagreements": [asdict(disagreement) for disagreement in briefing.disagreements],
        "discrepancies": [asdict(discrepancy) for discrepancy in briefing.discrepancies],
        "revisions": [asdict(revision) for revision in briefing.revisions],
        "gaps": [asdict(gap) for gap in briefing.gaps],
        "overview": [_point(point) for point in (*briefing.bottom_line, *briefing.overview)],
        "timeline": [asdict(event) for event in briefing.timeline],
        "brackets": [asdict(bracket) for bracket in briefing.brackets],
        "stories": [list(story) for story in briefing.stories],
        "coverage": asdict(briefing.coverage),
        "changes": asdict(briefing.changes),
        "problems": [asdict(problem) for problem in briefing.problems],
    }  # fmt: skip


def export_json(briefing: Briefing) -> str:
    """Returns ``briefing.json``: the same bytes for the same briefing."""
    return json.dumps(briefing_data(briefing), ensure_ascii=False, indent=1) + "\n"


def export_state(briefing: Briefing) -> str:
    """Returns ``state.json``: what a briefing says now, as far as later changes are told against it.

    Its keys are a part of those of ``briefing.json``, which serves in its place.
    """
    state = {
        "schema": SCHEMA_VERSION,
        "briefing": {"name": briefing.name, "as_of": briefing.as_of},
        "articles": [{"id": a.id} for a in briefing.articles if a.status == "used"],
        "stakeholders": [{"id": s.id} for s in briefing.stakeholders],
        "statements": [{"id": s.id} for s in briefing.statements],
        "positions": [
            {"party": p.party, "issue": p.issue, "act": p.act, "conditional": p.conditional, "changed": p.changed}
            for p in briefing.positions
        ],
        "problems": [{"code": p.code, "message": p.message} for p in briefing.problems if p.code == "correction-stale"],
    }  # fmt: skip
    return json.dumps(state, ensure_ascii=False, indent=1) + "\n"


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    # Spreadsheets run what begins like a formula, some also behind white space; an apostrophe makes it text.
    return f"'{text}" if text[:1] in _RUN or text.lstrip()[:1] in _RUN else text


def _row(statement: Statement) -> dict[str, object]:
    evidence: Evidence = statement.evidence
    return {
        "id": statement.id, "party": statement.party, "act": statement.act, "issue": statement.issue,
        "content": as_shown(statement.content), "addressee": as_shown(statement.addressee or ""), "conditional": str(statement.conditional).lower(),
        "condition": as_shown(statement.condition or ""), "speaker": statement.speaker, "level": statement.level, "date": statement.date,
        "article": evidence.article, "start": evidence.start, "end": evidence.end, "quote": evidence.quote,
        "origin": statement.origin, "confidence": statement.confidence,
        "shown": as_shown(evidence.quote),
    }  # fmt: skip


def export_csv(briefing: Briefing) -> str:
    """Returns the statements as CSV below a line of headers, the same for every briefing; cells that a spreadsheet would run are made text."""
    out = io.StringIO()
    # With "\n" alone, Python leaves a cell that holds "\r" unquoted, and what follows would be read as a row of its own.
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for statement in _all_statements(briefing):
        writer.writerow({key: _cell(value) for key, value in _row(statement).items()})
    return out.getvalue()
