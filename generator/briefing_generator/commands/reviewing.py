"""``briefing review``: what the program is least sure of, asked one at a time in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from briefing_generator.commands.making import briefing_argument, folder_or_only, make, no_cache_option
from briefing_generator.commands.saying.readers_said import readers_options

if TYPE_CHECKING:
    from briefing_generator.model import Briefing
    from briefing_generator.reviewing.offered import Offered, Order


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
@click.option("--by", metavar="NAME", help="Who signs the decisions; pages show the name beside them.")
@click.option(
    "--gold",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write the decisions as an annotated story: rows to FILE, parties.json and articles/ beside it.",
)
@click.option("--list", "listed", is_flag=True, help="Print what would be asked as text, and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the same as JSON.")
@readers_options
@no_cache_option
def review(
    folder: Path | None, limit: int | None, order: str, by: str | None, gold: Path | None, listed: bool, as_json: bool
) -> None:
    """Go through what the program is least sure of in a briefing, one statement at a time.

    BRIEFING is its name or its folder; the one that you stand in, or the only one, where you name none.

    Each is shown in its paragraph, with what was read of it. A key says that it is right, wrong, or what is to be
    changed; the answer stands in briefing.yml at once, and is never asked again. Quit whenever you like: the next review
    goes on from there, and what you skipped comes last.

    \b
    Example:
      briefing review tram-strike --limit 20 --by "M. Editor"
    """
    from briefing_generator.reviewing.gold_story import gold_problem
    from briefing_generator.reviewing.offered import offered
    from briefing_generator.reviewing.review import put_off

    folder = folder_or_only(folder)
    if gold is not None and (wrong := gold_problem(gold, folder)):
        raise click.UsageError(f"--gold {wrong}")
    if not (listed or as_json) and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("There is no terminal to ask in; --list or --json prints what would be asked.")
    briefing = make(folder, as_json or listed)
    asked = offered(briefing, cast("Order", order), put_off(folder))[:limit]
    if listed or as_json:
        from briefing_generator.reviewing import sheet

        click.echo((sheet.as_json if as_json else sheet.as_text)(briefing, asked), nl=False)
    _lead(folder, briefing, asked, by, gold, not (listed or as_json))


def _lead(
    folder: Path, briefing: Briefing, asked: tuple[Offered, ...], by: str | None, gold: Path | None, at_terminal: bool
) -> None:
    from briefing_generator.reviewing.entry_writing import NotWrittenError
    from briefing_generator.reviewing.review import Review
    from briefing_generator.store.files import NotSavedError

    led = Review(folder, briefing, asked, by, gold)
    try:
        led.keep_gold()
    except (NotWrittenError, NotSavedError) as error:
        raise click.ClickException(str(error)) from error
    if not at_terminal:
        return
    if not asked:
        click.echo("Nothing is left to ask: everything that was read has been looked at.", err=True)
        return
    try:
        from briefing_generator.reviewing.review_app import ReviewApp, summary
    except ModuleNotFoundError as error:
        raise click.ClickException(
            "`briefing review` needs the package textual: pip install 'briefing-generator[review]'; --list does without."
        ) from error
    ReviewApp(led).run()
    click.echo(summary(led), err=True)
