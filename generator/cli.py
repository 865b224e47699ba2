"""The command line: asks the rooms, says what they answered; no logic of its own."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.model import Briefing, Corpus, Problem

CACHE = Path(".cache/briefings")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefing-generator")
def main() -> None:
    """Make briefings out of folders of news articles."""


def _told(quiet: bool) -> object:
    if quiet or not sys.stderr.isatty():
        return None

    def told(done: int, of: int) -> None:
        click.echo(f"\rread {done} of {of} articles", err=True, nl=done == of)

    return told


def _make(folder: Path, quiet: bool, earlier: Path | None = None) -> tuple[Corpus, Briefing]:
    from generator import load_corpus, make_briefing
    from generator.packs import PackError
    from generator.reading import read_corpus

    corpus = load_corpus(folder)
    before = json.loads(earlier.read_text(encoding="utf-8")) if earlier else None
    try:
        readings = read_corpus(corpus, None, CACHE if CACHE.parent.is_dir() else None, _told(quiet))  # type: ignore[arg-type]
    except (PackError, OSError) as error:
        raise click.ClickException(str(error)) from error
    return corpus, make_briefing(corpus, readings, before)


def _save(path: Path, text: str) -> None:
    from generator.saving import NotSavedError, save

    try:
        save(path, text)
    except NotSavedError as error:
        raise click.ClickException(str(error)) from error


def _folders(names: tuple[str, ...]) -> list[Path]:
    if names:
        return [Path(name) for name in names]
    root = Path("briefings")
    if not root.is_dir():
        raise click.UsageError(
            "There is no folder briefings/ here; name a briefing's folder, or make one with `briefing new NAME`."
        )
    return sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_quiet = click.option("--quiet", is_flag=True, help="Say nothing but errors.")


@main.command()
@click.argument("folder", type=_FOLDER)
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file: .json, or .csv for the statements.",
)
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An earlier briefing.json: tell what changed since.",
)
@_quiet
def export(folder: Path, out: Path, since: Path | None, quiet: bool) -> None:
    """Write the briefing of FOLDER as data."""
    from generator.export import export_csv, export_json

    writers = {".json": export_json, ".csv": export_csv}
    if out.suffix not in writers:
        raise click.UsageError(f"{out.name}: a file that ends in {' or '.join(writers)} would be right.")
    _, briefing = _make(folder, quiet, since)
    _save(out, writers[out.suffix](briefing))
    if not quiet:
        click.echo(f"{out}: {len(briefing.statements)} statements of {len(briefing.articles)} articles", err=True)


@main.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.argument("folders", nargs=-1, type=_FOLDER)
@_quiet
def write(directory: Path, folders: tuple[Path, ...], quiet: bool) -> None:
    """Write all pages as plain Markdown into DIRECTORY, for any site generator."""
    from generator import render_pages
    from generator.pages import render_home, write_pages
    from generator.saving import NotSavedError

    briefings = [_make(folder, quiet)[1] for folder in _folders(tuple(str(f) for f in folders))]
    pages = [page for briefing in briefings for page in render_pages(briefing)]
    try:
        changed = write_pages([*pages, render_home(briefings)], directory)
    except NotSavedError as error:
        raise click.ClickException(str(error)) from error
    if not quiet:
        click.echo(f"{directory}: {len(pages) + 1} pages and files, {len(changed)} of them new or changed", err=True)


@main.command()
@click.argument("folders", nargs=-1, type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--github", is_flag=True, help="Print annotations that GitHub shows in a pull request.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@_quiet
def check(folders: tuple[Path, ...], as_json: bool, github: bool, strict: bool, quiet: bool) -> None:
    """Say what is wrong with the files of the briefings; all of it, in one run."""
    found: list[tuple[Path, Problem]] = []
    for folder in _folders(tuple(str(f) for f in folders)):
        _, briefing = _make(folder, True)
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


@main.command()
@click.argument("name")
def new(name: str) -> None:
    """Begin a briefing: make briefings/NAME with an articles folder and a briefing.yml."""
    import re

    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise click.UsageError(f"{name!r}: small letters, digits and hyphens would be right, as in `harbour-strike`.")
    folder = Path("briefings") / name
    if folder.exists():
        raise click.UsageError(f"{folder.as_posix()} is there already.")
    (folder / "articles").mkdir(parents=True)
    _save(folder / "briefing.yml", f"title: {name.replace('-', ' ').capitalize()}\npack: auto\n")
    click.echo(f"{folder.as_posix()}: drop articles into {folder.as_posix()}/articles/")


@main.command()
@click.argument("identity", metavar="ID")
@click.argument("folders", nargs=-1, type=_FOLDER)
def explain(identity: str, folders: tuple[Path, ...]) -> None:
    """Tell where the statement ID comes from, and the lines of YAML that would correct it."""
    from generator.briefing.explaining import explain_statement

    for folder in _folders(tuple(str(f) for f in folders)):
        told = explain_statement(_make(folder, True)[1], identity)
        if told:
            click.echo(told)
            return
    raise click.UsageError(f"There is no statement {identity!r}; briefing.json and the Conditions page show the ids.")


@main.command()
@click.option("--strict/--no-strict", default=True, help="Stop at warnings.")
def build(strict: bool) -> None:
    """Build the site with MkDocs."""
    import subprocess

    sys.exit(subprocess.call([sys.executable, "-m", "mkdocs", "build", *(["--strict"] if strict else [])]))


@main.command()
@click.option("--addr", default="127.0.0.1:8000", show_default=True, help="Address to serve at.")
def serve(addr: str) -> None:
    """Serve the site and renew it when an article is dropped in, changed or deleted."""
    import subprocess

    sys.exit(subprocess.call([sys.executable, "-m", "mkdocs", "serve", "--dev-addr", addr]))
