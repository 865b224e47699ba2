"""``briefing check``: what is wrong with the files, and ``--fix``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_generator.commands.making import (
    briefings_argument,
    folders_or_all,
    kept_work,
    make,
    no_cache_option,
    quiet_option,
)
from briefing_generator.commands.saying.problem_formats import annotation, as_sarif
from briefing_generator.commands.saying.readers_said import readers_options
from briefing_generator.commands.saying.terminal import coloured

if TYPE_CHECKING:
    from briefing_generator.model import Problem


@click.command()
@briefings_argument
@click.option("--fix", is_flag=True, help="First write into each article's front matter what was inferred of it.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--sarif", is_flag=True, help="Print them as SARIF, for code scanning.")
@click.option("--github", is_flag=True, help="Print annotations that GitHub shows in a pull request.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@readers_options
@no_cache_option
@quiet_option
def check(  # noqa: C901
    folders: tuple[Path, ...], fix: bool, as_json: bool, sarif: bool, github: bool, strict: bool, quiet: bool
) -> None:
    """Say what is wrong with the files of the briefings; all of it, in one run, sorted by place.

    A BRIEFING is named by its name or its folder; all of the site are checked where none is.

    \b
    Examples:
      briefing check
      briefing check harbour-strike --fix
    """
    if as_json + sarif + github > 1:
        raise click.UsageError("Choose one of --json, --sarif and --github.")
    from briefing_generator.corpus.article_paths import written_paths
    from briefing_generator.issues import tell_choice

    found: list[tuple[Path, Problem]] = []
    files = 0
    for folder in folders_or_all(folders):
        if fix:
            _fix(folder, quiet)
        briefing = make(folder, quiet, whole=False)
        shown = Path(written_paths([folder.as_posix()])[0])
        files += len(briefing.articles)
        if not (quiet or as_json or sarif or github):
            click.echo(f"{shown.as_posix()}: {tell_choice(briefing.pack, briefing.choice)}", err=True)
        found += [(shown, problem) for problem in sorted(briefing.problems)]
    if as_json:
        data = [asdict(problem) | {"path": (folder / problem.path).as_posix()} for folder, problem in found]
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    elif sarif:
        click.echo(as_sarif(found))
    else:
        for folder, problem in found:
            if github:
                click.echo(annotation(folder, problem))
            elif not (quiet and problem.severity == "warning"):
                told = f"{folder.as_posix()}/{problem}"
                # Behind the place; the same word may stand in a path before it, and in a message after.
                click.echo(
                    told.replace(f": {problem.severity}: ", f": {coloured(problem.severity, problem.severity)}: ", 1)
                )
    errors = sum(problem.severity == "error" for _, problem in found)
    if not (quiet or as_json or sarif or github):
        told = f"{_count(errors, 'error')}, {_count(len(found) - errors, 'warning')}"
        click.echo(f"{told} in {_count(files, 'file')}." if files else f"{told}; there are no articles yet.", err=True)
    if errors or (strict and found):
        sys.exit(1)


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _fix(folder: Path, quiet: bool) -> None:
    from briefing_generator.corpus import load_corpus
    from briefing_generator.corpus.mending import mend_corpus
    from briefing_generator.store.files import NotSavedError

    try:
        mended = mend_corpus(load_corpus(folder, kept_work(folder)), folder)
    except NotSavedError as error:
        raise click.ClickException(str(error)) from error
    for file in mended if not quiet else ():
        done = [f"wrote {', '.join(file.written)}"] if file.written else []
        done += [f"put {', '.join(file.quoted)} in quotation marks"] if file.quoted else []
        click.echo(f"{folder.as_posix()}/{file.path}: {'; '.join(done)}", err=True)
