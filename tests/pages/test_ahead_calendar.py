"""The file of what lies ahead, as calendars read it: made by a real build, read back by the library."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
from briefing_generator import load_corpus, make_briefing, render_pages
from briefing_generator.model import Briefing
from briefing_generator.pages.ahead_calendar import ahead_calendar
from briefing_generator.reading import read_corpus

MEETING = "A commission will meet on 20 March; it will name, then, the price."
PACT = "The pay pact of Lindmark Shipping will expire in April."


def folder(
    at: Path, text: str = f"{MEETING} {PACT} The Harbour Union demanded a raise of 12 percent on 3 March."
) -> Path:
    (at / "articles").mkdir(parents=True)
    (at / "briefing.yml").write_text("title: Harbour, pay; and more\n", encoding="utf-8")
    head = (
        '---\ntitle: "Vote, \\u0007 ahead"\ndate: 2025-03-05\nurl: https://courier.example/a\n'
        "source: 'Courier; North, East'\n---\n"
    )
    (at / "articles/a.md").write_text(head + text + "\n", encoding="utf-8")
    return at


def briefing(at: Path) -> Briefing:
    corpus = load_corpus(at)
    return make_briefing(corpus, read_corpus(corpus))


@pytest.fixture(autouse=True)
def patterns_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_WEIGHTS", "none")


def test_each_day_ahead_is_an_event_of_whole_days_with_its_sentence_source_and_page(tmp_path: Path) -> None:
    b = briefing(folder(tmp_path / "one/harbour"))
    text = ahead_calendar(b, "https://site.example/news")
    (calendar,) = icalendar.Calendar.from_ical(text, multiple=True)
    meeting, pact = calendar.walk("VEVENT")
    assert not [error for event in (meeting, pact) for error in event.errors]
    assert (meeting["dtstart"].dt, meeting["dtend"].dt) == (date(2025, 3, 20), date(2025, 3, 21))
    assert (pact["dtstart"].dt, pact["dtend"].dt) == (date(2025, 4, 1), date(2025, 5, 1))
    assert meeting["dtstamp"].dt == datetime(2025, 3, 5, tzinfo=UTC)
    assert meeting["summary"] == MEETING
    assert pact["summary"] == f"Deadline: April 2025: {PACT}"
    told = str(meeting["description"])
    anchor = next(event.id for event in b.timeline if event.text == MEETING)
    link = f"https://site.example/news/harbour/timeline/#e-{anchor}"
    assert told.split("\n\n") == [
        MEETING, "Vote, ahead, Courier; North, East, 5 March 2025", "https://courier.example/a", link,
    ]  # fmt: skip
    assert meeting["url"] == link
    assert pact["categories"].to_ical() == b"deadline"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    same = ahead_calendar(briefing(folder(tmp_path / "two/harbour")), "https://site.example/news")
    assert same == text


def test_ids_stay_when_articles_come(tmp_path: Path) -> None:
    at = folder(tmp_path / "harbour")
    before = icalendar.Calendar.from_ical(ahead_calendar(briefing(at)))
    (at / "articles/b.md").write_text(
        "---\ndate: 2025-03-06\n---\nA mediator will meet Lindmark Shipping on 25 March.\n", encoding="utf-8"
    )
    after = icalendar.Calendar.from_ical(ahead_calendar(briefing(at)))
    ids = [{str(event["uid"]) for event in calendar.walk("VEVENT")} for calendar in (before, after)]
    assert (len(ids[0]), len(ids[1])) == (2, 3)
    assert ids[0] < ids[1]


def test_where_nothing_lies_ahead_there_is_no_file_and_no_link(tmp_path: Path) -> None:
    b = briefing(folder(tmp_path / "harbour", "The Harbour Union demanded a raise of 12 percent on 3 March."))
    pages = {page.path: str(page.content) for page in render_pages(b)}
    assert ahead_calendar(b) == ""
    assert "harbour/ahead.ics" not in pages
    assert not [path for path, content in pages.items() if "ahead.ics" in content]


def test_a_built_site_has_the_file_and_its_pages_lead_there(tmp_path: Path) -> None:
    folder(tmp_path / "briefings/harbour")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Site\nsite_url: https://site.example/\ntheme: {name: material}\nplugins: [briefings]\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "-q", "--strict"]
    made = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    file = tmp_path / "site/harbour/ahead.ics"
    (meeting, _) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    page, _, anchor = str(meeting["url"]).removeprefix("https://site.example/").partition("#")
    assert f'id="{anchor}"' in (tmp_path / "site" / page / "index.html").read_text(encoding="utf-8")
    for name, link in (("harbour", "ahead.ics"), ("harbour/timeline", "../ahead.ics")):
        html = (tmp_path / "site" / name / "index.html").read_text(encoding="utf-8")
        assert f'<a href="{link}">Calendar</a>' in html
        assert (
            f'<link rel="alternate related" type="text/calendar" title="Harbour, pay; and more" href="{link}">' in html
        )
