"""Files that were made to hurt: they cost no more than their length, raise nothing, and are accounted for."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from briefing_generator.corpus import load_corpus
from briefing_generator.corpus.body.marks import find_marks
from briefing_generator.corpus.body.markup import article_words
from briefing_generator.corpus.metadata.front_matter import FrontMatterError, load_yaml, split_front_matter
from briefing_generator.model import Corpus
from hypothesis import given, settings
from hypothesis import strategies as st

BODY = "The dockers of Lunde want shorter shifts. The port company said on Monday that it would answer.\n"


def load(folder: Path, content: str | bytes, settings: str = "") -> Corpus:
    (folder / "articles").mkdir(exist_ok=True)
    (folder / "articles/a.md").write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "briefing.yml").write_text(settings, encoding="utf-8")
    return load_corpus(folder)


REPEATED = ["a\n", "- a\n", "1. a\n", "  - a:\n", "|\n", "> a\n", "a\n---\n", "March 1, 2025 ", "March {} 2025 ", "```\na\n", "[a](",
            "A B\n", "You may also like:\nA B\n", "Source: http://[a\n", "**", "“a ", "<!--", "[", "![", "[a](b(", "[^1]: a\n",
            "[[a|b]] ", "[[a\n", "<script>\n", "<script>\na\n</script>\n", "%%\na\n%%\n", "%%\n", "Title: a\n", "> a b c d e f g.\n", "![a](b.png)\n", "<img src=a>\n",
            "| a |\n", "{{< a >}}\n", "{% a\n", "a ^b #c\n", "&quot;", "[a](b) | ", "a ([View Highlight](b))\n", "- [x] a\n", "<!-- a -->\n", "a: b: c\n"]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_work_grows_with_length_and_not_with_its_square(tmp_path: Path, piece: str) -> None:
    """Counts calls, which are the same on every machine, instead of taking the time."""

    def calls(times: int) -> int:
        text = "You may also like:\nA B\n" + "".join(piece.replace("{}", f"{i % 28 + 1},") for i in range(times))
        count = 0

        def counted(frame: FrameType, event: str, argument: Any) -> None:
            nonlocal count
            count += 1

        sys.setprofile(counted)
        try:
            load(tmp_path, text)
        finally:
            sys.setprofile(None)
        return count

    calls(10)
    few, many = calls(400), calls(1600)
    assert many < 5 * few, (few, many)


@pytest.mark.parametrize("piece", ["- a\n", "&'😀1  - a:\n;", "- *a*\n"])
def test_what_stands_around_many_small_items_is_looked_at_a_few_times_in_all(
    tmp_path: Path, piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With each looked around by itself, 20 KB of them cost six seconds."""
    looked_at = 0

    def counted(text: str, start: int, end: int) -> Any:
        nonlocal looked_at
        looked_at += end - start
        return find_marks(text, start, end)

    monkeypatch.setattr("briefing_generator.corpus.body.markup.find_marks", counted)
    text = piece * (10_000 // len(piece))
    (article,) = load(tmp_path, text).articles
    assert len(article.blocks) > 500
    assert article_words(article)
    assert looked_at < 10 * len(text)


VALUES = ["0x" + "f" * 5000, "1" * 5000, "1" + ":1" * 3000, ".inf", ".nan", "!!int ''", "!!bool x", "!!timestamp y", "!!binary ä",
          "!!python/object:os.system x", "0o99", '"\\ud800\\udfff"', '"\\u0000\\u001b[2J"', "&a [*a]", "&a {b: *a}", "[[[[x]]]]",
          "? [a, b]", "{? [a]: b}", "{[a]: b}", "*nobody", "!x y", "<<", "~", "'", "|2\n a", "@", "%", "\t"]  # fmt: skip
FIELDS = ("title", "date", "source", "url", "author", "description", "tags", "language", "reliability", "draft",
          "stakeholders", "conditions", "pack", "threshold", "example", "statements", "overview", "notes")  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=lambda v: v[:24])
def test_no_value_of_any_field_raises(tmp_path: Path, value: str) -> None:
    for name in FIELDS:
        for written in (value, f"[{value}]", f"[{{name: {value}, party: {value}}}]"):
            corpus = load(tmp_path, f"---\n{name}: {written}\n---\n{BODY}", f"{name}: {written}\n")
            (article,) = corpus.articles
            assert article.status == "used" or article.reason
            told = "\n".join(map(str, corpus.problems)) + article.title + str(article.tags) + corpus.settings.title
            told.encode()
            assert "\x1b" not in "".join(p.message for p in corpus.problems)
            assert all(len(p.message) < 400 for p in corpus.problems)


LAUGHS = {
    "lists": "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 30)),
    "wide": "a: &a [x,x]\n" + "".join(f"b{i}: [*a,*a,*a,*a,*a,*a]\n" for i in range(9)),
    "long": f"a: &a [{'x' * 30_000}]\n" + "".join(f"b{i}: *a\n" for i in range(19)),
    "merged": f"a: &a {{{', '.join(f'k{i}: v' for i in range(3000))}}}\n"
    + "".join(f"b{i}: &b{i} {{<<: [*{'a' if i == 0 else f'b{i - 1}'}, *a]}}\n" for i in range(9)),
    "itself": "a: &a [*a]\n",
    "deep": "a: " + "[" * 5000 + "\n",
    "deep mapping": "a: " + "{a: " * 5000 + "\n",
    "deep indented": "".join(" " * i + "a:\n" for i in range(200)),
    "long text": "a: " + "x" * 70_000 + "\n",
}


