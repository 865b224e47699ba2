"""The walls of the house: one way among rooms and sub-rooms, no circles, small modules, and a page drawn from the sources."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from graphlib import TopologicalSorter

import pytest

from tests.project.house import PACKAGE, PAGE, PICTURE, ROOMS, ROOT, Module, imports, modules, page, part, picture

MOST_LINES = 300
MOST_MODULES = 16
MOST_COMPLEX = 35
"""Functions of more than ten branches there were when ruff was first asked for them; write a lower number when it falls."""
OPENING = {"", "__main__"}
"""What opens the rooms from outside: it may ask for all of them."""

BY_NAME = {module.name: module for module in modules()}
INSIDE = [module for module in modules() if module.name not in OPENING]


def wrong(module: Module, name: str) -> str | None:
    """Tells which wall an import breaks through, None where it breaks none."""
    other = BY_NAME[name]
    rooms = list(ROOMS)
    if name in OPENING:
        return f"{module.name} asks at the front door instead of a room"
    if module.room != other.room:
        one_way = rooms.index(other.room) < rooms.index(module.room)
        return None if one_way else f"{module.room} comes before {other.room}, yet {module.name} imports {name}"
    if not module.subroom or module.subroom == other.subroom:
        return None
    if not other.subroom:
        return f"{module.name} imports {name}, which is made of sub-rooms"
    subrooms = ROOMS[module.room]
    one_way = subrooms.index(other.subroom) < subrooms.index(module.subroom)
    return None if one_way else f"{module.subroom} comes before {other.subroom}, yet {module.name} imports {name}"


def test_every_folder_has_its_place_in_the_order() -> None:
    for module in INSIDE:
        assert module.room in ROOMS, f"{module.room} is no room yet; its place in ROOMS tells what it may import"
        assert module.subroom in ("", *ROOMS[module.room]), f"{module.subroom} is no sub-room of {module.room} yet"
        assert len(module.path.relative_to(PACKAGE).parts) <= 3, f"{module.name} lies deeper than a sub-room"
    asked = {(m.room, m.subroom) for m in INSIDE}
    assert {(room, s) for room, subrooms in ROOMS.items() for s in ("", *subrooms)} == asked


def test_rooms_and_sub_rooms_import_one_way() -> None:
    assert [told for module in INSIDE for name in module.imports if (told := wrong(module, name))] == []


@pytest.mark.parametrize(
    ("importing", "imported"),
    [
        ("corpus.loading", "reading.text.parse"),
        ("reading.grammar.clauses", "reading.names.world"),
        ("reading.text.parse", "reading.article_reading"),
        ("reading.text.parse", "reading"),
        ("pages.rendering", ""),
    ],
)
def test_a_step_back_breaks_a_wall(importing: str, imported: str) -> None:
    assert wrong(BY_NAME[importing], imported)


def test_no_modules_import_in_a_circle() -> None:
    # Imports that only types need count: who draws on whom should be told in one order.
    assert list(TopologicalSorter({module.name: module.imports for module in modules()}).static_order())


def test_only_the_site_and_the_commands_know_of_mkdocs() -> None:
    assert {m.room for m in modules() if "mkdocs" in m.outside} <= {"site", "commands", "cli"}


def test_modules_hold_one_idea_and_folders_few_modules() -> None:
    lines = {module.name: module.path.read_text(encoding="utf-8").count("\n") for module in modules()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}
    held = Counter(module.path.parent for module in modules() if not module.opens)
    assert {folder.name: count for folder, count in held.items() if count > MOST_MODULES} == {}


def test_no_two_modules_share_a_name() -> None:
    names = Counter(module.path.stem for module in modules() if not module.opens)
    assert [name for name, count in names.items() if count > 1] == []
    assert names.keys() & {"utils", "helpers", "common", "misc"} == set()


def test_every_module_tells_what_it_is_about_in_one_line() -> None:
    assert [m.name for m in modules() if not re.fullmatch(r".{10,130}[.?]", m.tells)] == []


def test_imports_of_every_form_are_seen() -> None:
    source = """
import briefing_generator.pages
from typing import TYPE_CHECKING
from briefing_generator import load_corpus, site
from briefing_generator.model import Article
from briefing_generator.pages import linked_data, render_pages
if TYPE_CHECKING:
    from briefing_generator.cli import main
def f():
    import mkdocs.config
    from briefing_generator.corpus.codes import problem_codes
"""
    inside, outside = imports(source, frozenset(BY_NAME), {"load_corpus": "corpus"})
    assert inside == {"pages", "corpus", "site", "model", "pages.linked_data", "cli", "corpus.codes"}
    assert outside == {"typing", "mkdocs"}


def test_the_page_and_its_picture_are_what_the_command_writes() -> None:
    assert (PAGE.read_text(encoding="utf-8"), PICTURE.read_text(encoding="utf-8")) == (page(), picture()), (
        "`make architecture` renews them"
    )
    assert part().count("\n| `") > len([m for m in modules() if not m.opens and m.room != m.name])
    assert len(PAGE.read_text(encoding="utf-8").split("<!-- ")) == 3, "each mark stands once"


def test_what_ruff_is_told_to_overlook_is_still_there() -> None:
    """Exceptions may only grow fewer: no path in the list that needs none, no more marks than there were."""
    ruff = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.ruff.lint.per-file-ignores]")[1]
    listed = {
        path: set(json.loads(codes)) for path, codes in re.findall(r'^"(generator/\S+\.py)" = (\[.*\])$', ruff, re.M)
    }
    assert listed
    run = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "json", "--config", "lint.per-file-ignores={}", "--exit-zero", *listed],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, set[str]] = {}
    for one in json.loads(run.stdout):
        found.setdefault(one["filename"].removeprefix(f"{ROOT.as_posix()}/"), set()).add(one["code"])
    assert found == listed
    marked = sum(module.path.read_text(encoding="utf-8").count("noqa: C901") for module in modules())
    assert marked <= MOST_COMPLEX, "split the new function instead of marking it"
