"""What a reader marked in an article, and the reader's notes on it: ``==…==``, ``<mark>``, quotations with a note, exports.

The marked words are the article's and stay where they stand; a note is somebody else's and is set apart, so that nobody
takes it for what the article says. A quotation alone is the paper's: it becomes a mark only where a note follows it, where a
tool left its link behind it, or below a heading such as “Highlights”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.marks import BREAK, REMARK
from briefing_generator.corpus.body.markup import as_shown, find_shown
from briefing_generator.corpus.body.noise import bare
from briefing_generator.model import Block, Highlight
from briefing_generator.store.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKED = re.compile(
    rf"(?<![\w=~])\{{?==(?=[^\s=])(?P<words>(?:[^=\n]|=(?!=)|{BREAK}){{1,2000}}?)(?<=[^\s=])==\}}?(?![\w=~])(?P<behind>\s?(?:{REMARK}))?"
    rf"|<mark(?:\s[^<>\n]{{0,300}})?>(?P<tagged>(?:[^<\n]|<(?!/?mark\b)|{BREAK}){{1,2000}})</mark\s{{0,9}}>(?P<after>\s?(?:{REMARK}))?",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"\[View Highlight\]|\]\(zotero://|\[[⤴🔗]|\]\(https?://(?:omnivore\.app|(?:read\.)?readwise\.io|hypothes\.is|hyp\.is)/"
)
"""What tools leave behind words that somebody marked with them: a link back to the mark."""
_CITED = re.compile(r"(?:\s{0,3}\(\[(?P<label>[^\[\]\n]{0,100})\]\(zotero://[^()\s]{0,500}\)\)){1,4}")
_CALLOUT = re.compile(r"(?:>\s*)+\[!(?P<kind>[\w-]+)\]")
_BULLET = re.compile(r"[-*+•]\s|\d[.)]\s")
_TELLS = re.compile(r"^[ \t]*(?:>|#{1,6}\s)", re.MULTILINE)
_KNOWN_AGAIN = 5
"""Words from which a passage that stands above already is one that somebody took from there."""
_SEARCHES = 100
"""Passages of an article at most that are sought above where they stand: each search goes over all that is above."""


@dataclass(slots=True)
class _Found:
    start: int
    end: int
    sure: bool
    notes: list[str] = field(default_factory=list)


@cache
def _known() -> dict[str, re.Pattern[str]]:
    raw = shipped("briefing_generator.corpus.body", "highlights.yml")
    told = {key: raw[key] for key in ("note", "callouts", "keywords", "note_links")} | raw["headings"]
    return {key: re.compile(pattern, re.IGNORECASE) for key, pattern in told.items()}


def find_highlights(text: str, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Highlight, ...]]:
    """Returns the blocks with the notes of readers set apart, and what readers marked, in the order of the text.

    Args:
        text: an article's text.
        blocks: its blocks, in order.
    """
    found = list(_inline(text, blocks))
    if _TELLS.search(text) or _LINKED.search(text):
        walk = _Walk(text)
        walk.over(_cut_at_citations(text, blocks))
        blocks, found = walk.blocks, found + walk.found
    marked: dict[tuple[int, int], Highlight] = {}
    for one in sorted(found, key=lambda f: (f.start, f.end)):
        start, end = _trimmed(text, one.start, one.end)
        if one.sure and (start < end or one.notes):
            held = marked.get((start, end))
            notes = [*([held.note] if held and held.note else []), *one.notes]
            marked[start, end] = Highlight(start, end, text[start:end], "\n".join(notes) or None)
    return tuple(blocks), tuple(marked.values())


def _inline(text: str, blocks: Iterable[Block]) -> Iterable[_Found]:
    """Yields what is marked within a line or a paragraph."""
    if "==" not in text and "<mark" not in text.casefold():
        return
    spoken = [b for b in blocks if b.kind not in ("code", "furniture")]
    at = 0
    for mark in _MARKED.finditer(text):
        while at < len(spoken) and spoken[at].end <= mark.start():
            at += 1
        if at == len(spoken) or mark.start() < spoken[at].start:
            continue
        group = "words" if mark["words"] is not None else "tagged"
        behind = mark["behind"] or mark["after"] or ""
        note = as_shown(re.sub(r"^\s*(?:\{>>|%%)|(?:<<\}|%%)$", "", behind))
        yield _Found(*mark.span(group), True, [note] if note else [])


def _cut_at_citations(text: str, blocks: Iterable[Block]) -> Iterable[Block]:
    """Yields blocks cut where a reader's comment follows the citation behind a quotation, as Zotero writes both in one line."""
    for block in blocks:
        cited = _CITED.search(text, block.start, block.end) if block.kind != "furniture" else None
        if cited is None:
            yield block
            continue
        rest = cited.end() + len(text[cited.end() : block.end]) - len(text[cited.end() : block.end].lstrip())
        for part in (
            replace(block, end=block.start + len(text[block.start : cited.start()].rstrip())),
            Block("furniture", cited.start() + len(cited[0]) - len(cited[0].lstrip()), cited.end(), reason="page"),
            Block("furniture", rest, block.end, reason="note"),
        ):
            if part.start < part.end:
                yield part


