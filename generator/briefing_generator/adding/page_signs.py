"""What the head of a page says of it: whether it is an article, whether it is free to read, which feeds it announces."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

_LOOKED_AT = 500_000
"""Bytes at the beginning of a page among which its head stands."""
_ARTICLE = re.compile(
    r"\"@type\"\s*:\s*(?:\[\s*)?(?:\"\w+\"\s*,\s*)*\"(?:\w*Article|BlogPosting|Report|LiveBlogPosting)\""
)
_NOT_FREE = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?(?:false|no)\b", re.IGNORECASE)
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_MOST_FEEDS = 20
"""Feeds of one page that are noted; a page that announces more wants to be looked through for long."""
_LOCKED = ("locked", "metered", "premium", "paid")


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What a page says of itself; ``feeds`` are addresses, those of comments left out."""

    article: bool
    free: bool
    feeds: tuple[str, ...]


class _Head(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.url = url
        self.based = False
        self.article = self.locked = False
        self.feeds: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        name, content = (told.get("property") or told.get("name") or "").casefold(), told.get("content", "").casefold()
        if tag == "meta":
            self.article |= name == "article:published_time" or (name == "og:type" and content == "article")
            self.locked |= name == "article:content_tier" and content in _LOCKED
        elif tag == "link" and "alternate" in told.get("rel", "").casefold().split():
            if told.get("type", "").split(";")[0].strip().casefold() in _FEEDS and told.get("href"):
                self._feed(told["href"], told.get("title", ""))
        elif tag == "base" and told.get("href") and not self.based:
            # The first one counts, as in browsers: addresses that were joined again and again would grow without end.
            self.based = True
            self.url = urljoin(self.url, told["href"])

    def _feed(self, address: str, title: str) -> None:
        try:
            feed = urljoin(self.url, address.strip())
            web = urlsplit(feed).scheme in ("http", "https")
        except ValueError:
            return
        if (
            web
            and len(self.feeds) < _MOST_FEEDS
            and "comment" not in f"{address} {title}".casefold()
            and feed not in self.feeds
        ):
            self.feeds.append(feed)


def page_signs(data: bytes, url: str) -> PageSigns:
    """Returns what a page says of itself; ``url`` is where it was found, which addresses in it are relative to."""
    text = data[:_LOOKED_AT].decode("utf-8", "replace")
    head = _Head(url)
    with contextlib.suppress(AssertionError, ValueError):  # marks that no parser follows: what was read so far counts
        head.feed(text)
    return PageSigns(
        head.article or _ARTICLE.search(text) is not None,
        not head.locked and _NOT_FREE.search(text) is None,
        tuple(head.feeds),
    )


def is_front_page(url: str) -> bool:
    """Tells whether an address is that of a site and not of something on it."""
    try:
        return urlsplit(url).path.strip("/").casefold() in ("", "index.html", "index.htm", "index.php", "home")
    except ValueError:
        return False
