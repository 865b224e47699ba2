"""Others' words as characters that no parser knows, until what stands around them has been parsed.

A page is Markdown of ours with words of others in it. Escaping those for every parser that may read the page is a
promise about all of these parsers; one slip, and a mark that was escaped for one place is read in another. So words are
*inert* from the moment they enter a page: each of their UTF-16 code units is moved into plane 15 of Unicode, which is
for private use and means nothing to Markdown, HTML, YAML or Jinja, and which :func:`~.escaping.plain` takes out of
others' words beforehand. They come back by one of two doors: :func:`as_html` once the page is HTML, where they are
escaped for text and attributes alike; :func:`as_markdown` for those who render the page with a site generator of their
own, with every sign that any Markdown could read as a mark written as a numeric reference.
"""

from __future__ import annotations

import re
from html import escape

_PLANE = 0xF0000
_INERT = re.compile("[\U000f0000-\U000fffff]+")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ACTIVE = re.compile(
    r"(?<![^\W_])['-]|['-](?![^\W_])"  # apostrophes and hyphens that do not stand inside a word
    r"|(?<![^\W\d_])\.|\.(?![\s)\"’”]|$)"  # points that do not end a word: of numbers, addresses, lists
    r"|[^\w\s,.'-]|_",  # every other sign
    re.ASCII,
)
"""What is written as a reference: each sign of ASCII that may begin, end or be a mark in some Markdown."""


class _Moved(dict[int, int]):
    """A table for ``str.translate``: every character so many places further; those that came by once are known."""

    def __init__(self, by: int) -> None:
        super().__init__()
        self._by = by

    def __missing__(self, character: int) -> int:
        self[character] = moved = character + self._by
        return moved


_IN, _OUT = _Moved(_PLANE), _Moved(-_PLANE)


def inert(words: str) -> str:
    """Returns words as characters for private use, spaces among them; ``words`` holds none of these itself.

    >>> inert("[a](b)").isprintable()
    False
    >>> as_html(inert("a < b"))
    'a &lt; b'
    """
    return _ASTRAL.sub(_as_pair, words).translate(_IN)


def words_in(text: str) -> str:
    """Returns a text in which every inert stretch is the words that it was made of, unescaped."""
    return _INERT.sub(lambda found: _words(found[0]), text)


def as_html(page: str) -> str:
    """Returns a page of HTML with its inert words escaped, fit for text and for attributes between quotation marks."""
    return _INERT.sub(lambda found: escape(_words(found[0]), quote=True), page)


def as_markdown(page: str) -> str:
    """Returns a page of Markdown with its inert words written so that no Markdown reads a mark in them.

    >>> as_markdown(inert("AT&#T {: onclick=x}, e.g. 5%"))
    'AT&#38;&#35;T &#123;&#58; onclick&#61;x&#125;, e&#46;g. 5&#37;'

    Nor does a generator that runs pages as templates of Jinja find anything to run, in words or in marks of ours:

    >>> as_markdown("=={#s-12345678}")
    '=={ #s-12345678}'
    """
    return _INERT.sub(lambda found: _ACTIVE.sub(_reference, _words(found[0])), page.replace("{#", "{ #"))


def _as_pair(found: re.Match[str]) -> str:
    over = ord(found[0]) - 0x10000
    return chr(0xD800 + (over >> 10)) + chr(0xDC00 + (over & 0x3FF))


def _words(stretch: str) -> str:
    words = stretch.translate(_OUT)
    if _SURROGATES.search(words):
        return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return words


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};" if found[0].isascii() else found[0]
