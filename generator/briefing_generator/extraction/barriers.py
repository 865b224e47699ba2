"""Tells what a site shows in place of an article: a request for consent, a login, a check for robots, an error."""

from __future__ import annotations

import re
from functools import cache

from briefing_generator.store.resources import shipped

_MOST_WORDS = 120
"""Words from which a page holds more than a barrier."""


@cache
def _patterns() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    raw = shipped("briefing_generator.extraction", "barriers.yml")
    flags = re.IGNORECASE | re.MULTILINE
    alone = re.compile("|".join(f"(?:{pattern})" for pattern in raw["alone"]), flags)
    asks, about = (tuple(re.compile(pattern, flags) for pattern in raw[name]) for name in ("asks", "about"))
    return alone, asks, about


def is_barrier(title: str | None, text: str) -> bool:
    """Tells whether a page's title and text are those of a barrier and not of an article."""
    words = f"{title or ''}\n{text}"
    if len(words.split()) > _MOST_WORDS:
        return False
    alone, asks, about = _patterns()
    plain = re.sub(r"^[#>*_\s-]+", "", words, flags=re.MULTILINE)
    asked = sum(pattern.search(plain) is not None for pattern in asks)
    return alone.search(plain) is not None or (
        asked > 0 and asked + sum(pattern.search(plain) is not None for pattern in about) > 1
    )
