"""``briefing export``: a briefing for other programs, or to take along."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing_generator.commands.making import (
    briefing_argument,
    export_as,
    folder_or_only,
    no_cache_option,
    quiet_option,
    save_text,
)
from briefing_generator.commands.saying.readers_said import readers_options

if TYPE_CHECKING:
    from briefing_generator.model import Briefing


def _pdf(briefing: Briefing) -> bytes:
    """Returns a briefing as a PDF; pages are entered only by what is made of them."""
    from briefing_generator.pages.edition import NoPrinterError, export_pdf

    try:
        return export_pdf(briefing)
    except NoPrinterError as error:
        raise click.ClickException(str(error)) from error


def _epub(briefing: Briefing) -> bytes:
    """Returns a briefing as a book."""
    from briefing_generator.pages.edition import export_epub

    return export_epub(briefing)


def _printer() -> str:
    """Returns what sets a PDF here, and with which fonts."""
    from briefing_generator.pages.edition.printers import printer

    return printer()


@click.command()
@briefing_argument
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    help="The file; its ending tells the format. Without it, or with -, text goes to the standard output.",
)
@click.option(
    "--format",
    "name",
    type=click.Choice(["json", "csv", "xlsx", "bibtex", "ris", "csl", "sqlite", "graphml", "annotations", "dna", "qdpx", "pdf", "epub"]),
    help="The format, where the ending does not tell it.",
)  # fmt: skip
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An earlier briefing.json: tell what changed since (in .json, .pdf and .epub).",
)
@readers_options
@no_cache_option
@quiet_option
def export(folder: Path | None, out: Path | None, name: str | None, since: Path | None, quiet: bool) -> None:
    """Write a briefing for other programs, or to take along.

    BRIEFING is its name or its folder; the one that you stand in, or the only one, where you name none.

    \b
    As data and tables:     .json, .csv, .xlsx, .sqlite
    The sources:            .bib (BibTeX), .ris, .csl.json
    Who agrees with whom:   .graphml
    For those who code:     .dna, .qdpx (REFI-QDA), .jsonld (W3C annotations)
    To read and print:      .pdf, .epub

    \b
    Examples:
      briefing export harbour-strike --out harbour.pdf
      briefing export harbour-strike --out now.json --since before.json
    """
    from briefing_generator.export.formats import FORMATS, Format, by_ending

    formats = (*FORMATS, Format("pdf", (".pdf",), _pdf, True, _printer), Format("epub", (".epub",), _epub, True))
    named = next((each for each in formats if each.name == name), None)
    to_screen = out is None or str(out) == "-"
    chosen = named or (by_ending(out.name, formats) if out and not to_screen else None)
    endings = " or ".join(ending for each in formats for ending in each.endings[:1])
    if chosen is None and to_screen:
        raise click.UsageError("--out FILE or --format NAME tells what is written; `--out talks.csv` would be right.")
    if chosen is None:
        raise click.UsageError(f"{out and out.name}: a file that ends in {endings} would be right.")
    if since and not chosen.changes:
        raise click.UsageError(
            f"--since: a {chosen.endings[0]} holds the statements and no changes; .json, .pdf or .epub would be right."
        )
    written = export_as(folder_or_only(folder), chosen, quiet, since)
    if out is None or to_screen:
        if not written.text and sys.stdout.isatty():
            raise click.UsageError(f"A {chosen.endings[0]} is no text for a terminal; --out FILE would be right.")
        # As bytes: Windows would put a second line end behind those of a table.
        click.echo(written.content, nl=False)
        return
    save_text(out, written.content)
    if not quiet:
        articles = f"{written.articles} article{'' if written.articles == 1 else 's'}"
        click.echo(f"{out}: {written.statements} statements of {articles}", err=True)
