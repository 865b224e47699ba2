"""Web pages to Markdown: the main text by trafilatura, the metadata from what the page says of itself.

Of the libraries tried, trafilatura when asked for precision leaves the least of the page around the article while it
loses hardly anything of the article; ``docs/dependencies.md`` has the figures.
"""

from __future__ import annotations

import json
import re
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefing_generator.extraction.barriers import is_barrier
from briefing_generator.extraction.errors import ExtractionError
from briefing_generator.extraction.tidying import as_windows, language_code, one_line, tidy
from briefing_generator.extraction.whole_page import without_layout
from briefing_generator.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_AROUND = ("article", "main", "nav", "header", "footer", "aside", "form", "button", "iframe", "section")
"""Elements of pages that hold more than a text, or say themselves which part is the text."""
_ARTICLES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
     "LiveBlogPosting", "BlogPosting", "ScholarlyArticle", "TechArticle", "Report", "AdvertiserContentArticle", "SocialMediaPosting")
)  # fmt: skip
_OTHERS = frozenset(
    ("VideoObject", "AudioObject", "ImageObject", "Comment", "UserComments", "ItemList", "Event", "Product", "Review", "Recipe", "PodcastEpisode")
)  # fmt: skip
"""What pages tell of besides: things with days, names and headlines of their own."""
_BESIDE = frozenset(
    ("video", "audio", "comment", "comments", "liveBlogUpdate", "hasPart", "isPartOf", "associatedMedia", "citation", "mentions", "about",
     "subjectOf", "relatedLink", "itemListElement", "isBasedOn", "review", "primaryImageOfPage", "mainEntityOfPage", "image", "sharedContent")
)  # fmt: skip
"""Properties of an article that hold such things."""
_UPDATE = re.compile(
    r"\b(?:live\w*[-_]{0,2}(?:blog)?[-_]{0,2}(?:update|post|entry|block|event)|liveBlogUpdate|comment)\b", re.IGNORECASE
)
_FEWEST_UPDATES = 2
"""Parts with a time and a writer of their own from which none of them tells of the page."""
_SHORTEST = 25
"""Words below which a page is tried again without precision: a short notice is easily taken for furniture."""


