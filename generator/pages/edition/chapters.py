"""The chapters of an edition: what each is given to show. A chapter with nothing to show is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.model import ACTS, Briefing, Position, Statement
from generator.pages import words
from generator.pages.edition.notes import Notes
from generator.pages.figures import coverage_figure, positions_figure, relations_figure, without_table
from generator.pages.markup import flat, plain, slug, web_address
from generator.pages.view import View, plain_source, said

_MATRIX_PARTIES = 6
_DRAWN_PARTIES = 4
_QUOTATIONS = 3
"""Latest quotations of each stakeholder."""
_HERE = "print"

TITLES = {
    "overview": "Overview",
    "disagreements": "Where they disagree",
    "conditions": "Conditions",
    "stakeholders": "Stakeholders",
    "timeline": "Timeline",
    "sources": "Sources",
    "notes": "Notes",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: ``id`` is its anchor or the name of its file, ``html`` well-formed XHTML that begins with its heading."""

    id: str
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Held:
    """What a party holds on an issue: statements that say the same, the earliest first."""

    statements: tuple[Statement, ...]

    @property
    def latest(self) -> Statement:
        """The statement whose words are shown."""
        return self.statements[-1]

    @property
    def when(self) -> str:
        """The days of the first and the last."""
        first, last = (words.day(s.date, short=True) for s in (self.statements[0], self.statements[-1]))
        return first if first == last else f"{first} to {last}"


def chapters(briefing: Briefing, split: bool = False) -> tuple[Chapter, ...]:
    """Returns a briefing's chapters in order, notes last; ``split`` when each will be a file of its own."""
    view = View(briefing)
    notes = Notes(view, split)
    given: dict[str, dict[str, object] | None] = {
        "overview": {"parties": _parties(view), "rows": list(_matrix(view)), "coverage": without_table(coverage_figure(view, _HERE)),
                     "silences": _silences(view)},
        "disagreements": {"relations": without_table(relations_figure(view, _HERE))} if briefing.disagreements else None,
        "conditions": {"groups": _by_issue(view)} if briefing.positions else None,
        "stakeholders": {"groups": _by_party(view), "pictures": _positions(view)} if briefing.stakeholders else None,
        "timeline": {} if briefing.timeline else None,
        "sources": {},
    }  # fmt: skip
    found = []
    for name, context in given.items():
        if context is not None:
            notes.chapter = name
            found.append(_chapter(name, view, notes, context))
    notes.chapter = notes.home
    if notes.all:
        found.append(_chapter("notes", view, notes, {}))
    return tuple(found)


def render(template: str, **context: object) -> Markup:
    """Returns a template filled in; every value in it is escaped unless it is markup already."""
    return Markup(_environment().get_template(template).render(**context).strip() + "\n")


def _chapter(name: str, view: View, notes: Notes, context: dict[str, object]) -> Chapter:
    html = render(f"{name}.html.j2", view=view, b=view.briefing, notes=notes, title=TITLES[name], **context)
    return Chapter(name, TITLES[name], html)


# ---------------------------------------------------------------- what chapters need in order


def _parties(view: View) -> list[str]:
    return sorted(view.statements_by_party, key=lambda p: (-len(view.statements_by_party[p]), view.name(p)))


def _issues(view: View) -> list[str]:
    present = {position.issue for position in view.briefing.positions}
    ordered = [issue.code for issue in view.briefing.pack.issues if issue.code in present]
    return ordered + sorted(present - set(ordered))


def _held(view: View, position: Position) -> list[Held]:
    """Returns what a position holds: the groups of statements that say the same, then the statements of no group."""
    shown = [i for i in position.statements if i in view.statements]
    grouped = {i: group for group in position.same for i in group}
    groups = dict.fromkeys(tuple(grouped.get(i, (i,))) for i in shown)
    return [Held(tuple(view.statements[i] for i in group if i in view.statements)) for group in groups]


def _matrix(view: View) -> Iterator[tuple[str, list[list[Statement]]]]:
    columns = _parties(view)[:_MATRIX_PARTIES]
    cells: dict[str, dict[str, list[Statement]]] = defaultdict(dict)
    for position in view.briefing.positions:
        latest = {s.act: s for s in (view.statements[i] for i in position.statements if i in view.statements)}
        cells[position.issue][position.party] = [latest[act] for act in ACTS if act in latest]
    for issue in _issues(view):
        row = [cells[issue].get(party, []) for party in columns]
        if any(row):
            yield issue, row


def _by_issue(view: View) -> list[tuple[str, list[tuple[Position, list[Held]]]]]:
    grouped: dict[str, list[tuple[Position, list[Held]]]] = defaultdict(list)
    for position in view.briefing.positions:
        held = _held(view, position)
        if held:
            grouped[position.issue].append((position, held))
    for positions in grouped.values():
        positions.sort(key=lambda item: view.name(item[0].party))
    return [(issue, grouped[issue]) for issue in _issues(view) if issue in grouped]


def _by_party(view: View) -> list[tuple[str, list[str]]]:
    """Returns parties with those who speak for them, whoever holds most first; those with neither last, under no party."""
    members: dict[str, list[str]] = defaultdict(list)
    alone = []
    for stakeholder in view.briefing.stakeholders:
        if stakeholder.party in view.stakeholders and stakeholder.party != stakeholder.id:
            members[str(stakeholder.party)].append(stakeholder.id)
        else:
            alone.append(stakeholder.id)

    def weight(identity: str) -> tuple[int, int, int, str]:
        return (
            -len(view.statements_by_party.get(identity, ())), -len(view.quotations_by_speaker.get(identity, ())),
            -len(view.stakeholders[identity].mentions), view.name(identity),
        )  # fmt: skip

    parties = [i for i in {*alone, *members} if i in members or i in view.statements_by_party]
    groups = [(party, [party, *sorted(members[party], key=weight)]) for party in sorted(parties, key=weight)]
    others = sorted((i for i in alone if i not in parties), key=weight)
    return [*groups, *([("", others)] if others else [])]


def _silences(view: View) -> list[tuple[str, list[str]]]:
    """Returns the parties of which no position was found on issues where others hold one, with these issues."""
    found: dict[str, list[str]] = defaultdict(list)
    for party, issue in view.briefing.coverage.silent:
        found[party].append(view.issue(issue))
    return list(found.items())


def _positions(view: View) -> dict[str, Markup]:
    drawn = {party: without_table(positions_figure(view, party, _HERE)) for party in _parties(view)[:_DRAWN_PARTIES]}
    return {party: figure for party, figure in drawn.items() if figure}


# ---------------------------------------------------------------- templates


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("generator.pages.edition"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined, finalize=_escaped, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"flat": flat, "slug": slug, "clipped": words.clipped, "url": web_address}
    environment.globals |= {
        "words": words, "said": said, "plain_source": plain_source, "ACTS": ACTS, "most_quotations": _QUOTATIONS,
    }  # fmt: skip
    return environment


def _escaped(value: object) -> object:
    if value is None:
        return ""
    # Control characters may not stand in XML, not even escaped.
    return value if hasattr(value, "__html__") else escape(plain(value))
