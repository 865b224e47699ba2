"""What readers marked in the articles and wrote beside it, and nobody has decided of: offered for the Overview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefing_generator.briefing.comparing.disagreements import identity_of
from briefing_generator.briefing.corrections.quotes import place_quote
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.model import Article
from briefing_generator.reviewing.offered import touched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from briefing_generator.model import Briefing, Highlight, Settings
    from briefing_generator.reviewing.offered import Offered

MarkAnswer = Literal["pin", "note", "leave"]
"""What a person says of a mark: that its sentence goes to the Overview, that its note does, or that it is left alone."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a reader marked, in its place: spans of its article's text. ``note`` is what the reader wrote on it."""

    id: str
    article: Article
    span: tuple[int, int]
    paragraph: tuple[int, int]
    sentence: tuple[int, int]
    note: str | None

    @property
    def line(self) -> int:
        """The line of its file in which the mark begins."""
        return self.article.line(self.span[0])

    @property
    def quote(self) -> str:
        """The marked words as a reader sees them."""
        return as_shown(self.article.text[slice(*self.span)])


def offered_marks(briefing: Briefing, done: Collection[str] = ()) -> tuple[Marked, ...]:
    """Returns what readers marked in the articles that are used, in their order.

    What ``briefing.yml`` pins to the Overview or drops from it is left out, and so is a mark whose note stands there.

    Args:
        briefing: with its corrections applied.
        done: ids of marks that a person left alone.
    """
    sentences = dict(briefing.sentences)
    told = {note.text for note in briefing.settings.notes}
    found: dict[str, Marked] = {}
    for article in briefing.articles:
        if article.status != "used":
            continue
        decided = _decided(article, briefing.settings)
        for mark in article.highlights:
            each = _placed(article, mark, sentences.get(article.id, ()))
            over = any(start < mark.end and mark.start < end for start, end in decided)
            if mark.start < mark.end and not over and each.id not in done and note_text(each) not in told:
                found.setdefault(each.id, each)
    return tuple(found.values())


def in_turn(
    marks: Iterable[Marked], statements: Iterable[Offered], later: Collection[str]
) -> tuple[Offered | Marked, ...]:
    """Returns all that is asked about: marks first, since a person made them, and what was put off (ids) last."""
    asked: list[Offered | Marked] = [*marks, *statements]
    return tuple(sorted(asked, key=lambda each: each.id in later))


def note_text(each: Marked) -> str | None:
    """Returns a reader's note as it stands on the Overview, with the words that it is on; None where there is none."""
    return f"{' '.join(each.note.split())} (on “{each.quote}”)" if each.note else None


def mark_entry(
    each: Marked, answer: Literal["pin", "note"], by: str | None
) -> tuple[str, dict[str, str], tuple[str, ...]]:
    """Returns what an answer writes into ``briefing.yml``: the list, the entry, and the keys by which it is known again."""
    signed = {"by": by} if by else {}
    if answer == "note":
        return "notes", {"page": "overview", "text": note_text(each) or "", **signed}, ("page", "text")
    entry = {"action": "pin", "quote": each.quote, "article": each.article.path}
    why = {"reason": " ".join(each.note.split())} if each.note else {}
    return "overview", {**entry, **signed, **why}, ("action", "quote", "article")


def _decided(article: Article, settings: Settings) -> list[tuple[int, int]]:
    """Returns the passages of an article that ``briefing.yml`` pins or drops."""
    held = [c for c in settings.overview if c.article in (None, article.id, article.path)]
    places = [place_quote(article, correction.quote) for correction in held]
    return [(place.start, place.end) for place in places if place]


def _placed(article: Article, mark: Highlight, spans: Collection[tuple[int, int]]) -> Marked:
    span = (mark.start, mark.end)
    identity = identity_of("mark", article.id, mark.quote, mark.note or "")
    blocks = [(b.start, b.end) for b in article.blocks]
    return Marked(identity, article, span, touched(span, blocks), touched(span, spans), mark.note)
