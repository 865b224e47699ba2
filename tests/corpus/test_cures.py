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


HEADS = {
    "a tab behind a colon": ("---\ntitle:\tTalks\n---\n", 2, "a tab stands behind `title:`"),
    "a no-break space": ("---\ntitle:\u00a0Talks\ndate: 2025-03-13\n---\n", 2, "a no-break space (U+00A0)"),
    "a separator of lines": ("---\ntitle: Talks\u2028resume\ndate: 2025-03-13\n---\n", 2, "a line separator (U+2028)"),
    "a wide colon": ("---\ntitle： Talks\n---\n", 2, "`title: Talks` would be right"),
    "an equals sign": ("---\ntitle = Talks\n---\n", 2, "`title: Talks` would be right"),
    "no end": ("---\ntitle: Talks\ndate: 2025-03-13\n\n", 1, "a line of `---` behind line 3 would end it"),
    "a dash at the end": ("---\ntitle: Talks\n—\n", 1, "line 3 has `—` where a line of `---` would end it"),
    "an end that is moved in": ("---\ntitle: Talks\n ---\n", 1, "line 3 is moved in"),
    "dashes at the beginning": ("–––\ntitle: Talks\n–––\n", 1, "begins with `–––`, which is no `---`"),
    "a space at the beginning": (" ---\ntitle: Talks\n---\n", 1, "a sign or space before `---`"),
}


@pytest.mark.parametrize("case", HEADS)
def test_front_matter_that_cannot_be_read_tells_place_and_cure(tmp_path: Path, case: str) -> None:
    head, line, told = HEADS[case]
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.md").write_text(head + "\n" + BODY, encoding="utf-8")
    (problem,) = load_corpus(tmp_path).problems
    assert (problem.code, problem.line, told in problem.message) == ("front-matter-broken", line, True), problem


def test_a_rule_or_a_dash_above_words_is_no_front_matter(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name, head in (("a", "—\n"), ("b", "---\n\n"), ("c", "--\nSaid: nothing\n")):
        (tmp_path / f"articles/{name}.md").write_text(f"{head}{name} {BODY}", encoding="utf-8")
    assert [a.status for a in load_corpus(tmp_path).articles] == ["used"] * 3


def test_curly_quotation_marks_around_values_are_told_and_left_out(tmp_path: Path) -> None:
    (article,) = (corpus := read(tmp_path, front="title: “Talks: day two”\nsource: ‘Gazette’")).articles
    assert (article.title, article.source) == ("Talks: day two", "Gazette")
    assert [(p.code, p.line) for p in corpus.problems] == [("front-matter-quotes", 2), ("front-matter-quotes", 3)]


def test_a_title_that_is_a_quotation_keeps_its_marks(tmp_path: Path) -> None:
    corpus = read(tmp_path, front="title: “We will not yield”\nsource: Gazette")
    assert (corpus.articles[0].title, corpus.problems) == ("“We will not yield”", ())


def test_a_number_sign_that_begins_a_value_or_stands_in_any_name_is_kept(tmp_path: Path) -> None:
    (article,) = read(
        tmp_path, front="headline: '' \ntitle: #Talks resume\nsite: Gazette #1\ntags: #port, #quay"
    ).articles
    assert (article.title, article.source, article.tags) == ("#Talks resume", "Gazette #1", ("port", "quay"))


SETTINGS = {
    "a cut title": ("title: Talks #3 resume\n", "settings-quotes", 1, "`title: 'Talks #3 resume'` would be right"),
    "a key twice in an entry": ("stakeholders:\n- match: A\n  name: B\n  name: C\n", "key-twice", 4, "line 3"),
    "curly marks": ("stakeholders:\n- match: “Norway”\n", "settings-quotes", 2, "straight ones would be right"),
    "a no-break space behind a dash": (
        "notes:\n  -\u00a0page: data\n",
        "settings-value",
        1,
        "a no-break space (U+00A0)",
    ),
    "a second document": ("---\ntitle: a\n---\n", "settings-broken", 3, "it would be read without that line"),
    "hide as an action": (
        "stakeholders:\n- match: A\n  action: hide\n",
        "settings-value",
        2,
        "`hide: true` would take it",
    ),
    "one name to merge": (
        "stakeholders:\n- match: A\n  merge: B\n",
        "settings-value",
        2,
        "`merge: [B]` would be right",
    ),
}


@pytest.mark.parametrize("case", SETTINGS)
def test_settings_that_people_get_wrong_tell_the_cure(tmp_path: Path, case: str) -> None:
    settings, code, line, told = SETTINGS[case]
    (problem,) = read(tmp_path, settings=settings).problems
    assert (problem.code, problem.line, told in problem.message) == (code, line, True), problem


def test_a_key_in_words_over_several_lines_is_no_key(tmp_path: Path) -> None:
    settings = "notes:\n- page: data\n  text: |\n    a: 1\n    a: 2\n- page: data\n  text: b\n"
    assert read(tmp_path, settings=settings).problems == ()
