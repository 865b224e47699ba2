"""Renders a briefing's pages from the templates.

Escaping is the rule, not a matter of care: every value that a template puts on a page is escaped as one line of
Markdown unless it says of itself that it is Markdown already (``markupsafe.Markup``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.model import ACTS, Article, Briefing, Page, Position, Statement
from generator.pages import markup, words
from generator.pages.article_text import article_text
from generator.pages.edition import edition_files
from generator.pages.figures import coverage_figure, positions_figure, relations_figure
from generator.pages.view import View, plain_source, said

_MATRIX_PARTIES = 6
_EXCERPT = 6


def render_pages(briefing: Briefing) -> tuple[Page, ...]:
    """Returns all pages and files of one briefing, sorted by path; sections with nothing to show are left out."""
    view = View(briefing)
    pages = [
        _page(view, "index.md", "overview", briefing.settings.title, rows=_matrix(view), parties=_parties(view)),
        _page(view, "sources/index.md", "sources", "Sources"),
        _page(view, "data.md", "data", "Data"),
    ]
    if view.statements:
        pages.append(_page(view, "conditions.md", "conditions", "Conditions", groups=_by_issue(view)))
    if briefing.stakeholders:
        pages.append(_page(view, "stakeholders/index.md", "stakeholders", "Stakeholders", groups=_by_party(view)))
    if briefing.timeline:
        pages.append(_page(view, "timeline.md", "timeline", "Timeline"))
    for stakeholder in briefing.stakeholders:
        path = view.stakeholder_path(stakeholder.id)
        pages.append(_page(view, path, "stakeholder", stakeholder.name, shown=False, it=stakeholder))
    for article in briefing.articles:
        if article.status != "refused":
            pages.append(_article_page(view, article))
    return tuple(sorted((*pages, *_files(briefing)), key=lambda page: page.path))


def render_home(briefings: Iterable[Briefing]) -> Page:
    """Returns the site's first page: a card a briefing, and how to read one."""
    views = [View(briefing) for briefing in sorted(briefings, key=lambda b: (b.as_of or "", b.name), reverse=True)]
    return Page("index.md", _render("home", views=views, here="index.md"), "Briefings")


def _article_page(view: View, article: Article) -> Page:
    path = view.article_path(article.id)
    marked = [(span, view.cited[article.id][span]) for span in sorted(view.cited.get(article.id, {}))]
    page = _page(
        view, path, "article", article.title, shown=False, it=article, marked=marked,
        text=Markup(article_text(view, article)),
        furniture=sum(block.kind == "furniture" for block in article.blocks),
    )  # fmt: skip
    return Page(page.path, page.content, page.title, False, f"briefings/{view.briefing.name}/{article.path}")


def _page(view: View, path: str, template: str, heading: str, shown: bool = True, **context: object) -> Page:
    content = _render(template, view=view, b=view.briefing, here=path, heading=heading, **context)
    return Page(f"{view.briefing.name}/{path}", content, heading, shown)


def _files(briefing: Briefing) -> tuple[Page, ...]:
    try:
        from generator.export import export_csv, export_json
    except ImportError:
        return ()
    return (
        Page(f"{briefing.name}/briefing.json", export_json(briefing)),
        Page(f"{briefing.name}/statements.csv", export_csv(briefing)),
        *edition_files(briefing),
    )


# ---------------------------------------------------------------- what templates need in order


def _parties(view: View) -> list[str]:
    counts: dict[str, int] = {}
    for position in view.briefing.positions:
        counts[position.party] = counts.get(position.party, 0) + len(position.statements)
    return sorted(counts, key=lambda party: (-counts[party], view.name(party)))[:_MATRIX_PARTIES]


def _issues(view: View, codes: Iterable[str]) -> list[str]:
    present = set(codes)
    ordered = [issue.code for issue in view.briefing.pack.issues if issue.code in present]
    return ordered + sorted(present - set(ordered))


def _matrix(view: View) -> list[tuple[str, list[list[Statement]]]]:
    """Rows of the state of play: an issue, and for each party its latest statement of each act, latest first."""
    parties = _parties(view)
    cells: dict[tuple[str, str], list[Statement]] = {}
    for position in view.briefing.positions:
        if position.party in parties:
            cells[position.issue, position.party] = _latest_acts(view, position)
    return [
        (issue, [cells.get((issue, party), []) for party in parties])
        for issue in _issues(view, (issue for issue, _ in cells))
    ]


def _latest_acts(view: View, position: Position) -> list[Statement]:
    latest: dict[str, Statement] = {}
    for identity in reversed(position.statements):
        statement = view.statements[identity]
        latest.setdefault(statement.act, statement)
    return list(latest.values())[:3]


def _by_issue(view: View) -> list[tuple[str, list[tuple[Position, list[Statement]]]]]:
    grouped: dict[str, list[tuple[Position, list[Statement]]]] = {}
    for position in view.briefing.positions:
        statements = [view.statements[i] for i in position.statements if i in view.statements]
        grouped.setdefault(position.issue, []).append((position, statements))
    return [(issue, sorted(grouped[issue], key=lambda p: view.name(p[0].party))) for issue in _issues(view, grouped)]


def _by_party(view: View) -> list[tuple[str, list[str]]]:
    """Parties in the order of what is known of them, each with those who speak for it."""
    grouped: dict[str, list[str]] = {}
    for stakeholder in view.briefing.stakeholders:
        party = stakeholder.party if stakeholder.party in view.stakeholders else stakeholder.id
        grouped.setdefault(str(party), [])
        if party != stakeholder.id:
            grouped[str(party)].append(stakeholder.id)

    def weight(identity: str) -> tuple[int, int, str]:
        mentions = len(view.stakeholders[identity].mentions)
        return -len(view.statements_by_party.get(identity, ())), -mentions, identity

    return [(party, sorted(grouped[party], key=weight)) for party in sorted(grouped, key=weight)]


# ---------------------------------------------------------------- templates


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("generator.pages"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined, finalize=_escaped, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {
        "attribute": lambda text: Markup(markup.attribute(text)),
        "meta": lambda text: Markup(_meta(text)),
        "flat": markup.flat,
        "path": lambda name: Markup(markup.path(name)),
        "slug": markup.slug,
        "clipped": words.clipped,
    }
    environment.globals |= {
        "words": words, "said": said, "plain_source": plain_source, "web": _web, "excerpt": _EXCERPT, "ACTS": ACTS,
        "relations_figure": relations_figure, "positions_figure": positions_figure, "coverage_figure": coverage_figure,
    }  # fmt: skip
    return environment


def _escaped(value: object) -> object:
    if value is None:
        return ""
    return value if hasattr(value, "__html__") else Markup(markup.md(value))


def _web(url: str | None) -> Markup | None:
    address = markup.web_address(url)
    return Markup(address) if address else None


def _meta(text: object) -> str:
    # Themes put titles and descriptions into the head of a page as they are: nothing that HTML knows may stand in them.
    signs: dict[str, str | int | None] = {"<": "‹", ">": "›", '"': "”", "&": "＆", "'": "’"}
    swapped = markup.plain(text).translate(str.maketrans(signs))
    return json.dumps(swapped, ensure_ascii=False)


def _render(template: str, **context: object) -> str:
    content = _environment().get_template(f"{template}.md.j2").render(**context)
    return re.sub(r"\n{3,}", "\n\n", content).strip() + "\n"
