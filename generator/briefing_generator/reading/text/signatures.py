"""Who speaks in a column as "we" and "I": its author, where the line that names the author tells an office as well.

"By Karin Berg, foreign minister of Norway" above a text or "Karin Berg is the foreign minister of Norway" below it; a
reporter's byline is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import plain_view
from briefing_generator.language.words import load_name_words, load_words

if TYPE_CHECKING:
    from briefing_generator.model import Article

_TOP, _END = 6, 3
"""Blocks at the top and at the end among which the line may stand."""
_LONGEST = 400
"""Letters of the line."""
_NEAR = 14
"""Words behind a name in which the office stands."""
_NAME = r"(?P<name>[^\W\d_][\w.'’-]*(?: (?:[^\W\d_][\w.'’-]*)){1,4}?)"
_ABOVE = re.compile(rf"(?:(?:\w+ ){{0,3}}[Bb][Yy]:?\s+){_NAME}(?:,|\s+is|\s+[–—|-])\s+(?P<what>.+)", re.DOTALL)
_BELOW = re.compile(
    rf"(?:[–—-]+\s*)?(?:(?:Dr|Mr|Ms|Mrs|Prof|Sir)\.?\s+)?{_NAME}(?:,|\s+(?:is|was|serves as|leads|heads|chairs)\b)\s+(?P<what>.+)",
    re.DOTALL,
)
_QUOTED = re.compile(r"“[^”]{0,3000}”|\"[^\"\n]{0,3000}\"")
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """The line that signs a column: its block, its span from the name on, and where the name ends."""

    block: int
    start: int
    end: int
    name_end: int


def find_signature(article: Article) -> Signature | None:
    """Returns the line that says who speaks in a column; None where the article is no column, or its author has no office."""
    last = len(article.blocks)
    places = [(at, _ABOVE) for at in range(min(_TOP, last))]
    places += [(at, _BELOW) for at in range(last - 1, max(0, last - 1 - _END), -1)]
    for at, shape in places:
        block = article.blocks[at]
        if block.kind in ("heading", "code", "table") or block.end - block.start > _LONGEST:
            continue
        view = plain_view(article.text, block.start, block.end)
        match = shape.fullmatch(view.text.strip())
        if match is None or not _names(match["name"]) or not _office(match["what"]):
            continue
        if (
            shape is _BELOW
            and view.text[view.text.find(match["name"]) + len(match["name"])] == ","
            and not _signs(view.text)
        ):
            continue
        if not _first_person(article, at):
            return None
        shift = len(view.text) - len(view.text.lstrip())
        start, end = match.start("name") + shift, match.end("name") + shift
        return Signature(
            at, view.offsets[start], view.offsets[len(view.text.rstrip()) - 1] + 1, view.offsets[end - 1] + 1
        )
    return None


def _signs(line: str) -> bool:
    """Tells whether a line with a name and an office is no sentence: it is short, ends without a stop and quotes nobody."""
    return len(line.split()) <= _NEAR and line.rstrip(" *_")[-1:] not in '.!?”"' and not re.search(r"[“\"]", line)


def _names(words: str) -> bool:
    small = load_name_words().particles
    return all(word[0].isupper() or word.casefold() in small for word in words.split())


def _office(words: str) -> bool:
    near = [word.casefold() for word in _WORD.findall(words)[:_NEAR]]
    return not load_words("turns")["reporters"].intersection(near) and bool(
        load_name_words().offices.intersection(near)
    )


def _first_person(article: Article, signed: int) -> bool:
    """Tells whether the writer speaks in the first person, outside what is quoted."""
    wanted = load_words("turns")["first_person"]
    return any(
        word.casefold() in wanted and (len(word) > 1 or word == "I") and word != "US"
        for at, block in enumerate(article.blocks)
        if at != signed and block.kind in ("paragraph", "item")
        for word in _WORD.findall(_QUOTED.sub(" ", article.text[block.start : block.end].replace("’", "'")))
    )
