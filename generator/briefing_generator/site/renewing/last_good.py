"""The last ``briefing.yml`` of each briefing that could be read, kept for when somebody breaks it: corrections must not go."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Settings

_FOLDER = "settings"


def settings_for(folder: Path, before: Settings | None, cache: Path | None) -> tuple[Settings | None, str | None]:
    """Returns what holds in the place of a ``briefing.yml`` that cannot be read, and why no pages can be made without it.

    Both are None where the file can be read; its settings are then kept for later.

    Args:
        folder: the briefing's folder.
        before: the settings of the pages that were made last.
        cache: where settings are kept from build to build.
    """
    from briefing_generator.make import broken_settings

    wrong = broken_settings(folder)
    if wrong is None:
        _keep(folder, cache)
        return None, None
    settings = before or _last_good(folder, cache)
    told = f"{wrong} Until then its pages are not made anew, since its corrections cannot be read; those of the last build stay."
    return settings, None if settings else told


def _keep(folder: Path, cache: Path | None) -> None:
    """Keeps a briefing's settings, which can be read; where nothing can be written they are not kept, which stops nothing."""
    from briefing_generator.store.files import NotSavedError, save_if_changed

    file = folder / "briefing.yml"
    if cache is None:
        return
    kept = cache / _FOLDER / folder.name
    try:
        words = file.read_bytes() if file.is_file() else b""
        kept.mkdir(parents=True, exist_ok=True)
        save_if_changed(kept / "briefing.yml", words, durable=False)
    except (OSError, NotSavedError):
        return


def _last_good(folder: Path, cache: Path | None) -> Settings | None:
    """Returns a briefing's settings as they could last be read; None where none are kept."""
    from briefing_generator.corpus.settings_file import load_settings

    if cache is None or not (cache / _FOLDER / folder.name / "briefing.yml").is_file():
        return None
    settings, problems = load_settings(cache / _FOLDER / folder.name)
    return None if any(problem.code == "settings-broken" for problem in problems) else settings


class Aside:
    """Pages of the last build that cannot be made anew, put aside before MkDocs clears its folder."""

    def __init__(self, folders: Iterable[Path], site: Path, cache: Path | None) -> None:
        """Takes the briefings' folders, that of the built site, and where settings are kept."""
        self._kept: TemporaryDirectory[str] | None = None
        for folder in folders:
            if (site / folder.name).is_dir() and settings_for(folder, None, cache)[1]:
                self._kept = self._kept or TemporaryDirectory(prefix="briefings-")
                shutil.copytree(site / folder.name, Path(self._kept.name) / folder.name)

    def put_back(self, site: Path) -> None:
        """Puts the pages where they were, below the folder of the new site."""
        if self._kept is not None:
            shutil.copytree(self._kept.name, site, dirs_exist_ok=True)
            self._kept.cleanup()
            self._kept = None
