"""Which thing a correction is of, and what a person is told where it is none, or might be two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from briefing_generator.briefing.corrections.quotes import holds_quote
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.corpus.codes import severity
from briefing_generator.model import Article, Evidence, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

T = TypeVar("T")
FILE = "briefing.yml"
_SHOWN = 80
_NEAR = 55
"""Likeness (0 to 100) from which something is a candidate."""
_CANDIDATES = 2
_ASKED = 5
"""Things that are named where one of them is asked for."""


class Asks(Protocol):
    """What every correction says of the thing that it is of."""

    @property
    def id(self) -> str | None:
        """The id of the thing."""

    @property
    def quote(self) -> str | None:
        """Words of what carries it."""

    @property
    def article(self) -> str | None:
        """The article that it stands in: its id or its path."""

    @property
    def line(self) -> int:
        """Where in the file the correction stands."""


def problem(path: str, line: int, code: str, message: str) -> Problem:
    """Returns a problem with the severity of its code."""
    return Problem(path, line, 0, severity(code), code, message)


def short(words: str) -> str:
    """Returns words on one line in quotation marks, long ones cut."""
    flat = " ".join(words.split())
    return repr(flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}…")


def hint(near: Sequence[str]) -> str:
    """Returns the end of a message that names what comes near."""
    return f"; nearest: {', '.join(near)}" if near else ""


def in_article(evidence: Evidence, asked: str | None, articles: Mapping[str, Article]) -> bool:
    """Tells whether an evidence stands in the article that a correction names by id or path; any where it names none."""
    return asked is None or asked in (evidence.article, articles[evidence.article].path)


def fitting(
    things: Iterable[T],
    asked: Asks,
    identity: Callable[[T], str],
    evidence: Callable[[T], Iterable[Evidence]],
    articles: Mapping[str, Article],
) -> list[T]:
    """Returns the things that a correction may be of: the one of its id, else all that rest on its quote."""
    held = list(things)
    by_id = [thing for thing in held if identity(thing) == asked.id]
    if by_id or asked.quote is None:
        return by_id
    quote = asked.quote
    return [
        thing
        for thing in held
        if any(in_article(e, asked.article, articles) and holds_quote(e, quote) for e in evidence(thing))
    ]


def which(
    asked_line: int, what: str, wanted: str, candidates: Iterable[tuple[str, str]], cure: str, path: str = FILE
) -> Problem:
    """Returns the question which of several things a correction is of.

    Args:
        asked_line: the line of the correction.
        what: what it may be of, in the plural: "events".
        wanted: the words that fit more than one.
        candidates: id and words of each.
        cure: what would tell them apart: "`id`".
        path: the file that the correction stands in.
    """
    named = [f"{identity} {short(words)}" for identity, words in candidates]
    more = f" and {len(named) - _ASKED} more" if len(named) > _ASKED else ""
    told = f"{short(wanted)} fits {len(named)} {what}, and none was changed: which is meant? {cure} would tell: "
    return problem(path, asked_line, "correction-ambiguous", f"{told}{', '.join(named[:_ASKED])}{more}.")


def stale(
    asked: Asks,
    what: str,
    things: Iterable[T],
    identity: Callable[[T], str],
    evidence: Callable[[T], Iterable[Evidence]],
) -> Problem:
    """Returns that a correction fits nothing, with the nearest of the things it might have been of."""
    wanted = asked.quote or asked.id or "nothing"
    near: list[str] = []
    if asked.quote is not None:
        from rapidfuzz import fuzz, process

        quotes = {identity(thing): as_shown(e.quote) for thing in things for e in evidence(thing)}
        hits = process.extract(
            as_shown(asked.quote), quotes, scorer=fuzz.partial_ratio, limit=_CANDIDATES, score_cutoff=_NEAR
        )
        near = [f"{hit[2]} {short(str(hit[0]))}" for hit in hits]
    told = f"no {what} fits {short(wanted)}" if asked.quote else f"no {what} has the id {short(wanted)}"
    return problem(FILE, asked.line, "correction-stale", f"{told} any more{hint(near)}.")
