"""A draft held against a briefing: read as an article is, by the same reader, then checked matter by matter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.model import Verification
from briefing_generator.reading.article_reading import read_article
from briefing_generator.verifying.date_checks import DateChecker
from briefing_generator.verifying.draft_people import DraftPeople
from briefing_generator.verifying.folder_words import FolderWords
from briefing_generator.verifying.name_checks import NameChecker
from briefing_generator.verifying.position_checks import PositionChecker
from briefing_generator.verifying.quotation_checks import QuotationChecker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Briefing, Draft, Finding


class Verifier:
    """Holds drafts against one briefing, of which the words are looked through once."""

    def __init__(self, briefing: Briefing) -> None:
        """Takes the briefing."""
        self._briefing = briefing
        self._folder = FolderWords(a for a in briefing.articles if a.status == "used" or a.differs)

    def verify(self, draft: Draft) -> Verification:
        """Returns all that is found of a draft, in the order of its text.

        Raises ``OSError`` where the language model is not installed.
        """
        # A draft without a day is written after all articles: its "March 5" is the last one before that.
        article = replace(draft.article, date=draft.article.date or self._briefing.as_of)
        reading = read_article(article, self._briefing.pack)
        people = DraftPeople(self._briefing, reading)
        quotations = QuotationChecker(self._briefing, self._folder, draft, reading, people).check()
        positions = PositionChecker(self._briefing, draft, reading, people).check()
        found = [
            *quotations,
            *(_spoken(position, quotations) for position in positions),
            *NameChecker(self._briefing, self._folder, draft, reading).check(),
            *DateChecker(self._briefing, draft, reading).check(),
        ]
        return Verification(draft, tuple(sorted(found, key=lambda f: (f.start, f.end, f.verdict))))


def _spoken(position: Finding, quotations: Iterable[Finding]) -> Finding:
    """Returns what is found of a position; in words that are quoted rightly nothing is wrong, though it has changed since."""
    verbatim = any(
        q.verdict == "quote-verbatim" and q.start < position.end and position.start < q.end for q in quotations
    )
    return replace(position, gravity="note") if position.wrong and verbatim else position
