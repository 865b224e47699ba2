"""The command line: its commands stand in :mod:`briefing_generator.commands`; no logic of its own."""

from __future__ import annotations

import io
import sys

import click

from briefing_generator.commands.adding import add, update
from briefing_generator.commands.arranging import list_briefings, remove, rename
from briefing_generator.commands.beginning import new
from briefing_generator.commands.building import build, serve
from briefing_generator.commands.bundling import bundle
from briefing_generator.commands.checking import check
from briefing_generator.commands.explaining import explain
from briefing_generator.commands.exporting import export
from briefing_generator.commands.marking import mark
from briefing_generator.commands.packing import pack
from briefing_generator.commands.reviewing import review
from briefing_generator.commands.saying.terminal import without_colour
from briefing_generator.commands.starting import init
from briefing_generator.commands.verifying import verify
from briefing_generator.commands.writing import write


def _tell_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    # Looked up only when asked for: reading what is installed takes its time.
    if asked and not context.resilient_parsing:
        from briefing_generator.store.version import package_version

        click.echo(f"briefing {package_version()}")
        context.exit()


def _write_utf8() -> None:
    """Lets what is printed be UTF-8 as all that is written is: a pipe on Windows has a code page without most names."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors=stream.errors)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Say the version and exit.",
)
@click.pass_context
def main(context: click.Context) -> None:
    """Make briefings out of folders of news articles.

    \b
    Examples:
      briefing init mysite
      briefing new harbour-strike
      briefing serve
    """
    _write_utf8()
    if without_colour():
        context.color = False


_COMMANDS: tuple[click.Command, ...] = (
    add, build, bundle, check, explain, export, init, list_briefings, mark, new, pack, remove, rename, review, serve, update,
    verify, write,
)  # fmt: skip
for command in _COMMANDS:
    main.add_command(command)
for command in (*main.commands.values(), *pack.commands.values()):
    # A list of commands tells each in a whole sentence, and breaks the line instead of cutting it off.
    command.short_help = command.get_short_help_str(limit=sys.maxsize)
