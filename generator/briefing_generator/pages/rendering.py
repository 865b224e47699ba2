"""Renders a briefing's pages: which pages there are, and what each is given to show."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from briefing_generator.model import Article, Briefing, Page, Stakeholder, Statement
from briefing_generator.pages import linked_data
from briefing_generator.pages.ahead_calendar import CALENDAR
from briefing_generator.pages.article_text import article_text
from briefing_generator.pages.edition import edition_files
from briefing_generator.pages.followed_files import followed_files
from briefing_generator.pages.left_out import count_left_out, highlights_of, left_out, paper_notes
from briefing_generator.pages.showing import facing, ordering, vocabulary
from briefing_generator.pages.showing.inert import as_markdown
from briefing_generator.pages.showing.state_of_play import state_of_play
from briefing_generator.pages.showing.versions_shown import versions_of
from briefing_generator.pages.showing.view import View
from briefing_generator.pages.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterable

_MATRIX_PARTIES = 6
_CARDS = 12
"""Stakeholders of one party that have a card; the others are listed."""
_WANTS = 3
_FILES = {
    "briefing.json": "articles, stakeholders, quotations, statements, positions, disagreements, overview and timeline; "
    "each claim with its span in the article",
    "statements.csv": "one row a statement, with names, sources and addresses, for a spreadsheet",
    "print.html": "the whole briefing on one page, to print; citations are numbered notes",
    "briefing.epub": "the same as a book for an e-reader",
    "feed.xml": "what is new, for feed readers (Atom)",
    "feed.json": "what is new, for feed readers (JSON Feed)",
    CALENDAR: "what lies ahead, for calendars (iCalendar)",
    "state.json": "what the briefing says now, in short; put into the briefing's folder, it lets later changes be told",
}
_MOST_CHANGES = 12
_LATEST = 4
"""Events that the overview tells besides what its sentences tell."""
_NOT_PLACED = "The articles name nobody who holds these positions, or it is not clear who does."
_NOT_SHOWN = "The program is less sure of these than this briefing asks for."


def render_pages(briefing: Briefing) -> tuple[Page, ...]:
    """Returns all pages and files of one briefing, sorted by path; sections with nothing to show are left out."""
    return _Pages(View(briefing), _files(briefing)).all()


def render_home(briefings: Iterable[Briefing]) -> Page:
    """Returns the site's first page: a card a briefing, and how to read one."""
    views = [View(briefing) for briefing in ordering.own_first(briefings)]
    linked = linked_data.of_site(views)
    feeds = [quote(f"{view.briefing.name}/feed.xml") for view in views]
    content = render("home", views=views, here="index.md", linked=linked, feeds=feeds)
    return Page("index.md", as_markdown(content), "Briefings", inert=content)


def _files(briefing: Briefing) -> tuple[Page, ...]:
    try:
        from briefing_generator.export import export_csv, export_json, export_state
    except ImportError:
        return ()
    return (
        Page(f"{briefing.name}/briefing.json", export_json(briefing)),
        Page(f"{briefing.name}/statements.csv", export_csv(briefing)),
        Page(f"{briefing.name}/state.json", export_state(briefing)),
        *followed_files(briefing),
        *edition_files(briefing),
    )


