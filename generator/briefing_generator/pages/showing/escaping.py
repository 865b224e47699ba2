"""Turns words of others into what can only ever be words.

Whatever comes from an article, its front matter or ``briefing.yml`` passes through one of these functions before it
stands on a page: cleaned of what nobody sees, freed of its own marks, and made inert.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from briefing_generator.corpus.body.marks import ENTITY, ESCAPE, may_hold_marks, without_notes
from briefing_generator.corpus.body.markup import entity_sign
from briefing_generator.pages.showing.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterable
_LINK = re.compile(r"!?\[(?P<label>[^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_NOTES = re.compile(
    r"!\[\[[^\[\]\n]{0,300}\]\]|!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)|\[\^[^\[\]\s]{1,60}\]|<!--[^\n<>]{0,500}-->"
    r"|\[\[(?:[^\[\]|\n]{0,300}\|)?(?P<label>[^\[\]|\n]{1,300})\]\]|(?P<end><br ?/?>)"
)
"""Pictures, footnotes' numbers and comments; wikilinks; tags that end a line."""
_CUT = re.compile(r"\]\((?:https?://|mailto:|[/#.])[^()\s]{0,2000}\)|\]\]|\[\[(?:[^\[\]|\n]{0,300}\|)?|\*\*|!?\[\s*$")
"""Halves of marks whose other half stands outside a passage."""
_MARKS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(?P<words>[^*_\n]+?)(?<=\S)\1(?![\w*])")
_HIGHLIGHTS = re.compile(r"(?<![\w=~])(==|~~)(?=[^\s=~])(?P<words>[^=~\n]+?)(?<=\S)\1(?![\w=~])")
_HALVES = re.compile(r"(?<!\w)\{?==(?=[^\s=])|(?<=[^\s=])==\}?(?!\w)|</?mark(?:\s[^<>\n]{0,300})?>", re.IGNORECASE)
"""Halves of a highlight's mark whose other half stands outside, and a highlight's element."""
_ENTITY, _ESCAPED = re.compile(ENTITY), re.compile(ESCAPE)
_ASIDE = 0xE000
"""Where characters for private use begin, which no text shows: signs behind a backslash wait there."""
_BACK = {_ASIDE + code: chr(code) for code in range(33, 127)}
_LONGEST_NAME = 100
_TAKEN = re.compile(r"index|con|prn|aux|nul|com\d|lpt\d")


