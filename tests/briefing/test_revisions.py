"""What changed between versions of one article: told with evidence in both, counted nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator import load_corpus, make_briefing, render_pages
from briefing_generator.export import briefing_data
from briefing_generator.model import Briefing
from briefing_generator.reading import read_corpus

REST = (
    "The ferries have not left the harbour for nine days, and bread is brought to the islands by fishing boats. "
    "Shopkeepers on the quay have painted their windows, and some of them sleep late. "
    "The county has lent the islands a small plane, which may carry eight people and their bags. "
    "A storm is on its way from the west, and the lighthouse was painted last year. "
    "Many of the crew are the sons of sailors, and the oldest of them remembers the great strike of his youth. "
    "The museum of the harbour has opened its doors to everybody who is cold, and soup is served there at noon."
)


def brief(folder: Path, articles: dict[str, tuple[str, str]]) -> Briefing:
    (folder / "articles").mkdir(parents=True)
    (folder / "briefing.yml").write_text("pack: labour\n", encoding="utf-8")
    for name, (head, text) in articles.items():
        (folder / f"articles/{name}.md").write_text(f"---\n{head}\n---\n{text}\n", encoding="utf-8")
    corpus = load_corpus(folder)
    briefing = make_briefing(corpus, read_corpus(corpus))
    for revision in briefing.revisions:
        for evidence in filter(None, (revision.was, revision.now)):
            text = next(a.text for a in corpus.articles if a.id == evidence.article)
            assert text[evidence.start : evidence.end] == evidence.quote
    return briefing


def page(briefing: Briefing, path: str) -> str:
    return next(str(p.content) for p in render_pages(briefing) if p.path == f"b/{path}")


HEAD = "title: The ferry crews and the offer\nsource: Courier\ndate: {}"
NO = f"The Sund Ferry Union rejected the raise of 4 percent on Monday. {REST}"
YES = f"The Sund Ferry Union accepted the raise of 4 percent on Monday. {REST}"


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_a_correction_takes_the_place_of_what_it_corrects(tmp_path: Path, names: str) -> None:
    first, second = names
    b = brief(tmp_path / "b", {first: (HEAD.format("2025-03-03"), NO), second: (HEAD.format("2025-03-04"), YES)})
    held = [(s.party, s.act, s.evidence.article) for s in b.statements if s.party == "sund-ferry-union"]
    assert held == [("sund-ferry-union", "accepts", second)]
    assert (b.coverage.articles, b.coverage.origins) == (1, 1)
    assert all(m.article == second for s in b.stakeholders for m in s.mentions)
    (told,) = [r for r in b.revisions if r.act]
    assert (told.party, told.act, told.now_act, told.article, told.latest) == (
        "sund-ferry-union", "rejects", "accepts", first, second,
    )  # fmt: skip
    overview = page(b, "index.md")
    assert "## What changed" in overview
    assert "In its version of 3 March 2025 Courier wrote that" in overview
    assert "earlier version of The ferry crews" in page(b, "sources/index.md")
    assert "## Earlier versions and copies" in page(b, f"sources/{second}.md")
    assert "This is an earlier version of" in page(b, f"sources/{first}.md")
    data = briefing_data(b)
    assert [row["version_of"] for row in data["articles"] if row["id"] == first] == [second]
    assert data["revisions"][0]["was"]["quote"] in NO


def test_what_a_version_no_longer_says_is_told(tmp_path: Path) -> None:
    gone = "The shipowners demanded an end to the blockade of the pier. "
    texts = {"a": (HEAD.format("2025-03-03"), gone + YES), "b": (HEAD.format("2025-03-04"), YES)}
    b = brief(tmp_path / "b", texts)
    assert [(r.act, r.now, r.now_act) for r in b.revisions] == [("demands", None, None)]
    assert "this is no longer there" in page(b, "index.md")


def test_a_figure_that_changed_is_told(tmp_path: Path) -> None:
    texts = {
        "a": (HEAD.format("2025-03-03"), YES),
        "b": (HEAD.format("2025-03-04"), YES.replace("4 percent", "6 percent")),
    }
    b = brief(tmp_path / "b", texts)
    assert [(r.act, r.now_act) for r in b.revisions] == [("accepts", "accepts")]
    assert "6 percent" in (b.revisions[0].now.quote if b.revisions[0].now else "")


def test_a_verb_in_another_tense_changes_no_position(tmp_path: Path) -> None:
    was = f"The Sund Ferry Union rejected a law that expanded it. {REST}"
    texts = {
        "a": (HEAD.format("2025-03-03"), was),
        "b": (HEAD.format("2025-03-04"), was.replace("expanded", "expands")),
    }
    assert [r for r in brief(tmp_path / "b", texts).revisions if r.act] == []


def test_words_in_which_no_position_was_read_stand_on_the_page(tmp_path: Path) -> None:
    texts = {
        "a": (HEAD.format("2025-03-03"), YES),
        "b": (HEAD.format("2025-03-04"), YES.replace("eight people", "six people")),
    }
    b = brief(tmp_path / "b", texts)
    assert [(r.act, r.party) for r in b.revisions] == [(None, None)]
    assert "eight people" in page(b, "sources/b.md")
    assert "What changed" not in page(b, "index.md")


def test_three_versions_are_each_told(tmp_path: Path) -> None:
    texts = {
        "c": (HEAD.format("2025-03-03"), NO.replace("rejected", "demanded")), "a": (HEAD.format("2025-03-04"), NO),
        "b": (HEAD.format("2025-03-05"), YES),
    }  # fmt: skip
    b = brief(tmp_path / "b", texts)
    assert {(r.article, r.act, r.now_act) for r in b.revisions} == {
        ("c", "demands", "accepts"),
        ("a", "rejects", "accepts"),
    }


def test_a_copy_elsewhere_that_says_otherwise_is_told(tmp_path: Path) -> None:
    other = "title: Crews and owners\nsource: Herald\ndate: 2025-03-04"
    b = brief(tmp_path / "b", {"a": (HEAD.format("2025-03-03"), NO), "b": (other, YES)})
    assert [(r.article, r.act, r.now_act) for r in b.revisions] == [("b", "accepts", "rejects")]
    assert "Herald has in its copy that" in page(b, "index.md")


def test_the_same_words_change_nothing(tmp_path: Path) -> None:
    head = "title: {}\nsource: Courier\ndate: 2025-03-0{}\nurl: https://courier.example/ferries"
    b = brief(tmp_path / "b", {"a": (head.format("Crews", 3), YES), "b": (head.format("Crews agree", 4), YES)})
    assert b.revisions == ()
    assert "No sentence of it is missing here." in page(b, "sources/b.md")
