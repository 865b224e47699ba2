"""``briefing list``, ``rename`` and ``remove``: which briefings there are, by which names, and which go to the trash."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_generator.commands.making import BRIEFING, folders_or_all, kept_work, no_cache_option, quiet_option
from briefing_generator.commands.saying.terminal import coloured
from briefing_generator.places.moving import (
    NotMovedError,
    bring_back,
    not_a_name,
    remove_briefing,
    rename_briefing,
)
from briefing_generator.places.naming_briefings import from_here, is_path
from briefing_generator.places.site_found import find_site

if TYPE_CHECKING:
    from briefing_generator.places.listing import Listed


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@no_cache_option
def list_briefings(as_json: bool) -> None:
    """List the briefings of the site: name, articles, their first and last day, title.

    \b
    Examples:
      briefing list
      briefing list --json
    """
    from briefing_generator.places.listing import listed

    found = [listed(folder, kept_work(folder)) for folder in folders_or_all(())]
    if as_json:
        rows = [asdict(each) | {"folder": each.folder.as_posix()} for each in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not found:
        click.echo("There are no briefings yet; `briefing new NAME` begins one.", err=True)
    told = [(each.name, _articles(each), _days(each)) for each in found]
    wide = [max((len(row[at]) for row in told), default=0) for at in range(3)]
    for each, (name, articles, days) in zip(found, told, strict=True):
        example = coloured(" (example)", "less") if each.example else ""
        wrong = (
            f"; {each.wrong} error{'' if each.wrong == 1 else 's'}, which `briefing check {name}` tells"
            if each.wrong
            else ""
        )
        click.echo(
            f"{coloured(name, 'name')}{' ' * (wide[0] - len(name))}  {articles:>{wide[1]}}  {days:<{wide[2]}}  {each.title}{example}{coloured(wrong, 'error')}"
        )


def _articles(each: Listed) -> str:
    left = f" ({each.left_out} not used)" if each.left_out else ""
    return f"{each.articles} article{'' if each.articles == 1 else 's'}{left}"


def _days(each: Listed) -> str:
    if each.first is None or each.last is None:
        return "undated" if each.articles else ""
    return each.first if each.first == each.last else f"{each.first} to {each.last}"


@click.command()
@click.argument("folder", metavar="OLD", type=BRIEFING)
@click.argument("name", metavar="NEW")
@quiet_option
def rename(folder: Path, name: str, quiet: bool) -> None:
    """Give the briefing OLD the name NEW: its folder, and so the address of its pages. Its title stays as it is set.

    \b
    Example:
      briefing rename tram-strike tram-strike-2025
    """
    if wrong := not_a_name(name):
        raise click.UsageError(wrong)
    here = Path.cwd()
    # Not resolved: of a link, the link is renamed and not what it leads to.
    old = Path(os.path.normpath(folder.absolute()))
    try:
        moved = rename_briefing(old, name)
    except NotMovedError as error:
        raise click.ClickException(str(error)) from error
    if quiet:
        return
    click.echo(f"{from_here(old, here).as_posix()} is now {from_here(moved, here).as_posix()}.", err=True)
    click.echo(f"Its pages move from {old.name}/ to {name}/: links that others have to them lead nowhere.", err=True)
    site = find_site(moved)
    for line in _named_in(site.config, old.name) if site and site.config else ():
        click.echo(
            f"{coloured('!', 'warning')} mkdocs.yml:{line} names {old.name}/; {name}/ would be right there.", err=True
        )


def _named_in(config: Path, name: str) -> list[int]:
    """Returns the lines of ``mkdocs.yml`` that name a briefing's pages, as a navigation of one's own does."""
    named = re.compile(rf"(?<![\w/.-]){re.escape(name)}/")
    lines = config.read_text(encoding="utf-8", errors="replace").splitlines()
    return [number for number, line in enumerate(lines, 1) if named.search(line.partition(" #")[0])]


@click.command()
@click.argument("name", shell_complete=BRIEFING.shell_complete)
@click.option("--undo", is_flag=True, help="Bring back what was removed last under NAME.")
@quiet_option
def remove(name: str, undo: bool, quiet: bool) -> None:
    """Move the briefing NAME to the trash beside it, a folder that is never read nor published; nothing is deleted.

    \b
    Examples:
      briefing remove tram-strike
      briefing remove --undo tram-strike
    """
    here = Path.cwd()
    site = find_site(here)
    try:
        if undo:
            beside = here / Path(name).parent if is_path(name) or site is None else site.briefings
            told = f"{from_here(bring_back(beside, Path(name).name), here).as_posix()} is back."
        else:
            folder = Path(os.path.normpath(BRIEFING.convert(name, None, click.get_current_context()).absolute()))
            gone = from_here(remove_briefing(folder), here).as_posix()
            again = folder.name if site and folder.parent == site.briefings else from_here(folder, here).as_posix()
            told = f"{name} is in the trash, {gone}; `briefing remove --undo {again}` brings it back."
    except NotMovedError as error:
        raise click.ClickException(str(error)) from error
    if not quiet:
        click.echo(told, err=True)
