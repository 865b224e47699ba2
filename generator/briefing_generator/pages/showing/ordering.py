"""What the pages show in which order: the matrix, positions by issue, stakeholders by party, events by year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from briefing_generator.model import (
    Article,
    Briefing,
    Discrepancy,
    Event,
    KeyPoint,
    Level,
    Position,
    Quotation,
    Role,
    Stakeholder,
    Statement,
)
from briefing_generator.pages.showing import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.pages.showing.view import View

_LEVELS: dict[Level, int] = {"own": 0, "reported": 1, "expected": 2}
_NEW = timedelta(days=2)
"""How far before the latest article what an article tells is new."""
_DUE = timedelta(days=21)
"""How far before the latest article a plan's day may lie for its outcome to be asked for."""
_REST = "other"
"""The code of the issue for what no issue of a pack fits; it comes last."""


@dataclass(frozen=True, slots=True)
class Row:
    """Statements of one party that say the same: ``head`` is shown, ``also`` are the others, latest first."""

    head: Statement
    also: tuple[Statement, ...] = ()

    @property
    def whole(self) -> tuple[Statement, ...]:
        """All statements of the row."""
        return self.head, *self.also


@dataclass(frozen=True, slots=True)
class Cell:
    """A party's place in the matrix: the statement that tells where it stands, and its other acts, each at its latest."""

    latest: Statement
    before: tuple[Statement, ...]
    changed: bool
    settled: Statement | None = None

    @property
    def earlier(self) -> bool:
        """Whether all other acts are of earlier days."""
        return all((statement.date or "") < (self.latest.date or "") for statement in self.before)


Matrix = list[tuple[str, list[Cell | None]]]


def own_first(briefings: Iterable[Briefing]) -> list[Briefing]:
    """Returns the briefings as a site lists them: those of one's own before the examples, of each the latest first."""
    latest = sorted(briefings, key=lambda b: (b.as_of or "", b.name), reverse=True)
    return sorted(latest, key=lambda b: b.settings.example)


def _latest_first(statements: Iterable[Statement]) -> list[Statement]:
    """Latest date first; of one day what a party says itself before what others say of it, the surer before the rest."""
    by_weight = sorted(statements, key=lambda s: (_LEVELS[s.level], -s.confidence, s.evidence.start, s.id))
    return sorted(by_weight, key=lambda s: s.date or "", reverse=True)


def rows(statements: Iterable[Statement], same: Iterable[tuple[str, ...]]) -> list[Row]:
    """Returns statements as rows, latest first: those that say the same make one row."""
    group = {identity: number for number, identities in enumerate(same) for identity in identities}
    grouped: dict[object, list[Statement]] = defaultdict(list)
    for statement in _latest_first(statements):
        grouped[group.get(statement.id, statement.id)].append(statement)
    return [Row(held[0], tuple(held[1:])) for held in grouped.values()]


def rows_of(view: View, position: Position) -> list[Row]:
    """Returns the rows of one position."""
    return rows((view.statements[i] for i in position.statements if i in view.statements), position.same)


def parties(view: View, most: int | None = None) -> list[str]:
    """Returns the parties, those first that hold most statements; at most ``most``."""
    counts: dict[str, int] = defaultdict(int)
    for position in view.briefing.positions:
        counts[position.party] += len(position.statements)
    return sorted(counts, key=lambda party: (-counts[party], view.name(party)))[:most]


def issues(view: View) -> list[str]:
    """Returns the issues: those first on which most parties hold a position, then those with most statements."""
    order = {issue.code: number for number, issue in enumerate(view.briefing.pack.issues)}
    holders: dict[str, int] = defaultdict(int)
    counts: dict[str, int] = defaultdict(int)
    for position in view.briefing.positions:
        holders[position.issue] += 1
        counts[position.issue] += len(position.statements)
    return sorted(
        counts, key=lambda code: (code == _REST, -holders[code], -counts[code], order.get(code, len(order)), code)
    )


def cells(view: View) -> dict[tuple[str, str], Cell]:
    """Returns each party's place on each issue on which something readable was read of it.

    Beside the statement that tells where a party stands, only what is more likely right than wrong is told of it.
    """
    found: dict[tuple[str, str], Cell] = {}
    for position in view.briefing.positions:
        latest = view.statements.get(position.current or "")
        if latest:
            acts = {latest.act: latest}
            for statement in _latest_first(view.statements[i] for i in position.statements if i in view.statements):
                if vocabulary.sureness(statement) != "unsure":
                    acts.setdefault(statement.act, statement)
            found[position.issue, position.party] = Cell(
                latest, tuple(acts.values())[1:], position.changed, view.statements.get(position.settled or "")
            )
    return found


def by_issue(view: View) -> list[tuple[str, list[tuple[Position, list[Row]]]]]:
    """Returns all positions by issue; those parties first that hold most statements on it."""
    grouped: dict[str, list[tuple[Position, list[Row]]]] = defaultdict(list)
    for position in view.briefing.positions:
        grouped[position.issue].append((position, rows_of(view, position)))
    for held in grouped.values():
        held.sort(key=lambda item: (-len(item[0].statements), view.name(item[0].party)))
    return [(issue, grouped[issue]) for issue in issues(view)]


