"""Links to a sentence in the original: an article's address with a text fragment, which a browser scrolls to and marks.

The fragment is ``#:~:text=[prefix-,]start[,end][,-suffix]``, as the specification of URL fragment text directives has it:
a short passage is given whole, a long one, or one of several paragraphs, by how it begins and ends; where the same words
stand on the page more than once, words around them tell which are meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from briefing_generator.corpus.body.markup import plain_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing_generator.model import Article, Evidence

_LONGEST = 300
"""Characters of a passage that is given whole."""
_LEAST_WORDS, _MOST_WORDS = 4, 12
"""Words by which the beginning and the end of a longer passage are given."""
_MOST_AROUND = 12
"""Words before or behind a passage that may tell which is meant."""
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_DIRECTIVE = ":~:"


@dataclass(frozen=True, slots=True)
class Original:
    """Where a passage can be read at its source: at the article's own address, and in an archive; None where there is none."""

    address: str | None = None
    archived: str | None = None


class Originals:
    """Answers where passages of articles stand in their originals."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Takes the articles; a page's words are looked at when it is first asked for."""
        self._articles = {article.id: article for article in articles}
        self._pages: dict[str, _PageWords] = {}

    def of(self, evidence: Evidence) -> Original:
        """Returns where the words of an evidence stand in the original."""
        return self.at(evidence.article, evidence.start, evidence.end)

    def at(self, identity: str, start: int, end: int) -> Original:
        """Returns where a stretch of an article's text stands in the original; an unknown article has none."""
        article = self._articles.get(identity)
        if article is None or not (article.url or article.archive):
            return Original()
        page = self._pages.setdefault(identity, _PageWords(article))
        directive = page.directive(start, end)
        return Original(_joined(article.url, directive), _joined(article.archive, directive))


def _joined(address: str | None, directive: str) -> str | None:
    """Returns an address with a text directive, without one where no browser would look for it, as in a PDF; None for a front page."""
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    # A front page is where the article was, at most: no sentence of it stands there for long.
    if parts.scheme not in ("http", "https") or not (parts.path.strip("/") or parts.query):
        return None
    bare = address.partition(_DIRECTIVE)[0].removesuffix("#")
    if not directive or parts.path.casefold().endswith(".pdf"):
        return bare
    return f"{bare}{'' if '#' in bare else '#'}{_DIRECTIVE}text={directive}"


def _encoded(words: str) -> str:
    # A hyphen tells a prefix from a suffix, so the specification has it encoded, too.
    return quote(words, safe="", errors="replace").replace("-", "%2D")


def _alike(words: str) -> str:
    """Returns words as a browser compares them: small letters; none becomes two, so that places stay."""
    low = words.lower()
    # A capital sigma at the end of a word is another small letter than elsewhere, which a browser does not know.
    if len(low) == len(words) and "Σ" not in words:
        return low
    return "".join(low if len(low := c.lower()) == 1 else c for c in words)


