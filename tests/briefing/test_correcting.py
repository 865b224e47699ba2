"""Everything that is shown can be corrected: by its id, or by words that it rests on; and what fits two things asks which."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator import load_corpus, make_briefing
from briefing_generator.briefing.corrections.explanation import explain
from briefing_generator.model import Briefing
from briefing_generator.pages import render_pages
from briefing_generator.reading import read_corpus

FIRST = (
    "Norway demanded foreign peacekeepers on Monday. Prime Minister Kari Lund met the envoys in Oslo. She rejected a "
    "ceasefire on Tuesday, saying that it came too early. “We are tired of war,” Lund said. The talks will resume on 20 "
    "March. The shelling killed 40 people in Bergen on Monday."
)
SECOND = (
    "Sweden accepted foreign peacekeepers on Sunday. Sweden rejected the truce of Norway. The shelling killed 62 people in "
    "Bergen on Monday."
)
PLAN, TOLD, PRONOUN = (
    "The talks will resume on 20 March.",
    "Sweden accepted foreign peacekeepers",
    "She rejected a ceasefire",
)


def brief(folder: Path, settings: str = "", **more: str) -> Briefing:
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    for name, (day, source, text) in {
        "a": ("2025-03-01", "Gazette", FIRST), "b": ("2025-03-02", "Herald", SECOND),
        **{name: ("2025-03-03", "Courier", text) for name, text in more.items()},
    }.items():  # fmt: skip
        head = f"---\ntitle: Article {name}\ndate: {day}\nsource: {source}\n---\n"
        (folder / f"articles/{name}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    (folder / "briefing.yml").write_text(f"pack: peace\n{settings}", encoding="utf-8")
    corpus = load_corpus(folder)
    return make_briefing(corpus, read_corpus(corpus))


def page(briefing: Briefing, name: str) -> str:
    (content,) = [
        str(p.content) for p in render_pages(briefing) if p.path.endswith(f"/{name}.md") and p.path.count("/") == 1
    ]
    return content


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("BRIEFING_WEIGHTS", "none")
        return brief(tmp_path_factory.mktemp("made") / "b")


def lines(briefing: Briefing, asked: str, title: str) -> str:
    """The lines that `explain` prints below a title, as somebody pastes them."""
    told = str(explain(briefing, asked)).partition(f"{title}, write into briefing.yml:\n")[2]
    taken = []
    for line in told.splitlines():
        if not line.startswith("    "):
            break
        taken.append(line[4:])
    assert taken, (asked, title)
    return "\n".join(taken) + "\n"


def test_what_explain_prints_hides_an_event_a_discrepancy_a_meeting_and_a_sentence_with_a_bracket(
    tmp_path: Path, made: Briefing
) -> None:
    (plan,) = [event for event in made.timeline if event.text == PLAN]
    (discrepancy,), (meeting,), (bracket,) = made.discrepancies, made.gaps, made.brackets
    assert (plan.stage, meeting.kind, bracket.name) == ("ahead", "met", "Kari Lund")
    settings = lines(made, plan.id, "to hide it") + lines(made, discrepancy.id, "to hide it")
    settings += lines(made, meeting.id, "to hide it")
    settings += lines(made, bracket.id, "to leave out the sentence that needs it")
    after = brief(tmp_path / "b", settings)
    assert after.problems == after.discrepancies == after.gaps == after.brackets == ()
    assert PLAN not in {event.text for event in after.timeline}
    shown = (*after.bottom_line, *after.overview, *after.timeline)
    assert not any("[Kari Lund]" in thing.text for thing in shown)
    assert "What lies ahead" not in page(after, "index")


def test_disagreements_are_hidden_by_id(tmp_path: Path) -> None:
    text = "Norway rejected foreign peacekeepers on Monday."
    before = brief(tmp_path / "b", c=text)
    assert before.disagreements
    gone = before.disagreements[0]
    after = brief(tmp_path / "b", lines(before, gone.id, "to hide it"), c=text)
    assert gone.id not in {d.id for d in after.disagreements}
    assert not after.problems


def test_an_event_gets_another_day_and_other_words_and_says_whose_they_are(tmp_path: Path) -> None:
    settings = (
        f"events:\n- quote: {PLAN}\n  set_date: 2025-03-01\n  set_stage: told\n  set_text: The talks went on.\n  by: Ann\n"
        f"- action: add\n  quote: Prime Minister Kari Lund met the envoys in Oslo.\n  set_date: 2025-02\n"
    )
    after = brief(tmp_path / "b", settings)
    events = {event.text: event for event in after.timeline}
    moved, added = events["The talks went on."], events["Prime Minister Kari Lund met the envoys in Oslo."]
    assert (moved.date, moved.stage, moved.planned, moved.by) == ("2025-03-01", "told", False, "Ann")
    assert (added.date, added.precision, added.corrected) == ("2025-02-01", "month", True)
    assert [event.date for event in after.timeline] == sorted(event.date for event in after.timeline)
    assert "corrected by the analyst (Ann)" in page(after, "timeline")
    assert "What lies ahead" not in page(after, "index")


def test_an_event_that_is_moved_ahead_lies_ahead(tmp_path: Path, made: Briefing) -> None:
    (plan,) = [event for event in made.timeline if event.text == PLAN]
    after = brief(tmp_path / "b", f"events:\n- id: '{plan.id}'\n  set_date: 2025-04\n")
    (moved,) = [event for event in after.timeline if event.id == plan.id]
    assert (moved.date, moved.precision, moved.stage) == ("2025-04-01", "month", "ahead")


def test_the_name_in_brackets_is_changed_wherever_it_stands(tmp_path: Path, made: Briefing) -> None:
    (bracket,) = made.brackets
    changed = lines(made, bracket.id, "to change the name").replace("Kari Lund", "Ingrid Moe")
    after = brief(tmp_path / "b", changed)
    assert [b.name for b in after.brackets] == ["Ingrid Moe"]
    assert any(event.text.startswith("[Ingrid Moe] rejected") for event in after.timeline)
    assert not after.problems
    assert "by the analyst" in page(after, "timeline")


def test_what_fits_two_things_changes_none_and_asks_which(tmp_path: Path, made: Briefing) -> None:
    settings = (
        "events:\n- {quote: on Monday, action: hide}\n"
        "statements:\n- {quote: Sweden, action: hide}\n"
        "overview:\n- {quote: Bergen, action: drop}\n- {quote: killed, action: drop}\n"
    )
    after = brief(tmp_path / "b", settings)
    found = {p.line: p for p in after.problems}
    assert {p.code for p in found.values()} == {"correction-ambiguous"}
    assert sorted(found) == [3, 5, 7, 8]
    for event in made.timeline:
        assert (event.id in found[3].message) == ("on Monday" in event.evidence.quote)
    assert [e.id for e in after.timeline] == [e.id for e in made.timeline]
    assert [s.id for s in after.statements] == [s.id for s in made.statements]
    one = brief(tmp_path / "b", "overview:\n- {quote: Bergen, action: drop, article: b}\n")
    assert not one.problems
    assert not any("62 people" in p.text for p in (*one.bottom_line, *one.overview))


def test_one_statement_that_two_articles_print_in_the_same_words_is_one_thing(tmp_path: Path) -> None:
    again = (
        "Sweden rejected the truce of Norway. The minister left for Ghana, where the cocoa harvest was poor this year."
    )
    after = brief(
        tmp_path / "b", "statements:\n- {quote: Sweden rejected the truce of Norway, action: hide}\n", c=again
    )
    assert not after.problems
    assert not any("truce" in s.content for s in after.statements)


def test_what_fits_nothing_says_so_and_names_the_nearest(tmp_path: Path) -> None:
    settings = (
        "events:\n- {quote: The talks will resume on 21 March, action: hide}\n"
        "discrepancies:\n- {id: '0000000000'}\nmeetings:\n- {id: '0000000000'}\ndisagreements:\n- {id: '0000000000'}\n"
        "brackets:\n- {quote: He rejected a ceasefire, set_name: Ann}\n"
    )
    found = brief(tmp_path / "b", settings).problems
    assert [(p.code, p.line) for p in found] == [("correction-stale", line) for line in (3, 5, 7, 9, 11)]
    assert PLAN in found[0].message
    assert PRONOUN in found[-1].message


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("events:\n- {action: hide}", "lacks `quote`"),
        ("events:\n- {id: x, set_date: soon}", "2025-03-13"),
        ("events:\n- {id: x}", "set_date"),
        ("events:\n- {action: add, quote: x}", "set_date"),
        ("events:\n- {id: x, set_stage: past}", "told, ahead, due"),
        ("meetings:\n- {id: x, action: set}", "hide would be right"),
        ("brackets:\n- {quote: x}", "set_name"),
    ],
)
def test_wrong_corrections_tell_the_cure(tmp_path: Path, entry: str, told: str) -> None:
    (problem,) = brief(tmp_path / "b", f"{entry}\n").problems
    assert (problem.code, problem.line) == ("settings-value", 3)
    assert told in problem.message


def test_explain_takes_names_words_and_ids_of_anything_as_links_have_them(made: Briefing) -> None:
    lund = next(s for s in made.stakeholders if s.name == "Kari Lund")
    for asked in (lund.id, "Kari Lund", "kari lund", "Lund"):
        assert str(explain(made, asked)).startswith("Kari Lund (person)")
    assert "We are tired of war" in str(explain(made, "tired of war"))
    statement = made.statements[0]
    for asked in (statement.id, f"st-{statement.id}", f"#st-{statement.id}"):
        assert "rule" in str(explain(made, asked))
    for event in made.timeline:
        assert event.text in str(explain(made, f"#e-{event.id}"))
    assert "accounts differ" in str(explain(made, f"d-{made.discrepancies[0].id}"))
    assert "asked and met" in str(explain(made, made.gaps[0].id))
    assert "[Kari Lund]" in str(explain(made, made.brackets[0].id))
    assert "articles/b.md" in str(explain(made, "Article b"))
    assert "to drop it" in str(explain(made, "met the envoys"))
    assert explain(made, "no such words") is None


def test_explain_asks_which_where_words_mean_several_things(made: Briefing) -> None:
    told = str(explain(made, "foreign peacekeepers"))
    assert "which?" in told
    for thing in (*made.statements, *made.timeline):
        if "foreign peacekeepers" in thing.evidence.quote:
            assert thing.id in told


def test_explain_knows_a_stakeholder_whose_id_begins_like_a_link(tmp_path: Path) -> None:
    made = brief(tmp_path / "b", c="The St Andrews Council rejected a truce. “Never,” said the St Andrews Council.")
    (council,) = [s for s in made.stakeholders if s.id.startswith("st-")]
    assert "named in" in str(explain(made, council.id))
    assert "named in" in str(explain(made, f"#{council.id}"))


def test_the_lines_to_change_a_statement_name_the_act_it_has(made: Briefing) -> None:
    for statement in made.statements:
        told = lines(made, statement.id, "to change it (keep the lines you need)")
        (line,) = [line.strip() for line in told.splitlines() if "set_act" in line]
        assert line.startswith(f"set_act: {statement.act}  # or ")


def test_names_that_two_stakeholders_share_are_asked_for(tmp_path: Path) -> None:
    text = "Anders Holm of Norway rejected a truce. Berit Holm of Sweden demanded peace talks."
    both = brief(
        tmp_path / "b", "stakeholders:\n- {match: Anders Holm, name: Holm}\n- {match: Berit Holm, name: Holm}\n", c=text
    )
    assert {s.id for s in both.stakeholders if s.name == "Holm"} == {"anders-holm", "berit-holm"}
    settings = "stakeholders:\n- {match: Anders Holm, name: Holm}\n- {match: Berit Holm, name: Holm}\n"
    for last in ("{match: Holm, hide: true}", "{match: Norway, merge: [Holm]}"):
        after = brief(tmp_path / "b", f"{settings}- {last}\n", c=text)
        named, problem = after.problems
        assert (named.code, named.line, "merge: [anders-holm]" in named.message) == ("correction-ambiguous", 4, True)
        assert (problem.code, problem.line) == ("correction-ambiguous", 5)
        assert {"anders-holm", "berit-holm"} <= set(problem.message.replace(",", " ").split())
        assert {"anders-holm", "berit-holm"} <= {s.id for s in after.stakeholders}
    after = brief(tmp_path / "b", f"{settings}- {{match: berit-holm, hide: true}}\n", c=text)
    assert [s.id for s in after.stakeholders if s.name == "Holm"] == ["anders-holm"]


def test_a_merge_or_a_split_that_fits_nobody_says_so(tmp_path: Path) -> None:
    after = brief(
        tmp_path / "b", "stakeholders:\n- {match: Norway, merge: [Norge]}\n- {match: Sweden, split: [Svea]}\n"
    )
    assert [(p.code, p.line) for p in after.problems] == [("correction-stale", 3), ("correction-stale", 4)]


def test_addresses_keep_doubled_letters(tmp_path: Path) -> None:
    after = brief(tmp_path / "b", c="Envoy Hannah Mitchell of Norway rejected a truce. Mitchell left.")
    assert "hannah-mitchell" in {s.id for s in after.stakeholders}
