"""What the project promises of itself: its pages, commands, lock files and dependencies."""

from __future__ import annotations

import ast
import doctest
import re
import subprocess
import sys
import textwrap
import tomllib
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import briefing_generator
import pytest
from briefing_generator.cli import main
from briefing_generator.corpus.codes import problem_codes
from briefing_generator.site.plugin import BriefingsConfig
from briefing_generator.verifying.verdict_data import verdict_codes

from tests.project.house import ROOT, modules

MODULES = sorted(module.path for module in modules())


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_every_command_is_documented() -> None:
    guide = text("docs/guide.md")
    assert all(f"briefing {name}" in guide for name in main.commands)


def test_every_option_is_documented() -> None:
    rows = dict(re.findall(r"^\| `briefing (\w+)[^`]*` \| (.*)$", text("docs/guide.md"), re.MULTILINE))
    quiet = re.search(r"^With `--quiet`, (.*) say nothing", text("docs/guide.md"), re.MULTILINE)
    uncached = re.search(r"^With `--no-cache`, (.*) read everything anew", text("docs/guide.md"), re.MULTILINE)
    spread = re.search(
        r"^With `--workers N` and `--cluster ADDRESS`, (.*) read \[in", text("docs/guide.md"), re.MULTILINE
    )
    assert quiet
    assert uncached
    assert spread
    asked = {
        (name, option)
        for name, command in main.commands.items()
        for parameter in (
            *command.params,
            *(p for below in getattr(command, "commands", {}).values() for p in below.params),
        )
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }
    told = {(name, option) for name, row in rows.items() for option in re.findall(r"`(--[a-z-]+)", row)}
    told |= {(name, "--quiet") for name in re.findall(r"`(\w+)`", quiet[1])}
    told |= {(name, "--no-cache") for name in re.findall(r"`(\w+)`", uncached[1])}
    told |= {(name, option) for name in re.findall(r"`(\w+)`", spread[1]) for option in ("--workers", "--cluster")}
    assert set(rows) == set(main.commands)
    assert told == asked


def test_every_setting_is_documented() -> None:
    guide = text("docs/guide.md")
    for name, option in BriefingsConfig._schema:
        default = str(option.default).lower()
        assert re.search(rf"^\| `{name}` \| .+ \| `{re.escape(default)}` \|$", guide, re.MULTILINE), name
    read = set(re.findall(r"!ENV \[(\w+)", text("mkdocs.yml")))
    for path in MODULES:
        read |= set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)", path.read_text(encoding="utf-8")))
    assert read == set(re.findall(r"^\| `([A-Z_]+)` \|", guide, re.MULTILINE))


def test_every_code_is_documented() -> None:
    explained = re.findall(r"^\| (`.*) \|$", text("docs/codes.md"), re.MULTILINE)
    assert explained == [f"`{c.code}` | {c.severity} | {c.meaning} | {c.cure}" for c in problem_codes().values()]


def test_every_verdict_is_documented() -> None:
    explained = re.findall(r"^\| (`.*) \|$", text("docs/verifying.md"), re.MULTILINE)
    assert explained == [f"`{c.code}` | {c.severity} | {c.meaning} | {c.cure}" for c in verdict_codes().values()]


def declared() -> dict[str, dict[str, str]]:
    """Gives the packages that are declared for the core (named ``""``) and for each extra, without what it takes from others."""
    project = tomllib.loads(text("pyproject.toml"))["project"]
    return {
        extra: {re.match(r"[\w-]+", p).group(): p for p in packages if not p.startswith(f"{project['name']}[")}  # type: ignore[union-attr]
        for extra, packages in {"": project["dependencies"], **project["optional-dependencies"]}.items()
    }


def test_every_dependency_has_its_reason() -> None:
    names = [name for packages in declared().values() for name in packages]
    page = text("docs/dependencies.md")
    assert [n for n in names if not re.search(rf"^\| {n} \| .{{15,}} \|$", page, re.MULTILINE)] == []
    lock = text("requirements.lock")
    assert [n for n in names if not re.search(rf"^{n}==", lock, re.MULTILINE)] == []


def test_every_import_is_a_dependency() -> None:
    stated = {name: package for packages in declared().values() for name, package in packages.items()}
    assert [package for package in stated.values() if not re.search(r">=.*,<|==", package)] == []
    named = set(stated)
    given = packages_distributions()
    outside = {name for module in modules() for name in module.outside} - sys.stdlib_module_names
    assert outside >= {"lxml", "mkdocs", "yaml"}
    distributions = {name: {d.casefold().replace("_", "-").replace(".", "-") for d in given[name]} for name in outside}
    assert {name: found for name, found in distributions.items() if not found & named} == {}


