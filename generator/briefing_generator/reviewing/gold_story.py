"""What people decided of a briefing as an annotated story: rows by which a reading is measured, and from which one learns.

A story is a folder with ``articles/``, the rows, and ``parties.json``. It holds the articles of which something was
decided. Their statements of which nothing was decided are rows that are neither asked for nor wrong.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from briefing_generator.briefing.corrections.doubts import in_article
from briefing_generator.briefing.corrections.quotes import place_quote
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.issues.packs import pack_names
from briefing_generator.reviewing.decisions import decided
from briefing_generator.reviewing.entry_writing import NotWrittenError
from briefing_generator.store.files import save_if_changed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefing_generator.model import Article, Briefing, Statement, StatementCorrection
    from briefing_generator.reviewing.decisions import Decision

PARTIES = "parties.json"
_MADE_BY = "briefing review"
_NO_PACK = "free"
"""What a story says of its pack where its codes are none that come with the program."""
_FRONT = re.compile(r"---\r?\n.*?\n---\r?\n", re.DOTALL)


def gold_problem(path: Path, folder: Path) -> str | None:
    """Returns why no story may be written to a file, in a sentence; None where it may.

    Args:
        path: the file of the rows.
        folder: the briefing's folder, whose own files a story must not mix with.
    """
    if path.parent.resolve() in (folder.resolve(), (folder / "articles").resolve()):
        return f"{path}: a story has a folder of its own; {folder.name}-gold/gold.jsonl would be right."
    if path.is_dir():
        return f"{path}: this is a folder; {(path / 'gold.jsonl').as_posix()} would be right."
    if path.exists() and _told(path.parent / PARTIES).get("made_by") != _MADE_BY:
        return f"{path}: a file that `briefing review` did not write stands there; another name would be right."
    return None


def write_story(path: Path, briefing: Briefing, decisions: Mapping[str, Decision]) -> None:
    """Writes all that was decided of a briefing, in this review and before: the rows to ``path``, the rest beside them.

    Raises ``NotWrittenError`` where an article of another wording stands there, and ``NotSavedError`` where the disk
    does not take it.
    """
    names = _file_names(briefing)
    touched = _touched(briefing, decisions)
    for article in briefing.articles:
        if article.id in touched:
            _write_article(path.parent / "articles" / f"{names[article.id]}.md", article)
    save_if_changed(path.parent / PARTIES, json.dumps(_parties(briefing), ensure_ascii=False, indent=1) + "\n")
    rows = [
        json.dumps(_row(briefing, s, names, certain), ensure_ascii=False)
        for s, certain in _statements(briefing, decisions) if s.evidence.article in touched
    ]  # fmt: skip
    save_if_changed(path, "".join(f"{row}\n" for row in rows))


def _statements(briefing: Briefing, decisions: Mapping[str, Decision]) -> list[tuple[Statement, bool]]:
    """Returns all statements but those that are hidden, and whether a person vouches for each, in the order of the text."""
    held = {s.id: s for s in (*briefing.statements, *briefing.hidden, *briefing.unplaced)}
    found = [decided(s, decisions.get(s.id)) for s in held.values() if not _hidden(decisions.get(s.id))]
    found.sort(key=lambda s: (s.evidence.article, s.evidence.start, s.evidence.end, s.id))
    return [(s, s.confirmed or s.origin == "correction") for s in found]


def _hidden(decision: Decision | None) -> bool:
    return decision is not None and decision.action == "hide"


def _touched(briefing: Briefing, decisions: Mapping[str, Decision]) -> set[str]:
    """Returns the ids of the articles of which something was decided, also that something in them is wrong."""
    held = (*briefing.statements, *briefing.hidden, *briefing.unplaced)
    touched = {s.evidence.article for s in held if s.confirmed or s.origin == "correction" or s.id in decisions}
    articles = {a.id: a for a in briefing.articles if a.status == "used"}
    for correction in briefing.settings.statements:
        if correction.action == "hide":
            touched |= {a.id for a in articles.values() if _holds(a, correction, articles)}
    return touched & articles.keys()


def _holds(article: Article, correction: StatementCorrection, articles: Mapping[str, Article]) -> bool:
    place = place_quote(article, correction.quote)
    return place is not None and in_article(place, correction.article, articles)


def _row(briefing: Briefing, s: Statement, names: Mapping[str, str], certain: bool) -> dict[str, Any]:
    called = {p.id: p.name for p in briefing.stakeholders}
    return {
        "article": names[s.evidence.article], "evidence": s.evidence.quote, "party": called.get(s.party or "", s.party),
        "act": s.act, "issue": s.issue, "content": as_shown(s.content), "level": s.level, "conditional": s.conditional,
        "addressee": called.get(s.addressee or "", as_shown(s.addressee) if s.addressee else None),
        "optional": not certain,
    }  # fmt: skip


def _parties(briefing: Briefing) -> dict[str, Any]:
    called = {s.id: s.name for s in briefing.stakeholders}
    return {
        "story": briefing.name,
        "made_by": _MADE_BY,
        "pack": briefing.pack.name if briefing.pack.name in pack_names() else _NO_PACK,
        "parties": [
            {"name": s.name, "kind": s.kind, "aliases": list(s.aliases), "party": called.get(s.party or "")}
            for s in briefing.stakeholders
        ],
    }


def _file_names(briefing: Briefing) -> dict[str, str]:
    """Returns what each article's file is called in the story, without its ending: as it is, or its id where two are called so."""
    stems = {a.id: PurePosixPath(a.path).stem for a in briefing.articles}
    many = Counter(stem.casefold() for stem in stems.values())
    return {identity: stem if many[stem.casefold()] == 1 else identity for identity, stem in stems.items()}


def _write_article(path: Path, article: Article) -> None:
    told = {"title": article.title, "date": article.date, "source": article.source, "url": article.url}
    front = yaml.safe_dump({k: v for k, v in told.items() if v}, allow_unicode=True, sort_keys=False, width=1_000_000)
    if path.exists():
        stands = path.read_text(encoding="utf-8", errors="replace")
        if _FRONT.sub("", stands, count=1).strip() != article.text:
            raise NotWrittenError(f"{path}: an article of other words stands there; without it, it is written anew.")
        return
    save_if_changed(path, f"---\n{front}---\n\n{article.text}\n")


def _told(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
