"""``briefing review``: what the program is least sure of, asked one at a time in the terminal or on a page."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from briefing_generator.commands.making import briefing_argument, folder_or_only, make, no_cache_option
from briefing_generator.commands.saying.readers_said import readers_options

if TYPE_CHECKING:
    from briefing_generator.model import Briefing
    from briefing_generator.reviewing.marks_offered import Marked
    from briefing_generator.reviewing.offered import Offered, Order
    from briefing_generator.reviewing.review import Review


@click.command()
@briefing_argument
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Ask about so many at most.")
@click.option(
    "--order",
    type=click.Choice(["sure", "new", "party"]),
    default="sure",
    show_default=True,
    help="What comes first: the least sure, the latest article, or one party after the other.",
)
@click.option("--no-marks", is_flag=True, help="Ask of statements alone, not of what readers marked in the articles.")
@click.option("--by", metavar="NAME", help="Who signs the decisions; pages show the name beside them.")
@click.option(
    "--gold",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write the decisions as an annotated story: rows to FILE, parties.json and articles/ beside it.",
)
@click.option("--page", is_flag=True, help="Ask on a page in your browser, which this machine alone can open.")
@click.option(
    "--port", type=click.IntRange(1, 65_535), help="The port of the page; one that is free unless said.", metavar="N"
)
@click.option("--list", "listed", is_flag=True, help="Print what would be asked as text, and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the same as JSON.")
@readers_options
@no_cache_option
def review(
    folder: Path | None, limit: int | None, order: str, no_marks: bool, by: str | None, gold: Path | None, page: bool, port: int | None,
    listed: bool, as_json: bool,
) -> None:  # fmt: skip
    """Go through what the program is least sure of in a briefing, one statement at a time.

    BRIEFING is its name or its folder; the one that you stand in, or the only one, where you name none.

    Each is shown in its paragraph, with what was read of it. A key says that it is right, wrong, or what is to be
    changed; the answer stands in briefing.yml at once, and is never asked again. Quit whenever you like: the next review
    goes on from there, and what you skipped comes last. What readers marked in the articles comes first: it can go to the
    Overview, and so can a note on it.

    \b
    Examples:
      briefing review tram-strike --limit 20 --by "M. Editor"
      briefing review tram-strike --page
    """
    from briefing_generator.reviewing.gold_story import gold_problem
    from briefing_generator.reviewing.marks_offered import in_turn, offered_marks
    from briefing_generator.reviewing.offered import offered
    from briefing_generator.reviewing.review import left_alone, put_off

    folder = folder_or_only(folder)
    if gold is not None and (wrong := gold_problem(gold, folder)):
        raise click.UsageError(f"--gold {wrong}")
    listed |= as_json
    if (page or port) and (listed or not page):
        raise click.UsageError("--port is for --page." if not page else "--page asks; --list and --json ask nothing.")
    if not (listed or page) and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "There is no terminal to ask in; --page asks in a browser, --list or --json prints what would be asked."
        )
    briefing = make(folder, listed)
    later = put_off(folder)
    marks = () if no_marks else offered_marks(briefing, left_alone(folder))
    asked = in_turn(marks, offered(briefing, cast("Order", order), later), later)[:limit]
    if listed:
        from briefing_generator.reviewing import sheet

        click.echo((sheet.as_json if as_json else sheet.as_text)(briefing, asked), nl=False)
    led = _begun(folder, briefing, asked, by, gold)
    if not listed and not asked:
        click.echo("Nothing is left to ask: everything that was read has been looked at.", err=True)
    elif not listed:
        _ask_on_page(led, port) if page else _ask_in_terminal(led)


def _begun(
    folder: Path, briefing: Briefing, asked: tuple[Offered | Marked, ...], by: str | None, gold: Path | None
) -> Review:
    from briefing_generator.reviewing.entry_writing import NotWrittenError
    from briefing_generator.reviewing.review import Review
    from briefing_generator.store.files import NotSavedError

    led = Review(folder, briefing, asked, by, gold)
    try:
        led.keep_gold()
    except (NotWrittenError, NotSavedError) as error:
        raise click.ClickException(str(error)) from error
    return led


def _ask_in_terminal(led: Review) -> None:
    from briefing_generator.reviewing.standing import summary

    try:
        from briefing_generator.reviewing.review_app import ReviewApp
    except ModuleNotFoundError as error:
        raise click.ClickException(
            "`briefing review` needs the package textual: pip install 'briefing-generator[review]'; --page and --list do without."
        ) from error
    ReviewApp(led).run()
    click.echo(summary(led), err=True)


def _ask_on_page(led: Review, port: int | None) -> None:
    from briefing_generator.reviewing.page_server import PageServer
    from briefing_generator.reviewing.standing import summary

    try:
        server = PageServer(led, port or 0)
    except OSError as error:
        raise click.ClickException(
            f"127.0.0.1:{port} cannot be served at: {error.strerror or error}; without --port one that is free is taken."
        ) from error
    with server, suppress(KeyboardInterrupt):
        click.echo(server.address)
        click.echo("Open this in a browser on this machine; Ctrl-C or “End” on the page ends the review.", err=True)
        server.serve_forever()
    click.echo(summary(led), err=True)