class _Pages:
    """The pages of one briefing."""

    def __init__(self, view: View, files: tuple[Page, ...]) -> None:
        self.view = view
        self.files = files
        b = view.briefing
        self.calendar = next((CALENDAR for page in files if page.path == f"{b.name}/{CALENDAR}"), None)
        here = {
            "Overview": ("index.md", True), "Conditions": ("conditions.md", bool(view.statements)),
            "Stakeholders": ("stakeholders/index.md", bool(view.heard)), "Timeline": ("timeline.md", bool(b.timeline)),
            "Sources": ("sources/index.md", True), "Data": ("data.md", True),
        }  # fmt: skip
        self.navigation = [(name, path) for name, (path, there) in here.items() if there]

    def all(self) -> tuple[Page, ...]:
        """Returns every page and file, sorted by path."""
        makers = {
            "index.md": self.overview, "conditions.md": self.conditions, "stakeholders/index.md": self.stakeholders,
            "timeline.md": self.timeline, "sources/index.md": self.sources, "data.md": self.data,
        }  # fmt: skip
        b = self.view.briefing
        pages = [makers[path]() for _, path in self.navigation]
        pages += [self.stakeholder(stakeholder) for stakeholder in b.stakeholders if stakeholder.id in self.view.heard]
        pages += [self.article(article) for article in b.articles if article.status != "refused"]
        return tuple(sorted((*pages, *self.files), key=lambda page: page.path))

    def overview(self) -> Page:
        view, b = self.view, self.view.briefing
        single = [view.issue(issue) for issue in b.coverage.single_source_issues]
        ahead, _ = ordering.ahead_and_past(view)
        silences = [(party, [view.issue(i) for i in issues]) for party, issues in ordering.silences(view)]
        return self._page(
            "index.md", "overview", b.settings.title, linked=linked_data.of_overview(view),
            play=(play := state_of_play(view, _MATRIX_PARTIES)), names_alone=[view.name(party) for party in play.names_alone], single_source=single, silences=silences, ahead=ahead, past=ordering.latest(view, _LATEST),
            due=ordering.was_due(view), points=ordering.new_and_before(view), accounts=ordering.accounts(view),
            meetings=facing.meetings(view), disagreements=facing.surely_read(view), most_changes=_MOST_CHANGES,
            no_pack=any(problem.code == "pack-none" for problem in b.problems),
            off_topic=sum(article.status == "off-topic" for article in b.articles),
        )  # fmt: skip

    def conditions(self) -> Page:
        b = self.view.briefing
        rest = [
            ("Read but not placed", _NOT_PLACED, ordering.rows(b.unplaced, ())),
            ("Read but not shown", _NOT_SHOWN, ordering.rows(b.hidden, ())),
        ]
        return self._page("conditions.md", "conditions", "Conditions", groups=ordering.by_issue(self.view), rest=rest)

    def stakeholders(self) -> Page:
        everybody = ordering.by_party(self.view)
        groups = [(party, members) for party, members in everybody if members]
        alone = [party for party, members in everybody if not members]
        wants = {party: self._wants(party) for party, _ in everybody}
        for party, members in groups:
            for member in members:
                stated = self.view.spoken_for(member, party)
                wants[member] = [s for s in stated if vocabulary.sureness(s) != "unsure"][:1]
        return self._page(
            "stakeholders/index.md",
            "stakeholders",
            "Stakeholders",
            groups=groups,
            alone=alone,
            wants=wants,
            most_cards=_CARDS,
        )

    def _wants(self, party: str) -> list[Statement]:
        """Where a party stands on each of the issues on which it has most, as far as that is more likely right than wrong."""
        held = [p for p in self.view.briefing.positions if p.party == party and p.current in self.view.statements]
        held.sort(key=lambda position: (-len(position.statements), position.issue))
        found = [self.view.statements[str(position.current)] for position in held]
        return [s for s in found if vocabulary.sureness(s) != "unsure"][:_WANTS]

    def _spoken(self, it: Stakeholder) -> list[tuple[str, list[ordering.Row]]]:
        """What a stakeholder states in the name of others: first of the party it speaks for."""
        view = self.view
        parties = {statement.party for statement in view.spoken.get(it.id, ())} - {it.id, None}
        own = it.party if it.party != it.id else None
        others = [s for party in sorted(str(p) for p in parties if p != own) for s in view.spoken_for(it.id, party)]
        found = (
            [(f"Positions stated for {view.name(own)}", ordering.rows(view.spoken_for(it.id, own), ()))] if own else []
        )
        return [
            *found,
            ("What they say of others" if it.kind == "person" else "What it says of others", ordering.rows(others, ())),
        ]

    def stakeholder(self, it: Stakeholder) -> Page:
        view, b = self.view, self.view.briefing
        held = [(position, ordering.rows_of(view, position)) for position in b.positions if position.party == it.id]
        held.sort(key=lambda item: -len(item[0].statements))
        return self._page(
            view.stakeholder_path(it.id), "stakeholder", it.name, linked=linked_data.of_stakeholder(view, it), shown=False,
            news=max((view.articles[m.article].date or "" for m in it.mentions), default=""), it=it, positions=held, spoken=self._spoken(it), also_called=view.also_called(it), roles=ordering.roles_over_time(view, it),
            said_by_date=ordering.by_date(view.quotations_by_speaker.get(it.id, ())),
            members=[o.id for o in b.stakeholders if o.party == it.id and o.id != it.id and o.id in view.heard],
        )  # fmt: skip

    def timeline(self) -> Page:
        years = ordering.by_year(self.view.briefing.timeline, self.view.briefing.coverage.first)
        return self._page("timeline.md", "timeline", "Timeline", years=years, stages=vocabulary.STAGES)

    def sources(self) -> Page:
        b = self.view.briefing
        found = Counter(article.status for article in b.articles)
        tally = [vocabulary.count(found["used"], "article") + " in use"]
        versions = sum(article.version_of is not None for article in b.articles)
        copies = found["duplicate"] - versions
        tally += [vocabulary.count(versions, "earlier version")] if versions else []
        tally += [vocabulary.count(copies, "duplicate")] if copies else []
        tally += [f"{found['refused']:,} refused"] if found["refused"] else []
        tally += [f"{found['off-topic']:,} off topic"] if found["off-topic"] else []
        statements_in = Counter(statement.evidence.article for statement in self.view.statements.values())
        return self._page(
            "sources/index.md", "sources", "Sources", tally=tally, statements_in=statements_in,
            families=ordering.families(self.view), stories=[[self.view.articles[a] for a in story] for story in b.stories],
            measured=any((article.share or 1) < 1 for article in b.articles),
        )  # fmt: skip

    def data(self) -> Page:
        names = [page.path.removeprefix(f"{self.view.briefing.name}/") for page in self.files]
        return self._page("data.md", "data", "Data", files=[(name, _FILES.get(name, "")) for name in names])

    def article(self, it: Article) -> Page:
        view = self.view
        path = view.article_path(it.id)
        page = self._page(
            path, "article", it.title, linked=linked_data.of_article(view, it), shown=False, news=it.date, it=it,
            text=article_text(view, it, path), marked=bool(view.cited.get(it.id)), versions=versions_of(view, it),
            highlights=highlights_of(view, it), paper_notes=paper_notes(it), left_out=left_out(it), passages=count_left_out(it),
        )  # fmt: skip
        return replace(page, in_navigation=False, source=f"briefings/{view.briefing.name}/{it.path}")

    def _page(
        self, path: str, template: str, heading: str, linked: linked_data.Data | None = None, shown: bool = True,
        news: str | None = None, **context: Any,
    ) -> Page:  # fmt: skip
        """Returns a page; ``news`` is the day of its latest news, that of the briefing's where None."""
        linked = linked or linked_data.of_page(self.view, heading)
        names = ("feed.json", "feed.xml", CALENDAR)
        feeds = [quote(page.path) for page in self.files if page.path.rpartition("/")[2] in names]
        below = f"{path.partition('/')[0]}/index.md" if "/" in path else ""
        content = render(
            template, view=self.view, b=self.view.briefing, here=path, heading=heading, nav=self.navigation, linked=linked,
            below=below, feeds=feeds, calendar=self.calendar,
            news=self.view.briefing.as_of if news is None else news, **context,
        )  # fmt: skip
        return Page(f"{self.view.briefing.name}/{path}", as_markdown(content), heading, shown, inert=content)
