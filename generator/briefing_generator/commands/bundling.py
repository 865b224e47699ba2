"""``briefing bundle``: a built offline site as one file."""

from __future__ import annotations

from pathlib import Path

import click

from briefing_generator.commands.making import FOLDER, quiet_option, save_text
from briefing_generator.places.site_found import built_folder, find_site


@click.command()
@click.argument("site", required=False, type=FOLDER, metavar="[SITE]")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file: .zip.")
@quiet_option
def bundle(site: Path | None, out: Path, quiet: bool) -> None:
    """Put the built offline site SITE into a ZIP that opens by a double click.

    SITE is the folder that was built; that of the site around you where you name none.

    \b
    Examples:
      briefing bundle --out talks.zip
      briefing bundle site-offline --out talks.zip
    """
    from briefing_generator.pages.edition.bundle import START, NotOfflineError, bundle_site

    if out.suffix != ".zip":
        raise click.UsageError(f"{out.name}: a file that ends in .zip would be right.")
    site = site or _built_here()
    try:
        data = bundle_site(site, out.stem)
    except (OSError, NotOfflineError) as error:
        raise click.ClickException(str(error)) from error
    save_text(out, data)
    if not quiet:
        click.echo(f"{out}: {len(data) / 1e6:.1f} MB; unpack it and open “{START}”", err=True)


def _built_here() -> Path:
    """Returns the folder into which the site around is built; raises ``click.UsageError`` where there is none."""
    here = Path.cwd()
    found = find_site(here)
    if found is None or found.config is None:
        raise click.UsageError("There is no mkdocs.yml here or above; name the folder of a built site.")
    built = built_folder(found)
    return built.relative_to(here) if built.is_relative_to(here) else built