class _Walk:
    """Goes over the blocks of a text and keeps in mind what was marked last, for notes that follow."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.found: list[_Found] = []
        self._run: list[_Found] = []
        self._section = self._own = self._notes_follow = self._began = False
        self._above = self._noted_at = self._searches = 0
        self._noting = False

    def over(self, blocks: Iterable[Block]) -> None:
        """Takes all blocks, in order."""
        every = list(blocks)
        for before, block, after in zip([None, *every], every, [*every[1:], None], strict=False):
            self.blocks.append(self._taken(before, block, after))

    def _taken(self, before: Block | None, block: Block, after: Block | None) -> Block:
        line = self.text[self.text.rfind("\n", 0, block.start) + 1 : block.start]
        raw = self.text[block.start : block.end]
        same_line = before is not None and "\n" not in self.text[before.end : block.start]
        if block.kind == "heading" or (block.kind == "furniture" and line.lstrip().startswith("#")):
            self._head(block, as_shown(raw).strip("*_: "))
            return block
        words = as_shown(bare(raw)) if len(raw) <= 20_000 else ""
        if block.reason == "note":
            return self._note(block, line, words, alone=not _CITED.sub("", line).strip())
        if self._noting and before is not None and self._note_goes_on(before, block, line):
            return self._note(block, line, words.lstrip("> "))
        self._noting = False
        if same_line and block.kind == "furniture":
            return block
        if (note := self._labelled(line, words)) is not None:
            return self._note(block, line, note)
        linked = _LINKED.search(raw) or (
            after
            and "\n" not in self.text[block.end : after.start]
            and _LINKED.search(self.text, after.start, after.end)
        )
        quoted = block.kind == "quote" or (block.kind == "furniture" and line.lstrip().startswith(">"))
        if linked and not quoted and self._is_note_link(after):
            return self._note(block, line, words.strip("*_ "), alone=True)
        if quoted or (linked and block.kind != "furniture"):
            return self._mark(block, words, quoted and self._goes_on(before, block), bool(linked))
        if block.kind in ("paragraph", "item"):
            return self._other(block, line, words)
        self._run = [] if block.kind != "furniture" else self._run
        return block

    def _head(self, block: Block, words: str) -> None:
        known = _known()
        self._own = known["own"].fullmatch(words) is not None
        self._section = self._own or known["any"].fullmatch(words) is not None
        # A file that has nothing but marks holds no words of the paper between them.
        self._own = self._own or (self._section and not self._began)
        self._above, self._run, self._noting = block.start, [], False

    def _labelled(self, line: str, words: str) -> str | None:
        """Returns a note without its label; None where it is none, or stands below nothing that was marked."""
        if not self._run:
            return None
        label = _known()["note"].match(words.lstrip("*_ "))
        if label:
            return words.lstrip("*_ ")[label.end() :].lstrip("*_ ")
        if _known()["keywords"].match(words.lstrip("*_ ")):
            return ""
        callout = _CALLOUT.match(line.lstrip())
        return words if callout and _known()["callouts"].fullmatch(callout["kind"]) else None

    def _is_note_link(self, after: Block | None) -> bool:
        link = _CITED.search(self.text, after.start, after.end) if after else None
        return link is not None and _known()["note_links"].fullmatch(link["label"]) is not None

    def _goes_on(self, before: Block | None, block: Block) -> bool:
        """Tells whether a line of a quotation belongs to the one above."""
        return before is not None and not self.text[before.end : block.start].strip("> \t\n") and (
            "\n\n" not in self.text[before.end : block.start]
        )  # fmt: skip

    def _mark(self, block: Block, words: str, goes_on: bool, linked: bool) -> Block:
        start, end = block.start, block.end
        repeats = block.kind == "furniture"
        if repeats and (place := self._above_already(block.start, words)):
            start, end = place
        one = _Found(start, end, self._section or linked)
        self._run = [*self._run, one] if goes_on and self._run else [one]
        self.found.append(one)
        self._notes_follow = self._section and (self._own or linked or repeats)
        self._began = self._began or not (self._section or repeats)
        return block

    def _above_already(self, end: int, words: str) -> tuple[int, int] | None:
        """Returns where words stand above a place, None where they do not or too many were sought."""
        self._searches += 1
        return find_shown(self.text[:end], words) if self._searches <= _SEARCHES else None

    def _other(self, block: Block, line: str, words: str) -> Block:
        """Takes a paragraph or an item: below “Highlights” one that stands above already, or a note on the quotation before."""
        if self._section and len(words.split()) >= _KNOWN_AGAIN and (place := self._above_already(self._above, words)):
            self._run = [_Found(*place, True)]
            self.found += self._run
            self._notes_follow = True
            return replace(block, kind="furniture", depth=0, reason="page")
        if self._run and self._notes_follow:
            return self._note(block, line, words)
        self._run, self._began = [], True
        return block

    def _note_goes_on(self, before: Block, block: Block, line: str) -> bool:
        """Tells whether a note goes on in a line right below it: one that is no item of its own beside it."""
        if self.text.count("\n", before.end, block.start) >= 2:
            return False
        return not _BULLET.search(line) or _indent(line) > self._noted_at

    def _note(self, block: Block, line: str, words: str, alone: bool = False) -> Block:
        """Sets a note apart and keeps it with what it is on; one that stands alone is on nothing that was marked."""
        if alone:
            self._run = [_Found(block.start, block.start, True)]
            self.found += self._run
        for one in self._run:
            one.sure = True
        if self._run and words:
            self._run[-1].notes.append(words)
        if not self._noting:
            self._noted_at = _indent(line)
        self._noting = True
        return replace(block, kind="furniture", depth=0, reason="note")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns a place without white space, marks, and a tool's quotation marks at its edges."""
    edge = " \t\n*_=" + ('“”"' if text[start : start + 1] in '“"' and text[end - 1 : end] in '”"' else "")
    while start < end and text[start] in edge:
        start += 1
    while start < end and text[end - 1] in edge:
        end -= 1
    return start, end
