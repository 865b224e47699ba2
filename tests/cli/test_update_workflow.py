"""The workflow that follows feeds: its steps, run by a shell against a real repository, propose what came as a pull request."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml
from briefing_generator.cli import main
from click.testing import CliRunner

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the workflow's shell is that of Linux")
UPDATE = """#!/bin/sh
echo "- new" > "$3"
[ -z "$ARTICLE" ] || echo "$ARTICLE" > "briefings/$ARTICLE.md"
exit 1
"""
GH = """#!/bin/sh
case "$*" in
  *"pr list"*) ls "$STATE" | wc -l ;;
  *"pr create"*) touch "$STATE/open"; echo "created $*" >> "$STATE.log" ;;
  *) echo "commented $*" >> "$STATE.log" ;;
esac
"""


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A repository that stands for GitHub, with a site on its main branch, and programs that stand for `gh` and `briefing`."""
    site = tmp_path / "first"
    assert CliRunner().invoke(main, ["init", str(site)]).exit_code == 0
    for name, words in (("gh", GH), ("briefing", UPDATE)):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(words, "utf-8")
        program.chmod(0o755)
    (tmp_path / "open").mkdir()
    git(site, "init", "--initial-branch", "main")
    git(site, "add", ".")
    git(site, "-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "--message", "Begin")
    git(tmp_path, "clone", "--bare", "first", "remote")
    return tmp_path / "remote"


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def morning(remote: Path, number: int, article: str) -> str:
    """Runs the workflow's own steps in a fresh clone, as GitHub does, and returns what the pull request was told of."""
    home = remote.parent
    clone = home / f"clone{number}"
    git(home, "clone", str(remote), clone.name)
    jobs = yaml.safe_load((clone / ".github/workflows/update.yml").read_text("utf-8"))["jobs"]
    (home / "environment").write_text("", "utf-8")
    environment = {
        "PATH": f"{home / 'bin'}:{os.environ['PATH']}", "HOME": str(home), "BRANCH": jobs["update"]["env"]["BRANCH"],
        "GITHUB_ENV": str(home / "environment"), "GITHUB_REF_NAME": "main", "RUNNER_TEMP": str(home),
        "GITHUB_STEP_SUMMARY": str(home / "summary"), "STATE": str(home / "open"), "ARTICLE": article,
    }  # fmt: skip
    for step in jobs["update"]["steps"]:
        if "run" in step and not step["run"].startswith("pip "):
            told = dict(line.split("=") for line in (home / "environment").read_text("utf-8").splitlines())
            subprocess.run(
                ["bash", "-e", "-c", step["run"]], cwd=clone, env=environment | told, capture_output=True, check=True
            )
    log = home / "open.log"
    return log.read_text("utf-8") if log.exists() else ""


def proposed(remote: Path) -> list[str]:
    files = git(remote, "ls-tree", "--name-only", "briefing-update", "briefings/").split()
    return [Path(file).name for file in files if file.endswith(".md")]


def test_what_came_is_proposed_and_joins_what_is_open(remote: Path) -> None:
    assert morning(remote, 0, "") == ""
    first = morning(remote, 1, "monday")
    assert first.startswith("created pr create --head briefing-update --base main")
    assert first.count("\n") == 1
    assert proposed(remote) == ["monday.md"]
    second = morning(remote, 2, "tuesday")
    assert second.splitlines()[1].startswith("commented pr comment briefing-update --body-file")
    assert proposed(remote) == ["monday.md", "tuesday.md"]
    # Somebody closed it: the next one begins anew from what is published.
    (remote.parent / "open/open").unlink()
    assert morning(remote, 3, "wednesday").splitlines()[2].startswith("created")
    assert proposed(remote) == ["wednesday.md"]
