"""An article's text as Markdown: block by block, every word escaped, sentences that carry something marked.

Beside a block with marked sentences stand notes of what was read in them and where it is cited. They are numbered as
the marks are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefing_generator.corpus.body.placed_marks import united
from briefing_generator.corpus.body.table_cells import cells, is_rule
from briefing_generator.model import Evidence
from briefing_generator.pages.article_tables import table
from briefing_generator.pages.page_pictures import pictures_of
from briefing_generator.pages.showing import vocabulary
from briefing_generator.pages.showing.escaping import edged, flat, md
from briefing_generator.pages.showing.evidence_marks import mark

if TYPE_CHECKING:
    from briefing_generator.model import Article, Block
    from briefing_generator.pages.showing.view import Citation, Span, View

_DEEPEST_HEADING = 6
_TEXT_HEADING = 2
"""Level of the heading above the text; an article's own headings stand below it, none skipping a level."""

_OPENS = re.compile(r"(?:\{?==|<mark(?:\s[^<>\n]{0,300})?>)$", re.IGNORECASE)
_CLOSES = re.compile(r"^(?:==\}?|</mark\s{0,9}>)", re.IGNORECASE)
"""The marks around what a reader marked."""


@dataclass(slots=True)
class _Passage:
    """A block, or a whole list; of a block that is no item, the notes stand behind it."""

    lines: list[str] = field(default_factory=list)
    notes: str = ""


def article_text(view: View, article: Article, here: str) -> Markup:  # noqa: C901
    """Returns the article's words outside furniture as Markdown, with evidence marked, anchored and noted beside.

    ``here`` is the path of the page on which the text stands.
    """
    cited = sorted(view.cited.get(article.id, {}))
    passages: list[_Passage] = []
    depth, level, number, in_list = -1, _TEXT_HEADING, 0, False
    rows: list[list[str]] = []
    noted: list[str] = []
    for block, below in zip(article.blocks, (*article.blocks[1:], None), strict=True):
        pictures = pictures_of(view, article, block, here)
        if block.kind == "table":
            told = [] if is_rule(article.text[block.start : block.end]) else _cells(view, article, block, cited, number)
            if told:
                rows.append([text for text, _ in told])
            here_marked = [each for _, marked in told for each in marked]
            number += len(here_marked)
            noted += [_notes_on(view, article, place, span, here) for place, span in here_marked]
            if below is None or below.kind != "table":
                passages += [_Passage([table(rows)], "\n\n".join(noted))]
                passages += [_Passage([picture]) for picture in pictures]
                rows, noted, in_list = [], [], False
            continue
        if block.kind == "furniture":
            if pictures:
                passages += [_Passage([picture]) for picture in pictures]
                depth, in_list = -1, False
            continue
        text, marked = _words(view, article, (block.start, block.end), cited, number)
        if not text or (not passages and not marked and _is_title(block, text, article)):
            continue
        depth = min(block.depth, depth + 1) if block.kind == "item" else -1
        if block.kind == "heading":
            level = min(_TEXT_HEADING + block.depth, level + 1, _DEEPEST_HEADING)
        if not (in_list and block.kind == "item"):
            passages.append(_Passage())
        in_list = block.kind == "item"
        number += len(marked)
        notes = [_notes_on(view, article, place, span, here) for place, span in marked]
        if in_list:
            text += "".join(f' <span class="margin" role="note" data-search-exclude>{note}</span>' for note in notes)
        else:
            passages[-1].notes = "\n\n".join(notes)
        passages[-1].lines.append(_dressed(block, text, level if block.kind == "heading" else depth))
        if pictures:
            passages += [_Passage([picture]) for picture in pictures]
            depth, in_list = -1, False
    return Markup("\n\n".join(_with_notes(passage) for passage in passages))


def _is_title(block: Block, text: str, article: Article) -> bool:
    return block.kind == "heading" and text.casefold() == md(article.title).casefold()


