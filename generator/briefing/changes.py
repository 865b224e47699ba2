"""What is new since an earlier ``briefing.json``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.model import Change, Changes, Corpus, Position, Stakeholder, Statement


def find_changes(
    earlier: Mapping[str, Any] | None,
    corpus: Corpus,
    statements: Iterable[Statement],
    positions: tuple[Position, ...],
    stakeholders: Iterable[Stakeholder],
) -> Changes:
    """Returns new articles, statements, changed positions and stakeholders that entered, sorted by kind and date."""
    if earlier is None:
        return Changes()

    def known(part: str) -> set[str]:
        return {str(row["id"]) for row in earlier.get(part, ())}

    found = [
        Change("article", article.title, article.id, article.date)
        for article in corpus.articles
        if article.status == "used" and article.id not in known("articles")
    ]
    before = known("statements")
    fresh = [s for s in statements if s.id not in before]
    found += [Change("statement", s.content, s.id, s.date) for s in fresh]
    changed = {(p["party"], p["issue"]) for p in earlier.get("positions", ()) if p.get("changed")}
    found += [
        Change("position", f"{p.party}: {p.issue}", p.statements[-1])
        for p in positions
        if p.changed and (p.party, p.issue) not in changed
    ]
    entered = known("stakeholders")
    found += [Change("stakeholder", s.name, s.id) for s in stakeholders if s.id not in entered]
    since = earlier.get("briefing", {}).get("as_of")
    return Changes(str(since) if since else None, tuple(sorted(found, key=lambda c: (c.kind, c.date or "", c.ref))))
