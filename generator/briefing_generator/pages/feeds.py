"""What is new, for feed readers: Atom (RFC 4287) and JSON Feed 1.1.

A feed lists the latest articles and statements, not the difference from some build, so that the same briefing gives the
same feed; a reader tells by the ids, which are made of content, what it has not seen. Dates are the articles': no clock.
Atom is written with the standard library: the one package for it was last released in 2023 and asks the clock.
"""

from __future__ import annotations

import json
import re
import uuid
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from briefing_generator.model import Briefing, Page
from briefing_generator.pages.showing.escaping import flat, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 60
_ATOM = "http://www.w3.org/2005/Atom"
_SPACE = uuid.UUID("6f1d7c1e-5d0b-5f0e-9a35-3b8f2a7a4c11")
_NO_DATE = "1970-01-01"
CONTROL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry: ``path`` is its page's directory below the briefing, ``date`` the article's (``YYYY-MM-DD``)."""

    id: str
    title: str
    text: str
    path: str
    date: str


def urn(*parts: str) -> str:
    """Returns a name that stays for what the parts name, as long as the parts do."""
    return uuid.uuid5(_SPACE, "\x1f".join(parts)).urn


def feed_entries(briefing: Briefing) -> tuple[FeedEntry, ...]:
    """Returns the latest articles, statements and changes, the newest first, at most :data:`MOST`."""
    found = list(_entries(briefing))
    found.sort(key=lambda entry: entry.id)
    found.sort(key=lambda entry: entry.date, reverse=True)
    return tuple(found[:MOST])


def _entries(briefing: Briefing) -> Iterator[FeedEntry]:
    names = {s.id: s.name for s in briefing.stakeholders}
    for article in briefing.articles:
        if article.status == "used":
            about = ", ".join(filter(None, (article.source, article.date)))
            name = urn(briefing.name, "article", article.id)
            yield FeedEntry(name, article.title, about, f"sources/{slug(article.id)}", article.date or _NO_DATE)
    for s in briefing.statements:
        title = f"{names.get(s.party or '', s.party)} {s.act} {flat(s.content)}"
        text = f"“{flat(s.evidence.quote)}”"
        name = urn(briefing.name, "statement", s.id)
        yield FeedEntry(name, title, text, f"conditions#st-{slug(s.id)}", s.date or _NO_DATE)
    for d in briefing.disagreements:
        sides = [s for s in briefing.statements if s.id in d.statements]
        issue = briefing.pack.issue(d.issue).name
        title = f"{issue}: {' and '.join(names.get(p, p) for p in d.parties)} ({d.kind})"
        text = " / ".join(f"“{flat(s.evidence.quote)}”" for s in sides)
        name = urn(briefing.name, "disagreement", d.id)
        yield FeedEntry(name, title, text, "", max((s.date or _NO_DATE for s in sides), default=_NO_DATE))
    for change in briefing.changes.entries:
        if change.kind == "position":
            name = urn(briefing.name, change.kind, change.id)
            yield FeedEntry(name, change.text, "", "conditions", change.date or _NO_DATE)


def address(site: str, briefing: Briefing, path: str) -> str:
    """Returns the address of a page of a briefing, by its directory below the briefing, on a site."""
    page, _, anchor = path.partition("#")
    where = urljoin(site if site.endswith("/") else f"{site}/", f"{quote(briefing.name)}/{f'{page}/' if page else ''}")
    return f"{where}#{anchor}" if anchor else where


def atom_feed(briefing: Briefing, site: str | None = None) -> str:
    """Returns the Atom feed.

    ``site`` is the address that the site is published at; None where nobody knows, and then nothing is linked.
    """
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")

    def add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
        element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        element.text = CONTROL.sub(" ", text) if text is not None else None
        return element

    add(feed, "id", urn(briefing.name, "briefing"))
    add(feed, "title", briefing.settings.title)
    add(feed, "updated", f"{briefing.as_of or _NO_DATE}T00:00:00Z")
    add(add(feed, "author"), "name", "Briefings")
    if site is not None:
        add(feed, "link", rel="alternate", href=address(site, briefing, ""))
        add(feed, "link", rel="self", href=f"{address(site, briefing, '')}feed.xml")
    for entry in feed_entries(briefing):
        element = add(feed, "entry")
        add(element, "id", entry.id)
        add(element, "title", entry.title)
        add(element, "updated", f"{entry.date}T00:00:00Z")
        if site is not None:
            add(element, "link", href=address(site, briefing, entry.path))
        add(element, "content", entry.text or entry.title)
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def json_feed(briefing: Briefing, site: str | None = None) -> str:
    """Returns the JSON feed; without the site's address its items have no ``url``, which must be absolute."""
    items = [
        {
            "id": entry.id,
            "title": entry.title,
            "content_text": entry.text or entry.title,
            "date_published": f"{entry.date}T00:00:00Z",
            **({"url": address(site, briefing, entry.path)} if site is not None else {}),
        }
        for entry in feed_entries(briefing)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": briefing.settings.title,
        **({"description": briefing.settings.description} if briefing.settings.description else {}),
        **(
            {
                "home_page_url": address(site, briefing, ""),
                "feed_url": f"{address(site, briefing, '')}feed.json",
            }
            if site is not None
            else {}
        ),
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def feed_files(briefing: Briefing, site: str | None = None) -> tuple[Page, ...]:
    """Returns both feeds as files of the site."""
    return (
        Page(f"{briefing.name}/feed.json", json_feed(briefing, site)),
        Page(f"{briefing.name}/feed.xml", atom_feed(briefing, site)),
    )
