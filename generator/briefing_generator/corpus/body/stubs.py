"""Tells a file that holds no article but what a site shows in its place: a wall, an error, menus."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.extraction.barriers import is_barrier
from briefing_generator.store.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing_generator.model import Block

_TEASER = 30
"""Words of running text from which a page behind a wall is read: it gives at least the beginning of its article."""
_NOTICE = 60
"""Words from which a page holds more than an error or a request."""
_NOTHING, _MENUS = 12, 3
"""Words up to which a page says nothing, where so many passages of it are the page's own."""
_OFFERED = 2


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = shipped("briefing_generator.corpus.body", "apart.yml")["stub"]
    return re.compile(raw["walls"], re.IGNORECASE), re.compile(raw["offers"], re.IGNORECASE)


def stub_reason(title: str | None, text: str, blocks: Sequence[Block]) -> str | None:
    """Returns what a file holds in place of an article, None where it holds one.

    Args:
        title: its title where it states one.
        text: its text.
        blocks: its blocks, with what is of the page set apart.
    """
    walls, offers = _patterns()
    shown = [(block, as_shown(text[block.start : block.end])) for block in blocks if block.end - block.start < 2_000]
    if len(shown) < len(blocks):
        return None
    kept = [(block, words) for block, words in shown if block.kind != "furniture"]
    count = sum(len(words.split()) for _, words in kept)
    apart = len(shown) - len(kept)
    told = sum(
        len(words.split()) for block, words in kept if block.kind != "heading" and len(offers.findall(words)) < _OFFERED
    )
    if told < _TEASER and apart and any(walls.fullmatch(words) for _, words in shown):
        return "a request to subscribe or to sign in, and no article"
    looked_at = shown if told < _TEASER else kept
    if count <= _NOTICE and is_barrier(title, "\n".join(words for _, words in looked_at)):
        return "what a site shows in place of an article"
    if count <= _NOTHING and apart >= _MENUS and not any(words.rstrip()[-1:] in '.!?”"' for _, words in kept):
        return "menus and links of a web page, and no article"
    return None
