"""Briefings by name or folder from anywhere inside the site; a list, new names, the trash and the way back."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from briefing_generator.cli import main
from briefing_generator.commands.making import BriefingParameter
from briefing_generator.commands.saying.terminal import progress_line
from briefing_generator.places.kept_work import cache_for
from briefing_generator.places.site_found import find_site
from click.testing import CliRunner

ROOT = Path(__file__).parents[2]
PLAIN = "Norway rejected a ceasefire. Sweden demanded peace talks."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with two briefings, and a folder deep inside it."""
    site = tmp_path / "site"
    for name, day in (("fjord", "2025-01-02"), ("quay", "2025-03-04")):
        (site / f"briefings/{name}/articles/spring").mkdir(parents=True)
        (site / f"briefings/{name}/articles/a.md").write_text(f"---\ndate: {day}\n---\n{PLAIN}")
    (site / "docs/deep").mkdir(parents=True)
    (site / "mkdocs.yml").write_text("site_name: Talks\nplugins: [search, briefings]\n")
    monkeypatch.chdir(site)
    return site


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("stand", "word"),
    [
        (".", "fjord"), (".", "briefings/fjord"), ("docs/deep", "fjord"), ("docs/deep", "briefings/fjord"),
        ("docs/deep", "../../briefings/fjord/articles"), ("briefings", "fjord"), ("briefings/fjord", "."),
        ("briefings/fjord/articles/spring", ".."), ("briefings/quay/articles", "fjord"), ("..", "site/briefings/fjord"),
    ],
)  # fmt: skip
def test_a_name_and_a_folder_mean_the_same_everywhere(home: Path, stand: str, word: str) -> None:
    os.chdir(home / stand)
    assert run("export", word, "--out", str(home / "b.json"))[0] == 0
    data = json.loads((home / "b.json").read_text(encoding="utf-8"))
    assert (data["briefing"]["name"], len(data["articles"])) == ("fjord", 1)


def test_where_none_is_named_the_one_around_is_meant(home: Path) -> None:
    os.chdir(home / "briefings/quay/articles/spring")
    assert run("export", "--out", str(home / "b.json"))[0] == 0
    assert json.loads((home / "b.json").read_text(encoding="utf-8"))["briefing"]["name"] == "quay"
    os.chdir(home)
    code, told = run("export", "--out", "b.json")
    assert (code, "Say which briefing; there are: fjord, quay." in told) == (2, True)


def test_a_name_that_is_none_tells_the_nearest_first(home: Path) -> None:
    code, told = run("check", "qay")
    assert code == 2
    assert "There is no briefing 'qay'; there are: quay, fjord; `briefing new qay` would make one." in told
    assert run("check", "docs")[0] == 2, "a folder of that name is no briefing"
    os.chdir(home.parent)
    assert "no site around this folder" in run("check", "fjord")[1]


def test_the_plugins_folder_and_cache_hold_for_all_commands(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "briefings").rename(home / "talks")
    monkeypatch.setenv("KEPT", "kept/here")
    base = "plugins:\n  - search\n  - briefings:\n      folder: talks\n      cache: !ENV [NOT_SET, KEPT, x]\nmarkdown_extensions:\n  - y: !!python/name:os.system\n"
    for inherited in (False, True):
        own = "INHERIT: base.yml\nsite_name: x\n" if inherited else base
        (home / "mkdocs.yml").write_text(own)
        (home / "base.yml").write_text(base)
        site = find_site(home / "docs/deep")
        assert site is not None
        assert (site.briefings, site.cache) == (home / "talks", home / "kept/here")
    assert [row["name"] for row in json.loads(run("list", "--json")[1])] == ["fjord", "quay"]
    (home / "mkdocs.yml").write_text("plugins: {briefings: {folder: talks, cache: ''}}\n")
    assert cache_for(home / "talks/fjord") is None


