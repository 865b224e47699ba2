"""What lies ahead, for calendars: a file of iCalendar (RFC 5545) with an event for each day to wait for.

An event is as long as what the articles tell of its day: a day, a week, a month. A plan for some time of a year is no date
to keep, and is left out. The stamp of each event is the day of the latest article: no clock.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from briefing_generator.briefing.telling.prospects import mark_of
from briefing_generator.pages.feeds import CONTROL, address, urn
from briefing_generator.pages.showing.escaping import flat, plain, slug, web_address
from briefing_generator.pages.showing.ordering import lies_ahead
from briefing_generator.pages.showing.vocabulary import clipped, day, when
from briefing_generator.reading.dates.date_meaning import last_day

if TYPE_CHECKING:
    import icalendar

    from briefing_generator.model import Briefing, Event

CALENDAR = "ahead.ics"
_NAME = "-//briefing-generator//what lies ahead//EN"
_SUMMARY = 140
"""Signs of a sentence that a calendar has room for; the whole stands in the event's description."""


def days_ahead(briefing: Briefing) -> tuple[Event, ...]:
    """Returns what lies ahead and has a day, a week or a month, in order of time."""
    return tuple(event for event in lies_ahead(briefing) if event.precision != "year")


def ahead_calendar(briefing: Briefing, site: str | None = None) -> str:
    """Returns the calendar; "" where nothing lies ahead.

    ``site`` is the address that the site is published at; where nobody knows it, an event leads to the article alone.
    """
    events = days_ahead(briefing)
    if not events or briefing.as_of is None:
        return ""
    # Seldom is anything ahead, and the library takes a while to come.
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", _NAME)
    calendar.add("version", "2.0")
    calendar.add("name", _words(briefing.settings.title))
    calendar.add("x-wr-calname", _words(briefing.settings.title))
    if site is not None:
        calendar.add("url", address(site, briefing, "timeline"))
    for event in events:
        calendar.add_component(_entry(briefing, event, site))
    return str(calendar.to_ical(), "utf-8")


def _entry(briefing: Briefing, event: Event, site: str | None) -> icalendar.Event:
    import icalendar

    first = date.fromisoformat(event.date)
    mark = mark_of(event)
    entry = icalendar.Event()
    entry.add("uid", urn(briefing.name, "event", event.id))
    entry.add("dtstamp", datetime.combine(date.fromisoformat(str(briefing.as_of)), datetime.min.time(), UTC))
    entry.add("dtstart", first)
    # The end of an event of whole days is the day after its last.
    entry.add("dtend", last_day(first, event.precision) + timedelta(days=1))
    about = f"{mark.capitalize()}: " if mark else ""
    vague = "" if event.precision == "day" else f"{when(event.date, event.precision)}: ".capitalize()
    entry.add("summary", f"{about}{vague}{clipped(_words(event.text), _SUMMARY)}")
    page = address(site, briefing, f"timeline#e-{slug(event.id)}") if site is not None else None
    article = next(article for article in briefing.articles if article.id == event.evidence.article)
    told = day(article.date) if article.date else None
    source = ", ".join(filter(None, (article.title, article.source, told)))
    lines = (_words(event.text), _words(source), web_address(article.url) if article.url else None, page)
    entry.add("description", "\n\n".join(filter(None, lines)))
    if page:
        entry.add("url", page)
    entry.add("categories", [mark or "planned"])
    # Nobody who looks at it is busy on that day.
    entry.add("transp", "TRANSPARENT")
    return entry


def _words(text: str) -> str:
    return plain(CONTROL.sub(" ", flat(text)))
