"""What a reader sees of an article, as bare words: links, footnote marks with their numbers, and addresses are out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import plain_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing_generator.model import Article

_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+")
_WORD = re.compile(r"[^\W_]+|[%$€£¥]")
_MARKS = re.compile(
    r"\[{1,2}\^?(?:\d{1,3}|[ivxlc]{1,6}|[a-z]|note \d{1,3}|\*)\]{1,2}"  # [12], [[xv]], [note 3]: marks of footnotes
    r"|[⁰¹²³⁴-⁹]+"
    r"|<?https?://[^\s<>)\]]+>?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s*(?:\[{1,2}\^?(?:\d{1,3}|[ivxlc]{1,6}|[a-z])\]{1,2}|\d{1,3}[.)]?)\s*:?\s*(?:↑|\^|https?://)")
"""The beginning of a footnote that is an address, or leads back: its number is none of the article's words."""


def seen(text: str, start: int, end: int) -> str:
    """Returns a stretch of a text as a reader sees it, without marks of footnotes and written-out addresses."""
    plain = plain_view(text, start, end).text
    note = _NOTE.match(plain)
    return _MARKS.sub(" ", plain[note.end() - len("https://") :] if note and "http" in note[0] else plain)


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
