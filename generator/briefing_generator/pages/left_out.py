"""What stands in a file and not in its article’s text: what the paper says of it, and what is of its page, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.pages.showing import vocabulary
from briefing_generator.pages.showing.escaping import flat

if TYPE_CHECKING:
    from briefing_generator.model import Article, Block, Highlight
    from briefing_generator.pages.showing.view import View

_LONGEST = 160
"""Characters that are shown of a passage: enough to know it again."""


def paper_notes(article: Article) -> list[str]:
    """Returns what the paper says of its own article, each note in full: a correction, an update."""
    return [flat(article.text[b.start : b.end]) for b in article.blocks if b.reason == "correction"]


def highlights_of(view: View, article: Article) -> list[tuple[Highlight, tuple[int, int] | None]]:
    """Returns what a reader marked, each with the place of the sentence of evidence that it stands in, where it stands in one.

    A mark that runs over several is shown with the first.
    """
    cited = sorted(view.cited.get(article.id, {}))
    return [
        (h, next((span for span in cited if h.start < span[1] and span[0] < h.end), None)) for h in article.highlights
    ]


def left_out(article: Article) -> list[tuple[str, list[str]]]:
    """Returns the passages that are no part of the text, by reason, in the order of the text, alike ones once.

    Those that show nothing a reader knows again (a picture, an address) come as their number.
    """
    passages: dict[str, dict[str, int]] = {}
    for block in _apart(article):
        words = vocabulary.clipped(flat(article.text[block.start : block.end]), _LONGEST)
        told = passages.setdefault(vocabulary.LEFT_OUT[block.reason or "page"], {})
        told[words] = told.get(words, 0) + 1
    return [(reason, [_counted(words, times) for words, times in told.items()]) for reason, told in passages.items()]


def count_left_out(article: Article) -> int:
    """Returns how many passages are no part of the text, alike ones each."""
    return len(_apart(article))


def _apart(article: Article) -> list[Block]:
    return [
        b
        for b in article.blocks
        if b.kind == "furniture" and b.reason not in ("correction", "note") and not _pictured(article, b)
    ]


def _counted(words: str, times: int) -> str:
    if not words:
        return vocabulary.count(times, "passage") + " without words"
    return words if times == 1 else f"{words} ({times} times)"


def _pictured(article: Article, block: Block) -> bool:
    return any(block.start <= shown.start < block.end for shown in article.pictures)
