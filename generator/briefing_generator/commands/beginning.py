"""``briefing new``: begin a briefing."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from briefing_generator.commands.making import save_text


@click.command()
@click.argument("name")
def new(name: str) -> None:
    """Begin a briefing: make briefings/NAME with an articles folder and a briefing.yml."""
    import re

    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise click.UsageError(f"{name!r}: small letters, digits and hyphens would be right, as in `harbour-strike`.")
    folder = Path("briefings") / name
    if folder.exists():
        raise click.UsageError(f"{folder.as_posix()} is there already.")
    try:
        (folder / "articles").mkdir(parents=True)
        save_text(folder / "briefing.yml", f"title: {name.replace('-', ' ').capitalize()}\npack: auto\n")
    except (OSError, click.ClickException) as error:
        # What is only half there would be in the way of the next attempt.
        for made in (folder / "articles", folder):
            with contextlib.suppress(OSError):
                made.rmdir()
        if isinstance(error, click.ClickException):
            raise
        raise click.ClickException(f"{folder.as_posix()}: cannot be made: {error.strerror or error}.") from error
    click.echo(f"{folder.as_posix()}: drop articles into {folder.as_posix()}/articles/")