def by_party(view: View) -> list[tuple[str, list[str]]]:
    """Returns parties in the order of what is known of them, each with those who speak for it."""
    grouped: dict[str, list[str]] = {}
    for stakeholder in view.briefing.stakeholders:
        if stakeholder.id not in view.heard:
            continue
        party = stakeholder.party if stakeholder.party in view.stakeholders else stakeholder.id
        grouped.setdefault(str(party), [])
        if party != stakeholder.id:
            grouped[str(party)].append(stakeholder.id)

    def weight(identity: str) -> tuple[int, int, int, str]:
        held = len(view.statements_by_party.get(identity, ())) + len(view.spoken.get(identity, ()))
        said = len(view.quotations_by_speaker.get(identity, ()))
        return -held, -said, -len(view.stakeholders[identity].mentions), identity

    return [(party, sorted(grouped[party], key=weight)) for party in sorted(grouped, key=weight)]


def by_date(quotations: Iterable[Quotation]) -> list[tuple[str, list[Quotation]]]:
    """Returns quotations by article, in the order they come in."""
    return [(article, list(held)) for article, held in groupby(quotations, key=lambda q: q.article)]


def roles_over_time(view: View, stakeholder: Stakeholder) -> list[tuple[str, str | None, str | None, list[Article]]]:
    """Returns each role of a stakeholder with the first and last day it is told, and where; the earliest first."""
    grouped: dict[str, list[Role]] = defaultdict(list)
    for role in stakeholder.roles:
        grouped[role.role.casefold()].append(role)
    found = []
    for held in grouped.values():
        told = [role for role in held if role.article in view.articles]
        dates = sorted(day for role in told if (day := role.date or view.articles[role.article].date))
        first, last = (dates[0], dates[-1]) if dates else (None, None)
        where = [view.articles[article] for article in dict.fromkeys(role.article for role in told)]
        found.append((held[0].role, first, last, where))
    return sorted(found, key=lambda item: (item[1] or "", item[0]))


def by_year(events: Iterable[Event], first: str | None = None) -> list[tuple[str, list[Event]]]:
    """Returns events by year, in the order they come in.

    ``first`` is the day of the earliest article: what lies more than the year before it further back is background, and
    comes last in one group, ``Before 2018`` where the first article is of 2019.
    """
    start = f"{int(first[:4]) - 1:04}" if first else ""
    found = [(year, list(held)) for year, held in groupby(events, key=lambda event: event.date[:4])]
    background = [event for year, held in found if year < start for event in held]
    recent = [(year, held) for year, held in found if year >= start]
    return [*recent, *([(f"Before {start}", background)] if background else [])]


def accounts(view: View) -> list[tuple[str, list[Discrepancy]]]:
    """Returns where accounts differ, and what was counted anew on later days, each with its title."""
    found = view.briefing.discrepancies
    return [
        ("Where accounts differ", [one for one in found if not one.successive]),
        ("How figures went on", [one for one in found if one.successive]),
    ]


def lies_ahead(briefing: Briefing) -> list[Event]:
    """Returns what lay ahead when the latest article appeared, in order of time."""
    return [event for event in briefing.timeline if event.stage == "ahead"]


def ahead_and_past(view: View) -> tuple[list[Event], list[Event]]:
    """Returns the events that lay ahead when the latest article appeared, and all that had happened, in order of time."""
    return lies_ahead(view.briefing), [event for event in view.briefing.timeline if not event.planned]


def latest(view: View, most: int) -> list[Event]:
    """Returns the latest events, the last first, without those of which the sentences above tell already."""
    told = {
        (evidence.article, view.sentences_of(evidence)[0])
        for point in (*view.briefing.bottom_line, *view.briefing.overview)
        for evidence in (point.evidence, *point.also)
    }
    _, past = ahead_and_past(view)
    new = [
        e for e in past if not any((one.article, view.sentences_of(one)[0]) in told for one in (e.evidence, *e.also))
    ]
    return new[-most:][::-1]


def new_and_before(view: View) -> tuple[list[KeyPoint], list[KeyPoint]]:
    """Returns the key points of the days of the latest article, in the order they come in, and the others, the latest first.

    Pinned ones stay in front, whatever their day.
    """
    as_of = view.briefing.as_of
    if as_of is None:
        return list(view.briefing.overview), []
    since = (date.fromisoformat(as_of) - _NEW).isoformat()
    days = {p.evidence: view.articles[p.evidence.article].date or "" for p in view.briefing.overview}
    new = [p for p in view.briefing.overview if p.pinned or days[p.evidence] >= since]
    before = [p for p in view.briefing.overview if p not in new]
    return new, sorted(before, key=lambda p: days[p.evidence], reverse=True)


def was_due(view: View) -> list[Event]:
    """Returns the plans whose day has come, the latest first: those of the weeks before the latest article."""
    as_of = view.briefing.as_of
    since = (date.fromisoformat(as_of) - _DUE).isoformat() if as_of else ""
    return [event for event in reversed(view.briefing.timeline) if event.stage == "due" and event.date >= since]


def silences(view: View) -> list[tuple[str, list[str]]]:
    """Returns the parties of which no position was found on issues where others hold one, with those issues."""
    found: dict[str, list[str]] = defaultdict(list)
    for party, issue in view.briefing.coverage.silent:
        if issue != _REST:
            found[party].append(issue)
    return list(found.items())


def families(view: View) -> list[tuple[Article, list[Article]]]:
    """Returns each article that others repeat in good part or in full, with those that do, in the order of the files."""
    found: dict[str, list[Article]] = defaultdict(list)
    for article in view.briefing.articles:
        repeats = article.status != "refused" and article.version_of is None and article.family != article.id
        if repeats and article.family in view.articles:
            found[article.family].append(article)
    return [(view.articles[first], repeating) for first, repeating in found.items()]