@pytest.mark.parametrize("kind", LAUGHS)
def test_entangled_yaml_is_refused_before_it_is_built(tmp_path: Path, kind: str) -> None:
    corpus = load(tmp_path, f"---\n{LAUGHS[kind]}---\n{BODY}")
    assert [p.code for p in corpus.problems] == ["front-matter-huge"]
    assert corpus.articles[0].status == "refused"


def test_aliases_as_people_write_them_are_fine() -> None:
    source = "me: &me M. Editor\n" + "".join(f"n{i}: *me\n" for i in range(100))
    assert load_yaml(source)[0]["n99"] == "M. Editor"


def test_long_toml_is_refused(tmp_path: Path) -> None:
    corpus = load(tmp_path, f'+++\ntitle = "{"x" * 70_000}"\n+++\n{BODY}')
    assert [p.code for p in corpus.problems] == ["front-matter-huge"]
    corpus = load(tmp_path, f"+++\na = {'[' * 5000}\n+++\n{BODY}")
    assert [p.code for p in corpus.problems] == ["front-matter-broken"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a name be any bytes")
def test_names_that_no_file_should_have(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    names = [b"\xff.md", b"\xfe.md", b"a\n::error::b.md", b"\x1b[2J.md", "‮gpj.md".encode(), b"<img src=x>.md", b"{{ 7*7 }}.md",
             b"..md", b"...md", b"a..md", b" .md", b"con.md", b"a" * 250 + b".md"]  # fmt: skip
    for number, name in enumerate(names):
        Path(os.fsdecode(os.fsencode(articles) + b"/" + name)).write_text(f"Clause {number}. {BODY}" * (number + 1))
    corpus = load_corpus(tmp_path)
    expected = [n for n in names if not n.startswith(b".")]
    assert len(corpus.articles) == len(expected)
    assert len({a.id for a in corpus.articles}) == len({a.path for a in corpus.articles}) == len(expected)
    for article in corpus.articles:
        article.path.encode()
        assert article.path.isprintable() or "‮" in article.path
        assert "/" not in article.id
        assert ".." not in article.id


def test_links_that_lead_out_or_in_a_circle(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    (folder / "articles").mkdir(parents=True)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/s.md").write_text("Secret words.")
    (tmp_path / "secret.yml").write_text("title: Secret words\n")
    (folder / "articles/circle.md").symlink_to("circle.md")
    (folder / "articles/gone.md").symlink_to("nowhere.md")
    (folder / "articles/up.md").symlink_to("../../secret/s.md")
    (folder / "articles/folder").symlink_to(tmp_path / "secret")
    (folder / "briefing.yml").symlink_to(tmp_path / "secret.yml")
    corpus = load_corpus(folder)
    assert {a.status for a in corpus.articles} == {"refused"}
    assert {"articles/circle.md", "articles/gone.md", "articles/up.md"} <= {a.path for a in corpus.articles}
    assert "Secret" not in str(corpus)


def test_a_folder_of_articles_that_is_a_link_gives_nothing_away(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/s.md").write_text("Secret words.")
    (tmp_path / "b").mkdir()
    (tmp_path / "b/articles").symlink_to(tmp_path / "secret")
    corpus = load_corpus(tmp_path / "b")
    assert [p.code for p in corpus.problems] == ["file-outside"]
    assert "Secret" not in str(corpus)


YAML_LIKE = st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#%@`?,. \n\t0x1é\u2028"), max_size=120)


@settings(max_examples=300, deadline=None)
@given(YAML_LIKE)
def test_yaml_of_any_kind_is_read_or_refused_with_a_place(source: str) -> None:
    wrong = None
    try:
        load_yaml(source)
    except FrontMatterError as error:
        wrong = error
    assert wrong is None or (wrong.line >= 1 and wrong.message)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["---\n", "+++\n", "% ", ""]),
    YAML_LIKE,
    st.sampled_from(["\n---\n", "\n+++\n", "\n", ""]),
    st.text(max_size=60),
)
def test_front_matter_and_body_make_up_the_file(begin: str, source: str, end: str, body: str) -> None:
    text = begin + source + end + body
    try:
        matter = split_front_matter(text)
    except FrontMatterError:
        return
    assert text.endswith(matter.body)
    assert not matter.body or matter.body_line == text[: len(text) - len(matter.body)].count("\n") + 1


MARKDOWN = st.lists(
    st.sampled_from(["# A\n", "- a\n", "  - b:\n", "> q\n", "```\n", "| a | b |\n", "a\n===\n", "[a](http://b)", "![[x]]", "[[a|b]]", "&amp;", "<br>", "[^1]", "<!-- c -->", "%%\n", "<script>\n", "</script>\n", "![](a.png)\n", "- Author: a\n", "URL: https://a.b\n", " ^a #b\n", "## Metadata\n", "“A,” he said. ", "\n\n",
                     "==a=={#s-12345678}", "<b>", "{{ x }}", "{: onclick=a }", "**", "\u202e", "\u200b", "é", "Source: http://[a\n", "2025-03-13 "])
    | st.text(max_size=12),
    max_size=40,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
def test_any_markdown_is_accounted_for(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    folder = tmp_path_factory.getbasetemp() / "any-markdown"
    folder.mkdir(exist_ok=True)
    (article,) = load(folder, "".join(pieces).encode("utf-8", "surrogatepass")).articles
    assert article.status == "used" or article.reason
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(article.text)
        at = block.end
