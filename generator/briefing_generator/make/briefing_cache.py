"""Briefings kept between runs, each under a hash of all that it was made of: an unchanged folder is not made again."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefing_generator.store.cache import Kept

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import TypeAdapter

    from briefing_generator.model import Briefing


class BriefingCache:
    """Keeps each briefing in a file of its own, named by its key; packed, since articles are in it with all their words."""

    def __init__(self, folder: Path) -> None:
        """Takes the folder of the cache, which is made when the first briefing is kept."""
        self._kept = Kept(folder / "briefings", "briefings", folder)

    def get(self, key: str) -> Briefing | None:
        """Returns the briefing kept under a key; None where none is, or not as it was written."""
        return self._kept.read(key, lambda content: _adapter().validate_json(content), packed=True)

    def put(self, key: str, briefing: Briefing) -> None:
        """Keeps a briefing under its key. Where that fails (a full disk), it says so once and keeps no more."""
        self._kept.put(key, _adapter().dump_json(briefing), packed=True)


@cache
def _adapter() -> TypeAdapter[Briefing]:
    from pydantic import TypeAdapter

    from briefing_generator.model import Briefing

    return TypeAdapter(Briefing)
