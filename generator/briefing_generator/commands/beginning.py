"""``briefing new``: begin a briefing."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from briefing_generator.commands.making import save_text
from briefing_generator.places.moving import not_a_name
from briefing_generator.places.naming_briefings import from_here
from briefing_generator.places.site_found import find_site


@click.command()
@click.argument("name")
@click.option("--title", help="Its title on the pages; made of the name unless said.")
@click.option(
    "--pack", default="auto", show_default=True, help="Its field: a pack’s name, key-phrases, or a file of yours."
)
def new(name: str, title: str | None, pack: str) -> None:
    """Begin a briefing: make briefings/NAME with an articles folder and a briefing.yml, from anywhere inside the site.

    \b
    Examples:
      briefing new harbour-strike
      briefing new harbour-strike --title "The strike at Harbour Quay" --pack labour
    """
    if wrong := not_a_name(name):
        raise click.UsageError(wrong)
    here = Path.cwd()
    site = find_site(here)
    folder = from_here((site.briefings if site else here / "briefings") / name, here)
    if folder.exists():
        raise click.UsageError(f"{folder.as_posix()} is there already.")
    _check_pack(pack, site.root if site else here)
    settings = _line("title", title or name.replace("-", " ").capitalize()) + _line("pack", pack)
    try:
        (folder / "articles").mkdir(parents=True)
        save_text(folder / "briefing.yml", settings)
    except (OSError, click.ClickException) as error:
        # What is only half there would be in the way of the next attempt.
        for made in (folder / "articles", folder):
            with contextlib.suppress(OSError):
                made.rmdir()
        if isinstance(error, click.ClickException):
            raise
        raise click.ClickException(f"{folder.as_posix()}: cannot be made: {error.strerror or error}.") from error
    click.echo(
        f"{folder.as_posix()}: drop articles into {folder.as_posix()}/articles/, or `briefing add` addresses and files; "
        "`feeds:` in its briefing.yml are followed by `briefing update`"
    )


def _line(key: str, value: str) -> str:
    """Returns a line of YAML in which a value is these words and nothing else, whatever signs are in it."""
    import yaml

    return yaml.safe_dump({key: value}, allow_unicode=True, width=100_000)


def _check_pack(pack: str, root: Path) -> None:
    """Raises ``click.UsageError`` where a pack cannot be read, with the names of those that come along."""
    if pack == "auto":
        return
    from briefing_generator.issues.packs import PackError, load_pack, pack_file

    own = pack_file(pack)
    try:
        load_pack(str(root / own) if own else pack)
    except (PackError, OSError) as error:
        raise click.UsageError(f"--pack: {error}") from error
