"""Every code that ``briefing check`` prints: real files that provoke it, the cure that the documentation names, and its place."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from briefing_generator import load_corpus, make_briefing
from briefing_generator.cli import main
from briefing_generator.corpus.codes import problem_codes
from briefing_generator.model import Problem
from briefing_generator.reading import read_corpus
from click.testing import CliRunner

BODY = "Norway rejected a ceasefire on Monday.\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
GERMAN = (
    "Die Hafenarbeiter fordern kürzere Schichten und höhere Löhne, und die Arbeitgeber lehnen das bisher ab. Am Montag "
    "wollen beide Seiten wieder miteinander reden, sagte ein Sprecher, der ein schnelles Ende des Streiks nicht erwartet. "
    "Die Schiffe warten seit drei Wochen vor der Küste."
)
ENGLISH = (
    "The dockers demand shorter shifts and higher wages, and the employers have so far rejected both. On Monday the two "
    "sides want to talk again, said a spokesman who expects no quick end of the strike. The ships have been waiting off "
    "the coast for three weeks, and the harbour is full of goods that nobody unloads."
)


@dataclass(frozen=True)
class Case:
    """What is written where before and after the cure; a function makes what is no plain file."""

    name: str
    wrong: str | bytes | Callable[[Path], object]
    right: str | bytes | None
    beside: str | None = None


def linked(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


def pipe(path: Path) -> None:
    os.mkfifo(path)


A = "articles/a.md"
PIPES = pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes with a name nor permissions like these")
ANY_BYTES = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a name be any bytes")
CASES = {
    "file-empty": Case(A, "", BODY),
    "file-binary": Case(A, bytes(range(256)) * 40, BODY),
    "file-large": Case(A, "x" * 5_000_001, BODY),
    "stub": Case(A, "# The strike goes on\n\nSubscribe to continue reading this article\n\nOnly $1 for 4 weeks\n", BODY),
    "file-outside": Case(A, linked("/etc/hosts"), BODY),
    "file-unreadable": Case(A, pipe, BODY),
    "front-matter-broken": Case(A, f"---\ntitle: [a\n---\n{BODY}", f"---\ntitle: a\n---\n{BODY}"),
    "file-kind": Case("articles/a.pages", "PK", None),
    "document-unreadable": Case("articles/a.html", "<html><body></body></html>", None),
    "front-matter-quotes": Case(A, f"---\ntitle: Talks: day two\n---\n{BODY}", f"---\ntitle: 'Talks: day two'\n---\n{BODY}"),
    "key-twice": Case(A, f"---\ntitle: a\ntitle: b\n---\n{BODY}", f"---\ntitle: b\n---\n{BODY}"),
    "front-matter-huge": Case(A, f"---\ntitle: {'x' * 70_000}\n---\n{BODY}", f"---\ntitle: x\n---\n{BODY}"),
    "field-type": Case(A, f"---\ntitle: [a, b]\n---\n{BODY}", f"---\ntitle: a, b\n---\n{BODY}"),
    "date-unreadable": Case(A, f"---\ndate: soon\n---\n{BODY}", f"---\ndate: 2025-03-13\n---\n{BODY}"),
    "date-ambiguous": Case(A, f"---\ndate: 03/04/2025\n---\n{BODY}", f"---\ndate: 2025-04-03\n---\n{BODY}"),
    "date-future": Case(A, f"---\ndate: 9025-03-13\n---\n{BODY}", f"---\ndate: 2025-03-13\n---\n{BODY}"),
    "date-apart": Case(A, f"---\ndate: 2015-03-13\n---\n{BODY}", f"---\ndate: 2025-03-13\n---\n{BODY}"),
    "encoding": Case(A, "Norway rejected the café’s offer.".encode("cp1252"), "Norway rejected the café’s offer."),
    "draft": Case(A, f"---\ndraft: true\n---\n{BODY}", BODY),
    "picture-missing": Case(A, f"{BODY}\n![a](a.png)\n", None, "articles/a.png"),
    "sentence-too-long": Case(A, f"{BODY}{'no peace, ' * 200}no war.\n", f"{BODY}No peace.\n"),
    "highlight-lost": Case(
        A,
        f"---\nhighlights:\n- Nobody wrote this.\n---\n{BODY}",
        f"---\nhighlights:\n- rejected a ceasefire\n---\n{BODY}",
    ),
    "title-twice": Case(A, f"---\ntitle: Talks\n---\n{BODY}", f"---\ntitle: More\n---\n{BODY}", "articles/b.md"),
    "language": Case(A, GERMAN, ENGLISH),
    "no-articles": Case("articles/notes.json", "{}", None, "articles/b.md"),
    "settings-broken": Case("briefing.yml", "title: [x\n", "title: x\n"),
    "settings-quotes": Case("briefing.yml", "title: Deal #5 signed\n", "title: 'Deal #5 signed'\n"),
    "settings-key": Case("briefing.yml", "titel: x\n", "title: x\n"),
    "settings-value": Case("briefing.yml", "threshold: 4\n", "threshold: 0.5\n"),
    "feed-broken": Case("briefing.yml", "feeds:\n- courier\n", "feeds:\n- https://courier.example/feed.xml\n"),
    "feed-missing": Case("briefing.yml", "feeds:\n- feeds.opml\n", "feeds:\n- https://courier.example/feed.xml\n"),
    "pack-unknown": Case("briefing.yml", "pack: nowhere\n", "pack: auto\n"),
    "correction-ambiguous": Case(
        "briefing.yml",
        "overview:\n- {action: drop, quote: n}\n",
        "overview:\n- {action: drop, quote: Norway rejected a ceasefire on Monday}\n",
    ),
    "correction-contradicts": Case(
        "briefing.yml",
        "statements:\n- {quote: Norway rejected a ceasefire, set_act: demands}\n- {quote: Norway rejected a ceasefire, set_act: offers}\n",
        "statements:\n- {quote: Norway rejected a ceasefire, set_act: offers}\n",
    ),
    "state-broken": Case("state.json", "{]", None),
    "correction-stale": Case(
        "briefing.yml",
        "statements:\n- {quote: Norway refused a halt, action: hide}\n",
        "statements:\n- {quote: Norway rejected a ceasefire, action: hide}\n",
    ),
}  # fmt: skip


def problems(folder: Path) -> list[Problem]:
    corpus = load_corpus(folder)
    return sorted(make_briefing(corpus, read_corpus(corpus)).problems)


def put(path: Path, content: str | bytes | Callable[[Path], object] | None) -> None:
    path.unlink(missing_ok=True)
    if callable(content):
        content(path)
    elif content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_every_code_has_a_case() -> None:
    # What the program itself trips over is made to in tests/reading/test_failing.py; what concerns a folder as a whole
    # has folders of its own in tests/cli/test_whole_folders.py, and in tests/extraction/test_budget.py.
    elsewhere = ("reading-failed", "off-topic", "two-stories", "pack-none", "document-later")
    assert sorted([*CASES, *elsewhere]) == sorted(problem_codes())


@pytest.mark.parametrize("code", CASES)
def test_each_code_can_be_provoked_and_cured(tmp_path: Path, code: str) -> None:
    case = CASES[code]
    if os.name == "nt" and callable(case.wrong):
        pytest.skip("Windows has no pipes, and no /etc to link to")
    (tmp_path / "articles").mkdir()
    path = tmp_path / case.name
    if code != "no-articles":
        other = f"---\ntitle: {'Talks' if code == 'title-twice' else 'Another'}\n---\nSweden demanded peace talks in Oslo.\n"
        put(tmp_path / "articles/0.md", other)
    if code == "date-apart":
        for day, land in enumerate(("Kenya", "Ghana", "Peru"), 1):
            put(
                tmp_path / f"articles/{day}.md",
                f"---\ndate: 2025-03-0{day}\n---\n{land} and Norway rejected a ceasefire. {land} offered to host peace talks.\n",
            )
    if not case.name.startswith("articles"):
        put(tmp_path / A, BODY)
    put(path, case.wrong)
    found = problems(tmp_path)
    assert len(found) == 1, found
    (problem,) = found
    assert (problem.code, problem.severity) == (code, problem_codes()[code].severity)
    assert problem.message.endswith((".", "?"))
    if case.beside:
        put(
            tmp_path / case.beside,
            PNG if case.beside.endswith(".png") else "Kenya offered to host peace talks in Nairobi.",
        )
    if case.right is not None or not case.beside:
        put(path, case.right)
    assert problems(tmp_path) == []


PLACES: dict[str, tuple[str, str]] = {
    "a tab counts as one": (f"---\ntitle: a\n\tdate: x\n---\n{BODY}", "3:1"),
    "wide signs count as one": (f'---\na: ["日本語😀" x]\n---\n{BODY}', "2:12"),
    "a mark of order counts as none": (f"\ufeff---\na: [é x\n]]\n---\n{BODY}", "3:2"),
    "windows": (f'---\r\na: 1\r\nb: ["é" x]\r\n---\r\n{BODY}', "3:9"),
    "signs that end a line for YAML alone": (f'---\na: "b\u2028c\x85d"\nb: ["é" x]\n---\n{BODY}', "3:9"),
    "a sign that YAML does not allow": (f"---\na: 1\nb: x\ad\n---\n{BODY}", "3:5"),
    "no end": (f"---\ntitle: a\n{BODY}", "1:1"),
    "toml": (f'+++\ntitle = "t"\ndate = = 3\n+++\n{BODY}', "3:8"),
    "toml that ends too early": (f'+++\ntitle = "t"\na = [1,\n+++\n{BODY}', "3"),
    "json": (f'{{\n "title": "t",\n  "date": soon\n}}\n{BODY}', "3:11"),
    "a value": (f'---\na: "b\u2028c"\n\ndate: soon\n---\n{BODY}', "4"),
    "a picture": (f"---\ntitle: a\n---\n\n  \t日 ![a](no.png)\n\n{BODY}", "5:6"),
    "a picture further down": (f"---\ntitle: a\n---\n{BODY}\n😀\t![a](<no one.png>)\n", "6:3"),
}  # fmt: skip


@pytest.mark.parametrize("case", PLACES)
def test_line_and_column_are_those_of_an_editor(tmp_path: Path, case: str) -> None:
    text, place = PLACES[case]
    (tmp_path / "articles").mkdir()
    put(tmp_path / A, text)
    (problem,) = load_corpus(tmp_path).problems
    assert str(problem).split(": ")[0] == f"{A}:{place}"


@PIPES
def test_what_is_no_file_is_told_and_waited_for_by_nobody(tmp_path: Path) -> None:
    articles = tmp_path / "b/articles"
    (articles / "named.md").mkdir(parents=True)
    put(articles / "named.md/in.md", BODY)
    (tmp_path / "elsewhere").mkdir()
    put(tmp_path / "elsewhere/secret.md", "Secret words.")
    os.mkfifo(articles / "pipe.md")
    os.mkfifo(articles / "unnamed")
    (articles / "to-pipe.md").symlink_to("unnamed")
    (articles / "clips").symlink_to("../../elsewhere")
    (articles / "again").symlink_to("named.md")
    (articles / "around").symlink_to(".")
    (tmp_path / "b/beside").mkdir()
    (articles / "beside").symlink_to("../beside")
    os.mkfifo(tmp_path / "b/briefing.yml")
    os.mkfifo(tmp_path / "b/state.json")
    corpus = load_corpus(tmp_path / "b")
    assert {a.path.removeprefix("articles/"): a.status for a in corpus.articles} == {
        "beside": "refused", "clips": "refused", "named.md/in.md": "used", "pipe.md": "refused", "to-pipe.md": "refused",
    }  # fmt: skip
    assert {p.code for p in corpus.problems} == {"file-outside", "file-unreadable"}
    assert "Secret" not in str(corpus)


@PIPES
def test_a_folder_that_may_not_be_opened_is_told() -> None:
    mine = os.geteuid()
    # Everybody may enter this one, which pytest's own folder does not let them.
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)
        for name in ("shut", "listed", "open"):
            (folder / "articles" / name).mkdir(parents=True)
            put(folder / f"articles/{name}/a.md", f"{name}: {BODY}")
        (folder / "articles/shut").chmod(0)
        (folder / "articles/listed").chmod(0o444)
        # The superuser may look everywhere: somebody else tries.
        if mine == 0:
            os.seteuid(65534)
        try:
            corpus = load_corpus(folder)
        finally:
            os.seteuid(mine)
            for name in ("shut", "listed"):
                (folder / "articles" / name).chmod(0o755)
    assert {a.path: a.status for a in corpus.articles} == {
        "articles/listed/a.md": "refused", "articles/open/a.md": "used", "articles/shut": "refused",
    }  # fmt: skip
    assert [p.code for p in corpus.problems] == ["file-unreadable"] * 2


@ANY_BYTES
def test_a_folder_of_a_name_that_cannot_be_written_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (b"\xff", b"a\n::error::b"):
        articles = Path(os.fsdecode(b"briefings/" + name + b"/articles"))
        articles.mkdir(parents=True)
        put(articles / "a.md", f"---\ndate: soon\n---\n{BODY}")
    for form in ("--json", "--sarif", "--github", "--strict"):
        done = CliRunner().invoke(main, ["check", form])
        assert done.exit_code == 1
        assert done.stdout.count("is no date") == 2
        assert not any(line.startswith("::error::b") for line in done.stdout.splitlines())
    assert CliRunner().invoke(main, ["write", "out"]).exit_code == 0
    assert sorted(path.name for path in Path("out").iterdir() if path.is_dir()) == ["a\ufffd::error::b", "\ufffd"]
