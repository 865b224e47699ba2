"""What readers marked is offered for the Overview: in the terminal, once, and to be taken back."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from briefing_generator.cli import main
from briefing_generator.make import make_folder
from briefing_generator.reviewing.marks_offered import offered_marks
from briefing_generator.reviewing.offered import pieces
from briefing_generator.reviewing.review import Review, left_alone, put_off
from briefing_generator.reviewing.review_app import ReviewApp
from briefing_generator.reviewing.standing import summary
from click.testing import CliRunner

MARKED = """---
title: Marks
date: 2025-01-04
---
The harbour froze. ==Norway rejected mediation by Sweden on Friday.== It snowed.

==Sweden proposed a mediator from Kenya.=={>>ask who pays<<}

The ==quay== was closed.
"""


@pytest.fixture
def marked(folder: Path) -> Path:
    (folder / "articles/marked.md").write_text(MARKED, encoding="utf-8")
    return folder


def test_each_mark_is_offered_until_it_is_decided_of(marked: Path) -> None:
    source = (marked / "briefing.yml").read_text()
    briefing = make_folder(marked, None)
    first, second, third = offered_marks(briefing)
    assert [p.text for p in pieces(first) if p.evidence] == ["Norway rejected mediation by Sweden on Friday."]
    assert (second.quote, second.note) == ("Sweden proposed a mediator from Kenya.", "ask who pays")
    led = Review(marked, briefing, (first, second, third), "M. Editor")
    led.right()
    led.note()
    assert (led.at, (marked / "briefing.yml").read_text()) == (0, source)
    led.pin()
    led.note()
    led.leave()
    assert summary(led) == "1 pinned, 1 noted, 1 left alone; 0 not looked at."
    after = make_folder(marked, None)
    assert [p for p in after.problems if p.path == "briefing.yml"] == []
    assert "Norway rejected mediation by Sweden on Friday." in [
        p.evidence.quote for p in (*after.bottom_line, *after.overview) if p.pinned
    ]
    (note,) = after.settings.notes
    assert (note.page, note.by) == ("overview", "M. Editor")
    assert note.text == "ask who pays (on “Sweden proposed a mediator from Kenya.”)"
    assert offered_marks(after, left_alone(marked)) == ()
    # All of it can be taken back, and then it is asked about again.
    for _ in range(3):
        led.take_back()
    assert (led.at, (marked / "briefing.yml").read_text()) == (0, source)
    led.skip()
    assert put_off(marked) == {first.id}
    assert {each.id for each in offered_marks(make_folder(marked, None), left_alone(marked))} == {
        first.id,
        second.id,
        third.id,
    }


def test_marks_come_first_and_only_where_they_are_wanted(marked: Path) -> None:
    def listed(*words: str) -> list[str]:
        told = CliRunner().invoke(main, ["review", str(marked), "--json", *words]).stdout
        return [row["kind"] for row in json.loads(told)]

    assert listed()[:4] == ["mark", "mark", "mark", "statement"]
    assert set(listed("--no-marks")) == {"statement"}
    assert "ask who pays" in CliRunner().invoke(main, ["review", str(marked), "--list"]).stdout


def test_the_terminal_has_keys_of_its_own_for_marks(marked: Path) -> None:
    briefing = make_folder(marked, None)
    led = Review(marked, briefing, offered_marks(briefing))

    async def keys() -> None:
        app = ReviewApp(led)
        async with app.run_test(size=(120, 24)) as pilot:
            await pilot.press("r", "n", "p", "o", "n", "l", "q")

    asyncio.run(keys())
    assert list(led.marks.values()) == ["pin", "note", "leave"]
    assert led.decisions == {}
