"""When two addresses lead to one page, and an address without what campaigns and newsletters add to it."""

from __future__ import annotations

from functools import cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from briefing_generator.store.resources import shipped


@cache
def _tracking() -> tuple[tuple[str, ...], frozenset[str]]:
    raw = shipped("briefing_generator.corpus.metadata", "tracking.yml")
    return tuple(raw["begin"]), frozenset(raw["names"])


def _tracks(pair: str) -> bool:
    begin, names = _tracking()
    name = unquote(pair.partition("=")[0]).casefold()
    return name.startswith(begin) or name in names


def without_tracking(url: str) -> str:
    """Returns an address without the parameters of campaigns, everything else to the letter.

    >>> without_tracking("https://a.example/x?id=7&utm_source=mail&fbclid=q#top")
    'https://a.example/x?id=7#top'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = "&".join(pair for pair in parts.query.split("&") if not _tracks(pair))
    return url if kept == parts.query else urlunsplit(parts._replace(query=kept))


def same_address(url: str) -> str:
    """Returns an address as two that lead to one page are alike: no scheme, fragment, tracking, and no slash at the end."""
    try:
        parts = urlsplit(without_tracking(url))
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    return urlunsplit(("", place, parts.path.rstrip("/"), urlencode(parse_qsl(parts.query)), ""))
