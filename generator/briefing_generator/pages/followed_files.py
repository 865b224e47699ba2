"""What others follow a briefing by, and what needs to know where the site is published: its feeds and its calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.model import Briefing, Page
from briefing_generator.pages.ahead_calendar import CALENDAR, ahead_calendar
from briefing_generator.pages.feeds import atom_feed, json_feed

if TYPE_CHECKING:
    from collections.abc import Iterable


def followed_files(briefing: Briefing, site: str | None = None) -> tuple[Page, ...]:
    """Returns both feeds, and the calendar where anything lies ahead, as files of the site."""
    calendar = ahead_calendar(briefing, site)
    return (
        *((Page(f"{briefing.name}/{CALENDAR}", calendar),) if calendar else ()),
        Page(f"{briefing.name}/feed.json", json_feed(briefing, site)),
        Page(f"{briefing.name}/feed.xml", atom_feed(briefing, site)),
    )


def with_addresses(pages: Iterable[Page], briefing: Briefing, site: str | None) -> tuple[Page, ...]:
    """Returns the pages with feeds and a calendar that link to the site's address."""
    followed = {page.path: page for page in followed_files(briefing, site)} if site else {}
    return tuple(followed.get(page.path, page) for page in pages)
