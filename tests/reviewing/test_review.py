"""What is asked, in which order, what an answer does to the briefing, and the story that is made of answers."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from briefing_generator.cli import main
from briefing_generator.make import make_folder, make_pages
from briefing_generator.model import Briefing
from briefing_generator.reviewing.choices import narrowed, party_choices
from briefing_generator.reviewing.offered import offered, party_name, pieces
from briefing_generator.reviewing.review import Review, put_off
from briefing_generator.reviewing.review_app import ReviewApp
from briefing_generator.reviewing.standing import summary
from click.testing import CliRunner

from tests.fit.stories import Story, stories


def brief(folder: Path) -> Briefing:
    return make_folder(folder, None)


def test_the_order_is_by_doubt_by_day_or_by_party_and_what_was_put_off_comes_last(folder: Path) -> None:
    briefing = brief(folder)
    middle = briefing.settings.threshold
    doubts = [abs(each.statement.confidence - middle) for each in offered(briefing)]
    assert len(doubts) >= 4
    assert doubts == sorted(doubts)
    assert offered(briefing, "new")[0].article.date == "2025-01-05"
    parties = [party_name(briefing, each.statement.party) for each in offered(briefing, "party")]
    assert parties == sorted(parties)
    first = offered(briefing)[0].statement.id
    assert offered(briefing, later={first})[-1].statement.id == first


def test_a_sentence_stands_in_its_paragraph_and_obeys_nobody(folder: Path) -> None:
    briefing = brief(folder)
    told = {each.statement.evidence.quote: pieces(each) for each in offered(briefing)}
    held = next(pieces for quote, pieces in told.items() if "ceasefire" in quote)
    assert "".join(p.text for p in held) == "The talks went on. Norway rejected a ceasefire on Monday. Nobody slept."
    assert "ceasefire" in "".join(p.text for p in held if p.evidence)
    near = "".join(p.text for p in held if p.sentence)
    assert near.strip() == "Norway rejected a ceasefire on Monday."
    assert all("\x1b" not in p.text for pieces in told.values() for p in pieces)


def test_answers_hold_in_the_next_briefing_and_are_not_asked_again(folder: Path) -> None:
    briefing = brief(folder)
    led = Review(folder, briefing, offered(briefing), "M. Editor")
    right, wrong, other, skipped = (each.statement for each in led.asked[:4])
    led.right()
    led.wrong()
    denmark = next(s.id for s in briefing.stakeholders if s.name == "Denmark")
    sweden = next(s.id for s in briefing.stakeholders if s.name == "Sweden")
    led.change(party=denmark if other.party != denmark else sweden)
    led.change(act="offers" if other.act != "offers" else "demands")
    led.right()
    led.skip()
    after = brief(folder)
    held = {s.id: s for s in after.statements}
    assert (held[right.id].confirmed, held[right.id].confidence, held[right.id].by) == (True, 1.0, "M. Editor")
    assert held[right.id].origin == "read"
    assert wrong.id not in held
    assert held[other.id].party == led.reads(led.asked[2]).party != other.party
    assert held[other.id].act == led.reads(led.asked[2]).act != other.act
    assert put_off(folder) == {skipped.id}
    left = [each.statement.id for each in offered(after, later=put_off(folder))]
    assert set(left) == {each.statement.id for each in led.asked[3:]}
    assert left[-1] == skipped.id
    assert (folder / "briefing.yml").read_text().startswith("# ours\ntitle: Fjord\npack: peace\nstatements:\n")
    conditions = next(p for p in make_pages(folder, after) if p.path.endswith("/conditions.md"))
    assert "Confirmed by the analyst (M. Editor)" in str(conditions.content)
    assert [p for p in after.problems if p.path == "briefing.yml"] == []


def test_back_and_undo_take_an_answer_back(folder: Path) -> None:
    source = (folder / "briefing.yml").read_text()
    briefing = brief(folder)
    led = Review(folder, briefing, offered(briefing))
    led.wrong()
    led.back()
    led.right()
    led.back()
    assert led.decision is not None
    assert led.decision.action == "confirm"
    led.take_back()
    assert (folder / "briefing.yml").read_text() == source
    assert summary(led) == f"nothing decided; {len(led.asked)} not looked at."


def test_a_confirmation_beside_a_change_is_told(folder: Path) -> None:
    (folder / "briefing.yml").write_text("statements:\n- {id: a, action: confirm, set_act: rejects}\n")
    assert "has `set_act` beside `action: confirm`" in CliRunner().invoke(main, ["check", str(folder)]).output


def test_letters_find_a_party_by_any_of_its_names(folder: Path) -> None:
    choices = party_choices(brief(folder))
    assert {"Norway", "Sweden", "Denmark"} <= {each.names[0] for each in choices}
    assert narrowed(choices, "DEN")[0].names[0] == "Denmark"
    assert narrowed(choices, "") == choices
    assert narrowed(choices, "zzz") == ()


def test_the_terminal_leads_through_it(folder: Path) -> None:
    briefing = brief(folder)
    led = Review(folder, briefing, offered(briefing))
    third = led.asked[2].statement

    async def keys() -> None:
        app = ReviewApp(led)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(
                "r", "w", "p", *"denm", "enter", "a", *"thr", "escape", "a", *"thr", "enter", "r", "s", "b"
            )
            assert led.at == 3
            await pilot.press("q")

    asyncio.run(keys())
    assert [d.action for d in led.decisions.values()] == ["confirm", "hide", "set"]
    changed = led.reads(led.asked[2])
    assert (party_name(briefing, changed.party), changed.act) == ("Denmark", "threatens")
    assert changed.issue == third.issue
    assert summary(led).startswith("1 right, 1 wrong, 1 changed, 1 put off")


def test_a_file_broken_meanwhile_is_told_and_nothing_goes_on(folder: Path) -> None:
    briefing = brief(folder)
    led = Review(folder, briefing, offered(briefing))
    (folder / "briefing.yml").write_text("title: [\n")

    async def keys() -> str:
        app = ReviewApp(led)
        async with app.run_test() as pilot:
            await pilot.press("r")
            return str(app.query_one("#told").render())  # type: ignore[attr-defined]

    assert "briefing.yml:2: the file is no YAML" in asyncio.run(keys())
    assert (led.at, led.decisions) == (0, {})


def test_decisions_become_a_story_that_fitting_reads(folder: Path, tmp_path: Path) -> None:
    gold = tmp_path / "stories/fjord/gold.jsonl"
    briefing = brief(folder)
    asked = [each for each in offered(briefing) if each.article.path.endswith("no-way.md")]
    led = Review(folder, briefing, asked, None, gold)
    led.wrong()
    assert [story.rows[0].optional for story in stories(tmp_path / "stories")] == [True]
    led.change(act="threatens")
    story = Story(gold.parent)
    assert story.pack == "peace"
    assert [path.name for path in (gold.parent / "articles").iterdir()] == ["no-way.md"]
    firm = [row for row in story.rows if not row.optional]
    assert [(row.article, row.acts) for row in firm] == [("no-way", ("threatens",))]
    assert all(row.start != asked[0].statement.evidence.start or row.optional for row in story.rows)
    assert story.side(firm[0].party or "") == "denmark" or firm[0].party in {p.name for p in briefing.stakeholders}
    row = json.loads(gold.read_text().splitlines()[0])
    assert list(row) == [
        "article", "evidence", "party", "act", "issue", "content", "level", "conditional", "addressee", "optional",
    ]  # fmt: skip
    before = gold.read_bytes()
    # A later run writes the same, out of what stands in briefing.yml.
    done = CliRunner().invoke(main, ["review", str(folder), "--list", "--gold", str(gold)])
    assert done.exit_code == 0, done.output
    assert gold.read_bytes() == before


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("briefings/fjord/gold.jsonl", "a story has a folder of its own"),
        ("mine/gold.jsonl", "a file that `briefing review` did not write stands there"),
    ],
)
def test_gold_writes_over_nothing(folder: Path, place: str, told: str) -> None:
    Path("mine").mkdir()
    Path("mine/gold.jsonl").write_text("{}\n")
    done = CliRunner().invoke(main, ["review", str(folder), "--list", "--gold", place])
    assert (done.exit_code, told in done.output) == (2, True)
    assert Path("mine/gold.jsonl").read_text() == "{}\n"


def test_without_a_terminal_it_is_listed(folder: Path) -> None:
    done = CliRunner().invoke(main, ["review", str(folder)])
    assert (done.exit_code, "--list or --json prints" in done.output) == (2, True)
    rows = json.loads(CliRunner().invoke(main, ["review", str(folder), "--json", "--limit", "2"]).stdout)
    assert len(rows) == 2
    text = CliRunner().invoke(main, ["review", str(folder), "--list", "--order", "party"]).stdout
    assert "No way through the fjord · The Harbour Post · 2025-01-02 · articles/no-way.md:6" in text
    assert "»" in text
    assert "\x1b" not in text
