"""What a reader sees of an article, as bare words: links, footnote marks with their numbers, and addresses are out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing_generator.model import Article

_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+")
_WORD = re.compile(r"[^\W_]+|[%$€£¥]")


def words_in(text: str, start: int, end: int) -> tuple[str, ...]:
    """Returns the bare words of a stretch of a text: two stretches with the same ones read alike."""
    return tuple(_WORD.findall(seen(text, start, end).casefold()))


def sentences_in(text: str, start: int, end: int) -> Iterator[tuple[str, ...]]:
    """Yields the bare words of each sentence of a stretch, as far as full stops tell."""
    for piece in _END.split(seen(text, start, end).casefold()):
        if words := tuple(_WORD.findall(piece)):
            yield words


def seen_sentences(article: Article) -> list[tuple[str, ...]]:
    """Returns the bare words of an article outside furniture, sentence by sentence."""
    return [
        words
        for block in article.blocks
        if block.kind != "furniture"
        for words in sentences_in(article.text, block.start, block.end)
    ]
