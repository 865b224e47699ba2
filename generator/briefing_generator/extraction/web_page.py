"""Web pages to Markdown: the main text by trafilatura, the metadata from what the page says of itself.

Of the libraries tried, trafilatura when asked for precision leaves the least of the page around the article while it
loses hardly anything of the article; ``docs/dependencies.md`` has the figures.
"""

from __future__ import annotations

import json
import re
import zlib
from typing import Any
from urllib.parse import urlsplit

from briefing_generator.extraction.barriers import is_barrier
from briefing_generator.extraction.errors import ExtractionError
from briefing_generator.extraction.tidying import language_code, one_line, tidy
from briefing_generator.model import Document

_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
"""The day a page was first published, from what it states alone; a fixed last day, so that no clock has a say."""
_SUFFIX = re.compile(r"\s+(?:[|»·•]|--?|[–—])\s+(?=\S)")
_SAVED = re.compile(rb"<!--[^<>]{0,600}?\b(?:saved from url=\(\d{4}\)|url:\s*)(https?://[!-;=?-~]{1,2000})")
_KEPT = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]*/(https?):/{1,2}(.+)")
_MOST_ELEMENTS = 20_000
"""Elements of the largest page: some work grows with their square."""
_LARGEST_PAGE = 30_000_000
"""Bytes of a page that was saved packed, once it is unpacked."""
_LINES = ("p", "li", "td", "th", "dt", "dd", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre")
_MANY_LINES = 4_000
"""Lines from which a page is not held against a second opinion, whose work grows with their square."""
_LONGEST_BROKEN = 20_000
"""Letters of a script up to which what a page says of itself is looked for in it although it is no JSON."""
_SHORTEST = 25
"""Words below which a page is tried again without precision: a short notice is easily taken for furniture."""


def read_page(data: bytes, url: str | None = None) -> Document:
    """Returns a web page's article; raises :class:`ExtractionError` where it is no page or has no text."""
    import trafilatura
    from trafilatura.utils import load_html

    data = _plain(data)
    tree = load_html(data)
    if tree is None:
        raise ExtractionError("is no web page")
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise ExtractionError(f"is a page of more than {_MOST_ELEMENTS} elements")
    lines = sum(1 for _ in tree.iter(*_LINES))

    def main_text(precise: bool) -> str:
        return trafilatura.extract(
            data, url=url, output_format="markdown", favor_precision=precise, include_comments=False,
            include_formatting=True, include_tables=True, include_links=False, include_images=False,
            fast=lines > _MANY_LINES,
        ) or ""  # fmt: skip

    url = url or _saved_from(data)
    text = main_text(True)
    if len(text.split()) < _SHORTEST:
        text = max(text, main_text(False), key=len)
    stated = _metadata(tree, url)
    address = _original(_address(url, one_line(stated.url)))
    title = _headline(_whole_title(tree, one_line(stated.title)), one_line(stated.sitename))
    if is_barrier(title, text):
        raise ExtractionError("shows no article, but what a site asks first (consent, a login, a check for robots)")
    return Document(
        text=tidy(text),
        title=title,
        date=stated.date,
        source=_outlet(one_line(stated.sitename), address),
        url=address,
        author=", ".join(_authors(stated.author)) or None,
        description=one_line(stated.description),
        tags=tuple(dict.fromkeys(filter(None, map(one_line, stated.tags or ())))),
        language=language_code(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
    )


def _plain(data: bytes) -> bytes:
    """Returns the page in bytes that a tool saved as they came, packed; raises :class:`ExtractionError` for a huge one."""
    if data[:3] != b"\x1f\x8b\x08":
        return data
    try:
        page = zlib.decompressobj(31).decompress(data, _LARGEST_PAGE + 1)
    except zlib.error as error:
        raise ExtractionError("is no web page") from error
    if len(page) > _LARGEST_PAGE:
        raise ExtractionError(f"unpacks to more than {_LARGEST_PAGE // 1_000_000} MB")
    return page


def _metadata(tree: Any, url: str | None) -> Any:
    from trafilatura.metadata import extract_metadata

    # Where such a script is no JSON, the library searches it in time that grows with the square of its length.
    for script in tree.iter("script"):
        if len(script.text or "") > _LONGEST_BROKEN and not _is_json(script.text):
            script.text = None
    return extract_metadata(tree, default_url=url, date_config=dict(_DATES))


def _is_json(text: str) -> bool:
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _address(asked: str | None, stated: str | None) -> str | None:
    """Returns the address that a page gives as its own where it is one of the same host, else the one it came from."""
    if not asked or not stated:
        return asked or stated

    def host(url: str) -> str:
        try:
            return (urlsplit(url).hostname or "").removeprefix("www.")
        except ValueError:
            return ""

    return stated if host(stated) == host(asked) else asked


def _saved_from(data: bytes) -> str | None:
    """Returns the address that a browser (or SingleFile) writes into a comment at the top of a page that it saves."""
    found = _SAVED.search(data[:4000])
    return found[1].decode("ascii", "ignore") if found else None


def _original(address: str | None) -> str | None:
    """Returns the address of what an archive of the web keeps a copy of."""
    found = _KEPT.fullmatch(address or "")
    return f"{found[1]}://{found[2]}" if found else address


def _whole_title(tree: Any, stated: str | None) -> str | None:
    """Returns the stated title; where it was cut at a dash that the page's own headline has as well, the whole of it."""
    titles = [words for element in tree.iter("title") if (words := one_line(element.text_content()))]
    whole = titles[0] if titles else ""
    if not stated or not whole.startswith(stated):
        return stated
    heads = (one_line(element.text_content()) or "" for element in tree.iter("h1"))
    return max((head for head in heads if whole.startswith(head) and head.startswith(stated)), key=len, default=stated)


def _headline(title: str | None, source: str | None) -> str | None:
    """Returns a title without the outlet's name at its end: "Strike called off | Harbour Courier"."""
    if not title or not source:
        return title
    cuts = [m for m in _SUFFIX.finditer(title) if _letters(title[m.end() :]).startswith(_letters(source)[:4])]
    return title[: cuts[0].start()] if cuts and _letters(source) else title


def _outlet(stated: str | None, address: str | None) -> str | None:
    """Returns the outlet's name; None where it is only the name of the host over again, which says nothing new."""
    if stated and address and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", stated):
        return None
    return None if stated and address and _letters(stated) in _letters(address.split("/")[2]) else stated


def _letters(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()


def _authors(stated: str | None) -> list[str]:
    names = [" ".join(name.split()) for name in (stated or "").split(";")]
    return [name for name in dict.fromkeys(names) if name and "://" not in name and "www." not in name]
