"""``briefing add``: articles from the web, from files, folders and feeds."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from briefing_generator.commands.making import BRIEFING, folder_or_only, quiet_option
from briefing_generator.commands.saying.terminal import coloured

if TYPE_CHECKING:
    from pathlib import Path

    from briefing_generator.adding import Added


_COLOURS = {"!": "error", "=": "less", "+": "new"}


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option(
    "--to",
    "folder",
    type=BRIEFING,
    metavar="BRIEFING",
    help="The briefing, by its name or its folder; needed where there are several and you stand in none.",
)
@click.option("--stdin", "standard_input", is_flag=True, help="Read a page or text from standard input as well.")
@click.option("--url", help="The address that standard input, or the one file named, comes from.")
@click.option(
    "--limit",
    default=50,
    show_default=True,
    type=click.IntRange(1),
    help="Entries of a feed to take at most; of the newest 2,000.",
)
@click.option("--allow-local", is_flag=True, help="Fetch from this machine and its own network, too.")
@click.option("--json", "as_json", is_flag=True, help="Print what became of each source as JSON.")
@quiet_option
def add(
    sources: tuple[str, ...], folder: Path | None, standard_input: bool, url: str | None, limit: int, allow_local: bool,
    as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Add articles: web addresses, saved pages, messages, .docx, .odt, .rtf, .pdf, .txt and .md files, folders, or feeds of such.

    Each becomes a Markdown file with front matter in the briefing's articles folder; no file is ever written over.

    \b
    Examples:
      briefing add https://courier.example/feed.xml --to harbour-strike
      briefing add ~/Downloads/clippings report.docx
    """
    if not sources and not standard_input:
        raise click.UsageError("Name an address, a file, a folder or a feed, or give a page with --stdin.")
    if url and len(sources) + standard_input != 1:
        raise click.UsageError("--url tells where one document comes from; name just one.")
    folder = folder_or_only(folder)
    from briefing_generator.adding import add_sources
    from briefing_generator.adding.feed_entries import MOST_ENTRIES
    from briefing_generator.adding.web import Web
    from briefing_generator.extraction.documents import LARGEST

    if limit > MOST_ENTRIES and not quiet:
        click.echo(
            f"--limit {limit}: of a feed no more than the first {MOST_ENTRIES:,} entries are looked at.", err=True
        )
    shown = sys.stderr.isatty() and not quiet
    given = sys.stdin.buffer.read(LARGEST + 1) if standard_input else None
    outcomes: list[Added] = []
    bar: Any = click.progressbar(length=1, file=sys.stderr, label="adding") if shown else nullcontext()
    with Web(allow_local) as fetcher, bar:

        def told(done: int, of: int) -> None:
            bar.length = max(1, of)
            bar.update(done - bar.pos)

        for outcome in add_sources(
            sources, folder, fetcher, given=given, url=url, limit=limit, told=told if shown else None
        ):
            outcomes.append(outcome)
    for outcome in outcomes if not as_json else ():
        if outcome.problem or not quiet:
            line = _line(outcome)
            click.echo(coloured(line[0], _COLOURS[line[0]]) + line[1:], err=True)
    if as_json:
        click.echo(json.dumps([_data(outcome) for outcome in outcomes], ensure_ascii=False, indent=1))
    if any(outcome.problem for outcome in outcomes):
        sys.exit(1)


def _line(outcome: Added) -> str:
    if outcome.path is None:
        return f"! {outcome.source} {outcome.problem}."
    if not outcome.new:
        return f"= {outcome.path.as_posix()} is there already ({outcome.source})"
    *several, last = outcome.missing or ("",)
    lacks = f"; no {', '.join(several)}{' or ' if several else ''}{last} found" if last else ""
    note = f"; {outcome.note}" if outcome.note else ""
    return f"+ {outcome.path.as_posix()}: {outcome.words} words{lacks}{note}"


def _data(outcome: Added) -> dict[str, object]:
    return {
        "source": outcome.source, "path": outcome.path.as_posix() if outcome.path else None, "new": outcome.new,
        "words": outcome.words, "missing": list(outcome.missing), "problem": outcome.problem, "note": outcome.note,
    }  # fmt: skip
