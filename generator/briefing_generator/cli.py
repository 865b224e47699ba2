"""The command line: its commands stand in :mod:`briefing_generator.commands`; no logic of its own."""

from __future__ import annotations

import click

from briefing_generator.commands.adding import add
from briefing_generator.commands.beginning import new
from briefing_generator.commands.building import build, serve
from briefing_generator.commands.bundling import bundle
from briefing_generator.commands.checking import check
from briefing_generator.commands.explaining import explain
from briefing_generator.commands.exporting import export
from briefing_generator.commands.marking import mark
from briefing_generator.commands.writing import write


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefing-generator")
def main() -> None:
    """Make briefings out of folders of news articles."""


for command in (add, build, bundle, check, explain, export, mark, new, serve, write):
    main.add_command(command)
