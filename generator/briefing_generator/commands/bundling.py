"""``briefing bundle``: a built offline site as one file."""

from __future__ import annotations

from pathlib import Path

import click

from briefing_generator.commands.making import FOLDER, quiet_option, save_text


@click.command()
@click.argument("site", type=FOLDER)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file: .zip.")
@quiet_option
def bundle(site: Path, out: Path, quiet: bool) -> None:
    """Put the built offline site SITE into a ZIP that opens by a double click.

    \b
    Example:
      briefing bundle site --out talks.zip
    """
    from briefing_generator.pages.edition.bundle import START, NotOfflineError, bundle_site

    if out.suffix != ".zip":
        raise click.UsageError(f"{out.name}: a file that ends in .zip would be right.")
    try:
        data = bundle_site(site, out.stem)
    except (OSError, NotOfflineError) as error:
        raise click.ClickException(str(error)) from error
    save_text(out, data)
    if not quiet:
        click.echo(f"{out}: {len(data) / 1e6:.1f} MB; unpack it and open “{START}”", err=True)
