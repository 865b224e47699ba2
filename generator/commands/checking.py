"""``briefing check``: what is wrong with the files."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.making import FOLDER, folders_or_all, make, quiet_option

if TYPE_CHECKING:
    from generator.model import Problem


@click.command()
@click.argument("folders", nargs=-1, type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--github", is_flag=True, help="Print annotations that GitHub shows in a pull request.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@quiet_option
def check(folders: tuple[Path, ...], as_json: bool, github: bool, strict: bool, quiet: bool) -> None:
    """Say what is wrong with the files of the briefings; all of it, in one run."""
    found: list[tuple[Path, Problem]] = []
    for folder in folders_or_all(folders):
        _, briefing = make(folder, True)
        found += [(folder, problem) for problem in briefing.problems]
    if as_json:
        click.echo(
            json.dumps([asdict(p) | {"path": (f / p.path).as_posix()} for f, p in found], ensure_ascii=False, indent=1)
        )
    for folder, problem in found if not as_json else ():
        if github:
            place = f"file={(folder / problem.path).as_posix()},line={max(1, problem.line)},title={problem.code}"
            click.echo(f"::{problem.severity} {place}::{problem.message}")
        elif not (quiet and problem.severity == "warning"):
            click.echo(f"{folder.as_posix()}/{problem}")
    wrong = [p for _, p in found if p.severity == "error" or strict]
    if wrong:
        sys.exit(1)
