"""An article's text as Markdown: block by block, every word escaped, sentences that carry something marked."""

from __future__ import annotations

from generator.model import Article, Block
from generator.pages.evidence import mark
from generator.pages.markup import flat, md
from generator.pages.view import Span, View

_DEEPEST_HEADING = 6
_HEADINGS_BELOW = 2
"""The page's title and the heading above the text come first."""


def article_text(view: View, article: Article) -> str:
    """Returns the article's words outside furniture as Markdown blocks, with evidence marked and anchored."""
    marked = sorted(view.cited.get(article.id, {}))
    lines: list[str] = []
    depth = -1
    before = ""
    for block in article.blocks:
        if block.kind == "furniture":
            continue
        words = _words(view, article, block, marked)
        if not words:
            continue
        depth = min(block.depth, depth + 1) if block.kind == "item" else -1
        if before and not (before == block.kind == "item"):
            lines.append("")
        lines.append(_dressed(block, words, depth))
        before = block.kind
    return "\n".join(lines)


def _dressed(block: Block, words: str, depth: int) -> str:
    if block.kind == "heading":
        return "#" * min(_DEEPEST_HEADING, block.depth + _HEADINGS_BELOW) + " " + words
    if block.kind == "item":
        return "    " * depth + "- " + words
    return "> " + words if block.kind == "quote" else words


def _words(view: View, article: Article, block: Block, marked: list[Span]) -> str:
    text = article.text
    parts: list[str] = []
    place = block.start
    for start, end in marked:
        if start >= block.end or end <= place or start < place:
            continue
        parts.append(_piece(text[place:start]))
        end = min(end, block.end)
        words = flat(text[start:end])
        if words:
            parts.append(mark(md(words), view.span_anchor(article.id, _span(marked, start))))
        place = end
    parts.append(_piece(text[place : block.end]))
    return "".join(parts).strip()


def _span(marked: list[Span], start: int) -> Span:
    return next(span for span in marked if span[0] == start)


def _piece(text: str) -> str:
    # White space at the edges parts one sentence from the next; the escaping would take it away.
    words = md(flat(text))
    before = " " if text[:1].isspace() else ""
    return f"{before}{words}{' ' if text[-1:].isspace() and words else ''}"
