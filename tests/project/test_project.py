"""What the project promises of itself: docs, lock files, the one way of its rooms."""

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

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator/briefing_generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS = [
    "model",
    "store",
    "language",
    "extraction",
    "corpus",
    "adding",
    "issues",
    "reading",
    "briefing",
    "export",
    "pages",
    "make",
    "site",
    "commands",
    "cli",
]
OUTSIDE = ("__init__", "__main__")
"""What opens the rooms from outside."""


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_every_command_is_documented() -> None:
    guide = text("docs/guide.md")
    assert all(f"briefing {name}" in guide for name in main.commands)


def test_every_option_is_documented() -> None:
    rows = dict(re.findall(r"^\| `briefing (\w+)[^`]*` \| (.*)$", text("docs/guide.md"), re.MULTILINE))
    quiet = re.search(r"^With `--quiet`, (.*) say nothing", text("docs/guide.md"), re.MULTILINE)
    assert quiet
    asked = {
        (name, option)
        for name, command in main.commands.items()
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }
    told = {(name, option) for name, row in rows.items() for option in re.findall(r"`(--[a-z-]+)", row)}
    told |= {(name, "--quiet") for name in re.findall(r"`(\w+)`", quiet[1])}
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
    imported = {name.split(".")[0] for path in MODULES for name in imports(path.read_text(encoding="utf-8"))}
    outside = imported - sys.stdlib_module_names - {"briefing_generator"}
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


def test_the_core_begins_without_what_an_extra_brings() -> None:
    extras = {name for extra, packages in declared().items() if extra for name in packages}
    given = packages_distributions()
    eager: dict[str, set[str]] = {}
    for path in MODULES:
        for module in imports(path.read_text(encoding="utf-8"), within=False):
            root = module.split(".")[0]
            if {d.casefold().replace("_", "-").replace(".", "-") for d in given.get(root, ())} & extras:
                eager.setdefault(root, set()).add(path.stem)
    # Both are loaded when the first address is asked.
    assert eager == {"httpcore": {"addresses", "fetching"}, "httpx": {"fetching"}, "protego": {"fetching"}}
    for path in MODULES:
        reached = {module.split(".")[-1] for module in imports(path.read_text(encoding="utf-8"), within=False)}
        assert path.stem == "fetching" or not reached & {"addresses", "fetching"}, path


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


def test_public_interface_is_four_functions() -> None:
    assert briefing_generator.__all__ == ["load_corpus", "make_briefing", "read_article", "render_pages"]
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


def test_every_module_stands_on_the_page() -> None:
    told: dict[str, set[str]] = {}
    for section in text("docs/architecture.md").split("\n## ")[1:]:
        room, _, rest = section.partition("\n")
        told[room] = set(re.findall(r"^\| `([\w/]+)` \|", rest, re.MULTILINE))
    held: dict[str, set[str]] = {}
    for path in MODULES:
        room, *below = path.relative_to(PACKAGE).with_suffix("").parts
        if not (below or [room])[-1].startswith("__"):
            held.setdefault(room if below else "Beside the rooms", set()).add("/".join(below) or room)
    assert {room: names for room, names in held.items() if told.get(room) != names} == {}


WITH_EXAMPLES = [path for path in MODULES if ">>> " in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_examples_in_docstrings_hold(path: Path) -> None:
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    failed, tried = doctest.testmod(module)
    assert failed == 0
    assert tried > 0


def imports(source: str, within: bool = True) -> set[str]:
    """Gives the modules that a source imports; a room that is named after ``from briefing_generator import`` as a module.

    Without ``within`` only those that it imports as soon as it is imported itself.
    """
    tree = ast.parse(source)
    nodes = list(ast.walk(tree)) if within else tree.body
    plain = {alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names}
    assert not [n for n in nodes if isinstance(n, ast.ImportFrom) and n.level], "imports are written out in full"
    named = [n for n in nodes if isinstance(n, ast.ImportFrom)]
    rooms = {
        f"briefing_generator.{a.name}"
        for n in named
        if n.module == "briefing_generator"
        for a in n.names
        if a.name in ROOMS
    }
    return plain | rooms | {n.module for n in named if n.module}


def test_imports_of_every_form_are_seen() -> None:
    source = "import briefing_generator.pages\nfrom briefing_generator.cli import main\ndef f():\n    import mkdocs\n    from briefing_generator import site"
    assert imports(source) == {
        "briefing_generator", "briefing_generator.cli", "briefing_generator.pages", "briefing_generator.site", "mkdocs"
    }  # fmt: skip


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_rooms_import_one_way(path: Path) -> None:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    assert parts[-1] not in ("utils", "helpers", "common", "misc")
    assert parts[0] in (*ROOMS, *OUTSIDE), f"{parts[0]} is no room yet; its place in ROOMS tells what it may import"
    if parts[0] in OUTSIDE:
        return
    for module in imports(path.read_text(encoding="utf-8")):
        assert not (module.split(".")[0] == "mkdocs" and parts[0] not in ("site", "commands", "cli"))
        if module.startswith("briefing_generator."):
            room = module.split(".")[1]
            assert ROOMS.index(room) <= ROOMS.index(parts[0]), f"{path.name} imports {module}"


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