def plain(text: object) -> str:
    """Returns the text on one line: white space collapsed, control and direction-changing characters removed."""
    words = " ".join(str(text).split())
    if words.isprintable():
        return words
    seen = "".join(c for c in words if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"} and not _no_sign(c))
    # What is gone may have had spaces on both sides, or at the edge, where a space would end a mark of the template.
    return " ".join(seen.split())


def _no_sign(character: str) -> bool:
    # What Unicode says will never be a character; XML takes no file in which one stands.
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def flat(text: str) -> str:
    """Returns an article's passage as a reader sees it: emphasis, links and wikilinks without their marks, no pictures.

    >>> flat("the **root causes** ([NYT](https://example.org))")
    'the root causes (NYT)'
    >>> flat("==All **cranes** stop==, it said; 2 == 2")
    'All cranes stop, it said; 2 == 2'
    >>> flat("<mark>All cranes</mark> stop, ==it said;"), flat("and {==all barges==}{>>which?<<}")
    ('All cranes stop, it said;', 'and all barges')
    >>> flat("[[Azerbaijan|Baku]] agreed.[^1]<br>![A chart](fees.png)")
    'Baku agreed.'

    A passage may begin or end inside a link or an emphasis; then the half of the mark that it holds is left out, too.

    >>> flat("Baku]] and [the port](https://example.org) **agreed")
    'Baku and the port agreed'
    >>> flat("their demand of [an opening [sic] of the port")
    'their demand of an opening [sic] of the port'

    Entities of HTML become the signs that they mean, and signs behind a backslash lose it.

    >>> flat("Dun &amp; Co&#8217;s&nbsp;offer \\\\[sic\\\\]")
    'Dun & Co’s offer [sic]'

    Numbers of footnotes, and what was struck out or hidden, are not shown.

    >>> flat("~~Baku accepts.~~ Baku rejects it.[3]")
    'Baku rejects it.'
    """
    if not may_hold_marks(text):
        return plain(text)
    words = _ESCAPED.sub(lambda match: chr(_ASIDE + ord(match[0][1])), without_notes(text))
    words = _NOTES.sub(lambda match: match["label"] or (" " if match["end"] else ""), words)
    words = _LINK.sub(lambda match: match["label"], words)
    words = _HIGHLIGHTS.sub(lambda match: match["words"], _HALVES.sub("", words))
    words = _paired(_CUT.sub("", _MARKS.sub(lambda match: match["words"], words)))
    # The last of all: what an entity or a backslash stands for is a sign and no mark.
    words = _ENTITY.sub(lambda match: match[0] if (sign := entity_sign(match[0])) is None else sign, words)
    return plain(words.translate(_BACK) if "\\" in text else words)


def _paired(words: str) -> str:
    """Returns words without square brackets that lack their other half: a passage began or ended inside a link."""
    if words.count("[") == words.count("]") == 0:
        return words
    waiting, lone = [], set()
    for at, sign in enumerate(words):
        if sign == "[":
            waiting.append(at)
        elif sign == "]":
            lone |= set() if waiting else {at}
            waiting = waiting[:-1]
    lone |= set(waiting)
    return "".join(sign for at, sign in enumerate(words) if at not in lone)


def md(text: object) -> str:
    """Returns the text for a page: on one line, :mod:`inert <briefing_generator.pages.showing.inert>`, so that it never acts."""
    return inert(plain(text))


def edged(words: str, text: str) -> str:
    """Returns words that stand between others, inert: with a space where ``text``, as it was, had one at its edge."""
    escaped = md(words)
    if not escaped:
        return " " if text[:1].isspace() else ""
    return f"{' ' if text[:1].isspace() else ''}{escaped}{' ' if text[-1:].isspace() else ''}"


def stressed(text: str, stretches: Iterable[tuple[str, str]]) -> str:
    """Returns a flat text, inert, in which each stretch (an element's name and words of the text) stands in its element.

    A stretch that is not in the text, or overlaps an earlier one, is left out.

    >>> from briefing_generator.pages.showing.inert import words_in
    >>> words_in(stressed("Norway demands quotas, if at all", [("strong", "quotas")]))
    'Norway demands <strong>quotas</strong>, if at all'
    """
    found: list[tuple[int, int, str]] = []
    for element, words in stretches:
        # Where words open or end with a sign ("'re not satisfied"), a letter may stand before or behind them.
        before, behind = (r"(?<!\w)" if words[:1].isalnum() else ""), (r"(?!\w)" if words[-1:].isalnum() else "")
        place = re.search(rf"{before}{re.escape(words)}{behind}", text, re.IGNORECASE) if words else None
        if place and all(place.end() <= other[0] or other[1] <= place.start() for other in found):
            found.append((*place.span(), element))
    parts, last = [], 0
    for start, end, element in sorted(found):
        between = text[last:start]
        parts += [edged(between, between), f"<{element}>{md(text[start:end])}</{element}>"]
        last = end
    return "".join([*parts, edged(text[last:], text[last:])])


def web_address(url: str | None) -> str | None:
    """Returns an ``http``, ``https`` or ``mailto`` address fit for a Markdown link; None for any other.

    >>> web_address("javascript:alert(1)")
    >>> web_address("https://example.org/a(b)?c=d")
    'https://example.org/a%28b%29?c=d'
    """
    if not url:
        return None
    address = plain(url)
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https", "mailto"} or not (
        parts.netloc or parts.scheme.lower() == "mailto"
    ):
        return None
    return quote(address, safe=":/?#@!$&;=+,%~-._")


def path(name: str) -> str:
    """Returns a folder's name as the first part of a relative address: whatever it is called, it stays a path."""
    return "./" + quote(name, safe="")


def slug(text: str) -> str:
    """Returns a name fit for a path or an anchor: lower case letters of ASCII, digits and hyphens, at most 100 of them.

    A longer one ends in a hash of the whole, since file systems take no names above 255 bytes; so does one that is
    taken: by the page of a whole folder, or by a device of Windows, where no file may be called so.
    """
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-") or "x"
    free = len(name) <= _LONGEST_NAME and not _TAKEN.fullmatch(name)
    return name if free else f"{name[:88]}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
