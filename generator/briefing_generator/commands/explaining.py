"""``briefing explain``: where a statement, a stakeholder, a quotation, an event or a disagreement comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing_generator.commands.making import FOLDER, folders_or_all, make

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("identity", metavar="ID")
@click.argument("folders", nargs=-1, type=FOLDER)
def explain(identity: str, folders: tuple[Path, ...]) -> None:
    """Tell where ID comes from, and the lines of YAML that would correct it.

    ID is that of a statement, stakeholder, quotation, event or disagreement. briefing.json has them; those of statements
    below the threshold stand in links (#st-ID) on the Conditions page alone, under "Read but not shown".
    """
    from briefing_generator.briefing.corrections.explanation import explain

    for folder in folders_or_all(folders):
        told = explain(make(folder, True)[1], identity)
        if told:
            click.echo(told)
            return
    raise click.UsageError(
        f"There is nothing with the id {identity!r}; briefing.json has the ids of all that is shown, and links on the "
        "Conditions page (#st-ID) those of statements below the threshold, too."
    )
