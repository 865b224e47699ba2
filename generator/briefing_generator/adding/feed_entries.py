"""RSS, Atom and JSON feeds to their entries, and OPML lists to their feeds; nothing is fetched here."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree
from xml.sax import SAXException

from briefing_generator.corpus.metadata.fields import one_line
from briefing_generator.corpus.metadata.written_dates import read_date
from briefing_generator.extraction import ExtractionError, extract
from briefing_generator.model import Document

_JSON_FEED = re.compile(rb"\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/")


_TAG = re.compile(r"<[^<>]*>")
_LOOKED_AT = 20_000
"""Letters of what a feed carries in which its matter is looked for."""
_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>/]")
_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>")
MOST_ENTRIES = 2_000
"""Entries of a feed that are looked at: the newest come first, and a feed is no archive."""
MOST_SIGNS = 500_000
"""Beginnings of tags in them, each of which costs the library the same whether anything is in it or not."""


MOST_FEEDS = 500
"""Feeds of one list that are followed."""


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
    guid: str | None = None
    """What the feed calls the entry, which stays when its address does not."""

    def words(self) -> str:
        """Returns the title and the text as plain words, at most so many letters as tell what the entry is about."""
        return f"{self.title or ''}\n{unescape(_TAG.sub(' ', self.page[:_LOOKED_AT]))}"


def is_feed(data: bytes) -> bool:
    """Tells whether bytes are a feed in RSS, RDF, Atom or JSON."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return _JSON_FEED.search(head) is not None
    return head.startswith(b"<") and re.search(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]", head) is not None


def feed_entries(data: bytes, url: str | None = None) -> tuple[Entry, ...]:
    """Returns the entries of a feed in its own order, at most one for each address.

    ``url`` is where the feed was found: addresses in it are relative to that.

    Only the first :data:`MOST_ENTRIES` are looked at.

    Raises :class:`briefing_generator.extraction.ExtractionError` for a feed that cannot be read, has too many tags, or defines
    entities: no feed needs to, and a few lines of them can grow into gigabytes.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _from_json(data, url)
    try:
        import feedparser
    except ModuleNotFoundError as error:
        raise ExtractionError(
            "is a feed, which is not read without more libraries: pip install 'briefing-generator[fetch]'", passing=True
        ) from error

    if b"<!ENTITY" in data.upper():
        raise ExtractionError("is a feed that defines entities of its own, which is not read")

    data = first_entries(data)
    if data.count(b"<") > MOST_SIGNS:
        raise ExtractionError(f"is a feed of more than {MOST_SIGNS:,} tags")
    headers = {"content-location": url} if url else {}
    try:
        feed = feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True, response_headers=headers
        )
    except Exception as error:  # whatever a library stumbles over in what a stranger wrote
        raise ExtractionError("is a feed that cannot be read") from error
    if not feed.entries and isinstance(feed.get("bozo_exception"), SAXException):
        raise ExtractionError("is a feed that cannot be read")
    source = one_line(feed.feed.get("title"))
    found: dict[str, Entry] = {}
    for number, entry in enumerate(feed.entries):
        link = _address(entry.get("link"), url)
        date = _day(entry, "published") or _day(entry, "updated")
        pages = [str(content.get("value", "")) for content in entry.get("content", ())] + [entry.get("summary") or ""]
        made = Entry(
            link, one_line(entry.get("title")), date, one_line(entry.get("author")), source, max(pages, key=len),
            one_line(entry.get("id")),
        )  # fmt: skip
        found.setdefault(link or f"entry {number}", made)
    return tuple(found.values())


def first_entries(data: bytes) -> bytes:
    """Returns a feed without the entries that are not looked at; what stands around them stays, so it is whole.

    One in JSON is returned as it is.
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return data
    for number, begin in enumerate(_ENTRY.finditer(data)):
        if number == MOST_ENTRIES:
            ends = max((end.end() for end in _END.finditer(data, begin.start())), default=len(data))
            return data[: begin.start()] + data[ends:]
    return data


def _from_json(data: bytes, url: str | None) -> tuple[Entry, ...]:
    """Returns the entries of a JSON Feed (https://jsonfeed.org)."""
    try:
        feed = json.loads(data.decode("utf-8-sig"))
        items = [item for item in feed["items"][:MOST_ENTRIES] if isinstance(item, dict)]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ExtractionError("is a feed that cannot be read") from error
    found: dict[str, Entry] = {}
    for number, item in enumerate(items):
        link = _address(item.get("url") or item.get("external_url"), url)
        authors = item.get("authors") or [item.get("author")]
        names = (
            [one_line(author.get("name")) for author in authors if isinstance(author, dict)]
            if isinstance(authors, list)
            else []
        )
        day = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", str(item.get("date_published") or ""))
        page = str(item.get("content_html") or escape(str(item.get("content_text") or "")))
        made = Entry(
            link, one_line(item.get("title")), read_date(day.group()) if day else None, ", ".join(filter(None, names)) or None,
            one_line(feed.get("title")), page, one_line(item.get("id")),
        )  # fmt: skip
        found.setdefault(link or f"entry {number}", made)
    return tuple(found.values())


def _address(told: object, url: str | None) -> str | None:
    try:
        address = urljoin(url or "", str(told or "").strip())
        urlsplit(address)  # which joining did not do where there is nothing to join it to
    except ValueError:
        return None
    return address if told and re.match(r"https?://", address) else None


def _day(entry: Any, name: str) -> str | None:
    """Returns the day that an entry states, where its writer was; the parsed form of it is that of Greenwich."""
    words = str(entry.get(name) or "").strip()
    if iso := re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", words):
        return read_date(iso.group())
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        when = entry.get(f"{name}_parsed")
        return f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else None


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


def is_feed_list(data: bytes) -> bool:
    """Tells whether bytes are a list of feeds in OPML."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and re.search(rb"<opml[\s>]", head, re.IGNORECASE) is not None


def listed_feeds(data: bytes) -> tuple[tuple[str, str | None], ...]:
    """Returns the address and the title of each feed in a list in OPML, however deep in folders it stands, each once.

    At most :data:`MOST_FEEDS` are taken. Raises :class:`briefing_generator.extraction.ExtractionError` for a list that cannot
    be read or defines entities.
    """
    if b"<!ENTITY" in data.upper():
        raise ExtractionError("is a list of feeds that defines entities of its own, which is not read")
    try:
        outlines = list(ElementTree.fromstring(data).iter("outline"))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ExtractionError(f"is a list of feeds that is no XML: {error}") from error
    found: dict[str, str | None] = {}
    for outline in outlines:
        address = outline.get("xmlUrl", "").strip()
        if address:
            found.setdefault(address, one_line(outline.get("title") or outline.get("text")))
    return tuple(found.items())[:MOST_FEEDS]