def test_a_pack_of_ones_own_is_found_from_below(home: Path) -> None:
    shutil.copy(ROOT / "generator/briefing_generator/issues/data/peace.yml", home / "mine.yml")
    (home / "briefings/fjord/briefing.yml").write_text("pack: mine.yml\n")
    os.chdir(home / "docs")
    code, told = run("check", "fjord")
    assert code == 0
    assert "which briefing.yml names" in told


def test_the_list_tells_articles_days_and_titles(home: Path) -> None:
    (home / "briefings/quay/briefing.yml").write_text("title: The quay\nexample: true\n")
    (home / "briefings/quay/articles/b.doc").write_bytes(b"x")
    os.chdir(home / "docs")
    code, told = run("list")
    assert code == 0
    assert [re.split(r" {2,}", line) for line in told.splitlines()] == [
        ["fjord", "1 article", "2025-01-02", "Fjord"],
        [
            "quay",
            "1 article (1 not used)",
            "2025-03-04",
            "The quay (example); 1 error, which `briefing check quay` tells",
        ],
    ]
    row = json.loads(run("list", "--json")[1])[1]
    assert (row["folder"], row["articles"], row["left_out"]) == ("../briefings/quay", 1, 1)
    assert (row["first"], row["last"], row["wrong"], row["example"]) == ("2025-03-04", "2025-03-04", 1, True)


def test_a_new_one_has_title_and_pack(home: Path) -> None:
    os.chdir(home / "docs")
    assert run("new", "strike", "--title", "Talks: day #2", "--pack", "labour")[0] == 0
    assert "../briefings/strike" in run("list", "--json")[1]
    assert "Talks: day #2" in run("list")[1]
    code, told = run("new", "other", "--pack", "labor")
    assert (code, "There is no pack 'labor'" in told, "labour" in told) == (2, True, True)
    assert not (home / "briefings/other").exists()


def test_another_name_tells_what_named_the_old_one(home: Path) -> None:
    with (home / "mkdocs.yml").open("a") as file:
        file.write("nav:\n  - Quay: quay/index.md\n  - Old: old-quay/index.md\n")
    os.chdir(home / "docs")
    code, told = run("rename", "quay", "harbour")
    assert code == 0
    assert "../briefings/quay is now ../briefings/harbour." in told
    assert "mkdocs.yml:4 names quay/; harbour/ would be right there." in told
    assert "mkdocs.yml:5" not in told
    assert (home / "briefings/harbour/articles/a.md").is_file()
    code, told = run("rename", "harbour", "fjord")
    assert (code, "fjord is there already" in told) == (1, True)
    assert run("rename", "harbour", "No Name")[0] == 2
    assert (home / "briefings/harbour").is_dir()


def test_what_goes_to_the_trash_is_not_read_and_comes_back(home: Path) -> None:
    os.chdir(home / "docs")
    code, told = run("remove", "quay")
    assert (code, "`briefing remove --undo quay` brings it back" in told) == (0, True)
    assert [row["name"] for row in json.loads(run("list", "--json")[1])] == ["fjord"]
    assert run("check", "quay")[0] == 2
    assert (home / "briefings/.trash/.gitignore").read_text() == "*\n"
    assert run("new", "quay")[0] == 0
    assert run("remove", "--undo", "quay")[0] == 1
    assert run("remove", "quay")[0] == 0
    # What went last comes first, and the earlier one is still there.
    assert run("remove", "--undo", "quay")[0] == 0
    assert not (home / "briefings/quay/articles/a.md").exists()
    assert run("rename", "quay", "second")[0] == 0
    assert run("remove", "--undo", "quay")[0] == 0
    assert (home / "briefings/quay/articles/a.md").is_file()
    code, told = run("remove", "--undo", "quay")
    assert (code, "no briefing 'quay' in the trash" in told) == (1, True)


