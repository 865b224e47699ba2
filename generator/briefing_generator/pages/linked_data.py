"""What search engines and programs are told of a page: schema.org terms, as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing_generator.pages.showing.escaping import flat, plain, web_address
from briefing_generator.pages.showing.view import View, plain_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Article, Kind, Stakeholder

Data = dict[str, Any]
_CONTEXT = "https://schema.org"
_KINDS: dict[Kind, str] = {
    "person": "Person",
    "state": "Country",
    "organisation": "Organization",
    "group": "Organization",
}


def of_site(views: Iterable[View]) -> Data:
    """Returns the data of the first page: what briefings there are."""
    return {
        "@context": _CONTEXT,
        "@type": "CollectionPage",
        "name": "Briefings",
        "hasPart": [_report(v) for v in views],
    }


def of_overview(view: View) -> Data:
    """Returns the data of an overview: a report, whom it is about, and the articles that its sentences cite."""
    briefing = view.briefing
    points = (*briefing.bottom_line, *briefing.overview)
    cited = dict.fromkeys(item.article for point in points for item in (point.evidence, *point.also))
    parties = dict.fromkeys(position.party for position in briefing.positions)
    return _without_nothing({
        "@context": _CONTEXT, **_report(view), "inLanguage": "en",
        "abstract": plain(" ".join(point.text for point in briefing.bottom_line)),
        "about": [{"@type": _type(view, party), "name": plain(view.name(party))} for party in parties],
        "citation": [_news_article(view.articles[identity]) for identity in cited],
    })  # fmt: skip


def of_article(view: View, article: Article) -> Data:
    """Returns the data of an article's page: which article stands there, and of which report it is a part."""
    page = {"name": plain(article.title), "isPartOf": _part_of(view), "mainEntity": _news_article(article)}
    return _without_nothing({"@context": _CONTEXT, "@type": "WebPage", **page})


def of_stakeholder(view: View, stakeholder: Stakeholder) -> Data:
    """Returns the data of a stakeholder's page."""
    entity: Data = {"@type": _KINDS[stakeholder.kind], "name": plain(stakeholder.name)}
    entity["alternateName"] = [flat(alias) for alias in stakeholder.aliases]
    page = {"name": plain(stakeholder.name), "isPartOf": _part_of(view), "mainEntity": _without_nothing(entity)}
    return {"@context": _CONTEXT, "@type": "ProfilePage" if stakeholder.kind == "person" else "WebPage", **page}


def of_page(view: View, name: str) -> Data:
    """Returns the data of any other page of a briefing."""
    return {"@context": _CONTEXT, "@type": "WebPage", "name": plain(name), "isPartOf": _part_of(view)}


def _report(view: View) -> Data:
    return _without_nothing({**_part_of(view), "dateModified": view.briefing.as_of})


def _part_of(view: View) -> Data:
    """Returns the report that a page belongs to, without what every article added to it changes."""
    settings = view.briefing.settings
    return _without_nothing(
        {"@type": "Report", "name": plain(settings.title), "description": plain(settings.description or "")}
    )


def _news_article(article: Article) -> Data:
    source = plain_source(article)
    return _without_nothing({
        "@type": "NewsArticle", "headline": plain(article.title), "datePublished": article.date,
        "author": {"@type": "Person", "name": plain(article.author)} if article.author else None,
        "publisher": {"@type": "Organization", "name": plain(source)} if source else None,
        "url": web_address(article.url),
    })  # fmt: skip


def _type(view: View, party: str) -> str:
    return _KINDS[view.stakeholders[party].kind] if party in view.stakeholders else "Thing"


def _without_nothing(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}
