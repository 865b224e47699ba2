"""The command line: its commands stand in :mod:`generator.commands`; no logic of its own."""

from __future__ import annotations

import click

from generator.commands.adding import add
from generator.commands.beginning import new
from generator.commands.bundling import bundle
from generator.commands.checking import check
from generator.commands.explaining import explain
from generator.commands.exporting import export
from generator.commands.marking import mark
from generator.commands.site import build, serve
from generator.commands.writing import write


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefing-generator")
def main() -> None:
    """Make briefings out of folders of news articles."""


for command in (add, build, bundle, check, explain, export, mark, new, serve, write):
    main.add_command(command)
