"""What is of the page and not of the article, block by block, and why: captions, credits, promotion, corrections, “About us”.

The patterns stand in ``apart.yml``; :mod:`~briefing_generator.corpus.body.furniture` knows single lines before blocks are made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, get_args

from briefing_generator.corpus.body.furniture import furniture_line
from briefing_generator.corpus.body.marks import STRUCK
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.model import ApartReason, Block
from briefing_generator.store.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 1_200
"""Characters of the longest block that is looked at."""
_FEWEST_LINKS = 3
"""Links that stand alone, a line each, from which they are a list of other pages, whatever they end with."""
_ONE_LINK = re.compile(
    r"(?:#{1,6}\s+|\d{1,2}[.)]\s+)?[*_]{0,3}\[(?:[^\[\]]|\\.|\[[^\[\]]*\]){0,300}\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\))?[^()\s]{0,2000}\)[*_]{0,3}"
)
_PICTURE = re.compile(r"!\[")
_EMPHASISED = re.compile(r"([*_]{1,3})(?=\S)[^*_]+(?<=\S)\1")
_CREDIT_WORDS, _NAME_WORDS = 14, 8
_GLUED = re.compile(
    r"(?<=[.!?\"”’'])\s?(?P<credit>[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){1,3}(?: \| [A-Z][\w ]{1,30}?){0,2} ?(?:\||/) ?(?P<agency>[A-Z][A-Za-z]+(?: [A-Z][a-z]+)?))(?=[\"“][A-Z]|[A-Z][a-z]*[ ,’'.-]|A )"
)
"""A credit with no space between it and the words behind it: "on March 3.Ola Nes | ReutersThe minister said"."""
_RUN_ON = re.compile(r"(?<=[a-z0-9][.!?])(?=[A-Z\"“])|(?<=[.!?][\"”])(?=[A-Z])")
_SOURCES = re.compile(r"\s*(?:[|/;]|\bvia\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Kind:
    lines: re.Pattern[str]
    longest: int
    unless: re.Pattern[str] | None


@cache
def _kinds() -> dict[ApartReason, _Kind]:
    raw = shipped("briefing_generator.corpus.body", "apart.yml")
    kinds = {}
    for reason in get_args(ApartReason):
        if (told := raw.get(reason)) and "lines" in told:
            joined = "|".join(f"(?:{line})" for line in told["lines"])
            unless = re.compile(told["unless"], re.IGNORECASE) if "unless" in told else None
            kinds[reason] = _Kind(re.compile(joined, re.IGNORECASE), told.get("longest", 60), unless)
    return kinds


@dataclass(frozen=True, slots=True)
class _Captions:
    starts: re.Pattern[str]
    ends: re.Pattern[str]
    shows: re.Pattern[str]
    dated: re.Pattern[str]
    agencies: re.Pattern[str]
    longest: int


@cache
def _captions() -> _Captions:
    raw = shipped("briefing_generator.corpus.body", "apart.yml")
    told = raw["caption"]
    starts, ends = ("|".join(f"(?:{line})" for line in told[key]) for key in ("starts", "ends"))
    flags = re.IGNORECASE
    return _Captions(
        re.compile(starts, flags), re.compile(f"(?:{ends})$", flags), re.compile(told["shows"], flags), re.compile(told["dated"], flags),
        re.compile(raw["agencies"], flags), told["longest"],
    )  # fmt: skip


@cache
def _about() -> re.Pattern[str]:
    return re.compile(shipped("briefing_generator.corpus.body", "apart.yml")["about"]["headings"], re.IGNORECASE)


def set_page_apart(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Returns the blocks with what is of the page set apart, and with the reason on all that is.

    Args:
        text: an article's text.
        blocks: its blocks, in order; furniture among them stays furniture.
    """
    blocks = [part for block in blocks for part in _unglued(text, block)]
    shown = [as_shown(text[b.start : b.end]) if b.end - b.start <= _LONGEST else "" for b in blocks]
    reasons: list[ApartReason | None] = [
        _reason(text[b.start : b.end], words, b) if b.end - b.start <= _LONGEST else None
        for b, words in zip(blocks, shown, strict=True)
    ]
    _captions_of(text, blocks, shown, reasons)
    _link_lists(text, blocks, reasons)
    _about_sections(blocks, shown, reasons)
    return tuple(
        replace(b, kind="furniture", depth=0, reason=reason)
        if reason
        else replace(b, reason="page")
        if b.kind == "furniture"
        else b
        for b, reason in zip(blocks, reasons, strict=True)
    )


def _unglued(text: str, block: Block) -> list[Block]:
    """Returns a paragraph cut where a tool left no break: caption, credit and what the article goes on with."""
    found, at = [], block.start
    for glued in _GLUED.finditer(text, block.start, block.end) if block.kind == "paragraph" else ():
        if not _captions().agencies.fullmatch(glued["agency"]):
            continue
        start, end = glued.span("credit")
        above = text[at:start].rstrip()
        # What stood above the caption may run into it as well.
        last = max((m.start() for m in _RUN_ON.finditer(above)), default=0)
        found += [Block("paragraph", at + a, at + b) for a, b in ((0, last), (last, len(above))) if a < b]
        found.append(Block("paragraph", start, end))
        at = end
    return [*found, replace(block, start=at)] if found else [block]


