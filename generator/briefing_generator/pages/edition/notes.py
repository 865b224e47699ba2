"""Numbered notes: each cited sentence gets a number where it is first cited, and leads back to all places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefing_generator.model import Article, Evidence
from briefing_generator.pages.showing.escaping import flat, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.pages.showing.view import Span, View

_MOST_TOGETHER = 6


@dataclass
class Note:
    """One cited sentence: its number, words and article, and each place (chapter, id) where it is cited."""

    number: int
    sentence: str
    article: Article
    places: list[tuple[str, str]] = field(default_factory=list)


class Notes:
    """Gives numbers while chapters are rendered, one after the other; ``chapter`` is the one on its way."""

    home = "notes"
    """The chapter in which the notes stand."""

    def __init__(self, view: View, split: bool) -> None:
        """Takes the briefing's view; ``split`` when each chapter is a file of its own, as in a book."""
        self.view = view
        self.split = split
        self.chapter = ""
        self._notes: dict[tuple[str, Span], Note] = {}

    @property
    def all(self) -> list[Note]:
        """The notes so far, by number."""
        return list(self._notes.values())

    def address(self, chapter: str, anchor: str) -> str:
        """Returns where a link to a place in a chapter leads."""
        return f"{chapter}.xhtml#{anchor}" if self.split and chapter != self.chapter else f"#{anchor}"

    def cite(self, evidence: Iterable[Evidence]) -> Markup:
        """Returns the marks of the notes for some evidence: a number a sentence, at most six, and how many more."""
        numbers = dict.fromkeys(self._number(item) for item in evidence)
        shown = list(numbers)[:_MOST_TOGETHER]
        more = f" +{len(numbers) - len(shown)}" if len(numbers) > len(shown) else ""
        # The word joiner keeps a mark on the line of the word before it.
        return Markup('&#8288;<sup class="noterefs">{}</sup>').format(
            Markup('<span class="comma">, </span>').join(self._mark(n) for n in shown) + more
        )

    def _number(self, evidence: Evidence) -> int:
        span = self.view.sentences_of(evidence)[0]
        key = (evidence.article, span)
        if key not in self._notes:
            article = self.view.articles[evidence.article]
            sentence = plain(flat(article.text[span[0] : span[1]]))
            self._notes[key] = Note(len(self._notes) + 1, sentence, article)
        return self._notes[key].number

    def _mark(self, number: int) -> Markup:
        note = self.all[number - 1]
        anchor = f"cited-{number}-{len(note.places) + 1}"
        note.places.append((self.chapter, anchor))
        kind = Markup(' epub:type="noteref"') if self.split else ""
        return Markup('<a class="noteref" id="{}" role="doc-noteref"{} href="{}">{}</a>').format(
            anchor, kind, self.address(self.home, f"note-{number}"), number
        )
