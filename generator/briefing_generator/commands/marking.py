"""``briefing mark``: remember what a briefing says, so that later changes are told against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing_generator.commands.making import (
    briefings_argument,
    folders_or_all,
    make,
    no_cache_option,
    quiet_option,
    save_text,
)
from briefing_generator.commands.saying.readers_said import readers_options

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@briefings_argument
@readers_options
@no_cache_option
@quiet_option
def mark(folders: tuple[Path, ...], quiet: bool) -> None:
    """Remember what the briefings say now: write state.json into their folders. Later changes are told against it.

    A BRIEFING is named by its name or its folder; all of the site are marked where none is.

    \b
    Example:
      briefing mark harbour-strike
    """
    from briefing_generator.corpus.state import NAME
    from briefing_generator.export import export_state

    for folder in folders_or_all(folders):
        briefing = make(folder, quiet)
        save_text(folder / NAME, export_state(briefing))
        if not quiet:
            click.echo(f"{(folder / NAME).as_posix()}: {len(briefing.statements)} statements", err=True)
