"""Whose words a passage of the folder is: quoted of somebody, reported of somebody, or the article's own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing_generator.reading.quotations.quotemarks import Stretch, find_stretches

if TYPE_CHECKING:
    from briefing_generator.model import Article, Briefing, Evidence, Quotation


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a passage is; ``quoted`` tells that the article has them in marks, or as a turn of somebody who speaks."""

    quoted: bool
    speakers: tuple[str, ...]


class Voices:
    """Knows who is quoted where."""

    def __init__(self, briefing: Briefing) -> None:
        """Takes the briefing."""
        self._articles = {article.id: article for article in briefing.articles}
        self._quotations: dict[str, list[Quotation]] = defaultdict(list)
        for quotation in briefing.quotations:
            self._quotations[quotation.article].append(quotation)

    def of(self, evidence: Evidence) -> Voice:
        """Returns whose words a passage is."""
        article = self._articles[evidence.article]
        marked = sum(_common(evidence, s.start, s.end) for s in _stretches(article))
        around = [q for q in self._quotations[evidence.article] if _common(evidence, q.start, q.end)]
        turns = sum(_common(evidence, q.start, q.end) for q in around if q.kind == "direct" and not q.quoted)
        quoted = 2 * (marked + turns) > evidence.end - evidence.start
        inside = [q for q in around if any(_common(evidence, s.start, s.end) for s in q.quoted)] if quoted else []
        speakers = dict.fromkeys(q.speaker for q in inside or around if q.speaker is not None)
        return Voice(quoted, tuple(speakers))


@lru_cache(maxsize=512)
def _stretches(article: Article) -> tuple[Stretch, ...]:
    return find_stretches(article)


def _common(evidence: Evidence, start: int, end: int) -> int:
    return max(0, min(evidence.end, end) - max(evidence.start, start))
