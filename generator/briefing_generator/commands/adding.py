"""``briefing add`` and ``briefing update``: articles from the web, from files and folders, and from the feeds that one follows."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing_generator.commands.making import (
    BRIEFING,
    briefings_argument,
    folder_or_only,
    folders_or_all,
    kept_work,
    make,
    quiet_option,
    save_text,
)
from briefing_generator.commands.saying.terminal import coloured

if TYPE_CHECKING:
    from briefing_generator.adding import Added, Came, Followed
    from briefing_generator.adding.feed_memory import FeedMemory
    from briefing_generator.adding.web import Web
    from briefing_generator.model import Briefing


_FAULTS = frozenset({"settings-broken", "feed-broken"})
"""Codes of what is wrong in ``briefing.yml`` that ends in feeds which are not followed."""
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
    metavar="N",
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
    from briefing_generator.adding.update_report import added_line
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
            _say(added_line(outcome))
    if as_json:
        click.echo(json.dumps([_data(outcome) for outcome in outcomes], ensure_ascii=False, indent=1))
    if any(outcome.problem for outcome in outcomes):
        sys.exit(1)


@click.command()
@briefings_argument
@click.option(
    "--dry-run", is_flag=True, help="Ask the feeds and say what would be added; fetch and write nothing else."
)
@click.option(
    "--limit",
    default=50,
    show_default=True,
    type=click.IntRange(1),
    metavar="N",
    help="Articles of a feed to fetch at most; the others wait for the next update.",
)
@click.option("--all", "again", is_flag=True, help="List what does not belong also where an earlier update told it.")
@click.option("--allow-local", is_flag=True, help="Fetch from this machine and its own network, too.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what came and what did not belong into a file, as Markdown for a pull request.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what became of each feed and entry as JSON.")
@quiet_option
def update(
    folders: tuple[Path, ...], dry_run: bool, limit: int, again: bool, allow_local: bool, report: Path | None,
    as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Fetch what is new in the feeds that the briefings follow, named under `feeds:` in their briefing.yml.

    An entry becomes an article where it mentions a stakeholder of the briefing, terms of its pack, or the feed's own words;
    what does not belong is listed. Nothing comes twice. The exit status is 1 where a feed or an article could not be had.
    A BRIEFING is named by its name or its folder; all of the site are updated where none is.

    \b
    Examples:
      briefing update
      briefing update harbour-strike --dry-run
    """
    from briefing_generator.adding.feed_memory import FeedMemory
    from briefing_generator.adding.update_report import update_report
    from briefing_generator.adding.web import Web

    memories: dict[Path | None, FeedMemory] = {}
    found: list[tuple[Path, str, list[Came | Followed]]] = []
    wrong = False
    with Web(allow_local) as fetcher:
        for folder in folders_or_all(folders):
            place = kept_work(folder)
            if place not in memories:
                memories[place] = FeedMemory(place, dry_run)
            outcomes: list[Came | Followed] = []
            title, failed = _updated(folder, fetcher, memories[place], outcomes, limit, dry_run, again, quiet)
            found.append((folder, title, outcomes))
            wrong |= failed
    if report:
        save_text(report, update_report((title, outcomes) for _, title, outcomes in found))
    if as_json:
        data = [
            {"name": folder.resolve().name, "folder": folder.as_posix(), "title": title, **_outcomes_data(outcomes)}
            for folder, title, outcomes in found
        ]
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    if wrong:
        sys.exit(1)


def _updated(
    folder: Path, fetcher: Web, memory: FeedMemory, outcomes: list[Came | Followed], limit: int, dry_run: bool,
    again: bool, quiet: bool,
) -> tuple[str, bool]:  # fmt: skip
    """Updates a briefing and says what became of each; returns its title, and whether something was wrong."""
    from briefing_generator.adding import update_briefing
    from briefing_generator.adding.update_report import outcome_line
    from briefing_generator.briefing.mentioning import Mentions
    from briefing_generator.corpus.settings_file import load_settings

    settings, problems = load_settings(folder)
    # Where no feeds are followed, a key that nobody reads may have been meant for them.
    faults = _FAULTS if settings.feeds else {*_FAULTS, "settings-key"}
    told = [p for p in problems if p.code in faults]
    for problem in told:
        click.echo(f"{folder.as_posix()}/{problem}", err=True)
    if not settings.feeds and not told and not quiet:
        click.echo(f"{folder.as_posix()}: follows no feeds; `feeds:` in its briefing.yml would name some", err=True)

    def made() -> Briefing:
        return make(folder, quiet)

    wrong = bool(told)
    try:
        for outcome in update_briefing(
            folder, settings.feeds, fetcher, memory, Mentions(made), limit=limit, dry_run=dry_run, again=again
        ):
            outcomes.append(outcome)
            line, bad = outcome_line(outcome, dry_run)
            wrong |= bad
            if line and (bad or not quiet):
                _say(line)
    except click.ClickException as error:
        # Of this briefing nothing can be judged; the others are none the worse for it.
        _say(f"! {error.message}")
        wrong = True
    finally:
        memory.save()
    return settings.title, wrong


def _outcomes_data(outcomes: list[Came | Followed]) -> dict[str, object]:
    from dataclasses import asdict

    from briefing_generator.adding import Followed

    return {
        "feeds": [asdict(o) for o in outcomes if isinstance(o, Followed)],
        "entries": [
            asdict(o) | {"added": _data(o.added) if o.added else None} for o in outcomes if not isinstance(o, Followed)
        ],
    }


def _say(line: str) -> None:
    click.echo(coloured(line[0], _COLOURS.get(line[0], "")) + line[1:], err=True)


def _data(outcome: Added) -> dict[str, object]:
    return {
        "source": outcome.source, "path": outcome.path.as_posix() if outcome.path else None, "new": outcome.new,
        "words": outcome.words, "missing": list(outcome.missing), "problem": outcome.problem, "note": outcome.note,
    }  # fmt: skip
