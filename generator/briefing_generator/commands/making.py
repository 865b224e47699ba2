"""What the commands share: which briefings they are asked for, one with errors told as commands do, saving a file."""

from __future__ import annotations

import contextlib
import json
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from briefing_generator.commands.saying.readers_said import readers_said
from briefing_generator.commands.saying.terminal import progress
from briefing_generator.places.kept_work import cache_for
from briefing_generator.places.naming_briefings import (
    NoBriefingError,
    all_briefings,
    briefing_named,
    folders_of,
    is_path,
    the_briefing,
)
from briefing_generator.places.site_found import find_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing_generator.export.formats import Format
    from briefing_generator.make import Exported
    from briefing_generator.model import Briefing

if TYPE_CHECKING:
    _Parameter = click.ParamType[Path]
else:  # before click 8.4 it takes no type
    _Parameter = click.ParamType
_Found = TypeVar("_Found")
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
quiet_option = click.option("--quiet", is_flag=True, help="Say nothing but errors.")
_NO_CACHE = "no-cache"


def _keep_no_work(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        context.meta[_NO_CACHE] = True


no_cache_option = click.option(
    "--no-cache",
    is_flag=True,
    expose_value=False,
    callback=_keep_no_work,
    help="Read everything anew, and keep nothing for the next run.",
)


class BriefingParameter(_Parameter):
    """A briefing by its name or its folder, from anywhere inside the site; a shell completes both."""

    name = "briefing"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002
        """Returns the briefing's folder; fails with a message that names the briefings there are."""
        if isinstance(value, Path):
            return value
        try:
            return briefing_named(str(value), Path.cwd())
        except NoBriefingError as error:
            raise click.UsageError(str(error), ctx) from error

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Returns the names of briefings that go on as what was typed, and lets the shell complete folders."""
        site = None if is_path(incomplete) else find_site(Path.cwd())
        names = [folder.name for folder in folders_of(site)] if site else []
        found = [CompletionItem(name) for name in names if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="dir")]


BRIEFING = BriefingParameter()
briefings_argument = click.argument("folders", nargs=-1, type=BRIEFING, metavar="[BRIEFING]...")
briefing_argument = click.argument("folder", required=False, type=BRIEFING, metavar="[BRIEFING]")


def without_cache() -> bool:
    """Tells whether the command was told to keep no work, nor use what is kept."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(_NO_CACHE))


def kept_work(folder: Path) -> Path | None:
    """Returns where the work on a briefing is kept between runs; None where the command was told to keep none."""
    return None if without_cache() else cache_for(folder)


def make(folder: Path, quiet: bool, earlier: Path | None = None, whole: bool = True) -> Briefing:
    """Returns a folder's briefing.

    Args:
        folder: a briefing's folder.
        quiet: show no progress.
        earlier: a ``briefing.json`` to tell changes against.
        whole: stop where ``briefing.yml`` cannot be read: without its corrections nothing may go out.

    Raises ``click.ClickException`` where the pack, the language model or the earlier file cannot be read, or nobody reads.
    """
    from briefing_generator.make import make_folder

    return _asked_of(make_folder, folder, quiet, earlier, whole)


def export_as(folder: Path, form: Format, quiet: bool, earlier: Path | None = None) -> Exported:
    """Returns a folder's briefing in a format; takes and raises what :func:`make` does."""
    from briefing_generator.make import export_folder

    return _asked_of(partial(export_folder, form=form), folder, quiet, earlier)


def _asked_of(
    room: Callable[..., _Found], folder: Path, quiet: bool, earlier: Path | None, whole: bool = True
) -> _Found:
    """Returns what the room that makes briefings answers to a command; its errors are told as those of commands."""
    from briefing_generator.issues import PackError
    from briefing_generator.make import broken_settings

    if whole and (wrong := broken_settings(folder)):
        raise click.ClickException(f"{folder.as_posix()}/{wrong}")
    try:
        before = json.loads(earlier.read_text(encoding="utf-8")) if earlier else None
    except OSError as error:
        raise click.ClickException(f"{earlier}: cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise click.ClickException(
            f"{earlier}: this is no briefing.json; one that `briefing export` wrote is."
        ) from error
    told = progress(quiet, folder.resolve().name)
    whole_path, kept = Path(os.path.normpath(folder.absolute())), kept_work(folder)
    try:
        with _at_the_root(folder):
            return room(whole_path, kept, earlier=before, progress=told, readers=readers_said())
    except (PackError, OSError) as error:
        raise click.ClickException(str(error)) from error
    except ValueError as error:
        if before is None:
            raise click.ClickException(f"{folder}: no briefing can be made of it: {error}.") from error
        raise click.ClickException(
            f"{earlier}: this is {error}; a briefing.json or state.json would be right."
        ) from error


@contextlib.contextmanager
def _at_the_root(folder: Path) -> Iterator[None]:
    """Makes the site's root the place from which ``briefing.yml`` names a pack, wherever in the site one stands."""
    site = find_site(folder)
    before = Path.cwd()
    if site and site.config and site.root != before:
        os.chdir(site.root)
    try:
        yield
    finally:
        os.chdir(before)


def save_text(path: Path, text: str | bytes) -> None:
    """Saves a file beside its place and renames it; raises ``click.ClickException`` where that fails."""
    from briefing_generator.store.files import NotSavedError, save

    try:
        save(path, text)
    except NotSavedError as error:
        raise click.ClickException(str(error)) from error


def folders_or_all(folders: tuple[Path, ...]) -> list[Path]:
    """Returns the briefings that were named, else all of the site; raises ``click.UsageError`` where there is none."""
    return list(folders) or _asked(all_briefings)


def folder_or_only(folder: Path | None) -> Path:
    """Returns the briefing that was named, else the one that one stands in or the only one; raises ``click.UsageError``."""
    return folder or _asked(the_briefing)


def _asked(ask: Callable[[Path], _Found]) -> _Found:
    try:
        return ask(Path.cwd())
    except NoBriefingError as error:
        raise click.UsageError(str(error)) from error
