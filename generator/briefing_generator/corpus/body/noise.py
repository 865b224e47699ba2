"""What stands in an article's file and is none of its words: raw HTML, comments, marks that tools leave at line ends."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterable

_RAW = re.compile(
    r"^[ \t]*<(script|style|svg|iframe|noscript|form|template|object|math|nav|footer|aside)\b",
    re.IGNORECASE | re.MULTILINE,
)
_COMMENTS = (("<!--", "-->"), ("%%", "%%"))
_SHORTCODE = re.compile(r"^[ \t]*(?:\{\{[<%].{0,500}?[>%]\}\}|\{%.{0,500}?%\}|\{:.{0,500}?\})[ \t]*$", re.MULTILINE)
_TAIL = re.compile(
    r"(?:\s{0,3}\(?\[(?:View Highlight|Location \d+|[⤴↩🔗]\ufe0f?\ufe0e?)\]\([^()\s]{0,2000}\)\)?"
    r"|\s{0,3}\(\[[^\[\]\n]{0,100}\]\(zotero://[^()\s]{0,500}\)\)"
    r"|\s\{[#.][\w .#=-]{1,100}\}|\s\^[\w-]{1,40}|\s#[^\W\d][\w/-]{0,60}|\s{0,3}<!--[^\n<>]{0,300}-->){1,8}$"
)
_KNOWN_AGAIN = 4
"""White spaces in the shortest sentence that is no chance likeness."""
_HIGHLIGHT = re.compile(r"\[View Highlight\]")
_OWN_NOTE = re.compile(r"(?:\*\*)?(?:Note|Tags?)(?:\*\*)?:\s")


def bare(line: str) -> str:
    """Returns a line without what tools leave at its end: anchors, tags, links back, comments."""
    return _TAIL.sub("", line) if line[-1:] not in ".!?" else line


def set_apart(text: str, blocks: Iterable[Block], stated: Iterable[tuple[int, int]] = ()) -> tuple[Block, ...]:
    """Returns the blocks with what is none of the article's words marked as furniture.

    Args:
        text: an article's text.
        blocks: its blocks, in order.
        stated: spans known already, such as lines of metadata.
    """
    spans = sorted({*stated, *_raw_html(text), *_comments(text), *(m.span() for m in _SHORTCODE.finditer(text))})
    found: list[Block] = []
    at = 0
    noted: Block | None = None
    said: set[str] = set()
    for block in blocks:
        while at < len(spans) and spans[at][1] <= block.start:
            at += 1
        while at < len(spans) and spans[at][0] <= block.start < block.end:
            end = max(block.start, min(spans[at][1], block.end))
            found.append(Block("furniture", block.start, end))
            block = replace(block, start=end + len(text[end : block.end]) - len(text[end : block.end].lstrip()))
            if block.start < block.end:
                at += 1
            else:
                break
        if block.start >= block.end:
            continue
        # What a reader noted below a highlight are the reader's words.
        if noted and block.kind == "item" and block.depth > noted.depth and _OWN_NOTE.match(text, block.start):
            found.append(replace(block, kind="furniture"))
            continue
        parts = list(_without_tail(text, block))
        sentences = _sentences(text[parts[0].start : parts[0].end])
        if block.kind == "quote" and sentences and said.issuperset(sentences):
            # A pull quote, or a reader's highlight: the words stand above already.
            found.append(replace(block, kind="furniture"))
            continue
        if block.kind != "furniture":
            said.update(sentences)
        noted = block if len(parts) > 1 and _HIGHLIGHT.search(text, parts[1].start, parts[1].end) else None
        found.extend(parts)
    return tuple(block for block in found if block.start < block.end)


def _sentences(words: str) -> list[str]:
    """Returns the sentences of a block, letters alone; none where one is too short to be known again."""
    found = [re.sub(r"\W+", " ", part).strip().casefold() for part in re.split(r"[.!?]+(?=\W|$)", words)]
    found = [part for part in found if part]
    return found if all(part.count(" ") >= _KNOWN_AGAIN for part in found) else []


def _without_tail(text: str, block: Block) -> Iterable[Block]:
    tail = (
        _TAIL.search(text, block.start, block.end) if block.kind in ("paragraph", "item", "quote", "heading") else None
    )
    if tail is None:
        yield block
        return
    end = block.start + len(text[block.start : tail.start()].rstrip())
    start = tail.end() - len(tail.group().lstrip())
    yield replace(block, end=end)
    yield Block("furniture", start, tail.end())


def _raw_html(text: str) -> Iterable[tuple[int, int]]:
    lowered = text.casefold() if len(text.casefold()) == len(text) else text
    open_ended: set[str] = set()
    after = 0
    for opening in _RAW.finditer(text):
        tag = opening.group(1).casefold()
        if opening.start() < after or tag in open_ended:
            continue
        close = lowered.find(f"</{tag}", opening.end())
        if close < 0:
            open_ended.add(tag)
            continue
        end = text.find(">", close)
        after = len(text) if end < 0 else end + 1
        yield opening.start(), after


def _comments(text: str) -> Iterable[tuple[int, int]]:
    """Yields the comments that begin at the beginning of a line."""
    for begin, end in _COMMENTS:
        at = 0
        while (start := text.find(begin, at)) >= 0:
            close = text.find(end, start + len(begin))
            if close < 0:
                break
            at = close + len(end)
            if not text[text.rfind("\n", 0, start) + 1 : start].strip():
                yield start, at