def _dressed(block: Block, text: str, depth: int) -> str:
    if block.kind == "heading":
        return "#" * depth + " " + text
    if block.kind == "item":
        return "    " * depth + "- " + text
    return "> " + text if block.kind == "quote" else text


def _cells(
    view: View, article: Article, row: Block, cited: list[Span], number: int
) -> list[tuple[str, list[tuple[int, Span]]]]:
    """Returns the cells of a table's row, each with the sentences marked in it."""
    found: list[tuple[str, list[tuple[int, Span]]]] = []
    for place in cells(article.text, row.start, row.end):
        found.append(_words(view, article, place, cited, number))
        number += len(found[-1][1])
    return found


def _words(
    view: View, article: Article, within: Span, cited: list[Span], number: int
) -> tuple[str, list[tuple[int, Span]]]:
    text, (place, last) = article.text, within
    parts: list[str] = []
    marked: list[tuple[int, Span]] = []
    for span in cited:
        start, end = span
        if start >= last or end <= place or start < place:
            continue
        parts.append(_highlighted(article, place, start))
        end = min(end, last)
        if flat(text[start:end]):
            marked.append((number + len(marked) + 1, span))
            parts.append(mark(_highlighted(article, start, end).strip(), view.span_anchor(article.id, span)))
        place = end
    parts.append(_highlighted(article, place, last))
    return "".join(parts).strip(), marked


def _highlighted(article: Article, start: int, end: int) -> str:
    """Returns the words of a stretch, inert, with what a reader marked among them in an element of its own."""
    text, parts = article.text, []
    for first, last in united((h.start, h.end) for h in article.highlights if h.start < end and start < h.end):
        before, inner = text[start : max(first, start)], text[max(first, start) : min(last, end)]
        parts.append(edged(flat(_OPENS.sub("", before)), _OPENS.sub("", before)))
        words = edged(flat(inner), inner)
        parts.append(f'<mark class="highlighted">{words}</mark>' if words.strip() else words)
        start = min(last, end)
        start += len(text[start:end]) - len(_CLOSES.sub("", text[start:end]))
    return "".join([*parts, edged(flat(text[start:end]), text[start:end])])


def _with_notes(passage: _Passage) -> str:
    text = "\n".join(passage.lines)
    if not passage.notes:
        return text
    return (
        f'<div class="passage" markdown="1">\n\n{text}\n\n'
        f'<div class="margin" role="note" data-search-exclude markdown="1">\n\n{passage.notes}\n\n</div>\n\n</div>'
    )


def _notes_on(view: View, article: Article, number: int, span: Span, here: str) -> str:
    notes = " · ".join(_note(view, citation, here) for citation in _each_once(view.cited[article.id][span]))
    start, end = span
    source = view.original(Evidence(article.id, start, end, article.text[start:end]))
    return f"[{number}](#{view.span_anchor(article.id, span)}) {notes}{' ·' if source else ''}{source}"


def _each_once(citations: list[Citation]) -> list[Citation]:
    """Returns the citations of a sentence; of those that say the same of a party in a note, the one that is read most surely."""
    surest: dict[object, Citation] = {}
    for one in citations:
        said = one.statement
        key = (said.party, said.act, one.label) if said else one
        held = surest.get(key)
        if held is None or (said and held.statement and said.confidence > held.statement.confidence):
            surest[key] = one
    return list(surest.values())


def _note(view: View, citation: Citation, here: str) -> str:
    before = ""
    if citation.statement:
        act = citation.statement.act
        party = md(view.name(citation.statement.party) or "Not told who")
        shape = f'<span aria-hidden="true">{vocabulary.SHAPES[act]}</span> {act}'
        word = vocabulary.sureness(citation.statement)
        sure = f' <span class="if">{md(vocabulary.SURENESS[word][0])} {word}</span>' if word == "unsure" else ""
        before = f'{party} <span class="act act-{act}">{shape}</span>{sure} '
    return f"{before}[{md(citation.label)}]({view.link(citation.path, here, citation.anchor)})"
