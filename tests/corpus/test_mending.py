"""``check --fix``: what was inferred is written down, and not one other byte changes."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
from briefing_generator.corpus import load_corpus
from briefing_generator.corpus.mending import Mended, mend_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

TOOLS = Path(__file__).parent / "tools"
BODY = "Valley Gazette, March 13, 2025\n\nThe dockers of Lunde want shorter shifts. The port company said that it would answer.\n"


def mended(folder: Path, content: str | bytes, name: str = "2025-03-14-shifts.md") -> tuple[bytes, tuple[Mended, ...]]:
    (folder / "articles").mkdir(exist_ok=True)
    file = folder / "articles" / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = mend_corpus(load_corpus(folder), folder)
    return file.read_bytes(), done


CASES = {
    "nothing there": ("# Shifts\n\nWords.\n", "---\ntitle: Shifts\ndate: 2025-03-14\n---\n\n# Shifts\n\nWords.\n"),
    "comments and order": (
        "---\n# mine\nauthor:   'Ann Lee'   # by hand\ntags: [b,  a]\n---\n# Shifts\n\nWords.\n",
        "---\n# mine\nauthor:   'Ann Lee'   # by hand\ntags: [b,  a]\ntitle: Shifts\ndate: 2025-03-14\n---\n# Shifts\n\nWords.\n",
    ),
    "empty keys are filled": (
        "---\ntitle:\npublished:    # not known\nurl: https://a.example/x\nsite: ''\n---\n# Shifts\n\nWords.\n",
        "---\ntitle: Shifts\npublished: 2025-03-14    # not known\nurl: https://a.example/x\nsite: a.example\n---\n# Shifts\n\nWords.\n",
    ),
    "nothing is nothing": (
        "---\ntitle: ~\ndate: null # later\n---\n# Shifts\n\nWords.\n",
        "---\ntitle: Shifts\ndate: 2025-03-14 # later\n---\n# Shifts\n\nWords.\n",
    ),
    "an address in source": (
        "---\ntitle: S\ndate: 2025-03-01\nsource: https://a.example/x\n---\nWords.\n",
        "---\ntitle: S\ndate: 2025-03-01\nsource: https://a.example/x\npublisher: a.example\n---\nWords.\n",
    ),
    "a title with a colon": ("# Shifts: day two\n\nWords.\n", "---\ntitle: 'Shifts: day two'\ndate: 2025-03-14\n---\n\n# Shifts: day two\n\nWords.\n"),
    "quotation marks": (
        "---\ntitle: Shifts: it's on # not a comment\ndate: 2025-03-01\n---\nWords.\n",
        "---\ntitle: 'Shifts: it''s on # not a comment'\ndate: 2025-03-01\n---\nWords.\n",
    ),
    "toml": (
        '+++\ntitle = "S" # mine\n[params]\na = 1\n+++\nWords.\n',
        '+++\ntitle = "S" # mine\ndate = 2025-03-14\n[params]\na = 1\n+++\nWords.\n',
    ),
    "json": ('{\n    "title": "S"\n}\nWords.\n', '{\n    "date": "2025-03-14",\n    "title": "S"\n}\nWords.\n'),
    "pandoc’s end": ("---\ntitle: S\n...\nWords.\n", "---\ntitle: S\ndate: 2025-03-14\n...\nWords.\n"),
    "windows": (
        "---\r\ntitle: S\r\n---\r\nWords.\r\nMore.\n", "---\r\ntitle: S\r\ndate: 2025-03-14\r\n---\r\nWords.\r\nMore.\n",
    ),
    "line ends of both kinds": (
        "---\r\ntitle: S\nauthor: Ann Lee\r\n---\nWords.\r\nMore.\n",
        "---\r\ntitle: S\nauthor: Ann Lee\r\ndate: 2025-03-14\r\n---\nWords.\r\nMore.\n",
    ),
    "an empty key among line ends of both kinds": (
        "---\ntitle: S\r\ndate:\r\nurl: https://a.example/x\n---\r\nWords.\n",
        "---\ntitle: S\r\ndate: 2025-03-14\r\nurl: https://a.example/x\nsource: a.example\n---\r\nWords.\n",
    ),
    "title block": ("% Shifts\n\nWords.\n", "% Shifts\n%\n% 2025-03-14\n\nWords.\n"),
    "title block with authors": (
        "% Shifts\n% Ann Lee\n  Bo Ek\n\nWords.\n", "% Shifts\n% Ann Lee\n  Bo Ek\n% 2025-03-14\n\nWords.\n",
    ),
    "title block without a title": ("%\n% Ann Lee\n%\n\n# Shifts\n\nWords.\n", "% Shifts\n% Ann Lee\n% 2025-03-14\n\n# Shifts\n\nWords.\n"),
    "title block of Windows": ("% Shifts\r\n% Ann Lee\r\n\r\nWords.\r\n", "% Shifts\r\n% Ann Lee\r\n% 2025-03-14\r\n\r\nWords.\r\n"),
    "a source below a title block": (
        "% Shifts\n% Ann Lee\n% 2025-03-01\n\nOriginal Source: Quay News\n\nWords.\n",
        "% Shifts\n% Ann Lee\n% 2025-03-01\n\n---\nsource: Quay News\n---\n\nOriginal Source: Quay News\n\nWords.\n",
    ),
    "a block below a title block": (
        "% Shifts\n% Ann Lee\n\n---\nurl: https://a.example/x # mine\n---\n\nWords.\n",
        "% Shifts\n% Ann Lee\n% 2025-03-14\n\n---\nurl: https://a.example/x # mine\nsource: a.example\n---\n\nWords.\n",
    ),
    "a byline": (
        "# Shifts\n\nBy Ann Lee and Bo Ek, Quay News\n\nWords.\n",
        "---\ntitle: Shifts\nauthor: Ann Lee, Bo Ek\ndate: 2025-03-14\n---\n\n# Shifts\n\nBy Ann Lee and Bo Ek, Quay News\n\nWords.\n",
    ),
    "a byline and an empty key": (
        "---\ntitle: S\nauthors:\ndate: 2025-03-01\n---\nBy Ann Lee\n\nWords.\n",
        "---\ntitle: S\nauthors: Ann Lee\ndate: 2025-03-01\n---\nBy Ann Lee\n\nWords.\n",
    ),
    "a byline below a title block": (
        "% Shifts\n\nBy Ann Lee and Bo Ek\n\nWords.\n", "% Shifts\n% Ann Lee, Bo Ek\n% 2025-03-14\n\nBy Ann Lee and Bo Ek\n\nWords.\n",
    ),
    "a byline and toml": (
        '+++\ntitle = "S"\ndate = 2025-03-01\n+++\nBy Ann Lee\n\nWords.\n',
        '+++\ntitle = "S"\ndate = 2025-03-01\nauthor = "Ann Lee"\n+++\nBy Ann Lee\n\nWords.\n',
    ),
    "mark": ("\ufeff---\ntitle: S\n---\nWords.", "\ufeff---\ntitle: S\ndate: 2025-03-14\n---\nWords."),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_only_what_was_inferred_is_written(tmp_path: Path, case: str) -> None:
    before, after = CASES[case]
    data, done = mended(tmp_path, before)
    assert data.decode() == after
    assert len(done) == 1
    again = mend_corpus(load_corpus(tmp_path), tmp_path)
    assert again == ()


LEFT = {
    "an author beside a byline": "---\ntitle: S\nauthor: Ann Lee\ndate: 2025-03-01\n---\nBy Bo Ek\n\nWords.\n",
    "all stated": "---\ntitle: S\ndate: 2025-03-01\n---\nWords.\n",
    "a date that is wrong": "---\ntitle: S\ndate: soon\n---\nWords.\n",
    "broken": "---\ntitle: [a\n---\nWords.\n",
    "draft": "---\ndraft: true\n---\n# Shifts\n",
    "title block": "% Shifts\n% Ann Lee\n% 2025-03-01\n\nWords.\n",
    "empty": "",
    "an empty value of another shape": "---\ntitle: S\ndate: !!null ''\n---\nWords.\n",
    "json and words on one line": '{"title": "S"} Words.',
}


@pytest.mark.parametrize("case", LEFT)
def test_what_is_left_alone(tmp_path: Path, case: str) -> None:
    data, done = mended(tmp_path, LEFT[case])
    assert (data.decode(), done) == (LEFT[case], ())


def test_a_file_of_two_names_is_mended_once(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/2025-03-13-also.md").symlink_to("2025-03-14-shifts.md")
    data, done = mended(tmp_path, "---\ntitle: S\ndate:\n---\nWords.\n")
    assert len(done) == 1
    assert data.count(b"2025-03-1") == 1
    assert (tmp_path / "articles/2025-03-13-also.md").is_symlink()
    assert mend_corpus(load_corpus(tmp_path), tmp_path) == ()


def test_the_day_of_saving_is_no_date(tmp_path: Path) -> None:
    text = "---\ntitle: S\ncreated: 2025-03-20\n---\nWords.\n"
    assert mended(tmp_path, text, "s.md") == (text.encode(), ())


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_encodings_stay(tmp_path: Path, encoding: str) -> None:
    text = "# Café owners\r\n\r\nThe café owners of Orléans threaten to close, and the mayor rejects a freeze of rents.\r\n"
    data, done = mended(tmp_path, text.encode(encoding))
    assert data == ("---\r\ntitle: Café owners\r\ndate: 2025-03-14\r\n---\r\n\r\n" + text).encode(encoding)
    assert done == (Mended("articles/2025-03-14-shifts.md", ("title", "date")),)


@pytest.mark.parametrize("tool", sorted(path.name for path in TOOLS.iterdir() if path.is_dir()))
def test_what_tools_wrote_reads_the_same_afterwards(tmp_path: Path, tool: str) -> None:
    shutil.copytree(TOOLS / tool, tmp_path / "articles")
    (before,) = load_corpus(tmp_path).articles
    mend_corpus(load_corpus(tmp_path), tmp_path)
    (after,) = load_corpus(tmp_path).articles
    assert after.text == before.text
    # A first line that the title repeats is a heading of the first level from then on.
    assert [(b.kind, b.start, b.end) for b in after.blocks] == [(b.kind, b.start, b.end) for b in before.blocks]
    assert (after.title, after.date, after.source, after.url, after.author, after.tags) == (
        before.title, before.date, before.source, before.url, before.author, before.tags,
    )  # fmt: skip
    assert mend_corpus(load_corpus(tmp_path), tmp_path) == ()


PIECES = st.sampled_from(
    [
        "title: S",
        "title:",
        "date:",
        "date: # x",
        "source: 'a'",
        "# c",
        "tags: [a]",
        "  - b",
        "x: a: b",
        "",
        "site:",
        "a: |",
        " t",
        "url: https://a.example/b",
        "%",
        "% Ann Lee",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["---", "+++", "%", "% Shifts", ""]),
    st.lists(PIECES, max_size=5),
    st.sampled_from([("\n",), ("\r\n",), ("\r\n", "\n"), ("\n", "\n", "\r\n")]),
    st.sampled_from(["", "\n"]),
    st.text(max_size=20),
)
def test_any_front_matter_is_mended_once_and_keeps_its_body(
    tmp_path_factory: pytest.TempPathFactory, fence: str, lines: list[str], ends: tuple[str, ...], gap: str, tail: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any-front-matter"
    folder.mkdir(exist_ok=True)
    head = [fence, *lines, *([fence] if fence in ("---", "+++") else [])] if fence else lines
    text = (
        "".join(map("".join, zip(head, itertools.cycle(ends), strict=False)))
        + gap
        + "The dockers want shorter shifts.\n"
        + tail
    )
    before = text.encode("utf-8", "surrogatepass")
    data, done = mended(folder, before)
    if not done:
        assert data == before
        return
    (article,) = load_corpus(folder).articles
    assert data.endswith(before[-(len(tail.encode("utf-8", "surrogatepass")) + 33) :])
    assert article.status == "used"
    assert mend_corpus(load_corpus(folder), folder) == ()
