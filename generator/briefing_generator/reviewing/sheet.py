"""What is offered for review, as text to read and as data, for where no terminal is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.reviewing.marks_offered import Marked
from briefing_generator.reviewing.offered import party_name, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from briefing_generator.model import Article, Briefing, Statement
    from briefing_generator.reviewing.offered import Offered


def plain(words: str) -> str:
    """Returns words as they are shown, on one line, without a sign that a terminal might obey."""
    return "".join(c for c in as_shown(words) if c.isprintable())


def told_source(article: Article) -> str:
    """Returns what an article is called, where it appeared, and when."""
    return " · ".join(
        plain(each) for each in (article.title, article.source or "source not told", article.date or "undated")
    )


def told_reading(briefing: Briefing, s: Statement) -> str:
    """Returns in a line who wants what of which issue."""
    issue = briefing.pack.issue(s.issue).name
    return f"{plain(party_name(briefing, s.party))} {s.act} ({plain(issue)}): {plain(s.content)}"


def told_sure(each: Offered) -> str:
    """Returns how sure a statement is, and whether pages show it."""
    return f"{each.statement.confidence:.2f}, {'shown' if each.shown else 'not shown'} on the pages"


def as_text(briefing: Briefing, asked: Sequence[Offered | Marked]) -> str:
    """Returns what is offered as text, the evidence in its paragraph between »marks«."""
    told = []
    for number, each in enumerate(asked, 1):
        words = "".join(f"»{p.text}«" if p.evidence else p.text for p in pieces(each))
        if isinstance(each, Marked):
            sure, read = "marked by a reader", plain(" ".join((each.note or "without a note").split()))
        else:
            sure, read = told_sure(each), told_reading(briefing, each.statement)
        told += [
            f"{number} of {len(asked)}  {each.id}  {sure}",
            f"  {read}",
            f"  {words.strip()}",
            f"  {told_source(each.article)} · {plain(each.article.path)}:{each.line}",
            "",
        ]
    return "\n".join(told)


def as_json(briefing: Briefing, asked: Sequence[Offered | Marked]) -> str:
    """Returns what is offered as a list of JSON, in the same order."""
    rows = [_mark_data(each) if isinstance(each, Marked) else _data(briefing, each) for each in asked]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _mark_data(each: Marked) -> dict[str, Any]:
    article = each.article
    return {
        "kind": "mark", "id": each.id, "quote": each.quote, "note": each.note, "path": article.path, "line": each.line,
        "title": article.title, "source": article.source, "date": article.date,
        "sentence": as_shown(article.text[slice(*each.sentence)]), "paragraph": as_shown(article.text[slice(*each.paragraph)]),
    }  # fmt: skip


def _data(briefing: Briefing, each: Offered) -> dict[str, Any]:
    s, article = each.statement, each.article
    return {
        "kind": "statement", "id": s.id, "party": s.party, "party_name": party_name(briefing, s.party) if s.party else None, "act": s.act,
        "issue": s.issue, "issue_name": briefing.pack.issue(s.issue).name, "content": as_shown(s.content),
        "confidence": s.confidence, "shown": each.shown, "level": s.level, "condition": as_shown(s.condition or "") or None,
        "path": article.path, "line": each.line, "title": article.title, "source": article.source, "date": article.date,
        "sentence": as_shown(article.text[slice(*each.sentence)]), "paragraph": as_shown(article.text[slice(*each.paragraph)]),
        "evidence": {"article": article.id, "start": s.evidence.start, "end": s.evidence.end, "quote": s.evidence.quote},
    }  # fmt: skip
