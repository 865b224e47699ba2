"""A briefing as data: ``briefing.json`` after its published schema, and the short state that changes are told against."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.export.originals import Original, Originals

if TYPE_CHECKING:
    from briefing_generator.model import Article, Briefing, KeyPoint, Statement

SCHEMA_VERSION = "1"
_ARTICLE = ("id", "path", "title", "title_basis", "date", "date_basis", "date_from", "source", "source_basis", "url", "author", "author_basis",
            "description", "tags", "language", "reliability", "words", "sha256", "status", "reason", "duplicate_of", "version_of", "updated", "differs", "family", "family_reason",
            "share", "archive")  # fmt: skip

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


def all_statements(briefing: Briefing) -> list[Statement]:
    """Returns the statements that are shown and those with no party, in the order of the articles."""
    both = (*briefing.statements, *briefing.unplaced)
    return sorted(both, key=lambda s: (s.evidence.article, s.evidence.start, s.id))


def _shown(data: Any) -> Any:
    """Returns data whose words read as on a page: without marks, with signs for entities.

    A passage with its places stays as its article has it, with what a reader sees of it beside it.
    """
    if isinstance(data, dict):
        placed = "start" in data
        told = {
            key: as_shown(value) if key in _WORDS and isinstance(value, str) and not (placed and key == "text") else _shown(value)
            for key, value in data.items()
        }  # fmt: skip
        verbatim = next((data[key] for key in ("quote", "text") if placed and key in data), None)
        return told if verbatim is None else told | {"shown": as_shown(verbatim)}
    return [_shown(each) for each in data] if isinstance(data, list | tuple) else data


def briefing_data(briefing: Briefing) -> dict[str, Any]:
    """Returns a briefing as plain data, keyed as the contract has it; statements without a party are among the rest.

    Words read as on a page; a `quote` or a `text` with places beside it is verbatim.
    """
    told: dict[str, Any] = _shown(_data(briefing))
    return told


def _placed(original: Original) -> dict[str, str | None]:
    return {"original": original.address, "archived": original.archived}


def _data(briefing: Briefing) -> dict[str, Any]:
    originals = Originals(briefing.articles)
    return {
        "schema": SCHEMA_VERSION,
        "briefing": {
            "name": briefing.name, "title": briefing.settings.title, "pack": briefing.pack.name, "as_of": briefing.as_of,
            "description": briefing.settings.description, "pack_choice": asdict(briefing.choice),
            "threshold": briefing.settings.threshold, "patterns_alone": briefing.patterns_alone,
        },
        "articles": [_article(article) for article in briefing.articles],
        "stakeholders": [asdict(stakeholder) for stakeholder in briefing.stakeholders],
        "quotations": [asdict(q) | _placed(originals.at(q.article, q.start, q.end)) for q in briefing.quotations],
        "statements": [asdict(s) | _placed(originals.of(s.evidence)) for s in all_statements(briefing)],
        "positions": [asdict(position) for position in briefing.positions],
        "disagreements": [asdict(disagreement) for disagreement in briefing.disagreements],
        "discrepancies": [asdict(discrepancy) for discrepancy in briefing.discrepancies],
        "revisions": [asdict(revision) for revision in briefing.revisions],
        "gaps": [asdict(gap) for gap in briefing.gaps],
        "overview": [_point(point) for point in (*briefing.bottom_line, *briefing.overview)],
        "timeline": [asdict(event) | _placed(originals.of(event.evidence)) for event in briefing.timeline],
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