def test_only_a_briefing_goes_to_the_trash(home: Path) -> None:
    code, told = run("remove", "docs/deep")
    assert (code, "it stays" in told) == (1, True)
    assert (home / "docs/deep").is_dir()
    (home.parent / "elsewhere/articles").mkdir(parents=True)
    os.chdir(home.parent)
    code, told = run("remove", "./elsewhere")
    assert (code, "`briefing remove --undo elsewhere` brings it back" in told) == (0, True)
    assert run("remove", "--undo", "elsewhere")[0] == 0
    assert (home.parent / "elsewhere/articles").is_dir()


def commands(group: click.Group, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found.append((*before, name))
        found += commands(command, (*before, name)) if isinstance(command, click.Group) else []
    return found


@pytest.mark.parametrize("words", [(), *commands(main)])
def test_every_help_ends_its_sentences_and_has_an_example(words: tuple[str, ...]) -> None:
    code, told = run(*words, "--help")
    assert code == 0
    line = next(line for line in told.partition("Example")[2].splitlines() if line.strip().startswith("briefing "))
    given = line.split()[1:]
    command: click.Command = main
    while isinstance(command, click.Group):
        command = command.commands[given.pop(0)]
    assert not words or " ".join(words) in line
    for parameter in command.params:
        text = getattr(parameter, "help", None)
        assert text is None or text.rstrip("]").rstrip().endswith((".", ";")), parameter.name


def test_colours_are_for_a_terminal_that_wants_them(home: Path) -> None:
    (home / "briefings/fjord/articles/b.md").write_text("---\ntitle: [x\n---\nwords\n")
    read = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
    command = [sys.executable, "-c", read, sys.executable, "-m", "briefing_generator", "check", "fjord"]
    environment = os.environ | {"TERM": "xterm", "PYTHONPATH": str(ROOT / "generator"), "BRIEFING_WEIGHTS": "none"}
    environment.pop("NO_COLOR", None)
    told = {}
    for name, more in {"plain": {}, "none": {"NO_COLOR": "1"}}.items():
        done = subprocess.run(
            command, env=environment | more, capture_output=True, stdin=subprocess.DEVNULL, check=False
        )
        assert done.returncode == 1
        told[name] = done.stdout.decode()
    assert "\x1b[31merror\x1b[0m" in told["plain"]
    assert "\x1b[" not in told["none"]
    # The first run read the articles and said how far it was; in the second there was nothing to read.
    assert "fjord: read 1 article in " in told["plain"]
    assert "read 1 article" not in told["none"]
    assert "\x1b[" not in run("check", "fjord")[1]


def test_how_far_it_is_tells_rate_and_rest() -> None:
    assert progress_line("", 30, 90, 20.0) == "read 30 of 90 articles, 1.5 a second, 40 s left"
    assert progress_line("", 100, 1000, 50.0) == "read 100 of 1000 articles, 2.0 a second, 7:30 min left"
    assert progress_line("", 1, 90, 0.5) == "read 1 of 90 articles"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_a_shell_completes_names_commands_and_options(home: Path) -> None:
    script = home.parent / "bin/briefing"
    script.parent.mkdir()
    script.write_text(f"#!{sys.executable}\nfrom briefing_generator.cli import main\nmain()\n")
    script.chmod(0o755)
    asked = {
        ("export", "qu"): ["quay"],
        ("remov",): ["remove"],
        ("remove", "fj"): ["fjord"],
        ("add", "--to", "q"): ["quay"],
    }
    lines = ['eval "$(_BRIEFING_COMPLETE=bash_source briefing)"']
    for words in asked:
        lines.append(f"COMP_WORDS=(briefing {' '.join(words)}); COMP_CWORD={len(words)}; COMPREPLY=()")
        lines.append('_briefing_completion briefing; echo "${COMPREPLY[*]}"')
    environment = os.environ | {
        "PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "generator")
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)], cwd=home / "docs", env=environment, capture_output=True, text=True, check=True
    )
    assert [line.split() for line in done.stdout.splitlines()] == list(asked.values()), done.stderr
    parameter = BriefingParameter()
    context = click.Context(main)
    assert [item.type for item in parameter.shell_complete(context, main.params[0], "../br")] == ["dir"]
