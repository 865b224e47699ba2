"""Markdown's inline marks taken out of a stretch of text, without losing where each character stood."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.marks import ENTITY, find_marks, may_hold_marks

if TYPE_CHECKING:
    from briefing_generator.model import Article

_ENTITY = re.compile(ENTITY)
_AROUND = 2_500
"""Characters before and behind a stretch in which a mark may begin or end that reaches into it."""
_MOST_KEPT = 20_000
"""Characters of the longest stretch whose view is kept for the next who looks."""


@dataclass(frozen=True, slots=True)
class PlainView:
    """A stretch of text as a reader sees it; ``offsets[i]`` is where character ``i`` stands in the whole text."""

    text: str
    offsets: tuple[int, ...]


def plain_view(text: str, start: int, end: int) -> PlainView:
    """Returns ``text[start:end]`` without what is no word of it: Markdown's inline marks, tags, numbers of footnotes, addresses,
    what is struck out or hidden, and characters that nobody sees.

    Emphasis, code, links and wikilinks keep their words; an entity, a sign behind a backslash and a tag that breaks the line become one character,
    which stands where the mark begins if it opens what follows (a quotation mark after white space), else where it ends.
    The stretch may begin or end amid a mark: what its paragraph has around it is looked at, too.
    """
    first, last = _around(text, start, end)
    offsets, shown = (_seen_once if last - first <= _MOST_KEPT else _seen)(text, first, last)
    inside = slice(bisect_left(offsets, start), bisect_left(offsets, end))
    return PlainView("".join(shown[inside]), offsets[inside])


def _seen(text: str, first: int, last: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Returns the places of all characters of a stretch that a reader sees, and what is seen there."""
    kept: list[int] = []
    signs: dict[int, str] = {}
    at = first
    for mark in find_marks(text, first, last):
        kept.extend(range(at, mark.start()))
        at = mark.end()
        sign = _sign(mark)
        if sign is None:
            kept.extend(range(mark.start(), mark.end()))
        elif sign:
            before = (signs.get(kept[-1]) or text[kept[-1]]) if kept else " "
            kept.append(mark.start() if _opens(sign, before) else mark.end() - 1)
            signs[kept[-1]] = sign
    kept.extend(range(at, last))
    return tuple(kept), tuple(signs.get(i) or text[i] for i in kept)