def read_page(data: bytes, url: str | None = None) -> Document:
    """Returns a web page's article; raises :class:`ExtractionError` where it is no page or has no text."""
    import trafilatura
    from trafilatura.utils import load_html

    data = _in_windows_letters(_plain(data))
    tree = load_html(data)
    if tree is None:
        raise ExtractionError("is no web page")
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise ExtractionError(f"is a page of more than {_MOST_ELEMENTS} elements")
    lines = sum(1 for _ in tree.iter(*_LINES))
    words: Any = _wrapped(data, lines) or data

    def main_text(precise: bool) -> str:
        return trafilatura.extract(
            words, url=url, output_format="markdown", favor_precision=precise, include_comments=False,
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


def _wrapped(data: bytes, lines: int) -> bytes | None:
    """Returns a page that is nothing but its text (a word processor's export) with that text marked as the article.

    Without such a mark its lists are taken for menus. None for any other page.
    """
    from lxml import etree, html
    from trafilatura.utils import load_html

    tree = load_html(data)
    if tree is None or lines > _MANY_LINES or next(tree.iter(*_AROUND), None) is not None:
        return None
    body = next(tree.iter("body"), None)
    if body is None:
        return None
    without_layout(tree)
    article = etree.SubElement(etree.SubElement(body, "main"), "article")
    article.text, body.text = body.text, None
    for element in list(body)[:-1]:
        article.append(element)
    return bytes(html.tostring(tree, encoding="utf-8"))


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


_LATIN = re.compile(
    rb"(charset\s*=\s*[\"']?\s*)(?:iso[-_]?8859-(?:15?)|latin-?[19]|us-ascii|windows-1252|cp1252)\b", re.IGNORECASE
)
_CONTROLS = re.compile(rb"[\x80-\x9f]")


def _in_windows_letters(data: bytes) -> bytes:
    """Returns in UTF-8 a page that says that it is Latin-1 and has signs that only Windows has, as browsers read it."""
    if not _LATIN.search(data[:4000]) or not _CONTROLS.search(data):
        return data
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return data
    text = as_windows(
        data.decode("iso8859-15" if re.search(rb"8859-15|latin-?9", data[:4000], re.IGNORECASE) else "latin-1")
    )
    return _LATIN.sub(rb"\1utf-8", text.encode("utf-8"))


def _own_data(tree: Any, url: str | None) -> None:
    """Leaves of what a page says of itself in JSON-LD the article alone: no video, comment, update or related item."""
    scripts = [s for s in tree.iter("script") if "ld+json" in (s.get("type") or "") and s.text]
    parsed: list[tuple[Any, list[dict[str, Any]]]] = []
    for script in scripts:
        with suppress(ValueError, RecursionError):
            parsed.append((script, list(_objects(json.loads(script.text, strict=False)))))
    articles = [item for _, items in parsed for item in items if _types(item) & _ARTICLES]
    heads = {_letters(e.text_content()) for name in ("title", "h1") for e in tree.iter(name)}
    addresses = {url, *(e.get("href") for e in tree.iter("link") if e.get("rel") == "canonical")} - {None}

    def own(item: dict[str, Any]) -> int:
        named = {item.get("url"), item.get("@id"), _id(item.get("mainEntityOfPage"))}
        headline = _letters(str(item.get("headline") or item.get("name") or ""))
        return 2 * bool(named & addresses) + any(headline and head.startswith(headline) for head in heads)

    article = max(articles, key=own, default=None)
    for script, items in parsed:
        kept = [_pruned(item) for item in items if item is article or not _types(item) & (_ARTICLES | _OTHERS)]
        script.text = json.dumps({"@context": "https://schema.org", "@graph": kept})


def _own_elements(tree: Any) -> None:
    """Leaves of a page what tells of itself as a whole: no updates of a live blog, comments or cards of other articles."""
    parts = [
        e for e in tree.iter("div", "li", "section") if _UPDATE.search(f"{e.get('class', '')} {e.get('itemprop', '')}")
    ]
    apart = [e for e in (*tree.iter("article"), *parts) if next(e.iter("h1"), None) is None]
    if len(apart) >= _FEWEST_UPDATES:
        for element in apart:
            if element.getparent() is not None:
                element.drop_tree()


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Yields the things that a script tells of: itself, those of its list, of its graph, what a page is mainly about."""
    for item in data if isinstance(data, list) else [data]:
        if not isinstance(item, dict):
            continue
        if isinstance(item.get("@graph"), list):
            yield from (each for each in item["@graph"] if isinstance(each, dict))
        elif isinstance(item.get("mainEntity"), dict) and _types(item["mainEntity"]) & _ARTICLES:
            yield item["mainEntity"]
        else:
            yield item


def _types(item: dict[str, Any]) -> set[str]:
    told = item.get("@type")
    return {str(name).rpartition("/")[2] for name in (told if isinstance(told, list) else [told])}


def _id(told: Any) -> str | None:
    found = told.get("@id") or told.get("url") if isinstance(told, dict) else told
    return found if isinstance(found, str) else None


def _pruned(item: dict[str, Any]) -> dict[str, Any]:
    if "coverageStartTime" in item:  # a live blog that tells when it began, and not when it was published
        item.setdefault("datePublished", item["coverageStartTime"])
    return {key: value for key, value in item.items() if key not in _BESIDE}


def _metadata(tree: Any, url: str | None) -> Any:
    from trafilatura.metadata import extract_metadata

    # Where such a script is no JSON, the library searches it in time that grows with the square of its length.
    for script in tree.iter("script"):
        if len(script.text or "") > _LONGEST_BROKEN and not _is_json(script.text):
            script.text = None
    _own_data(tree, url)
    _own_elements(tree)
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