class _PageWords:
    """The words of an article as its page shows them, on one line, each with its place in the article's text."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @cached_property
    def _seen(self) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
        """The page's words, the place of each sign (-1 for those of the title), and where paragraphs end."""
        signs: list[str] = [*" ".join(self._article.title.split()), " "]
        places: list[int] = [-1] * len(signs)
        ends: list[int] = [len(signs) - 1]
        for block in self._article.blocks:
            view = plain_view(self._article.text, block.start, block.end)
            for sign, place in zip(view.text, view.offsets, strict=True):
                if not sign.isspace():
                    signs.append(sign)
                    places.append(place)
                elif signs[-1] != " ":
                    signs.append(" ")
                    places.append(place)
            if signs[-1] != " ":
                signs.append(" ")
                places.append(block.end)
            ends.append(len(signs) - 1)
        return "".join(signs), tuple(places), tuple(ends)

    @cached_property
    def _compared(self) -> str:
        return _alike(self._seen[0])

    def directive(self, start: int, end: int) -> str:
        """Returns the text directive's value for a stretch of the article's text; empty where it holds no word."""
        words, places, ends = self._seen
        first, last = bisect_left(places, start), bisect_left(places, end)
        found = self._whole_words(first, last)
        if found is None:
            return ""
        first, last = found
        inside = [e for e in ends if first <= e < last]
        if not inside and last - first <= _LONGEST:
            before, behind = self._around(first, last)
            return before + _encoded(words[first:last]) + behind
        return self._range(first, last, inside)

    def _whole_words(self, first: int, last: int) -> tuple[int, int] | None:
        """Returns a stretch from the first to the last letter, whole words at both ends; None where there is no letter."""
        words = self._seen[0]
        while first < last and not words[first].isalnum():
            first += 1
        while last > first and not words[last - 1].isalnum():
            last -= 1
        if first == last:
            return None
        while first > 0 and _inside(words, first):
            first -= 1
        while last < len(words) and _inside(words, last):
            last += 1
        return first, last

    def _range(self, first: int, last: int, ends: list[int]) -> str:
        """Returns a directive that tells how a passage begins and ends, with as many words as it takes."""
        words = self._seen[0]
        head = (first, min([last, *ends]))
        tail = (max([first, *(e + 1 for e in ends)]), last)
        openings, closings = [*_words(words, *head)], [*_words(words, *tail)]
        for count in range(_LEAST_WORDS, _MOST_WORDS + 1):
            opened = openings[min(count, len(openings)) - 1][1]
            closed = max(closings[-min(count, len(closings))][0], opened)
            before, _ = self._around(first, opened, prefix_alone=True)
            if self._next(words[closed:last], opened) == closed:
                break
        if closed >= last:
            return before + _encoded(words[first:last])
        return f"{before}{_encoded(words[first:opened])},{_encoded(words[closed:last].strip())}"

    def _next(self, words: str, place: int) -> int:
        """Returns where words stand next behind a place; -1 where they do not."""
        return next(self._places(words, place), -1)

    def _places(self, words: str, place: int = 0) -> Iterator[int]:
        """Yields where words stand from a place on, as whole words."""
        sought, text = _alike(words), self._compared
        at = text.find(sought, place)
        while at >= 0:
            if not _inside(text, at) and not _inside(text, at + len(sought)):
                yield at
            at = text.find(sought, at + 1)

    def _around(self, first: int, last: int, prefix_alone: bool = False) -> tuple[str, str]:
        """Returns a prefix or a suffix of a directive: empty where the words stand on the page once.

        Both come from the same paragraph: what stands between two of them on the page, nobody knows.
        """
        words, _, ends = self._seen
        others = [at for at in self._places(words[first:last]) if at != first]
        if not others:
            return "", ""
        at_end = bisect_left(ends, first)
        begins = ends[at_end - 1] + 1 if at_end else 0
        stops = ends[min(bisect_left(ends, last), len(ends) - 1)]
        before = _words(words, max(begins, first - _LONGEST), first)[-_MOST_AROUND:]
        behind = [] if prefix_alone else _words(words, last, min(stops, last + _LONGEST))[:_MOST_AROUND]
        long, text = last - first, self._compared
        for start, _ in reversed(before):
            if not any(text.endswith(text[start:first], 0, at) for at in others):
                return f"{_encoded(words[start:first].strip())}-,", ""
        for _, stop in behind:
            if not any(text.startswith(text[last:stop], at + long) for at in others):
                return "", f",-{_encoded(words[last:stop].strip())}"
        return "", ""


def _inside(words: str, place: int) -> bool:
    """Tells whether a place is in the middle of a word."""
    return 0 < place < len(words) and words[place - 1].isalnum() and words[place].isalnum()


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Returns where each word of a stretch begins and ends."""
    return [match.span() for match in _WORD.finditer(text, start, end)]
