"""What a person is asked about: what was read and nobody has looked at yet, the least sure first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from briefing_generator.corpus.body.markup import plain_view
from briefing_generator.model import Article, Statement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from briefing_generator.model import Briefing

Order = Literal["sure", "new", "party"]
_NOBODY = "nobody who is named"


@dataclass(frozen=True, slots=True)
class Offered:
    """A statement to be looked at, in its place: spans of its article's text.

    ``paragraph`` is what stands around it, ``sentence`` the sentences that its evidence touches. ``shown`` tells whether
    the pages show it: neither those below the briefing's threshold nor those of nobody are.
    """

    statement: Statement
    article: Article
    paragraph: tuple[int, int]
    sentence: tuple[int, int]
    shown: bool

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def span(self) -> tuple[int, int]:
        """Where the evidence stands."""
        return self.statement.evidence.start, self.statement.evidence.end

    @property
    def line(self) -> int:
        """The line of its file in which the evidence begins."""
        return self.article.line(self.statement.evidence.start)


class Placed(Protocol):
    """Words of an article in their paragraph."""

    @property
    def article(self) -> Article:
        """The article."""
        ...

    @property
    def span(self) -> tuple[int, int]:
        """Where the words stand in its text."""
        ...

    @property
    def paragraph(self) -> tuple[int, int]:
        """What stands around them."""
        ...

    @property
    def sentence(self) -> tuple[int, int]:
        """The sentences that they touch."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph as a reader sees it: whether the evidence has it, and whether its sentence does."""

    text: str
    evidence: bool
    sentence: bool


def offered(briefing: Briefing, order: Order = "sure", later: Collection[str] = ()) -> tuple[Offered, ...]:
    """Returns the statements that were read and that nobody confirmed, changed or hid, in the order to be asked.

    Args:
        briefing: with its corrections applied.
        order: ``sure`` begins where it is least sure whether to show a statement or not, and ends with what is surely
            right or surely wrong; ``new`` begins with the latest article, ``party`` goes party by party.
        later: ids of those that a person put off; they come last.
    """
    articles = {article.id: article for article in briefing.articles}
    sentences = dict(briefing.sentences)
    shown = {s.id for s in briefing.statements}
    held = {s.id: s for s in (*briefing.statements, *briefing.hidden, *briefing.unplaced)}
    found = []
    for s in held.values():
        if s.origin == "read" and not s.confirmed:
            article = articles[s.evidence.article]
            spans = sentences.get(article.id, ())
            found.append(_place(s, article, spans, s.id in shown and s.party is not None))
    names = {s.id: s.name for s in briefing.stakeholders}
    middle = briefing.settings.threshold

    def unsure(each: Offered) -> tuple[float, str, int, str]:
        s = each.statement
        return round(abs(s.confidence - middle), 6), each.article.path, s.evidence.start, s.id

    found.sort(key=unsure)
    if order == "new":
        found.sort(key=lambda each: each.article.date or "", reverse=True)
    elif order == "party":
        found.sort(
            key=lambda each: (each.statement.party is None, names.get(each.statement.party or "", "").casefold())
        )
    found.sort(key=lambda each: each.statement.id in later)
    return tuple(found)


def party_name(briefing: Briefing, identity: str | None) -> str:
    """Returns what a party is called, and in words where it is nobody."""
    return next((s.name for s in briefing.stakeholders if s.id == identity), identity or _NOBODY)


def pieces(each: Placed) -> tuple[Piece, ...]:
    """Returns the paragraph as a reader sees it, on one line, cut where evidence and sentence begin and end.

    No sign in it is one that a terminal might obey.
    """
    view = plain_view(each.article.text, *each.paragraph)
    start, end = each.span
    told: list[tuple[str, bool, bool]] = []
    for sign, at in zip(view.text, view.offsets, strict=True):
        seen = sign if sign.isprintable() else " "
        if seen == " " and (not told or told[-1][0] == " "):
            continue
        told.append((seen, start <= at < end, each.sentence[0] <= at < each.sentence[1]))
    made: list[Piece] = []
    for sign, marked, near in told:
        if made and (made[-1].evidence, made[-1].sentence) == (marked, near):
            made[-1] = Piece(made[-1].text + sign, marked, near)
        else:
            made.append(Piece(sign, marked, near))
    return tuple(made)


def touched(words: tuple[int, int], spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Returns the stretch of all spans that words touch; the words alone where they touch none."""
    near = [span for span in spans if span[0] < words[1] and words[0] < span[1]]
    return min([words[0], *(a for a, _ in near)]), max([words[1], *(b for _, b in near)])


def _place(s: Statement, article: Article, sentences: tuple[tuple[int, int], ...], shown: bool) -> Offered:
    evidence = (s.evidence.start, s.evidence.end)
    paragraph = touched(evidence, [(b.start, b.end) for b in article.blocks])
    return Offered(s, article, paragraph, touched(evidence, sentences), shown)
