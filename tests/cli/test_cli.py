"""The command line, run for real."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import textwrap
from importlib.metadata import version
from pathlib import Path

import briefing_generator
import click
import pytest
from briefing_generator.cli import main
from briefing_generator.commands.making import make
from click import ClickException
from click.testing import CliRunner


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "briefings/fjord/articles"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(
        "---\ndate: 2025-01-02\n---\nNorway rejected a ceasefire. Sweden demanded peace talks."
    )
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_export_write_and_explain(home: Path) -> None:
    assert run("export", "briefings/fjord", "--out", "b.json")[0] == 0
    data = json.loads((home / "b.json").read_text(encoding="utf-8"))
    assert {s["act"] for s in data["statements"]} == {"rejects", "demands"}
    assert run("export", "briefings/fjord", "--out", "b.csv")[0] == 0
    assert (home / "b.csv").read_text(encoding="utf-8").count("\n") == 3
    code, told = run("explain", data["statements"][0]["id"])
    assert (code, data["statements"][0]["rule"] in told) == (0, True)
    assert run("write", "out")[0] == 0
    assert (home / "out/fjord/conditions.md").is_file()
    assert (home / "out/index.md").is_file()


def test_check_tells_and_fails(home: Path) -> None:
    code, told = run("check")
    assert (code, told.splitlines()[1:]) == (0, ["no errors, no warnings in 1 file."])
    assert told.startswith("briefings/fjord: Read with the pack Peace")
    assert run("check", "--quiet") == run("check", "--github") == (0, "")
    (home / "briefings/fjord/articles/b.md").write_text("---\ntitle: [x\n---\nwords\n")
    code, told = run("check")
    assert code == 1
    assert "briefings/fjord/articles/b.md:3:" in told
    assert "(front-matter-broken)\n" in told
    assert told.endswith("1 error, no warnings in 2 files.\n")
    code, told = run("check", "--json")
    assert (code, json.loads(told)[0]["code"]) == (1, "front-matter-broken")
    assert run("check", "--github")[1].startswith("::error file=briefings/fjord/articles/b.md,line=3")


def test_warnings_count_only_when_strict(home: Path) -> None:
    (home / "briefings/fjord/articles/b.md").write_bytes("Sweden rejected the café’s offer.".encode("cp1252"))
    assert run("check")[0] == 0
    assert run("check", "--strict")[0] == 1


def test_new_and_wrong_usage(home: Path) -> None:
    assert run("new", "harbour-strike")[0] == 0
    assert (home / "briefings/harbour-strike/articles").is_dir()
    assert run("new", "harbour-strike")[0] == 2
    code, told = run("new", "Kongsvågen 2: the Strike")
    assert (code, "`kongsvagen-2-the-strike`" in told) == (2, True)
    assert run("export", "briefings/fjord", "--out", "b.txt")[0] == 2
    assert run("export", "nowhere", "--out", "b.json")[0] == 2
    assert run("explain", "nothing")[0] == 2


def test_check_mends_and_then_checks(home: Path) -> None:
    file = home / "briefings/fjord/articles/2025-03-13-talks.md"
    file.write_text("---\ntitle: Talks: day two\n---\nSweden demanded peace talks again.\n")
    code, told = run("check")
    assert code == 0
    assert "front-matter-quotes" in told
    code, told = run("check", "--fix")
    assert code == 0
    assert "2025-03-13-talks.md: wrote date; put title in quotation marks" in told
    assert "front-matter-quotes" not in told
    assert (
        file.read_text() == "---\ntitle: 'Talks: day two'\ndate: 2025-03-13\n---\nSweden demanded peace talks again.\n"
    )
    assert "wrote" not in run("check", "--fix")[1]


def test_a_check_without_articles_ends_in_a_sentence_and_says_what_a_build_says(home: Path) -> None:
    for name in ("fjord", "empty"):
        (home / f"briefings/{name}/articles").mkdir(parents=True, exist_ok=True)
    (home / "briefings/fjord/articles/a.md").unlink()
    (home / "docs").mkdir()
    (home / "mkdocs.yml").write_text("site_name: x\ntheme: material\nplugins: [search, briefings]\n", encoding="utf-8")
    _, told = run("check")
    assert told.endswith("no errors, 2 warnings; there are no articles yet.\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    built = subprocess.run(command, cwd=home, capture_output=True, text=True, check=True)
    lines = [line for line in told.splitlines() if line.endswith("(no-articles)")]
    assert len(lines) == 2
    for line in lines:
        assert f" {line}\n" in built.stderr


def test_articles_beside_the_folder_that_is_read_are_told(home: Path) -> None:
    clippings = home / "clippings"
    clippings.mkdir()
    for name in ("a.md", "b.html", "picture.png"):
        (clippings / name).write_bytes(b"words")
    assert "(the 2 files beside it are not read)" in run("check", "clippings/")[1]


def test_the_list_of_commands_cuts_no_description() -> None:
    for words in (("--help",), ("pack", "--help")):
        told = run(*words)[1]
        assert "..." not in told.partition("Commands:")[2]
        assert "for any site generator." in " ".join(told.split()) or words[0] == "pack"


def test_nothing_goes_out_without_the_corrections_of_a_broken_file(home: Path) -> None:
    (home / "briefings/fjord/briefing.yml").write_text("title: Fjord: talks\n", encoding="utf-8")
    for words in (("export", "briefings/fjord", "--out", "b.json"), ("write", "out"), ("explain", "Norway")):
        code, told = run(*words)
        assert code == 1
        assert "briefings/fjord/briefing.yml:1:13: error" in told
        assert "`title: 'Fjord: talks'` would be right" in told
    assert not (home / "b.json").exists()
    assert not (home / "out").exists()
    assert "settings-broken" in run("check")[1]


def test_explain_takes_names_and_words_and_says_what_is_near(home: Path) -> None:
    assert run("explain", "Norway")[1].startswith("Norway (state)")
    assert "Norway rejects" in run("explain", "rejected a ceasefire")[1]
    code, told = run("explain", "rejected a cease-fire")
    assert code == 2
    assert "Norway rejected a ceasefire." in " ".join(told.split())


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000/fjord/stakeholders/norway/", "https://you.example/talks/fjord/conditions/#st-{}",
        "file:///home/me/site/fjord/stakeholders/norway.html", "http://127.0.0.1:8000/fjord/conditions/?q=a#st-{}",
    ],
)  # fmt: skip
def test_explain_takes_a_link_as_the_browser_copies_it(home: Path, address: str) -> None:
    run("export", "fjord", "--out", "b.json")
    held = json.loads((home / "b.json").read_text(encoding="utf-8"))["statements"]
    identity = next(s["id"] for s in held if s["party"] == "norway")
    code, told = run("explain", address.format(identity))
    assert (code, told.startswith(("Norway (state)", "Norway rejects"))) == (0, True)


def test_explain_tells_how_a_stakeholder_would_go(home: Path) -> None:
    told = run("explain", "Norway")[1]
    lines = re.search(r"to hide it, write into briefing.yml:\n((?: {4}.*\n)+)", told)
    assert lines
    (home / "briefings/fjord/briefing.yml").write_text(textwrap.dedent(lines[1]), encoding="utf-8")
    assert run("check", "fjord")[0] == 0
    assert run("explain", "Norway")[1] != told


def test_check_for_other_programs(home: Path) -> None:
    (home / "briefings/fjord/articles/b, 100%.md").write_text("---\ntitle: [x\n---\nwords\n")
    code, told = run("check", "--sarif")
    (made,) = json.loads(told)["runs"]
    (result,) = made["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (code, result["ruleId"], result["level"]) == (1, "front-matter-broken", "error")
    assert place["artifactLocation"]["uri"] == "briefings/fjord/articles/b%2C%20100%25.md"
    assert (place["region"]["startLine"], place["region"]["endLine"], made["columnKind"]) == (3, 3, "unicodeCodePoints")
    (rule,) = made["tool"]["driver"]["rules"]
    assert result["ruleIndex"] == 0
    assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert run("check", "--github")[1].startswith("::error file=briefings/fjord/articles/b%2C 100%25.md,line=3,col=")
    assert run("check", "--github", "--json")[0] == 2


def test_scanned_files_are_told_from_where_one_stands(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "briefings/fjord/articles/b: é.md").write_text("---\ntitle: [x\n---\nwords\n")
    monkeypatch.setenv("GITHUB_REPOSITORY", "somebody/briefings")
    monkeypatch.delenv("SITE_URL", raising=False)

    def told(folder: str) -> tuple[str, str]:
        (made,) = json.loads(run("check", "--sarif", folder)[1])["runs"]
        uri = made["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        return uri, made["tool"]["driver"]["rules"][0]["helpUri"]

    page = "https://github.com/somebody/briefings/blob/HEAD/docs/codes.md"
    for folder in ("briefings/fjord", "./briefings/../briefings/fjord/", str(home / "briefings/fjord")):
        assert told(folder) == ("briefings/fjord/articles/b%3A%20%C3%A9.md", page)
        assert "file=briefings/fjord/articles/b%3A é.md,line=3" in run("check", "--github", folder)[1]
    monkeypatch.chdir(home / "briefings/fjord/articles")
    monkeypatch.setenv("SITE_URL", "https://talks.example/all/")
    assert told("..") == ("b%3A%20%C3%A9.md", "https://talks.example/all/codes/")
    (home / "other").mkdir()
    monkeypatch.chdir(home / "other")
    assert told("../briefings/fjord")[0] == (home / "briefings/fjord/articles/b: é.md").as_uri()


def test_all_problems_come_in_one_run_sorted_by_place(home: Path) -> None:
    articles = home / "briefings/fjord/articles"
    (articles / "z.md").write_bytes(b"\x00" * 900)
    (articles / "c.md").write_text("---\ntitle: [a, b]\ndate: soon\n---\nSweden demanded talks.\n")
    (articles / "d.doc").write_text("x")
    (home / "briefings/fjord/briefing.yml").write_text("titel: x\n")
    code, told = run("check")
    assert code == 1
    assert [(line.split(": ")[0].rsplit("/", 1)[1], line.rsplit("(", 1)[1][:-1]) for line in told.splitlines() if line.endswith(")")] == [
        ("c.md:2", "field-type"), ("c.md:3", "date-unreadable"), ("d.doc", "file-kind"), ("z.md", "file-binary"),
        ("briefing.yml:1", "settings-key"),
    ]  # fmt: skip


def test_a_briefings_that_is_no_folder_is_told(home: Path) -> None:
    (home / "briefings").rename(home / "elsewhere")
    (home / "briefings").write_text("no folder")
    assert run("new", "x") == (1, "Error: briefings/x: cannot be made: Not a directory.\n")


def test_an_earlier_file_that_is_none(home: Path) -> None:
    for name, data in (
        ("deep", b"[" * 100_000),
        ("bytes", b"\xff\xfe\x00"),
        ("list", b"[]"),
        ("cut", b'{"briefing": {'),
    ):
        (home / f"{name}.json").write_bytes(data)
        code, told = run("export", "briefings/fjord", "--out", "b.json", "--since", f"{name}.json")
        assert (code, told.count("\n"), told.startswith(f"Error: {name}.json: this is no ")) == (1, 1, True)
    code, told = run("export", "briefings/fjord", "--out", "b.csv", "--since", "list.json")
    assert (code, "--since: a .csv holds the statements and no changes" in told) == (2, True)
    assert not (home / "b.csv").exists()
    assert not (home / "b.json").exists()


def test_an_earlier_file_that_cannot_be_read(home: Path) -> None:
    # The command line refuses what it sees to be unreadable; what becomes so afterwards, here a folder, is told as well.
    with pytest.raises(ClickException, match=r"^briefings: cannot be read: Is a directory\.$"):
        make(Path("briefings/fjord"), True, Path("briefings"))


def test_what_stops_the_making_is_one_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("two statements have one id")

    monkeypatch.setattr("briefing_generator.briefing.make_briefing", broken)
    told = "Error: briefings/fjord: no briefing can be made of it: two statements have one id.\n"
    assert run("check") == (1, told)


def test_the_version_is_the_one_that_is_installed() -> None:
    assert run("--version") == (0, f"briefing {version('briefing-generator')}\n")
    assert briefing_generator.__version__ == version("briefing-generator")


BARE = "import sys, briefing_generator as b; sys.argv = ['briefing', '--version']; from briefing_generator.cli import main; print(b.__version__); main()"


def test_sources_that_were_not_installed_have_no_version(tmp_path: Path) -> None:
    # Without the folder of packages nothing is installed; click alone stands beside the sources.
    sources = Path(briefing_generator.__file__).parent
    (tmp_path / sources.name).symlink_to(sources, target_is_directory=True)
    (tmp_path / "click").symlink_to(Path(click.__file__).parent, target_is_directory=True)
    done = subprocess.run(
        [sys.executable, "-S", "-c", BARE], env=os.environ | {"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout == "0+unknown\nbriefing 0+unknown\n"


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_what_a_pipe_is_given_is_utf8_whatever_the_code_page(home: Path, form: list[str]) -> None:
    (home / "briefings/fjord/articles/Łódź.md").write_text("---\ndate: soon\n---\nWords.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "briefing_generator", "check", "--strict", *form], capture_output=True, check=False,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "Łódź.md" in done.stdout.decode()
    assert "Traceback" not in done.stderr.decode()
