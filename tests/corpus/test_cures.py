"""What people get wrong in front matter and in ``briefing.yml``: told in their words, with the cure, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator import load_corpus
from briefing_generator.corpus.mending import mend_corpus
from briefing_generator.model import Corpus

BODY = "Norway rejected a ceasefire on Monday.\n"


def read(folder: Path, front: str = "", settings: str | None = None) -> Corpus:
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    head = f"---\n{front}\n---\n" if front else ""
    (folder / "articles/a.md").write_text(head + BODY, encoding="utf-8")
    if settings is not None:
        (folder / "briefing.yml").write_text(settings, encoding="utf-8")
    return load_corpus(folder)


WRONG = {
    "a tab": ("title: Talks\nnotes:\n\t- page: data\n", 3, "indented with a tab; spaces"),
    "a colon": ("title: Talks: day two\n", 1, "`title: 'Talks: day two'` would be right"),
    "a colon in a quote": (
        "overview:\n- action: pin\n  quote: He said: no\n",
        3,
        "`quote: 'He said: no'` would be right",
    ),
    "a no-break space behind a key": ("title:\u00a0Talks\n", 1, "a no-break space (U+00A0)"),
    "a separator of lines": ("title: Talks\u2028in Oslo\npack: peace\n", 2, "a line separator (U+2028)"),
    "no space behind a colon": ("title:Talks\n", 1, "`title: Talks` would be right"),
    "words behind a quotation mark": ('title: "Never" again\n', 1, "`title: 'Never\" again'` would be right"),
    "an apostrophe": ("title: 'it's on'\n", 1, "`title: 'it''s on'` would be right"),
    "a sign": ("title: @oslo\n", 1, "`title: '@oslo'` would be right"),
    "an indentation": ("statements:\n  - id: a\n   action: hide\n", 3, "indented otherwise than those around it"),
    "a bracket": ("title: [Talks\n", 2, "a `]` would end it"),
    "a brace": ("overview:\n- {action: pin, quote: x\n", 3, "a `}` would end it"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_broken_briefing_yml_tells_the_line_and_the_cure(tmp_path: Path, case: str) -> None:
    settings, line, told = WRONG[case]
    (problem,) = read(tmp_path, settings=settings).problems
    assert problem.code == "settings-broken"
    assert told in problem.message, problem.message
    assert abs(problem.line - line) <= 1
    assert problem.message.endswith(".")


@pytest.mark.parametrize("case", ["a tab", "a no-break space behind a key", "an indentation", "a bracket"])
def test_broken_front_matter_tells_the_same(tmp_path: Path, case: str) -> None:
    settings, _, told = WRONG[case]
    (problem,) = read(tmp_path, front=settings.rstrip("\n")).problems
    assert (problem.code, told in problem.message) == ("front-matter-broken", True), problem.message


def test_two_lists_below_one_key_are_both_read_and_told(tmp_path: Path) -> None:
    settings = "overview:\n- {action: pin, quote: Norway}\ntitle: a\noverview:\n- {action: drop, quote: Monday}\n"
    corpus = read(tmp_path, settings=settings)
    assert [(c.action, c.line) for c in corpus.settings.overview] == [("pin", 2), ("drop", 5)]
    (problem,) = corpus.problems
    assert (problem.code, problem.line) == ("key-twice", 4)
    assert "line 1" in problem.message
    assert "both lists are read" in problem.message


def test_no_break_spaces_before_an_entry_are_named(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, settings="title: a\nstatements:\n\u00a0\u00a0- id: a\n").problems
    assert "a no-break space (U+00A0)" in problem.message


def test_a_number_sign_in_a_title_is_no_comment_and_a_comment_is_none_of_the_title(tmp_path: Path) -> None:
    corpus = read(tmp_path, front="title: Deal #5 signed\nsource: Gazette # as printed\ntags: [a] #b")
    (article,) = corpus.articles
    assert (article.title, article.source) == ("Deal #5 signed", "Gazette")
    (problem,) = corpus.problems
    assert (problem.code, problem.line) == ("front-matter-quotes", 2)
    mend_corpus(corpus, tmp_path)
    text = (tmp_path / "articles/a.md").read_text(encoding="utf-8")
    assert "title: 'Deal #5 signed'\nsource: Gazette # as printed\n" in text
    assert not load_corpus(tmp_path).problems


def test_a_number_sign_in_a_correction_is_told(tmp_path: Path) -> None:
    settings = "title: Talks # round two\noverview:\n- action: pin\n  quote: Deal #5 signed\n"
    assert [(p.code, p.line) for p in read(tmp_path, settings=settings).problems] == [("settings-quotes", 4)]


def test_a_key_that_stands_twice_in_front_matter_is_told_and_the_later_one_holds(tmp_path: Path) -> None:
    corpus = read(tmp_path, front="title: a\ndate: 2025-03-01\ntitle: b")
    assert corpus.articles[0].title == "b"
    assert [(p.code, p.line) for p in corpus.problems] == [("key-twice", 4)]
