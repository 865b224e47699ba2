"""The chapters of an edition: what each is given to show. A chapter with nothing to show is left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from briefing_generator.model import ACTS, Briefing
from briefing_generator.pages.edition.notes import Notes
from briefing_generator.pages.figures import coverage_figure, positions_figure, relations_figure, without_table
from briefing_generator.pages.showing import facing, ordering, vocabulary
from briefing_generator.pages.showing.escaping import flat, plain, slug, web_address
from briefing_generator.pages.showing.inert import as_html
from briefing_generator.pages.showing.state_of_play import state_of_play
from briefing_generator.pages.showing.versions_shown import told_revisions
from briefing_generator.pages.showing.view import View, plain_source, said

_MATRIX_PARTIES = 5
_DRAWN_PARTIES = 4
_QUOTATIONS = 3
"""Latest quotations of each stakeholder."""
_HERE = "print"

TITLES = {
    "overview": "Overview",
    "disagreements": "Where they meet and disagree",
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


def chapters(briefing: Briefing, split: bool = False) -> tuple[Chapter, ...]:
    """Returns a briefing's chapters in order, notes last; ``split`` when each will be a file of its own."""
    view = View(briefing)
    notes = Notes(view, split)
    b = briefing
    play = state_of_play(view, _MATRIX_PARTIES)
    given: dict[str, dict[str, object] | None] = {
        "overview": {
            "play": play, "coverage": without_table(coverage_figure(view)),
            "silences": [(party, [view.issue(i) for i in issues]) for party, issues in ordering.silences(view)],
        },
        "disagreements": {
            "relations": without_table(relations_figure(view, _HERE)), "meetings": facing.meetings(view),
            "accounts": ordering.accounts(view),
        } if b.disagreements or b.gaps or b.discrepancies else None,
        "conditions": {"groups": ordering.by_issue(view)} if b.positions else None,
        "stakeholders": {"groups": _by_party(view), "pictures": _positions(view)} if view.heard else None,
        "timeline": {"events": ordering.ahead_and_past(view), "due": ordering.was_due(view)} if b.timeline else None,
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
    return Markup(as_html(_environment().get_template(template).render(**context).strip()) + "\n")


def _chapter(name: str, view: View, notes: Notes, context: dict[str, object]) -> Chapter:
    html = render(f"{name}.html.j2", view=view, b=view.briefing, notes=notes, title=TITLES[name], **context)
    return Chapter(name, TITLES[name], html)


# ---------------------------------------------------------------- what chapters need in order


def _by_party(view: View) -> list[tuple[str, list[str]]]:
    """Returns parties with themselves and those who speak for them; stakeholders with neither last, under no party."""
    groups = ordering.by_party(view)
    alone = [party for party, members in groups if not members and party not in view.statements_by_party]
    found = [(party, [party, *members]) for party, members in groups if party not in alone]
    return [*found, *([("", alone)] if alone else [])]


def _positions(view: View) -> dict[str, Markup]:
    parties = ordering.parties(view, _DRAWN_PARTIES)
    drawn = {party: without_table(positions_figure(view, party, _HERE)) for party in parties}
    return {party: figure for party, figure in drawn.items() if figure}


def when(row: ordering.Row) -> str:
    """Returns the days of a row's first and last statement, as ``7 Mar 2025 to 14 Mar 2025``."""
    days = sorted(statement.date for statement in row.whole if statement.date)
    ends: list[str | None] = [days[0], days[-1]] if days else [None]
    told = dict.fromkeys(vocabulary.day(day, short=True) for day in ends)
    return " to ".join(told)


# ---------------------------------------------------------------- templates


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("briefing_generator.pages.edition"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined, finalize=_escaped, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"flat": flat, "slug": slug, "clipped": vocabulary.clipped, "url": web_address}
    environment.globals |= {
        "words": vocabulary, "said": said, "when": when, "sides": facing.sides, "told_revisions": told_revisions, "plain_source": plain_source, "ACTS": ACTS, "most_quotations": _QUOTATIONS,
    }  # fmt: skip
    return environment


def _escaped(value: object) -> object:
    if value is None:
        return ""
    # Control characters may not stand in XML, not even escaped.
    return value if hasattr(value, "__html__") else escape(plain(value))
