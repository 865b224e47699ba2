"""``briefing explain``: where anything on the pages comes from, asked for by id, by name or by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing_generator.commands.making import FOLDER, folders_or_all, make

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("asked", metavar="WHAT")
@click.argument("folders", nargs=-1, type=FOLDER)
def explain(asked: str, folders: tuple[Path, ...]) -> None:
    """Tell where WHAT comes from, and how to correct it.

    WHAT is the id of anything on the pages (briefing.json has them, and links end in them: #st-ID), a name, or words of
    a sentence in quotation marks. What follows are the lines of YAML that would correct it; where WHAT means several
    things, they are listed with their ids.
    """
    from briefing_generator.briefing.corrections.explanation import explain
    from briefing_generator.briefing.corrections.lookup import nearest

    near: list[str] = []
    for folder in folders_or_all(folders):
        briefing = make(folder, True)[1]
        if told := explain(briefing, asked):
            click.echo(told)
            return
        near += nearest(briefing, asked)
    hint = f"; nearest: {', '.join(map(repr, dict.fromkeys(near[:3])))}" if near else ""
    raise click.UsageError(
        f"There is nothing with the id or the name {asked!r}, and no sentence with these words{hint}. briefing.json has "
        "the ids of all that is shown, and links on the pages end in them (#st-ID)."
    )
