"""``briefing export``: a briefing as data, or to take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_generator.commands.making import FOLDER, make, quiet_option, save_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing_generator.model import Briefing


@click.command()
@click.argument("folder", type=FOLDER)
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file: .json, .csv for the statements, .pdf or .epub.",
)
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An earlier briefing.json: tell what changed since (not in a .csv).",
)
@quiet_option
def export(folder: Path, out: Path, since: Path | None, quiet: bool) -> None:
    """Write the briefing of FOLDER as data, or as a PDF or a book to take along."""
    from briefing_generator.export import export_csv, export_json
    from briefing_generator.pages.edition import NoPrinterError, export_epub, export_pdf

    writers: dict[str, Callable[[Briefing], str | bytes]] = {
        ".json": export_json, ".csv": export_csv, ".pdf": export_pdf, ".epub": export_epub
    }  # fmt: skip
    if out.suffix not in writers:
        raise click.UsageError(f"{out.name}: a file that ends in {' or '.join(writers)} would be right.")
    if since and out.suffix == ".csv":
        raise click.UsageError(
            "--since: a .csv holds the statements and no changes; .json, .pdf or .epub would be right."
        )
    _, briefing = make(folder, quiet, since)
    try:
        save_text(out, writers[out.suffix](briefing))
    except NoPrinterError as error:
        raise click.ClickException(str(error)) from error
    if not quiet:
        click.echo(f"{out}: {len(briefing.statements)} statements of {len(briefing.articles)} articles", err=True)
