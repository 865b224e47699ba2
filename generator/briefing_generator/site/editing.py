"""Where a briefing's corrections are written: the file, and the page of the site's repository on which to edit it."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def address_of(file: str, there: bool, config: MkDocsConfig, given: str | None = None) -> str | None:
    """Returns the address at which a file of the project can be edited; None where the site knows no repository.

    Args:
        file: its path below the project's folder.
        there: whether the file exists; where it does not, GitHub is asked for a new one.
        config: whose ``repo_url`` and ``edit_uri`` tell of the repository.
        given: the plugin's own setting: the address below which the project's files are edited.
    """
    path = quote(file)
    if given:
        address = urljoin(f"{given.rstrip('/')}/", path)
    elif config.repo_url and config.edit_uri and config.edit_uri[:1] not in "?#":
        # `edit_uri` leads to the folder of pages, which lies beside that of the briefings.
        address = urljoin(urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri), f"../{path}")
    else:
        return None
    if not address.startswith(("https://", "http://")):
        return None
    if not there and "/edit/" in address:
        folder, _, name = address.replace("/edit/", "/new/", 1).rpartition("/")
        return f"{folder}?filename={name}"
    return address


def place_of(file: str, address: str | None) -> str:
    """Returns an element that shows nothing and tells a page's script where corrections are written.

    >>> place_of("briefings/talks/briefing.yml", None)
    '<div class="correct" data-file="briefings/talks/briefing.yml"></div>'
    """
    edit = f' data-edit="{escape(address)}"' if address else ""
    return f'<div class="correct" data-file="{escape(file)}"{edit}></div>'


def told_place(folder: Path, config: MkDocsConfig, given: str | None = None) -> str:
    """Returns the same for a briefing's folder; ``config`` and ``given`` as above."""
    project = Path(config.config_file_path or ".").resolve().parent
    file = folder / "briefing.yml"
    path = file.relative_to(project).as_posix() if file.is_relative_to(project) else file.name
    return place_of(path, address_of(path, file.is_file(), config, given))
