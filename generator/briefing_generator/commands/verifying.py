"""``briefing verify``: somebody's draft held against a briefing's folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from briefing_generator.commands.making import (
    briefing_argument,
    folder_or_only,
    make,
    no_cache_option,
    quiet_option,
    save_text,
)
from briefing_generator.commands.saying.readers_said import readers_options

if TYPE_CHECKING:
    from briefing_generator.model import Briefing, Draft, Verification


@click.command()
@click.argument("draft", type=click.Path(allow_dash=True, path_type=Path))
@briefing_argument
@click.option("--json", "as_json", is_flag=True, help="Print all that was found as JSON.")
@click.option("--sarif", is_flag=True, help="Print what is wrong as SARIF, for code scanning.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page to FILE, too: the draft with marks, and what was found beside each.",
    metavar="FILE",
)
@click.option("--strict", is_flag=True, help="Fail at notes, too: positions that the folder does not tell of.")
@readers_options
@no_cache_option
@quiet_option
def verify(
    draft: Path, folder: Path | None, as_json: bool, sarif: bool, html: Path | None, strict: bool, quiet: bool
) -> None:
    """Hold DRAFT against the articles of a briefing.

    BRIEFING is its name or its folder; the one that you stand in, or the only one, where you name none.

    DRAFT is Markdown, plain text, or a document that `briefing add` can take in (.docx, .odt, .pdf, .html …); `-` is
    standard input. Each quotation is told to be verbatim, altered, said by somebody else, or nowhere in the folder;
    each position carried by its sentences, contradicted, changed since, or not in the folder; and names and dates that
    are not quite those of the folder.

    Exit status: 0 where nothing is wrong, 1 where something is (quotations altered, misattributed or nowhere, positions
    contradicted or changed, names or dates that differ), 2 where something could not be read.

    \b
    Example:
      briefing verify report.docx dock-strike --html checked.html
    """
    if as_json and sarif:
        raise click.UsageError("Choose one of --json and --sarif.")
    told = _draft(draft)
    briefing = _briefing(folder_or_only(folder), quiet or as_json or sarif)
    from briefing_generator.verifying.verifier import Verifier

    verified = Verifier(briefing).verify(told)
    if html is not None:
        from briefing_generator.verifying.marked_draft import marked_draft

        save_text(html, marked_draft(briefing, verified))
    _print(briefing, verified, as_json, sarif, quiet)
    if verified.wrong or (strict and any(finding.gravity == "note" for finding in verified.findings)):
        sys.exit(1)


def _print(briefing: Briefing, verified: Verification, as_json: bool, sarif: bool, quiet: bool) -> None:
    from briefing_generator.verifying import told_verdicts, verdict_data

    if as_json:
        click.echo(verdict_data.as_json(briefing, verified))
    elif sarif:
        from briefing_generator.commands.saying.problem_formats import as_sarif

        path = Path(verified.draft.name)
        problems = verdict_data.as_problems(briefing, verified, path.name)
        codes = verdict_data.verdict_codes()
        click.echo(as_sarif([(path.parent, problem) for problem in problems], codes=codes, page="verifying"))
    else:
        findings = verified.wrong if quiet else verified.findings
        if findings:
            click.echo(told_verdicts.tell(briefing, verified, findings))
        if not quiet:
            click.echo(told_verdicts.summary(verified), err=True)


def _draft(path: Path) -> Draft:
    from briefing_generator.verifying.draft_file import DraftError, read_draft, read_draft_bytes

    try:
        return read_draft_bytes(sys.stdin.buffer.read()) if str(path) == "-" else read_draft(path)
    except DraftError as error:
        _unread(str(error))


def _briefing(folder: Path, quiet: bool) -> Briefing:
    try:
        return make(folder, quiet)
    except click.ClickException as error:
        _unread(error.message)


def _unread(told: str) -> NoReturn:
    raise _UnreadError(told)


class _UnreadError(click.ClickException):
    """What could not be read: neither right nor wrong."""

    exit_code = 2
