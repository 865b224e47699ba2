"""``briefing export``: a briefing as data, or to take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_generator.commands.making import (
    briefing_argument,
    folder_or_only,
    make,
    no_cache_option,
    quiet_option,
    save_text,
)

if TYPE_CHECKING:
    from briefing_generator.model import Briefing


_ENDINGS = (".json", ".csv", ".pdf", ".epub")


def _written(briefing: Briefing, ending: str) -> str | bytes:
    """Returns a briefing as a file of this ending holds it; pages are entered only by what is made of them."""
    if ending in (".json", ".csv"):
        from briefing_generator.export import export_csv, export_json

        return export_json(briefing) if ending == ".json" else export_csv(briefing)
    from briefing_generator.pages.edition import NoPrinterError, export_epub, export_pdf

    try:
        return export_pdf(briefing) if ending == ".pdf" else export_epub(briefing)
    except NoPrinterError as error:
        raise click.ClickException(str(error)) from error


@click.command()
@briefing_argument
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
@no_cache_option
@quiet_option
def export(folder: Path | None, out: Path, since: Path | None, quiet: bool) -> None:
    """Write a briefing as data, or as a PDF or a book to take along.

    BRIEFING is its name or its folder; the one that you stand in, or the only one, where you name none.

    \b
    Examples:
      briefing export harbour-strike --out harbour.pdf
      briefing export harbour-strike --out now.json --since before.json
    """
    if out.suffix not in _ENDINGS:
        raise click.UsageError(f"{out.name}: a file that ends in {' or '.join(_ENDINGS)} would be right.")
    if since and out.suffix == ".csv":
        raise click.UsageError(
            "--since: a .csv holds the statements and no changes; .json, .pdf or .epub would be right."
        )
    briefing = make(folder_or_only(folder), quiet, since)
    save_text(out, _written(briefing, out.suffix))
    if not quiet:
        click.echo(f"{out}: {len(briefing.statements)} statements of {len(briefing.articles)} articles", err=True)
