"""Markdown's inline marks taken out of a stretch of text, without losing where each character stood."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

# Lengths are limited, so that a file full of marks that open and never close costs no more than its length.
_MARKS = re.compile(
    r"(?P<embed>!\[\[[^\[\]\n]{0,300}\]\])"
    r"|(?P<wikistart>\[\[(?:[^\[\]|\n]{0,300}\|)?(?=[^\[\]\n]{1,300}\]\]))"
    r"|(?P<wikiend>(?<=[^\[\]\n])\]\](?!\())"
    r"|(?P<footnote>\[\^[^\[\]\s]{1,60}\])"
    r"|(?P<comment><!--(?:(?!-->)[^\n]){0,500}-->)"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,14}(?:\s[^<>\n]{0,500})?/?>)"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});)"
    r"|(?P<unseen>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff])"
    r"|(?P<image>!\[[^\]\n]{0,1000}\]\([^)\n]{0,2000}\))"
    r"|(?P<linkend>\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\))"
    r"|(?P<linkstart>\[(?=[^\]\n]{1,1000}\]\())"
    r"|(?P<strong>\*\*|__|~~|==)"
    r"|(?P<em>(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*]))"
    r"|(?P<code>`)"
    r"|(?P<escape>\\(?=[\\`*_{}\[\]()#+\-.!>~|]))"
)


@dataclass(frozen=True, slots=True)
class PlainView:
    """A stretch of text as a reader sees it; ``offsets[i]`` is where character ``i`` stands in the whole text."""

    text: str
    offsets: tuple[int, ...]


def plain_view(text: str, start: int, end: int) -> PlainView:
    """Returns ``text[start:end]`` without Markdown's inline marks, HTML's tags and characters that nobody sees.

    Emphasis, code, links and wikilinks keep their words; an entity and a tag that breaks the line become one character,
    which stands where the entity begins after white space and where it ends after anything else.
    """
    kept: list[int] = []
    signs: dict[int, str] = {}
    at = start
    for mark in _MARKS.finditer(text, start, end):
        kept.extend(range(at, mark.start()))
        at = mark.end()
        sign = _sign(mark)
        if not sign and mark.lastgroup == "entity":
            kept.extend(range(mark.start(), mark.end()))
        if sign:
            opening = mark.start() == start or text[mark.start() - 1].isspace()
            kept.append(mark.start() if opening else mark.end() - 1)
            signs[kept[-1]] = sign
    kept.extend(range(at, end))
    return PlainView("".join(signs.get(i) or text[i] for i in kept), tuple(kept))


def _sign(mark: re.Match[str]) -> str:
    """Returns the one character that a mark stands for, nothing where it stands for none."""
    if mark.lastgroup == "tag":
        return " " if re.match(r"</?(?:br|p|div|li|td|th)\b", mark.group(), re.IGNORECASE) else ""
    if mark.lastgroup != "entity":
        return ""
    sign = html.unescape(mark.group()).replace("\u00a0", " ")
    return sign if len(sign) == 1 and sign.isprintable() else ""
