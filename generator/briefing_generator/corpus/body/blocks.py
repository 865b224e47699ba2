"""A text cut into blocks: headings, paragraphs, items of any kind, quotes, tables, code, furniture.

The text is never changed, only marked: Markdown's headings and those that stand as plain lines, bullets of any sign with
their nesting, and what is of the page and not of the article.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from briefing_generator.corpus.body.furniture import furniture_heading, furniture_line
from briefing_generator.corpus.body.headings import is_plain_heading
from briefing_generator.model import Block, BlockKind

_NO_SIGN = r"\w\s\"'“”‘’„«»‹›()\[\]{}<>#|$€£¥₹%…¶§.,;:!?¿¡/\\\\`~^=&@©®°"
"""What opens words and no item of a list: letters, quotation marks and brackets, marks of Markdown, of money and of sentences."""
_BULLET = re.compile(
    rf"(?:[^{_NO_SIGN}]\ufe0f?|o(?=\s)|\(?\d{{1,3}}[.)]|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.)]|\(?(?:[a-z]|[ivx]{{2,5}})[.)]"
    r"|\(?(?:[A-Z]|[IVX]{2,5})\))\s+(?:\[[ xX]\]\s+)?(?=\S)"
)
"""Whatever sign or number stands before an item: "➤", "✓", "(iv)", "2.1.", and the letter that a word processor leaves of a ring."""
_ATX = re.compile(r"(#{1,6})\s+(?=\S)")
_FENCE = re.compile(r"(?:```|~~~)")
_ONLY_MARKUP = re.compile(
    r"(?:!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])|!\[\[[^\]]*\]\]|<[^>]*>|\[\^?[\w-]+\]:\s*\S.*|\s|\\|#[^\W\d][\w/-]*(?=\s|$))+"
)
_ONLY_LINKS = re.compile(
    r"(?:[-*+•]\s+)?(?:\[\[[^\[\]]{1,200}\]\]|\[[^\[\]]{0,120}[^\[\].!?]\]\([^()\s]{1,2000}\))(?:[\s|,/·•>»]{1,5}\[[^\[\]]{0,120}[^\[\].!?]\]\([^()\s]{1,2000}\)){0,40}"
)
"""Links and nothing else, of which none is a sentence: a menu, a list of other articles."""
_PROPERTY = re.compile(r"[a-z][\w-]{0,40}::\s\S.*")
"""What an outliner keeps below an item: its anchor, whether it is folded."""
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]:\s")
_NOTE_INDENT = 4
"""Columns by which what goes on with a footnote is moved in."""
_WRAPPED_FROM = 60
"""Characters from which a line may have been broken at a width."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str
    indent: int
    alone: bool


def _lines(text: str) -> list[_Line]:
    found, at = [], 0
    raw = text.split("\n")
    for number, line in enumerate(raw):
        words = line.strip()
        start = at + len(line) - len(line.lstrip())
        above = not raw[number - 1].strip() if number else True
        below = not raw[number + 1].strip() if number + 1 < len(raw) else True
        indent = len(line[: len(line) - len(line.lstrip())].expandtabs(4))
        found.append(_Line(start, start + len(words), words, indent, above and below))
        at += len(line) + 1
    return found


def find_blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    """Returns the blocks of a text in order; they lie inside it and do not overlap.

    Args:
        text: an article's text.
        title: its title where known: a first line that repeats it is a heading.
    """
    lines = _lines(text)
    wrapped = _hard_wrapped(lines)
    spaced = any(not line.words for line in lines)
    blocks: list[Block] = []
    following = _following(lines)
    closing = _closing_fences(lines)
    at = 0
    noting = False
    while at < len(lines):
        line = lines[at]
        if not line.words:
            at += 1
            continue
        noting = (noting and line.indent >= _NOTE_INDENT) or _NOTE.match(line.words) is not None
        if noting:
            blocks.append(Block("furniture", line.start, line.end))
            at += 1
            continue
        if _FENCE.match(line.words):
            close = closing[at]
            blocks.append(Block("code", line.start, lines[close].end))
            at = close + 1
            continue
        next_line = following[at]
        below = lines[at + 1] if at + 1 < len(lines) else None
        if below is not None and re.fullmatch(r"=+|-{2,}", below.words) and not _BULLET.match(line.words):
            blocks.append(Block("heading", line.start, line.end, 1 if below.words[0] == "=" else 2))
            at += 2
            continue
        kind, start, depth = _kind(line, next_line, spaced, title if not blocks else None)
        end = line.end
        at += 1
        while (
            at < len(lines)
            and kind in ("paragraph", "item", "quote")
            and lines[at].words
            and (wrapped or _broken(lines[at - 1].words, lines[at].words))
            and _goes_on(lines[at], kind)
        ):
            end = lines[at].end
            at += 1
        if start < end:
            blocks.append(Block(kind, start, end, depth))
    return _furnished(text, _nested(text, blocks))


def _following(lines: list[_Line]) -> list[_Line | None]:
    """Returns for each line the next one with words: from the end, so that a long file costs no more a line."""
    found: list[_Line | None] = [None] * len(lines)
    for at in range(len(lines) - 2, -1, -1):
        below = lines[at + 1]
        found[at] = below if below.words else found[at + 1]
    return found


