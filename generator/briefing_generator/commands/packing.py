"""``briefing pack suggest``: a first pack made of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing_generator.commands.making import briefing_argument, folder_or_only, make, no_cache_option, save_text
from briefing_generator.commands.saying.readers_said import readers_options

if TYPE_CHECKING:
    from pathlib import Path


@click.group()
def pack() -> None:
    """Make packs: the issues of a field and the words that tell of them.

    \b
    Example:
      briefing pack suggest harbour-strike
    """


@pack.command()
@briefing_argument
@click.option("--out", type=click.Path(dir_okay=False), help="The file to write; standard output unless said.")
@readers_options
@no_cache_option
def suggest(folder: Path | None, out: str | None) -> None:
    """Write a first pack from a briefing, as YAML to edit: what its parties want in groups, with words and examples.

    BRIEFING is its name or its folder; the one that you stand in, or the only one, where you name none.

    \b
    Example:
      briefing pack suggest harbour-strike --out packs/harbour.yml
    """
    from pathlib import Path

    from briefing_generator.issues.suggesting import suggest_pack

    folder = folder_or_only(folder)
    briefing = make(folder, out is None)
    texts = tuple(article.text for article in briefing.articles if article.status == "used")
    try:
        told = suggest_pack(briefing.settings.title, texts, (s.content for s in briefing.statements))
    except ValueError as error:
        raise click.ClickException(f"{folder}: no pack can be made of it: {error}.") from error
    if out is None:
        click.echo(told, nl=False)
        return
    if Path(out).exists():
        raise click.ClickException(f"{out} is there already; a new name would be right.")
    save_text(Path(out), told)
    click.echo(f"{out}: edit it, then write `pack: {out}` into {(folder / 'briefing.yml').as_posix()}.", err=True)
