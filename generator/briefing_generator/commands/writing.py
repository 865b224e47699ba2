"""``briefing write``: all pages as plain Markdown."""

from __future__ import annotations

from pathlib import Path

import click

from briefing_generator.commands.making import briefings_argument, folders_or_all, make, no_cache_option, quiet_option
from briefing_generator.commands.saying.readers_said import readers_options


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@briefings_argument
@readers_options
@no_cache_option
@quiet_option
def write(directory: Path, folders: tuple[Path, ...], quiet: bool) -> None:
    """Write all pages as plain Markdown into DIRECTORY, for any site generator.

    A BRIEFING is named by its name or its folder; all of the site are written where none is.

    \b
    Example:
      briefing write pages harbour-strike
    """
    from briefing_generator.make import make_pages
    from briefing_generator.pages import render_home, write_pages
    from briefing_generator.store.files import NotSavedError

    made = [(folder, make(folder, quiet)) for folder in folders_or_all(folders)]
    briefings = [briefing for _, briefing in made]
    pages = [page for folder, b in made for page in make_pages(folder, b)]
    try:
        changed = write_pages([*pages, render_home(briefings)], directory)
    except NotSavedError as error:
        raise click.ClickException(str(error)) from error
    if not quiet:
        click.echo(f"{directory}: {len(pages) + 1} pages and files, {len(changed)} of them new or changed", err=True)
