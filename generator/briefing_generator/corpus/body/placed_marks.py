"""Marks of a reader that stand apart from the text they are of, put where their words stand: those of front matter, and of a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import find_shown
from briefing_generator.corpus.body.noise import bare
from briefing_generator.model import Highlight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing_generator.model import Article


def with_stated(text: str, found: Sequence[Highlight], stated: Iterable[Highlight]) -> tuple[Highlight, ...]:
    """Returns the marks of a text with those that stand apart from it, in front matter, put where their words are.

    One whose words stand nowhere keeps them, and comes last, with both places 0.
    """
    marked = {(h.start, h.end): h for h in found}
    lost = []
    for one in stated:
        whole = find_shown(text, one.quote)
        # What was marked over several paragraphs has marks of lists and quotations between them.
        parts = [whole] if whole else [find_shown(text, bare(line.strip(" >-*#"))) for line in one.quote.splitlines()]
        placed = sorted({place for place in parts if place})
        if not placed:
            lost.append(one)
        for start, end in placed:
            held = marked.get((start, end))
            note = one.note if (start, end) == placed[-1] else None
            notes = [words for words in (held.note if held else None, note) if words]
            marked[start, end] = Highlight(start, end, text[start:end], "\n".join(notes) or None, one.line)
    return (*(marked[place] for place in sorted(marked)), *lost)


def marks_alone(article: Article) -> bool:
    """Tells whether a file holds nothing of its article but what somebody marked in it, as tools export it."""
    places = [(h.start, h.end) for h in article.highlights if h.quote]
    held = [b for b in article.blocks if b.kind not in ("furniture", "heading")]
    return bool(places and held) and all(any(b.start < end and start < b.end for start, end in places) for b in held)


def stands_in(article: Article, other: Article) -> bool:
    """Tells whether all that somebody marked in an article stands in another one as well."""
    return all(find_shown(other.text, h.quote) for h in article.highlights if h.quote)


def united(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns places in order, those that overlap as one.

    >>> united([(5, 9), (1, 3), (8, 12)])
    [(1, 3), (5, 12)]
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
