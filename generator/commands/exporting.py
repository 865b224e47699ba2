"""``briefing export``: a briefing as data."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.making import FOLDER, make, quiet_option, save_text


@click.command()
@click.argument("folder", type=FOLDER)
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
@quiet_option
def export(folder: Path, out: Path, since: Path | None, quiet: bool) -> None:
    """Write the briefing of FOLDER as data."""
    from generator.export import export_csv, export_json

    writers = {".json": export_json, ".csv": export_csv}
    if out.suffix not in writers:
        raise click.UsageError(f"{out.name}: a file that ends in {' or '.join(writers)} would be right.")
    _, briefing = make(folder, quiet, since)
    save_text(out, writers[out.suffix](briefing))
    if not quiet:
        click.echo(f"{out}: {len(briefing.statements)} statements of {len(briefing.articles)} articles", err=True)