def _reason(raw: str, shown: str, block: Block) -> ApartReason | None:
    """Returns why a block is set apart, as far as it tells by itself."""
    if not re.search(r"\w", shown):
        if re.search(STRUCK, raw, re.IGNORECASE):
            return "struck"
        if _PICTURE.search(raw):
            # One that stands in a link is shown as a picture where its file is there.
            return "picture" if block.kind == "furniture" else None
        return "page" if block.kind == "furniture" or "](" in raw else None
    if block.kind in ("table", "code"):
        return None
    words = re.sub(r"^(?:#{1,6}|[*_>]+)\s+", "", shown).strip("*_ ")
    count = len(words.split())
    whole = words.strip("()[]") if words[:1] + words[-1:] in ("()", "[]") else words
    for reason, kind in _kinds().items():
        if count <= kind.longest and kind.lines.fullmatch(whole) and not (kind.unless and kind.unless.search(whole)):
            return reason
    if block.kind == "furniture":
        return "links" if "](" in raw else None
    if is_credit(words):
        return "credit"
    told = _captions()
    if count <= told.longest and block.kind != "item" and (told.starts.match(words) or told.ends.search(words)):
        return "caption"
    return "page" if furniture_line(words) else None


def is_credit(words: str) -> bool:
    """Tells whether a line names who made a picture: "Ola Nes | Norvik Press | Getty Images", "Kari Lie/AFP".

    >>> is_credit("Ola Nes | Getty Images"), is_credit("Kari Lie via Reuters"), is_credit("Norway spoke to Reuters")
    (True, True, False)
    """
    if len(words.split()) > _CREDIT_WORDS or words[-1:] in ".!?:,":
        return False
    parts = [part for part in _SOURCES.split(words.strip("()[] ")) if part]
    if len(parts) < 2 or not any(_captions().agencies.fullmatch(part.split(" News")[0].strip()) for part in parts[-1:]):
        return False
    names = [part.split() for part in parts]
    return all(
        len(name) <= _NAME_WORDS and 2 * sum(not word[0].islower() for word in name) > len(name) for name in names
    )


def _captions_of(text: str, blocks: Sequence[Block], shown: list[str], reasons: list[ApartReason | None]) -> None:
    """Marks what stands right above a line of credit, or in emphasis right below a picture, as its caption."""
    told = _captions()
    for at in range(len(blocks)):
        if reasons[at] == "picture" and at + 1 < len(blocks) and reasons[at + 1] is None:
            below = blocks[at + 1]
            emphasised = _EMPHASISED.fullmatch(text, below.start, below.end)
            if below.kind == "paragraph" and emphasised and len(shown[at + 1].split()) <= told.longest:
                reasons[at + 1] = "caption"
        if reasons[at] != "credit" or not is_credit(shown[at]):
            continue
        above = at - 1
        lines: list[int] = []
        while (
            above >= 0 and reasons[above] is None and blocks[above].kind in ("paragraph", "heading") and len(lines) < 3
        ):
            lines.append(above)
            # A caption may be broken over lines; an empty line ends it.
            if above == 0 or text.count("\n", blocks[above - 1].end, blocks[above].start) != 1:
                break
            above -= 1
        words = " ".join(shown[i] for i in reversed(lines))
        shows = told.dated.search(words) or (told.shows.search(words) and not re.search(r"[\"“”]", words))
        # With its day and year, a long line above a credit is a caption, too.
        if lines and shows and len(words.split()) <= told.longest * (1 + bool(told.dated.search(words))):
            for i in lines:
                reasons[i] = "caption"


def _link_lists(text: str, blocks: Sequence[Block], reasons: list[ApartReason | None]) -> None:
    """Marks links that stand alone, a line each and several on end, as what leads to other pages."""
    run: list[int] = []
    for at, block in enumerate([*blocks, Block("paragraph", 0, 0)]):
        alone = block.end > block.start and _ONE_LINK.fullmatch(text, block.start, block.end) is not None
        if alone or (at < len(blocks) and run and reasons[at] in ("links", "picture")):
            run.append(at)
            continue
        if len(run) >= _FEWEST_LINKS:
            for i in run:
                reasons[i] = reasons[i] or "links"
        run = []


def _about_sections(blocks: Sequence[Block], shown: list[str], reasons: list[ApartReason | None]) -> None:
    """Marks the sections in which a press release tells of its publisher: up to the next heading."""
    within = False
    for at, block in enumerate(blocks):
        head = _about().fullmatch(shown[at].strip("*_: ")) if block.kind in ("heading", "paragraph") else None
        if head is not None:
            below = next((shown[i] for i in range(at + 1, min(at + 3, len(blocks))) if shown[i]), "")
            named = (head["name"] or "").strip(" :").casefold().removeprefix("the ")
            opens = below.casefold().removeprefix("the ")
            within = bool(head["alone"]) or (
                bool(named) and named not in ("us", "") and opens.startswith(named.split(",")[0])
            )
            if within:
                reasons[at] = reasons[at] or "about"
            continue
        if block.kind == "heading":
            within = False
        elif within and block.kind in ("paragraph", "item"):
            reasons[at] = reasons[at] or "about"
