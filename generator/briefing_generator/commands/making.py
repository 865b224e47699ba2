"""What the commands share: which folders they are asked for, a briefing with errors told as commands do, saving a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing_generator.model import Briefing, Corpus

CACHE = Path(".cache/briefings")
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
quiet_option = click.option("--quiet", is_flag=True, help="Say nothing but errors.")


def progress(quiet: bool) -> Callable[[int, int], None] | None:
    """Returns what shows on standard error how many articles are read; None where nobody sits at a terminal."""
    if quiet or not sys.stderr.isatty():
        return None

    def told(done: int, of: int) -> None:
        click.echo(f"\rread {done} of {of} articles", err=True, nl=done == of)

    return told


def make(folder: Path, quiet: bool, earlier: Path | None = None, whole: bool = True) -> tuple[Corpus, Briefing]:
    """Returns a folder's corpus and briefing.

    Args:
        folder: a briefing's folder.
        quiet: show no progress.
        earlier: a ``briefing.json`` to tell changes against.
        whole: stop where ``briefing.yml`` cannot be read: without its corrections nothing may go out.

    Raises ``click.ClickException`` where the pack, the language model or the earlier file cannot be read.
    """
    from briefing_generator.issues import PackError
    from briefing_generator.make import broken_settings, make_folder

    if whole and (wrong := broken_settings(folder)):
        raise click.ClickException(f"{folder.as_posix()}/{wrong}")

    cache = CACHE if CACHE.parent.is_dir() else None
    try:
        before = json.loads(earlier.read_text(encoding="utf-8")) if earlier else None
    except OSError as error:
        raise click.ClickException(f"{earlier}: cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise click.ClickException(
            f"{earlier}: this is no briefing.json; one that `briefing export` wrote is."
        ) from error
    try:
        return make_folder(folder, cache, earlier=before, progress=progress(quiet))
    except (PackError, OSError) as error:
        raise click.ClickException(str(error)) from error
    except ValueError as error:
        if before is None:
            raise click.ClickException(f"{folder}: no briefing can be made of it: {error}.") from error
        raise click.ClickException(
            f"{earlier}: this is {error}; a briefing.json or state.json would be right."
        ) from error


def save_text(path: Path, text: str | bytes) -> None:
    """Saves a file beside its place and renames it; raises ``click.ClickException`` where that fails."""
    from briefing_generator.store.files import NotSavedError, save

    try:
        save(path, text)
    except NotSavedError as error:
        raise click.ClickException(str(error)) from error


def folders_or_all(folders: tuple[Path, ...]) -> list[Path]:
    """Returns the folders that were named, else every briefing below ``briefings/``; raises ``click.UsageError``."""
    if folders:
        return list(folders)
    root = Path("briefings")
    if not root.is_dir():
        raise click.UsageError(
            "There is no folder briefings/ here; name a briefing's folder, or make one with `briefing new NAME`."
        )
    from briefing_generator.corpus.article_paths import briefing_folders

    return briefing_folders(root)
