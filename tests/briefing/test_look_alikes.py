"""Names that look alike: a correction does what it says of the one that it means, and asks where it might be two."""

from __future__ import annotations

from pathlib import Path

from briefing_generator import load_corpus, make_briefing
from briefing_generator.briefing.corrections.corrections import correct_statements, find_parties
from briefing_generator.briefing.stakeholders.stakeholder_corrections import StakeholderCorrector
from briefing_generator.model import Corpus, Rename, Settings, Stakeholder, StatementCorrection
from briefing_generator.pages import render_pages
from briefing_generator.reading import read_corpus


def people(*names: str) -> list[Stakeholder]:
    return [Stakeholder(f"p{at}", name, "person", (), (), None, ()) for at, name in enumerate(names)]


def corrected(names: tuple[str, ...], *corrections: Rename) -> StakeholderCorrector:
    corrector = StakeholderCorrector(people(*names), {})
    for correction in corrections:
        corrector.apply(correction)
    return corrector


def test_what_looks_the_same_is_hidden() -> None:
    for written in ("josé dorn", "Jose Dorn", "Jоsé Dоrn", "JOSÉ DORN", "José\u00a0Dorn"):
        done = corrected(("José Dorn", "Kari Lund"), Rename(written, hide=True, line=3))
        assert [s.name for s in done.stakeholders()] == ["Kari Lund"], written
        assert not done.stale


def test_dashes_and_letters_of_other_scripts_are_no_other_name() -> None:
    done = corrected(("OPEC-Nord", "OPAC-Nord"), Rename("ОРЕС–Nord", name="North"))
    assert [s.name for s in done.stakeholders()] == ["North", "OPAC-Nord"]


def test_a_name_to_the_letter_comes_before_one_that_looks_alike() -> None:
    done = corrected(("Ana Costa", "Anа Costa", "Anna Costa"), Rename("Ana Costa", name="X"))
    assert [s.name for s in done.stakeholders()] == ["X", "Anа Costa", "Anna Costa"]
    done = corrected(("Ana Costa", "Aná Costa"), Rename("ana costa", hide=True, line=3))
    assert done.doubtful == [(3, "ana costa", ("p0", "p1"))]
    assert len(done.stakeholders()) == 2


def test_a_merge_takes_the_other_where_both_look_alike() -> None:
    done = corrected(("Ana Costa", "Ana Cósta", "Kari Lund"), Rename("p0", merge=("ana costa",), line=3))
    assert [s.name for s in done.stakeholders()] == ["Ana Costa", "Kari Lund"]


def test_a_name_that_another_has_is_asked_about() -> None:
    done = corrected(("A. Costa", "Ana Costa"), Rename("A. Costa", name="Ana Cósta", line=3))
    assert done.named_alike == [(3, "Ana Cósta", ("p0", "p1"))]


def test_a_party_that_two_have_is_asked_for_and_not_chosen() -> None:
    done = corrected(("Ana Costa", "Aná Costa", "Kari Lund"), Rename("Kari Lund", party="ana costa", line=3))
    assert done.doubtful == [(3, "ana costa", ("p0", "p1"))]
    assert {s.party for s in done.stakeholders()} == {None}


def test_set_party_asks_which_and_names_both(tmp_path: Path) -> None:
    held = {s.id: s for s in people("Ana Costa", "Aná Costa")}
    assert find_parties("ana costa", held) == ["p0", "p1"]
    correction = StatementCorrection(quote="x", set_party="ana costa", line=7)
    corpus = Corpus("b", Settings("b", statements=(correction,)), (), ())
    done = correct_statements([], corpus, held)
    assert done.which_party == [("", 7, "ana costa", ("p0", "p1"))]
    assert not done.stale


TEXT = """---
title: Ferry talks
date: 2025-03-10
---
Ana Costa, a lawyer, ==rejects the plan of the ministry==, she said. Aná Costa, a pilot, demands a vote of the council.

==Ships wait in the roads.== The ministry offers two boats.

> The ministry offers two boats.

Note: <b>Norway</b> accepts, *I* hear.
"""


def test_on_the_pages_marks_are_told_and_a_question_names_both(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.md").write_text(TEXT, encoding="utf-8")
    settings = "stakeholders:\n- match: ministry\n  name: Ana Costa\nstatements:\n- quote: offers two boats\n  set_party: ana costa\n"
    (tmp_path / "briefing.yml").write_text(settings, encoding="utf-8")
    corpus = load_corpus(tmp_path)
    briefing = make_briefing(corpus, read_corpus(corpus))
    asked = [p.message for p in briefing.problems if p.code == "correction-ambiguous"]
    assert len(asked) == 2
    assert all("ana-costa" in told and "ministry" in told for told in asked), asked
    (article,) = [p for p in render_pages(briefing) if p.path.endswith("sources/a.md")]
    text = str(article.content)
    assert "## Highlighted" in text
    assert text.count('<mark class="highlighted">') == 3
    assert "Analyst’s note." in text
    assert "<b>Norway" not in text
    assert "Norway" not in text.partition("## Highlighted")[0]
    shown = text.partition("## Text")[2].partition("## Highlighted")[0]
    assert "rejects the plan==" not in shown
    assert "==Ships" not in shown
