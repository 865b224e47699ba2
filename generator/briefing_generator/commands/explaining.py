"""``briefing explain``: where anything on the pages comes from, asked for by id, by name or by words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from briefing_generator.commands.making import briefings_argument, folders_or_all, make, no_cache_option
from briefing_generator.commands.saying.readers_said import readers_options

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("asked", metavar="WHAT")
@briefings_argument
@click.option(
    "--json", "as_json", is_flag=True, help="Print all that WHAT means as JSON, each with what is told of it."
)
@readers_options
@no_cache_option
def explain(asked: str, folders: tuple[Path, ...], as_json: bool) -> None:
    """Tell where WHAT comes from, and how to correct it.

    WHAT is the id of anything on the pages (briefing.json has them, and links end in them: #st-ID), such a link, a name,
    or words of a sentence in quotation marks. What follows are the lines of YAML that would correct it; where WHAT means several
    things, they are listed with their ids. A BRIEFING is named by its name or its folder; all are asked where none is.

    \b
    Examples:
      briefing explain "Kari Lund"
      briefing explain "tired of war" harbour-strike
    """
    from briefing_generator.briefing.corrections.explanation import explain, explained
    from briefing_generator.briefing.corrections.lookup import nearest

    near: list[str] = []
    for folder in folders_or_all(folders):
        briefing = make(folder, as_json)
        if as_json and (found := explained(briefing, asked)):
            click.echo(json.dumps(found, ensure_ascii=False, indent=1))
            return
        if told := explain(briefing, asked):
            click.echo(told)
            return
        near += nearest(briefing, asked)
    hint = f"; nearest: {', '.join(map(repr, dict.fromkeys(near[:3])))}" if near else ""
    raise click.UsageError(
        f"There is nothing with the id or the name {asked!r}, and no sentence with these words{hint}. briefing.json has "
        "the ids of all that is shown, and links on the pages end in them (#st-ID)."
    )