def _closing_fences(lines: list[_Line]) -> dict[int, int]:
    """Returns for each line that begins with a fence the next with the same, or the last line."""
    found: dict[int, int] = {}
    seen: dict[str, int] = {}
    for at in range(len(lines) - 1, -1, -1):
        fence = lines[at].words[:3]
        if _FENCE.match(fence):
            found[at] = seen.get(fence, len(lines) - 1)
            seen[fence] = at
    return found


def _goes_on(line: _Line, kind: BlockKind) -> bool:
    if kind == "quote":
        return line.words.startswith(">")
    return not (
        _BULLET.match(line.words) or _ATX.match(line.words) or line.words[0] in ">|" or _FENCE.match(line.words)
    )


def _broken(above: str, below: str) -> bool:
    """Tells whether one sentence was broken over two lines."""
    return len(above) >= _WRAPPED_FROM and below[0].islower() and above[-1] not in '.!?:;”"'


def _hard_wrapped(lines: list[_Line]) -> bool:
    """Tells whether lines were broken at a width: most lines that another follows end without a stop."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.words and b.words and not _BULLET.match(b.words)]
    if len(pairs) < 2:
        return False
    open_ended = sum(40 <= len(a.words) <= 140 and not re.search(r"[.!?:”\"]$", a.words) for a, _ in pairs)
    return open_ended >= 0.5 * len(pairs)


def _kind(line: _Line, next_line: _Line | None, spaced: bool, title: str | None) -> tuple[BlockKind, int, int]:
    words = line.words
    atx = _ATX.match(words)
    if atx:
        return "heading", line.start + atx.end(), len(atx.group(1))
    if words[0] == ">":
        inner = re.match(r"(?:>\s*)+(?:\[![\w-]+\][+-]?\s*)?", words)
        return "quote", line.start + (inner.end() if inner else 1), 0
    if words[0] == "|" and (words.count("|") > 2 or (len(words) > 2 and words[-1] == "|")):
        return "table", line.start, 0
    if re.fullmatch(r"(?:[-*_]\s*){3,}", words) or _ONLY_MARKUP.fullmatch(words) or _ONLY_LINKS.fullmatch(words):
        return "furniture", line.start, 0
    if line.indent and _PROPERTY.fullmatch(words):
        return "furniture", line.start, 0
    bullet = _BULLET.match(words)
    if bullet:
        return "item", line.start + bullet.end(), line.indent // 2
    if title and words.casefold() == title.casefold():
        return "heading", line.start, 1
    below = next_line.words if next_line else ""
    if is_plain_heading(words, below, line.alone, spaced, _BULLET.match(below) is not None):
        return "heading", line.start, 2
    return "paragraph", line.start, 0


def _nested(text: str, blocks: list[Block]) -> list[Block]:
    """Gives items the depth of their lists: by indentation, or, in a flat list, below a lead-in that ends with a colon."""
    found: list[Block] = []
    run: list[int] = []
    for at, block in enumerate([*blocks, Block("paragraph", 0, 0)]):
        if block.kind == "item":
            run.append(at)
            continue
        depths = sorted({blocks[i].depth for i in run})
        leads = len(depths) == 1 and any(text[blocks[i].start : blocks[i].end].rstrip("* _").endswith(":") for i in run)
        led = False
        for i in run:
            item = blocks[i]
            colon = text[item.start : item.end].rstrip("* _").endswith(":")
            depth = depths.index(item.depth)
            if leads:
                depth = 0 if colon else int(led)
                led = led or colon
            found.append(replace(item, depth=depth))
        run = []
        if at < len(blocks):
            found.append(block)
    return found


def _furnished(text: str, blocks: list[Block]) -> tuple[Block, ...]:
    found: list[Block] = []
    swallowing = False
    resuming = _resuming(text, blocks)
    for at, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.kind in ("heading", "paragraph", "item") and furniture_heading(words):
            swallowing = True
            found.append(Block("furniture", block.start, block.end))
            continue
        if swallowing and not resuming[at]:
            found.append(Block("furniture", block.start, block.end))
            continue
        swallowing = False
        if block.kind in ("heading", "paragraph", "item") and furniture_line(words):
            block = Block("furniture", block.start, block.end)
        found.append(block)
    return tuple(found)


def _resuming(text: str, blocks: list[Block]) -> list[bool]:
    """Tells for each block whether the article's own text goes on there after a list of other articles."""
    found = [False] * len(blocks)
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        words = text[block.start : block.end]
        if furniture_line(words):
            continue
        if block.kind == "paragraph":
            found[at] = len(words.split()) >= 12 and words.rstrip()[-1:] in '.!?”"'
        elif block.kind == "heading":
            # A heading of the text has text below it; a headline in a list has another headline.
            short = not words.endswith("?") and len(words.split()) <= 3
            found[at] = any(
                found[i] and (blocks[i].kind == "paragraph" or (i == at + 1 and short))
                for i in range(at + 1, min(at + 3, len(blocks)))
            )
    return found
