"""Folders of articles, read: dialects, furniture, inference, duplicates, and everything that can be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator.corpus import load_corpus
from briefing_generator.corpus.body.blocks import find_blocks
from briefing_generator.corpus.body.furniture import furniture_line
from briefing_generator.corpus.body.markup import plain_view
from briefing_generator.corpus.codes import problem_codes
from briefing_generator.model import Article, Corpus
from hypothesis import given, settings
from hypothesis import strategies as st

BODY = "The dockers of Lunde want shorter shifts. The port company said on Monday that it would answer within a week.\n"


def make(folder: Path, files: dict[str, str | bytes]) -> Corpus:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_corpus(folder)


def only(corpus: Corpus) -> Article:
    (article,) = corpus.articles
    return article


DIALECTS = {
    "clipper": "---\ntitle: Shifts\nsource: https://news.example/shifts\nauthor:\n  - '[[Ann Lee]]'\npublished: 2025-03-13\ntags:\n  - clippings\n---\n",
    "hugo-toml": '+++\ntitle = "Shifts"\ndate = 2025-03-13T09:30:00Z\nauthor = "Ann Lee"\nurl = "https://news.example/shifts"\n+++\n',
    "written-date": "---\ntitle: Shifts\ndate: March 13, 2025\nlink: https://news.example/shifts\nauthors: [Ann Lee]\n---\n",
    "jekyll": "---\nlayout: post\ntitle: Shifts\ndate: 2025-03-13 09:30:00 +0100\nauthor: Ann Lee\nurl: https://news.example/shifts\n---\n",
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_dialects_of_front_matter(tmp_path: Path, dialect: str) -> None:
    corpus = make(tmp_path, {"articles/a.md": DIALECTS[dialect] + BODY})
    article = only(corpus)
    assert (article.title, article.date, article.author) == ("Shifts", "2025-03-13", "Ann Lee")
    assert article.url == "https://news.example/shifts"
    assert article.source == "news.example"
    assert article.source_basis == "inferred"
    assert article.text == BODY.strip()
    assert not corpus.problems


def test_pandoc_title_block(tmp_path: Path) -> None:
    article = only(make(tmp_path, {"articles/a.txt": "% Shifts\n% Ann Lee\n% 2025-03-13\n\n" + BODY}))
    assert (article.title, article.author, article.date, article.text) == (
        "Shifts",
        "Ann Lee",
        "2025-03-13",
        BODY.strip(),
    )


BAD = {
    "broken": ("---\ntitle: [a\ndate: 2025-03-13\n---\n" + BODY, "front-matter-broken", 3),
    "unclosed": ("---\ntitle: a\n" + BODY, "front-matter-broken", 1),
    "laughs": ("---\na: &a [x,x]\n" + "".join(f"b{i}: [*a,*a,*a,*a,*a,*a]\n" for i in range(9)) + "---\n" + BODY, "front-matter-huge", 6),
    "empty": ("", "file-empty", 0),
    "blank": ("---\ntitle: a\n---\n\n \n", "file-empty", 0),
    "binary": (bytes(range(256)) * 20, "file-binary", 0),
    "large": ("word " * 1_100_000, "file-large", 0),
    "draft": ("---\ndraft: true\n---\n" + BODY, "draft", 0),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_bad_files_are_refused_and_listed(tmp_path: Path, kind: str) -> None:
    content, code, line = BAD[kind]
    corpus = make(tmp_path, {"articles/bad.md": content, "articles/good.md": BODY})
    bad, good = corpus.articles
    assert (bad.path, bad.status, bad.text) == ("articles/bad.md", "refused", "")
    assert bad.reason
    assert good.status == "used"
    (problem,) = corpus.problems
    assert (problem.path, problem.code, problem.line) == ("articles/bad.md", code, line)
    assert code in problem_codes()


def test_wrong_values_are_told_and_inferred_instead(tmp_path: Path) -> None:
    text = (
        "---\ntitle: [a, b]\ndate: the ides of March\nconditions:\n  - act: wants\n    text: x\n---\nShorter shifts for Lunde\n\n"
        + BODY
    )
    corpus = make(tmp_path, {"articles/2025-03-13-shifts.md": text})
    article = only(corpus)
    assert (article.status, article.title, article.title_basis) == ("used", "Shorter shifts for Lunde", "inferred")
    assert (article.date, article.date_basis, article.date_from) == ("2025-03-13", "inferred", "from the file’s name")
    assert [(p.line, p.code) for p in corpus.problems] == [(2, "field-type"), (3, "date-unreadable"), (4, "field-type")]
    assert "`date: 2025-03-13` would be right" in corpus.problems[1].message


@pytest.mark.parametrize("line", ["source: [a]", "url: {a: b}", "draft: maybe", "reliability: [low]", "language: [x]"])
def test_a_value_of_the_wrong_kind_is_told_whatever_the_field(tmp_path: Path, line: str) -> None:
    corpus = make(tmp_path, {"articles/a.md": f"---\ntitle: Shifts\n{line}\n---\n{BODY}"})
    assert only(corpus).status == "used"
    assert [(p.line, p.code) for p in corpus.problems] == [(3, "field-type")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = (
        "Café owners in Lunde said: “We are open to talks”, and the naïve mayor agreed to hear them on Friday.\r\n" * 3
    )
    corpus = make(tmp_path, {"articles/a.md": text.encode(encoding)})
    assert only(corpus).text == text.replace("\r\n", "\n").strip()
    assert [p.code for p in corpus.problems] == ([] if encoding == "utf-8-sig" else ["encoding"])


def test_no_articles_and_no_date_and_same_title(tmp_path: Path) -> None:
    assert [p.code for p in make(tmp_path / "none", {"briefing.yml": "title: x\n"}).problems] == ["no-articles"]
    corpus = make(tmp_path / "two", {
        "articles/a.md": "---\ntitle: One\n---\n" + BODY, "articles/b.md": "---\ntitle: One\n---\nWholly other words stand here.\n",
    })  # fmt: skip
    assert [(p.path, p.code) for p in corpus.problems] == [("articles/b.md", "title-twice")]
    assert corpus.articles[0].date_basis == "unknown"
    copies = make(tmp_path / "copies", {f"articles/{n}.md": "---\ntitle: One\n---\n" + BODY for n in "ab"})
    assert [a.status for a in copies.articles] == ["used", "duplicate"]
    assert copies.problems == ()


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(BODY)
    (tmp_path / "b/articles").mkdir(parents=True)
    (tmp_path / "b/articles/a.md").symlink_to(tmp_path / "secret.md")
    corpus = load_corpus(tmp_path / "b")
    assert (only(corpus).status, corpus.problems[0].code) == ("refused", "file-outside")


def test_copies_and_reprints(tmp_path: Path) -> None:
    words = [f"Clause {i} of the port's offer pays {i * 3} crowns for shift {i} at pier {i % 7}." for i in range(40)]
    whole = " ".join(words)
    corpus = make(tmp_path, {
        "articles/a.md": "---\ndate: 2025-01-01\n---\n" + whole, "articles/b.md": "---\ndate: 2025-01-02\n---\n" + whole,
        "articles/c.md": "---\ndate: 2025-01-03\n---\n" + " ".join(words[:30]) + " Reporting by hand.",
        "articles/d.md": BODY,
    })  # fmt: skip
    a, b, c, d = corpus.articles
    assert (b.status, b.duplicate_of, b.family) == ("duplicate", "a", "a")
    assert (c.status, c.family) == ("used", "a")
    assert (a.family, d.family) == ("a", "d")


LAYOUT = """Dockers Offer New Talks In Lunde
The dockers of Lunde offered new talks on Monday, and the port did not answer before the evening came.
What They Want
• Pay:
• Eight crowns more an hour, from the first of May, for everyone who works at night on the piers.
• Rest:
• Two free Sundays in each month, with the pay that a Sunday brings to those who work on it.
You may also like:
Storm Sinks Ferry Near Lunde
Ten Ways To Cook Herring
Questions
Will there be a strike?
The union says that it will decide on Friday, when its members have met in the old hall by the river.
LEAVE A REPLY
Please enter your comment!
"""


def test_plain_headings_bullets_and_furniture() -> None:
    blocks = find_blocks(LAYOUT.strip())
    told = [
        (b.kind, b.depth if b.kind == "item" else None, LAYOUT[b.start : b.end].split("\n")[0][:14]) for b in blocks
    ]
    assert told == [
        ("heading", None, "Dockers Offer "), ("paragraph", None, "The dockers of"), ("heading", None, "What They Want"),
        ("item", 0, "Pay:"), ("item", 1, "Eight crowns m"), ("item", 0, "Rest:"), ("item", 1, "Two free Sunda"),
        ("furniture", None, "You may also l"), ("furniture", None, "Storm Sinks Fe"), ("furniture", None, "Ten Ways To Co"),
        ("heading", None, "Questions"), ("heading", None, "Will there be "), ("paragraph", None, "The union says"),
        ("furniture", None, "LEAVE A REPLY"), ("furniture", None, "Please enter y"),
    ]  # fmt: skip


def test_settings_tell_what_is_wrong_with_line(tmp_path: Path) -> None:
    corpus = make(
        tmp_path, {"briefing.yml": "titel: x\nthreshold: 3\nstatements:\n  - action: burn\n", "articles/a.md": BODY}
    )
    assert [(p.line, p.code) for p in corpus.problems] == [
        (1, "settings-key"),
        (2, "settings-value"),
        (4, "settings-value"),
    ]
    assert "did you mean `title`" in corpus.problems[0].message


def test_a_briefing_may_be_an_example(tmp_path: Path) -> None:
    assert make(tmp_path, {"briefing.yml": "example: true\n"}).settings.example
    odd = make(tmp_path, {"briefing.yml": "title: x\nexample: maybe\n"})
    assert not odd.settings.example
    assert [(p.line, p.code) for p in odd.problems if p.code.startswith("settings")] == [(2, "settings-value")]
    assert any("`example: maybe` is neither true nor false" in p.message for p in odd.problems)


def test_ids_stay_when_articles_come(tmp_path: Path) -> None:
    before = {a.path: a.id for a in make(tmp_path, {"articles/a.md": BODY, "articles/x/b.md": BODY + "More."}).articles}
    after = {a.path: a.id for a in make(tmp_path, {"articles/b.md": "Other words."}).articles}
    assert before.items() <= after.items()
    assert len(set(after.values())) == 3


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB .\n#-*>|`“”[]()!:\t•1_=~<é\u200b"), max_size=300))
def test_blocks_lie_inside_the_text_in_order(text: str) -> None:
    text = text.strip()
    at = 0
    for block in find_blocks(text):
        assert at <= block.start < block.end <= len(text)
        at = block.end
    view = plain_view(text, 0, len(text))
    assert all(text[i] == c for i, c in zip(view.offsets, view.text, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_accounted_for(data: bytes) -> None:
    from briefing_generator.corpus.body.decoding import decode
    from briefing_generator.corpus.metadata.front_matter import FrontMatterError, split_front_matter

    decoded = decode(data)
    assert decoded.refused or decoded.text
    try:
        body = split_front_matter(decoded.text).body
    except FrontMatterError:
        return
    assert decoded.text.endswith(body)


PLAIN = {
    "[[Azerbaijan|Baku]] agreed": "Baku agreed",
    "[[Georgia]]’s plan": "Georgia’s plan",
    "see ![[map.png]] there": "see  there",
    "agreed.[^note] Then": "agreed. Then",
    "tolls<br>and <b>locks</b>": "tolls and locks",
    "Is\u00adrael, Jor\u200bdan": "Israel, Jordan",
    "&quot;Never,&quot; he said": '"Never," he said',
    "R&amp;D &lt; 5&nbsp;%": "R&D < 5 %",
    "AT&T and &unknown; stay": "AT&T and &unknown; stay",
    "said.<!-- check --> Then": "said. Then",
}


@pytest.mark.parametrize("text", PLAIN)
def test_a_reader_sees_words_alone_and_offsets_hold(text: str) -> None:
    view = plain_view(text, 0, len(text))
    assert view.text == PLAIN[text]
    assert list(view.offsets) == sorted(set(view.offsets))
    assert len(view.offsets) == len(view.text)
    # A span of the view is a span of the text: an entity at its edge is in it whole.
    if text.startswith("&quot;"):
        end = view.text.index('"', 1)
        assert text[view.offsets[0] : view.offsets[end] + 1] == "&quot;Never,&quot;"


LINES = {
    "Published on March 14, 2025": True, "Updated: 13 March 2025, 10:30 GMT": True, "Posted Thursday 13 March 2025 at 9:15 a.m.": True,
    "March 13, 2025": True, "(2025-03-13)": True, "Updated proposals were sent in 2025.": False, "Published figures show the losses of 2025": False,
    "In March 2025 the union struck": False, "May 2025 strike talks": False,
}  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_lines_that_only_date_a_page(line: str) -> None:
    assert furniture_line(line) is LINES[line]


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("tfo-strike", "The TFO met the union. TFO staff strike on Monday, and the strike goes on.", "TFO strike"),
        ("us-trade", "The U.S. met its partners. U.S. trade rose. It helps us, and trade helps all of us, and us alone.", "US trade"),
        ("talks-with-tavaria", "Talks with Tavaria went on. Tavaria and its neighbours hold talks with all.", "Talks with Tavaria"),
        ("it-strike", "It ended. It was said that it is over; it cost a lot, and it hurt. The IT staff met; IT works. It is so. As it is, it is.", "IT strike"),
        ("harbour-strike", "HARBOUR STRIKE\n\nThe harbour is shut. The strike in the harbour goes on, a strike of weeks.", "Harbour strike"),
    ],
)  # fmt: skip
def test_a_title_of_the_folders_name_is_written_as_the_articles_write_it(
    tmp_path: Path, name: str, text: str, wanted: str
) -> None:
    (tmp_path / name / "articles").mkdir(parents=True)
    (tmp_path / name / "articles/one.md").write_text(f"---\ntitle: News of the day\n---\n{text}\n", "utf-8")
    assert load_corpus(tmp_path / name).settings.title == wanted
    (tmp_path / name / "briefing.yml").write_text("title: my own title\n", "utf-8")
    assert load_corpus(tmp_path / name).settings.title == "my own title"
