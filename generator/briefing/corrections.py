"""The human has the last word: statements from front matter and corrections from ``briefing.yml``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.briefing.stakeholders import fold_spelling
from generator.model import (
    Article,
    Corpus,
    Evidence,
    Problem,
    Rename,
    Settings,
    Stakeholder,
    Statement,
    StatementCorrection,
)


def _party(name: str | None, people: Mapping[str, Stakeholder]) -> str | None:
    if name is None:
        return None
    if name in people:
        return name
    wanted = fold_spelling(name)
    for each in people.values():
        if wanted in {fold_spelling(n) for n in (each.name, *each.aliases)}:
            return each.id
    return None


def _place(article: Article, quote: str | None) -> Evidence | None:
    at = article.text.find(quote) if quote else -1
    if quote is None or at < 0:
        return None
    return Evidence(article.id, at, at + len(quote), quote)


def _made(
    article: Article, evidence: Evidence, correction: StatementCorrection, people: Mapping[str, Stakeholder]
) -> Statement:
    act = correction.set_act or "demands"
    issue = correction.set_issue or correction.issue or "other"
    party = _party(correction.set_party or correction.party, people)
    key = "\x1f".join((article.id, evidence.quote, act, issue, party or ""))
    return Statement(
        hashlib.sha256(key.encode()).hexdigest()[:10], party, act, issue, correction.set_content or evidence.quote, None, False,
        None, None, "own", article.date, evidence, "correction", 1.0, "added by hand", correction.by, correction.reason,
    )  # fmt: skip


def correct_statements(
    statements: Iterable[Statement], corpus: Corpus, people: Mapping[str, Stakeholder]
) -> tuple[list[Statement], list[StatementCorrection]]:
    """Returns the statements with the analyst's own added and corrections applied, and corrections that fit nothing."""
    current = list(statements)
    articles = {a.id: a for a in corpus.articles if a.status == "used"}
    for article in articles.values():
        for stated in article.conditions:
            evidence = _place(article, stated.quote) or _place(article, stated.text)
            if evidence is None:
                first = article.blocks[0] if article.blocks else None
                if first is None:
                    continue
                evidence = Evidence(article.id, first.start, first.end, article.text[first.start : first.end])
            key = "\x1f".join((article.id, stated.text, stated.act, stated.issue, stated.party or ""))
            current.append(
                Statement(
                    hashlib.sha256(key.encode()).hexdigest()[:10],
                    _party(stated.party, people),
                    stated.act,
                    stated.issue,
                    stated.text,
                    None,
                    False,
                    None,
                    None,
                    "own",
                    article.date,
                    evidence,
                    "front-matter",
                    1.0,
                    "front matter",
                )
            )
    stale: list[StatementCorrection] = []
    for correction in corpus.settings.statements:
        if correction.action == "add":
            places = [
                (a, _place(a, correction.quote))
                for a in articles.values()
                if correction.article in (None, a.id, a.path)
            ]
            found = next(((a, e) for a, e in places if e is not None), None)
            if found is None:
                stale.append(correction)
            else:
                current.append(_made(*found, correction, people))
            continue
        hits = [s for s in current if _fits(s, correction, people)]
        if not hits:
            stale.append(correction)
        for hit in hits:
            at = current.index(hit)
            if correction.action == "hide":
                del current[at]
                continue
            current[at] = replace(
                hit,
                party=_party(correction.set_party, people) if correction.set_party else hit.party,
                act=correction.set_act or hit.act,
                issue=correction.set_issue or hit.issue,
                content=correction.set_content or hit.content,
                origin="correction", confidence=1.0, by=correction.by, reason=correction.reason,
            )  # fmt: skip
    return sorted(current, key=lambda s: (s.evidence.article, s.evidence.start, s.evidence.end, s.id)), stale


def _fits(statement: Statement, correction: StatementCorrection, people: Mapping[str, Stakeholder]) -> bool:
    if correction.id is not None:
        return statement.id == correction.id
    if correction.quote is None or correction.quote not in statement.evidence.quote:
        return False
    party = _party(correction.party, people)
    return (correction.party is None or statement.party == party) and correction.issue in (None, statement.issue)


def stale_problems(
    settings: Settings,
    renames: Iterable[Rename],
    statements: Iterable[StatementCorrection],
    people: Mapping[str, Stakeholder],
    held: Iterable[Statement],
) -> list[Problem]:
    """Returns a warning for each correction that fits nothing any more, with the nearest candidates."""
    from rapidfuzz import process

    found = []
    names = {s.id: s.name for s in people.values()}
    for rename in renames:
        near = [str(hit[0]) for hit in process.extract(rename.match, sorted(names.values()), limit=3, score_cutoff=60)]
        hint = f"; nearest: {', '.join(near)}" if near else ""
        message = f"no stakeholder is called {rename.match!r} any more{hint}."
        found.append(Problem("briefing.yml", rename.line, 0, "warning", "correction-stale", message))
    quotes = {s.id: s.evidence.quote for s in held}
    for correction in statements:
        wanted = correction.id or correction.quote or ""
        pool = sorted(quotes) if correction.id else sorted(quotes.values())
        near = [f"{str(hit[0])[:60]!r}" for hit in process.extract(wanted, pool, limit=2, score_cutoff=50)]
        hint = f"; nearest: {', '.join(near)}" if near else ""
        message = f"no statement fits {wanted[:60]!r} any more{hint}."
        found.append(Problem("briefing.yml", correction.line, 0, "warning", "correction-stale", message))
    return found
