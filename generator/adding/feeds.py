"""RSS and Atom feeds to their entries; nothing is fetched here."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html import escape

from generator.extraction import ExtractionError, extract
from generator.model import Document


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: the address of its page, and what the feed itself tells of it."""

    url: str | None
    title: str | None
    date: str | None
    author: str | None
    source: str | None
    page: str
    """The text that the feed carries, as HTML; often only the beginning."""


def is_feed(data: bytes) -> bool:
    """Tells whether bytes are a feed in RSS, RDF or Atom."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and re.search(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]", head) is not None


def feed_entries(data: bytes) -> tuple[Entry, ...]:
    """Returns the entries of a feed in its own order, at most one for each address.

    Raises :class:`generator.extraction.ExtractionError` for a feed that defines entities: no feed needs to, and a few
    lines of them can grow into gigabytes.
    """
    import feedparser

    if b"<!ENTITY" in data.upper():
        raise ExtractionError("is a feed that defines entities of its own, which is not read")

    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True)
    source = _line(feed.feed.get("title"))
    found: dict[str, Entry] = {}
    for number, entry in enumerate(feed.entries):
        url = entry.get("link") or None
        url = url if url and re.match(r"https?://", url) else None
        when = entry.get("published_parsed") or entry.get("updated_parsed")
        date = f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else None
        pages = [str(content.get("value", "")) for content in entry.get("content", ())] + [entry.get("summary") or ""]
        made = Entry(url, _line(entry.get("title")), date, _line(entry.get("author")), source, max(pages, key=len))
        found.setdefault(url or f"entry {number}", made)
    return tuple(found.values())


def as_document(entry: Entry) -> Document:
    """Returns an entry as the article that its feed carries; the text is empty where it carries none."""
    text = ""
    if entry.page.strip():
        page = f"<html><body><article><h1>{escape(entry.title or '')}</h1>{entry.page}</article></body></html>"
        try:
            text = extract(page.encode("utf-8", "replace"), ".html").text
        except ExtractionError:
            text = ""
    return Document(text, entry.title, entry.date, entry.source, entry.url, entry.author)


def _line(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None
