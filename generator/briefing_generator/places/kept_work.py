"""Where work is kept between runs: one place for all commands, a site's own or the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.places.site_found import find_site
from briefing_generator.store.cache import chosen_place

if TYPE_CHECKING:
    from pathlib import Path

_PROGRAM = "briefing-generator"


def cache_for(folder: Path) -> Path | None:
    """Returns where the work on a briefing is kept: its site's folder for that, outside a site the user's.

    None where the site's settings want none kept. Where a folder is shared by several users, each has the own place.
    """
    site = find_site(folder)
    if site and site.config:
        return chosen_place(site.cache)
    from platformdirs import user_cache_path

    return chosen_place(user_cache_path(_PROGRAM, appauthor=False) / "briefings")