_seen_once = lru_cache(maxsize=64)(_seen)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns a stretch with so much of its paragraph around it as a mark may reach over."""
    # To a whole number of steps, so that the many small stretches of a list are looked around once, and not each by itself.
    least, most = max(0, start - _AROUND) // _AROUND * _AROUND, min(len(text), -(-(end + _AROUND) // _AROUND) * _AROUND)
    above, below = text.rfind("\n\n", least, start), text.find("\n\n", end, most)
    return least if above < 0 else above + 2, most if below < 0 else below


def seen(text: str, start: int, end: int) -> str:
    """Returns the words of a stretch as a reader sees them; white space stays as it is."""
    return plain_view(text, start, end).text


def article_words(article: Article) -> str:
    """Returns all words of an article as a reader sees them, a line a block, without what is of the page and not of it."""
    return "\n".join(seen(article.text, b.start, b.end) for b in article.blocks if b.kind not in ("furniture", "code"))


def in_place(text: str) -> str:
    """Returns a text of the same length in which every entity is the sign it means, for whoever looks around places.

    A quotation mark or a dash stands where :func:`plain_view` puts it, in blanks; any other sign fills its entity.

    >>> in_place("He&#8217;s &quot;in&quot;, O&amp;M")
    'He’’’’’’’s "     in     ", O&&&&&M'
    """
    return _ENTITY.sub(_in_place, text) if "&" in text else text


def _in_place(entity: re.Match[str]) -> str:
    sign = entity_sign(entity[0])
    if sign is None or len(sign) > 1:
        return entity[0]
    text, length = entity.string, len(entity[0])
    before, after = text[max(0, entity.start() - 1) : entity.start()] or " ", text[entity.end() : entity.end() + 1]
    if not sign or not _set_apart(sign) or (before.isalnum() and after.isalnum()):
        return (sign or "\u2060") * length
    return sign.ljust(length) if _opens(sign, before) else sign.rjust(length)


def _set_apart(sign: str) -> bool:
    return sign in "\"'" or unicodedata.category(sign) in ("Pd", "Pi", "Pf", "Ps", "Pe")


@lru_cache(maxsize=50_000)
def as_shown(text: str) -> str:
    """Returns a passage as a reader sees it, on one line; what is shown already stays as it is.

    >>> as_shown("Dun &amp; Co&#8217;s **offer** of\\n5&nbsp;percent")
    'Dun & Co’s offer of 5 percent'

    A passage may begin or end inside a link: the half of its mark goes, too.

    >>> as_shown("[Vega](https://vega.example) offered~~s~~ a [pay rise")
    'Vega offered a pay rise'
    """
    if not may_hold_marks(text):
        return " ".join(text.split())
    return " ".join(_paired(plain_view(text, 0, len(text)).text).split())


def _paired(words: str) -> str:
    """Returns words without brackets whose other half stands elsewhere."""
    if words.count("[") == words.count("]") == 0:
        return words
    opened: list[int] = []
    single: set[int] = set()
    for at, sign in enumerate(words):
        if sign == "[":
            opened.append(at)
        elif sign == "]":
            single.add(at) if not opened else opened.pop()
    single.update(opened)
    return "".join(sign for at, sign in enumerate(words) if at not in single) if single else words


def find_shown(text: str, words: str) -> tuple[int, int] | None:
    """Returns where words that a reader copied from a page stand in an article's text, line breaks and spaces aside.

    None where they do not stand there. What the words have of marks and entities may be as in the text or as shown.
    """
    sought = as_shown(words).split()
    # A view costs more than a look at the text: most articles hold not one of the long words.
    letters = sorted(re.findall(r"[A-Za-z0-9]+", " ".join(sought)), key=len)[-3:]
    if not sought or (letters and not any(run in text for run in letters)):
        return None
    view = plain_view(text, 0, len(text))
    found = re.search(r"\s+".join(map(re.escape, sought)), view.text)
    return (view.offsets[found.start()], view.offsets[found.end() - 1] + 1) if found else None


def _sign(mark: re.Match[str]) -> str | None:
    """Returns the one character that a mark stands for, nothing where it stands for none; None where it is no mark."""
    if mark.lastgroup == "tag":
        return " " if re.match(r"</?(?:br|p|div|li|td|th)\b", mark.group(), re.IGNORECASE) else ""
    if mark.lastgroup == "escape":
        return mark.group()[1]
    if mark.lastgroup != "entity":
        return ""
    sign = entity_sign(mark.group())
    return sign if sign is not None and len(sign) <= 1 else None


def _opens(sign: str, before: str) -> bool:
    """Tells whether a sign belongs to what follows it: then a span that begins with it begins with its entity."""
    kind = unicodedata.category(sign)
    if kind in ("Pe", "Pf"):
        return False
    return kind in ("Ps", "Pi") or before.isspace() or unicodedata.category(before) in ("Ps", "Pi", "Pd")


def entity_sign(entity: str) -> str | None:
    """Returns what a reader sees in place of an entity of HTML, nothing where that is nothing; None where it is none.

    >>> entity_sign("&#8217;"), entity_sign("&nbsp;"), entity_sign("&amp;amp;"), entity_sign("&shy;"), entity_sign("&co;")
    ('’', ' ', '&', '', None)
    """
    inner = re.sub(r"(?i)^&amp;(?=.)", "&", entity)
    if not inner.startswith("&#") and inner[1:] not in html5:
        return None
    sign = html.unescape(inner)
    if sign.isspace():
        return " "
    return sign if sign.isprintable() and "\ufffd" not in sign else ""
