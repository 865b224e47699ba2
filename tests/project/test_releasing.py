"""What a release and the workflows promise: one version, a changelog, and commands that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from briefing_generator.cli import main

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SCRIPT = ROOT / ".github/release.py"


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def jobs(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job.get("steps", [])]


def test_the_programs_own_options_are_documented() -> None:
    options = [option for parameter in main.params for option in parameter.opts]
    assert options == ["--version"]
    assert all(f"`briefing {option}`" in text("docs/guide.md") for option in options)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_what_a_workflow_runs_is_there(path: Path) -> None:
    lines = [line.strip() for step in steps(path) for line in str(step.get("run", "")).splitlines()]
    run = [(words[0].rsplit("/", 1)[-1], words[1:]) for line in lines if (words := line.split())]
    for program, words in run:
        if program == "make":
            assert re.search(rf"^{re.escape(words[0])}:", text("Makefile"), re.MULTILINE), words
        elif program == "briefing":
            assert words[0] in main.commands, words
            options = {o for p in main.commands[words[0]].params for o in (*p.opts, *p.secondary_opts)}
            assert {word for word in words if word.startswith("--")} <= options, words
        elif program.startswith("python") and "pytest" in words:
            assert [word for word in words if "/" in word and not (ROOT / word).is_dir()] == []
        elif program.startswith("python") and words[0].endswith(".py"):
            assert (ROOT / words[0]).is_file()
    assert {program for program, _ in run} & {"make", "python"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_a_workflow_may_only_read_but_where_it_says_so(path: Path) -> None:
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["permissions"] == {"contents": "read"}
    used = [step["uses"] for step in steps(path) if "uses" in step]
    # Those of GitHub itself by the version, as they move it along; of others only what never changes.
    pinned = re.compile(r"actions/[\w-]+@v\d+|[\w-]+/[\w-]+@[0-9a-f]{40}|docker://.+:\d+\.\d+\.\d+")
    assert [action for action in used if not pinned.fullmatch(action)] == []


def test_a_site_waits_for_no_test_of_the_program_and_a_release_for_all() -> None:
    site, release = (jobs(ROOT / f".github/workflows/{name}.yml") for name in ("site", "release"))
    assert site["deploy"]["needs"] == ["articles", "build"]
    assert release["tests"]["uses"] == "./.github/workflows/tests.yml"
    assert set(release["publish"]["needs"]) == {"tests", "build", "alone"}
    assert release["announce"]["needs"] == "publish"


def test_the_pythons_that_are_promised_are_tested() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    promised = re.findall(r"Python :: (3\.\d+)", " ".join(project["classifiers"]))
    assert promised == jobs(ROOT / ".github/workflows/tests.yml")["core"]["strategy"]["matrix"]["python"]
    assert project["requires-python"] == f">={promised[0]}"


def test_the_changelog_begins_with_this_version_or_what_comes_next() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    (first, *_) = re.findall(r"^## (.+)$", text("CHANGELOG.md"), re.MULTILINE)
    assert first == "Unreleased" or re.fullmatch(rf"{re.escape(version)}, \d{{4}}-\d\d-\d\d", first)


URLS = '[project.urls]\nSource = "https://a.test/b"\nIssues = "https://a.test/b/issues"\nChangelog = "https://a.test/b/c"\n'
NOTES = "# Changelog\n\n## Unreleased\n\nNext.\n\n## 1.2.0, 2026-11-30\n\nNew.\n\n### More\n\n## 1.1.0\n\nOld.\n"
FILES = ("briefing_generator-1.2.0-py3-none-any.whl", "briefing_generator-1.2.0.tar.gz")


def release(
    folder: Path, tag: str, changelog: str = NOTES, urls: str = URLS, files: tuple[str, ...] = FILES
) -> tuple[int, str]:
    (folder / "pyproject.toml").write_text(f'[project]\nversion = "1.2.0"\n{urls}', encoding="utf-8")
    (folder / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    (folder / "dist").mkdir()
    for name in files:
        (folder / "dist" / name).touch()
    done = subprocess.run(
        [sys.executable, str(SCRIPT), tag], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_a_release_takes_its_section_of_the_changelog(tmp_path: Path) -> None:
    assert release(tmp_path, "v1.2.0") == (0, "New.\n\n### More\n")


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "another tag": ({"tag": "v1.2"}, "The tag is v1.2, and pyproject.toml has version 1.2.0: v1.2.0 would be right."),
    "no section": ({"changelog": "## Unreleased\n\nx\n\n## 11.2.0\n\nx\n"}, "CHANGELOG.md has no section"),
    "an empty section": ({"changelog": "## 1.2.0\n\n## 1.1.0\n\nx\n"}, "CHANGELOG.md has no section"),
    "no addresses": ({"urls": ""}, "[project.urls] in pyproject.toml has no address for Source, Issues, Changelog."),
    "another wheel": ({"files": FILES[1:]}, "dist/ holds briefing_generator-1.2.0.tar.gz: "),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_release_that_does_not_agree_with_itself_is_refused(tmp_path: Path, case: str) -> None:
    given, told = WRONG[case]
    code, said = release(tmp_path, **{"tag": "v1.2.0"} | given)
    assert code == 1
    assert said.startswith(told)
    assert len(said.splitlines()) == 1


def test_what_is_built_holds_the_package_and_says_what_it_is(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(
        ROOT / "generator", tmp_path / "generator", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__")
    )
    # As `make dist` does it: the wheel is made of what the source archive holds.
    recipe = text("Makefile").split("\ndist:")[1].split("\n\n")[0]
    assert "uv build --quiet --no-build-isolation" in recipe
    subprocess.run(
        [sys.executable, "-m", "uv", "build", "--quiet", "--offline", "--no-build-isolation", "--python", sys.executable],
        cwd=tmp_path, check=True,
    )  # fmt: skip
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    wheel = tmp_path / f"dist/briefing_generator-{version}-py3-none-any.whl"
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(wheel), str(tmp_path / "out")], check=True)
    package = ROOT / "generator/briefing_generator"
    held = {p.relative_to(package).as_posix() for p in package.rglob("*") if p.is_file() and p.suffix != ".pyc"}
    built = tmp_path / "out/briefing_generator"
    assert held == {p.relative_to(built).as_posix() for p in built.rglob("*") if p.is_file()}
