"""Values that say that nothing is known: "Unknown", "n/a", a template that no tool filled in."""

from __future__ import annotations

import re
from functools import cache

from briefing_generator.store.resources import shipped

_LONGEST = 200
"""Characters of a value that may say nothing."""


@cache
def _known() -> tuple[dict[str, frozenset[str]], re.Pattern[str]]:
    raw = shipped("briefing_generator.corpus.metadata", "missing.yml")
    words = {name: frozenset(map(str, raw[name])) for name in raw if name != "templates"}
    return words, re.compile("|".join(f"(?:{p})" for p in raw["templates"]), re.IGNORECASE)


def is_missing(value: object, field: str = "any") -> bool:
    """Tells whether a value of a field (``title``, ``date``, ``source``, ``author``, or any other) says nothing.

    >>> is_missing("Unknown"), is_missing("{{date}}"), is_missing("Untitled", "title"), is_missing("The Unknown Times", "source")
    (True, True, True, False)
    """
    if value is None or value in ("", [], {}):
        return True
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    words, templates = _known()
    plain = value.strip()
    bare = " ".join(plain.casefold().strip("\"'“”‘’()<>[]*_ ").rstrip(".:,").split()) or plain
    told = words["any"] | words.get(field, frozenset())
    return not plain or bare in told or plain in told or templates.fullmatch(plain) is not None
