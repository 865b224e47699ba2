"""What a page tells of earlier versions and of copies whose words differ: the statements first, then the other sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.model import Article, Revision

if TYPE_CHECKING:
    from briefing_generator.model import Briefing
    from briefing_generator.pages.showing.view import View


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version or a copy, what parties say otherwise there, and the sentences in which only words differ."""

    article: Article
    told: tuple[Revision, ...]
    worded: tuple[Revision, ...]


def told_revisions(briefing: Briefing) -> list[Revision]:
    """Returns the revisions of statements: acts that changed first, then by issue and place."""
    told = [revision for revision in briefing.revisions if revision.act]
    return sorted(told, key=lambda r: (r.now_act is None or r.now_act == r.act, r.now_act is None))


def versions_of(view: View, article: Article) -> list[ShownVersion]:
    """Returns the files that an article is used in place of, and that differ from it, the earliest first."""
    others = [a for a in view.briefing.articles if a.duplicate_of == article.id and a.differs]
    others.sort(key=lambda a: (a.date or "9999", a.moment or "", a.path))
    shown = []
    for other in others:
        found = [r for r in view.briefing.revisions if r.article == other.id]
        shown.append(ShownVersion(other, tuple(r for r in found if r.act), tuple(r for r in found if not r.act)))
    return shown
