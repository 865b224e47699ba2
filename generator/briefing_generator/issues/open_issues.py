"""Issues for a briefing that no pack fits: statements are placed among groups of what parties want.

Articles are read before their key phrases are known, each for itself, so that a new article costs one reading and not all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import article_words
from briefing_generator.issues.key_phrases import OPEN_PACK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Corpus, Pack, Statement


def open_issues(pack: Pack, statements: list[Statement], corpus: Corpus) -> tuple[Pack, list[Statement]]:
    """Returns pack and statements; where the pack is the open one, with groups of what is wanted for issues.

    Ids stay as they are: a statement is the same under whichever issue it is listed.
    """
    if pack != OPEN_PACK or not statements:
        return pack, statements
    from briefing_generator.issues.issue_groups import group_pack

    texts = tuple(article_words(article) for article in corpus.articles if article.status == "used")
    found, codes = group_pack(texts, _contents(statements))
    return found, [replace(one, issue=codes[one.content]) if one.issue == "other" else one for one in statements]


def _contents(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Returns each content once: reprints of one article must not make a phrase of their words."""
    return tuple(sorted({one.content for one in statements}))
