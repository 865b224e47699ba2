"""Where the words stand that carry a verdict: article, source, day, line and address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.pages.showing.escaping import flat, plain

if TYPE_CHECKING:
    from briefing_generator.model import Briefing, Evidence


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage of the folder as a reader is shown it; ``url`` is empty where the article has none on the web."""

    article: str
    path: str
    line: int
    title: str
    source: str
    date: str
    url: str
    start: int
    end: int
    quote: str
    shown: str

    @property
    def label(self) -> str:
        """What it is called in a list: source, day and title, as far as they are known."""
        return ", ".join(part for part in (self.source, self.date, f"“{self.title}”") if part)


class CitedSources:
    """Tells of evidence where it stands."""

    def __init__(self, briefing: Briefing) -> None:
        """Takes the briefing."""
        self._articles = {article.id: article for article in briefing.articles}

    def of(self, evidence: Evidence) -> Cited:
        """Returns where a passage stands; its words are made one line that no terminal and no page obeys."""
        article = self._articles[evidence.article]
        address = plain(article.url or "")
        return Cited(
            article.id, plain(article.path), article.line(evidence.start),
            flat(article.title), flat(article.source or ""), article.date or "",
            address if address.startswith(("http://", "https://")) else "",
            evidence.start, evidence.end, evidence.quote, flat(evidence.quote),
        )  # fmt: skip
