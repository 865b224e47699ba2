"""What a changed file did to a briefing, in one line each: for the terminal of somebody who drops in articles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing_generator.model import Article, Briefing


def renewal_lines(before: Briefing | None, after: Briefing) -> tuple[str, ...]:
    """Returns a line for each article that came (``+``), changed (``~``), was renamed (``>``) or went (``-``), by path.

    A file that is refused has ``!``, a copy of another ``=``. For a briefing that was not there before, one line tells
    what it holds.
    """
    statements = Counter(statement.evidence.article for statement in after.statements)
    if before is None:
        used = sum(article.status == "used" for article in after.articles)
        parts = [_many(used, "article"), _many(len(after.statements), "statement")]
        parts.append(_many(len(after.stakeholders), "stakeholder"))
        if used < len(after.articles):
            parts.append(f"{_many(len(after.articles) - used, 'file')} not used")
        return (f"{after.name}: {', '.join(parts)}",)
    old = {article.path: article for article in before.articles}
    new = {article.path: article for article in after.articles}
    gone = {article.sha256: path for path, article in old.items() if path not in new}
    known = {stakeholder.id for stakeholder in before.stakeholders}
    entered = Counter(
        article
        for stakeholder in after.stakeholders
        if stakeholder.id not in known
        for article in {mention.article for mention in stakeholder.mentions}
    )
    lines: list[tuple[str, str]] = []
    for path, article in new.items():
        told = _told(article, statements[article.id], entered[article.id])
        name = path.removeprefix("articles/")
        if path not in old and article.sha256 in gone:
            lines.append((path, f"> {gone.pop(article.sha256).removeprefix('articles/')} is now {name}"))
        elif path not in old:
            lines.append((path, f"{_sign(article, '+')} {name}: {told}"))
        elif (old[path].sha256, old[path].status, old[path].reason) != (article.sha256, article.status, article.reason):
            lines.append((path, f"{_sign(article, '~')} {name}: {told}"))
    for path in gone.values():
        lines.append((path, f"- {path.removeprefix('articles/')}"))
    if before.settings != after.settings:
        lines.append(("briefing.yml", "~ briefing.yml"))
    return tuple(line for _, line in sorted(lines))


def _sign(article: Article, used: str) -> str:
    return {"used": used, "duplicate": "=", "refused": "!", "off-topic": "?"}[article.status]


def _told(article: Article, statements: int, entered: int) -> str:
    if article.status == "refused":
        return f"refused: {article.reason}"
    if article.status == "off-topic":
        return f"off topic: {article.reason}"
    if article.status == "duplicate":
        if article.version_of:
            return f"an earlier version of {article.version_of}, and not counted"
        return f"a copy of {article.duplicate_of}, and {'not counted' if article.differs else 'not read again'}"
    new = f", {_many(entered, 'new stakeholder')}" if entered else ""
    return f"{_many(statements, 'statement')}{new}"


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
