"""What an article's address tells: the host that stands for its source, the day in its path, who is a writer there."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from briefing_generator.corpus.metadata.written_dates import read_date
from briefing_generator.store.slugs import slug_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/_.-](?P<month>\d{1,2}|[a-z]{3,9})[/_.-](?P<day>\d{1,2})(?=[/_.-]|[a-z]|$)"
    r"|(?<=[/_.-])(?P<year2>(?:19|20)\d\d)-(?P<month2>\d{2})-(?P<day2>\d{2})(?!\d)"
    r"|(?<=[/_.-])(?P<year3>(?:19|20)\d\d)(?P<month3>0[1-9]|1[0-2])(?P<day3>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)",
    re.IGNORECASE,
)
_WRITER = r"/(?:authors?|profiles?|people|person|staff|by|bio|contributors?|writers?|reporters?|journalists?|team)/[^\s)/\"]{0,60}"


def host_of(address: str) -> str | None:
    """Returns the host of a web address without ``www.``; None where it is none.

    >>> host_of("https://www.courier.example/2025/x"), host_of("Courier")
    ('courier.example', None)
    """
    try:
        host = urlsplit(address).hostname if address.startswith("http") else None
    except ValueError:  # a bracket that opens an IPv6 address and never closes it
        return None
    return host.removeprefix("www.") if host else None


def day_in(address: str | None) -> str | None:
    """Returns the day in an address's path as ``YYYY-MM-DD``, None where it has none or several.

    >>> day_in("https://a.example/2026/2/18/talks.html"), day_in("https://a.example/world/2026/mar/25/talks")
    ('2026-02-18', '2026-03-25')
    """
    try:
        path = unquote(urlsplit(address or "").path)
    except ValueError:
        return None
    found = set()
    for match in _DAYS.finditer(path):
        year, month, day = (
            next(part for part in match.group(name, f"{name}2", f"{name}3") if part)
            for name in ("year", "month", "day")
        )
        number = (
            month
            if month.isdigit()
            else str(_MONTHS.index(month[:3].lower()) + 1)
            if month[:3].lower() in _MONTHS
            else "0"
        )
        if written := read_date(f"{year}-{number}-{day}"):
            found.add(written)
    return found.pop() if len(found) == 1 else None


def is_writer(name: str, text: str) -> bool:
    """Tells whether a text links to somebody of this name as to one of its site's writers: ``/author/jane-roe``."""
    slug = slug_of(name, "")
    if name.count(" ") not in (1, 2, 3) or "-" not in slug:
        return False
    return re.search(_WRITER + re.escape(slug) + r"(?![\w])", text, re.IGNORECASE) is not None
