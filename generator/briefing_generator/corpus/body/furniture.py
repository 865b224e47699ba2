"""What is of the page and not of the article, told by the patterns of ``furniture.yml``."""

from __future__ import annotations

import re
from functools import cache

from briefing_generator.store.resources import shipped


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = shipped("briefing_generator.corpus.body", "furniture.yml")
    lines, headings = ("|".join(f"(?:{p})" for p in raw[key]) for key in ("lines", "headings"))
    return re.compile(lines, re.IGNORECASE), re.compile(headings, re.IGNORECASE)


def _bare(words: str) -> str:
    return re.sub(r"[*_#\[\]>]+", "", words).strip()


def furniture_line(words: str) -> bool:
    """Tells whether a line is furniture by itself: a share line, a form's label, a credit."""
    return len(words) < 260 and bool(_patterns()[0].fullmatch(_bare(words)))


def furniture_heading(words: str) -> bool:
    """Tells whether a line begins a list of other articles, a comment form or the like."""
    return len(words) < 90 and bool(_patterns()[1].fullmatch(_bare(words).rstrip(".!")))
