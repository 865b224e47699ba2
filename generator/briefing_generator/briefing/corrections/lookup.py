"""Which things of a briefing somebody means: by an id, as data or a link has it, by a name, or by words that it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.briefing.corrections.quotes import holds_quote
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.model import (
    Account,
    Article,
    Bracket,
    Briefing,
    Disagreement,
    Discrepancy,
    Event,
    Evidence,
    Gap,
    KeyPoint,
    Quotation,
    Revision,
    Stakeholder,
    Statement,
)
from briefing_generator.reading.names.spelling import fold_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Thing = (
    Article
    | Bracket
    | Disagreement
    | Discrepancy
    | Event
    | Gap
    | KeyPoint
    | Quotation
    | Revision
    | Stakeholder
    | Statement
)
_ANCHOR = re.compile(r"(?:st|e|d|q|v|g|b)-(?=.)")
"""What stands before an id in the links of the pages."""
_ADDRESS = re.compile(
    r"(?:https?|file)://\S*?/(?P<page>[^\s/#?]+?)/?(?:(?:index)?\.html)?(?:\?[^\s#]*)?(?:#(?P<anchor>\S+))?"
)
"""A link as a browser copies it, online (``…/stakeholders/norway/``) and from a disk (``…/stakeholders/norway.html``)."""
_FEWEST = 3
"""Letters from which a part of something is looked for; less stands everywhere."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing with its kind and id ("" for a sentence of the overview), what tells it from others, and what it rests on."""

    kind: str
    id: str
    words: str
    thing: Thing
    names: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def look_up(briefing: Briefing, asked: str) -> list[Found]:
    """Returns what somebody may mean: whatever has the id, else those called so, else those that rest on the words."""
    # Gone through anew each time: to hold all of it at once takes longer, with all the briefing in memory.
    wanted = " ".join(asked.split()).removeprefix("#")
    # A stakeholder's own id may begin like a link ("st-marys-council"): the whole comes first.
    for identity in (wanted, _ANCHOR.sub("", wanted, count=1), *_of_address(wanted)):
        refs = {identity, *(change.ref for change in briefing.changes.entries if change.id == identity)}
        if found := [each for each in _everything(briefing) if each.id and each.id in refs]:
            return found
    called = fold_spelling(wanted)
    named = (each for each in _everything(briefing) if any(fold_spelling(name) == called for name in each.names))
    if called and (found := list(named)):
        return found
    if len(wanted) < _FEWEST:
        return []
    part = re.compile(rf"\b{re.escape(called)}\b") if called else None
    words = wanted.casefold()
    return [
        each
        for each in _everything(briefing)
        if words in each.words.casefold()
        or any(part is not None and part.search(fold_spelling(n)) for n in each.names)
        or any(holds_quote(e, wanted) for e in each.evidence)
    ]


def _of_address(wanted: str) -> tuple[str, ...]:
    """Returns the id that the address of one of the pages leads to: behind its ``#``, or else the page's own."""
    if not (address := _ADDRESS.fullmatch(wanted)):
        return ()
    return (_ANCHOR.sub("", address["anchor"], count=1) if address["anchor"] else address["page"],)


def nearest(briefing: Briefing, asked: str) -> list[str]:
    """Returns the names and sentences that come nearest to words which fit nothing."""
    from rapidfuzz import fuzz, process

    pool = {n for each in _everything(briefing) for n in (*each.names, *(as_shown(e.quote) for e in each.evidence))}
    hits = process.extract(asked, sorted(pool), scorer=fuzz.WRatio, limit=3, score_cutoff=75)
    return [str(hit[0]) for hit in hits]


def _everything(briefing: Briefing) -> Iterator[Found]:
    names = {s.id: s.name for s in briefing.stakeholders}
    statements = {s.id: s for s in (*briefing.statements, *briefing.hidden, *briefing.unplaced)}
    for each in briefing.stakeholders:
        yield Found("stakeholder", each.id, f"{each.name} ({each.kind})", each, (each.name, *each.aliases))
    for q in briefing.quotations:
        said = f"{names.get(q.speaker or '', 'nobody who is named')}: {as_shown(q.quote)}"
        yield Found("quotation", q.id, said, q, (), (Evidence(q.article, q.start, q.end, q.quote),))
    for s in statements.values():
        told = f"{names.get(s.party or '', 'nobody who is named')} {s.act}: {as_shown(s.content)}"
        yield Found("statement", s.id, told, s, (), (s.evidence,))
    for event in briefing.timeline:
        yield Found("event", event.id, f"{event.date}: {event.text}", event, (), (event.evidence, *event.also))
    for point in (*briefing.bottom_line, *briefing.overview):
        yield Found("overview", "", point.text, point, (), (point.evidence,))
    for bracket in briefing.brackets:
        words = f"{as_shown(bracket.evidence.quote)} [{bracket.name}]"
        yield Found("bracket", bracket.id, words, bracket, (), ())
    yield from _compared(briefing, names, statements)
    for article in briefing.articles:
        yield Found("article", article.id, f"{article.title} ({article.path})", article, (article.title, article.path))


def _compared(briefing: Briefing, names: Mapping[str, str], statements: Mapping[str, Statement]) -> Iterator[Found]:
    def of(*ids: str) -> tuple[Evidence, ...]:
        return tuple(statements[i].evidence for i in ids if i in statements)

    for d in briefing.disagreements:
        parties = ", ".join(names.get(p, p) for p in d.parties)
        yield Found(
            "disagreement", d.id, f"{d.kind}, {briefing.pack.issue(d.issue).name}: {parties}", d, (), of(*d.statements)
        )
    for one in briefing.discrepancies:
        yield Found(
            "discrepancy",
            one.id,
            " / ".join(map(_figure, one.accounts)),
            one,
            (),
            tuple(a.evidence for a in one.accounts),
        )
    for gap in briefing.gaps:
        told = f"{briefing.pack.issue(gap.issue).name}: {names.get(gap.asked_by)}, {names.get(gap.answered_by)}"
        yield Found("meeting" if gap.kind == "met" else "gap", gap.id, told, gap, (), of(gap.asks, gap.answers))
    for r in briefing.revisions:
        yield Found("revision", r.id, as_shown(r.was.quote), r, (), tuple(filter(None, (r.was, r.now))))


def _figure(account: Account) -> str:
    return as_shown(account.figure)
