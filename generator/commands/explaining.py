"""``briefing explain``: where a statement comes from."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.making import FOLDER, folders_or_all, make


@click.command()
@click.argument("identity", metavar="ID")
@click.argument("folders", nargs=-1, type=FOLDER)
def explain(identity: str, folders: tuple[Path, ...]) -> None:
    """Tell where the statement ID comes from, and the lines of YAML that would correct it."""
    from generator.briefing.explaining import explain_statement

    for folder in folders_or_all(folders):
        told = explain_statement(make(folder, True)[1], identity)
        if told:
            click.echo(told)
            return
    raise click.UsageError(f"There is no statement {identity!r}; briefing.json and the Conditions page show the ids.")