def test_the_extra_of_all_is_made_of_the_others() -> None:
    extras = tomllib.loads(text("pyproject.toml"))["project"]["optional-dependencies"]
    within = {
        extra: {e for p in packages for e in re.findall(r"\[([\w,-]+)\]", p)} for extra, packages in extras.items()
    }
    taken = {each for given in within.values() for group in given for each in group.split(",")}
    assert taken == set(extras) - {"all"}
    page = text("docs/dependencies.md")
    assert [extra for extra in extras if f"`{extra}`" not in page] == []
    hinted = {
        e for path in MODULES for e in re.findall(r"briefing-generator\[(\w+)\]", path.read_text(encoding="utf-8"))
    }
    assert hinted == taken


def at_once(path: Path) -> set[str]:
    """Returns the modules that a module imports as soon as it is imported itself."""
    nodes = ast.parse(path.read_text(encoding="utf-8")).body
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def test_the_core_begins_without_what_an_extra_brings() -> None:
    extras = {name for extra, packages in declared().items() if extra for name in packages}
    given = packages_distributions()
    eager: dict[str, set[str]] = {}
    for path in MODULES:
        for module in at_once(path):
            root = module.split(".")[0]
            if {d.casefold().replace("_", "-").replace(".", "-") for d in given.get(root, ())} & extras:
                eager.setdefault(root, set()).add(path.stem)
    # All are loaded when the first address is asked.
    assert eager == {
        "httpcore": {"addresses", "fetching"}, "httpx": {"fetching"}, "certifi": {"fetching"}, "protego": {"robots"},
        "textual": {"choice_screen", "review_app"},
    }  # fmt: skip
    for path in MODULES:
        reached = {module.split(".")[-1] for module in at_once(path)}
        assert path.stem == "fetching" or not reached & {"addresses", "fetching", "robots"}, path
        assert path.stem == "review_app" or not reached & {"choice_screen", "review_app"}, path


def test_lock_files_have_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = text(name)
        assert "://" not in lock
        assert "--index" not in lock
        pins = re.findall(r"^[\w.-]+==\S+", lock, re.MULTILINE)
        assert len(pins) > 60
        assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", lock)) >= len(pins)


def test_readme_commands_are_targets() -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make (\w+)", text("README.md"), re.MULTILINE)) <= targets
    assert "make check" in text(".ci/run")
    assert "make test" in text(".ci/run")


def test_what_the_package_gives_is_there_and_told() -> None:
    assert all(callable(getattr(briefing_generator, name)) for name in briefing_generator.__all__)
    assert all(name in text("docs/architecture.md") for name in briefing_generator.__all__)


CALLS = {
    "page": text("docs/architecture.md").split("```python\n")[1].split("```")[0],
    "docstring": (briefing_generator.__doc__ or "").split("::\n")[1],
}


@pytest.mark.parametrize("calls", CALLS.values(), ids=CALLS)
def test_the_calls_that_tell_the_program_run(calls: str, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "2025-03-07.md").write_text("# Dockers\n\nThe union demands a raise.\n", encoding="utf-8")
    (articles / "empty.md").write_text("", encoding="utf-8")
    named: dict[str, object] = {}
    exec(textwrap.dedent(calls).replace('"briefings/ukraine-ceasefire-talks"', repr(str(tmp_path))), named)
    pages = named["pages"]
    assert isinstance(pages, tuple)
    assert any(page.title == "Dockers" for page in pages)


WITH_EXAMPLES = [path for path in MODULES if ">>> " in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_examples_in_docstrings_hold(path: Path) -> None:
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    failed, tried = doctest.testmod(module)
    assert failed == 0
    assert tried > 0


@pytest.mark.parametrize("path", sorted((ROOT / "tests/fuzz").glob("fuzz_*.py")), ids=lambda path: path.stem)
def test_what_is_fuzzed_is_there(path: Path) -> None:
    """No other test runs these files, which need a fuzzer that is not for every system."""
    source = path.read_text(encoding="utf-8")
    asked = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    ours = [
        (node.module, alias.name) for node in asked for alias in node.names if "briefing_generator" in str(node.module)
    ]
    assert ours or path.stem == "fuzz_pages"
    assert [name for name in ours if not hasattr(import_module(str(name[0])), name[1])] == []
    for module in re.findall(
        r'^ +"(briefing_generator\.[\w.]+)"|"(briefing_generator\.[\w.]+)",', source, re.MULTILINE
    ):
        import_module("".join(module))


def test_makefile_names_no_package_of_the_tests() -> None:
    run = subprocess.run(
        ["make", "--dry-run", "--always-make", "lowest"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert re.search(r"--constraints .*--group dev -o (\S+)\n.*-r \1\n", run, re.DOTALL)
    assert run.index("tests/install-browser") < run.index("tests/install-printer") < run.index("-m pytest")
    group = tomllib.loads(text("pyproject.toml"))["dependency-groups"]["dev"]
    recipe = text("Makefile").split("\nlowest:")[1].split("\n\n")[0]
    names = {re.match(r"[\w-]+", package).group() for package in group}  # type: ignore[union-attr]
    assert names & set(re.findall(r"[\w-]+", recipe.replace("-m pytest", ""))) == set()
