"""What the project promises of itself: docs, lock files, the one way of its rooms."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import generator
from generator.cli import main
from generator.corpus.codes import problem_codes

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "generator").rglob("*.py"))
ROOMS = [
    "model",
    "saving",
    "packs",
    "extraction",
    "corpus",
    "adding",
    "reading",
    "briefing",
    "export",
    "pages",
    "plugin",
    "commands",
    "cli",
]


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_every_command_is_documented() -> None:
    guide = text("docs/guide.md")
    assert all(f"briefing {name}" in guide for name in main.commands)


def test_every_code_is_documented() -> None:
    page = text("docs/codes.md")
    assert all(f"`{c.code}` | {c.severity} | {c.meaning} | {c.cure}" in page for c in problem_codes().values())


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    names = [re.match(r"[\w-]+", d).group() for d in project["dependencies"]]  # type: ignore[union-attr]
    page = text("docs/dependencies.md")
    assert [n for n in names if not re.search(rf"^\| {n} \| .{{15,}} \|$", page, re.MULTILINE)] == []
    lock = text("requirements.lock")
    assert [n for n in names if not re.search(rf"^{n}==", lock, re.MULTILINE)] == []


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
    assert generator.__all__ == ["load_corpus", "make_briefing", "read_article", "render_pages"]
    assert all(callable(getattr(generator, name)) for name in generator.__all__)
    assert all(name in text("docs/architecture.md") for name in generator.__all__)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_rooms_import_one_way(path: Path) -> None:
    parts = path.relative_to(ROOT / "generator").with_suffix("").parts
    assert parts[-1] not in ("utils", "helpers", "common", "misc")
    if parts[0] not in ROOMS:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    for module in imported:
        assert not (module.startswith("mkdocs") and parts[0] not in ("plugin", "commands", "cli"))
        if module.startswith("generator."):
            room = module.split(".")[1]
            assert ROOMS.index(room) <= ROOMS.index(parts[0]), f"{path.name} imports {module}"
