"""Who wrote an article, where a line of its text says so: "By Jane Roe and John Doe, Reuters", "Jane Roe reports from Lima".

Such a line stands above the first paragraph, and one of an agency ("Reporting by Jane Roe; editing by …") below the last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import plain_view
from briefing_generator.store.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOKED_AT, _AT_THE_END = 10, 3
"""Lines with words at the top and at the end among which one may stand."""
_BODY = 25
"""Words from which a line is a paragraph, and the text has begun."""
_LONGEST_LINE = 400
"""Characters."""
_LONGEST, _LONGEST_SENTENCE = 24, 12
"""Words of the longest byline: of any, and of one that ends as a sentence does."""
_MOST_NAME = 5
"""Words of the longest name."""
_CUT = re.compile(r"\s+[|·•–—/-]+\s+|\s*[|·•(]|\s{3,}")
_JOINED = re.compile(r"\s*;\s*|\s*,?\s+(?:and|&|with)\s+|\s*,\s+", re.IGNORECASE)
_SAYS = re.compile(r"(?P<names>.{5,60}?)\s+reports?(?:\s+(?:from|for|in)\s+[^.,;]{2,40})?\s*[.:]?")
_SIGNED = re.compile(
    r"\(?\s*(?:additional\s+)?(?:reporting|written|writing|compiled|report)\s+by\s+(?P<names>[^;.)]{5,200})[^)]{0,300}?[.)]{0,2}",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?:[^\W\d_]{1,3}[-'’])?(?P<first>[^\W\d_])(?:[^\W\d_]|['’.-])*")


@dataclass(frozen=True, slots=True)
class Byline:
    """A line that tells who wrote the article: its span in the text, its words, and the names (None where it has none)."""

    start: int
    end: int
    words: str
    author: str | None


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = shipped("briefing_generator.corpus.metadata", "bylines.yml")
    return {name: frozenset(map(str, words)) for name, words in raw.items()}


def byline_words(name: str) -> frozenset[str]:
    """Returns a list of ``bylines.yml``: ``writes`` holds what somebody is who writes for a paper."""
    return _lists()[name]


@cache
def _before() -> re.Pattern[str]:
    words = sorted(_lists()["before"], key=len, reverse=True)
    return re.compile(
        rf"(?:{'|'.join(re.escape(word) for word in words)})(?:(?<=:)\s*|\s*:\s*|\s+)(?=\S)", re.IGNORECASE
    )


def find_bylines(text: str) -> tuple[Byline, ...]:
    """Returns the lines of a text that tell who wrote it, in order."""
    found: list[Byline] = []
    lines = list(_lines(text))
    for number, (start, end) in enumerate(lines[:_LOOKED_AT]):
        words = _words(text, start, end)
        told = _told(words, first=number == 0)
        if told is not None:
            found.append(Byline(start, end, words, ", ".join(told) or None))
        elif len(words.split()) >= _BODY:
            break
    for start, end in lines[max(1, len(lines) - _AT_THE_END) :]:
        words = _words(text, start, end)
        signed = _SIGNED.fullmatch(words) if all(start != byline.start for byline in found) else None
        if signed and (names := _names(signed["names"])):
            found.append(Byline(start, end, words, ", ".join(names)))
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yields start and end of the lines that hold words."""
    at = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            yield at, at + len(line)
        at += len(line) + 1


def _words(text: str, start: int, end: int) -> str:
    """Returns the words of a line without marks of Markdown; of a long one, which is no byline, as many as tell that."""
    if end - start > _LONGEST_LINE:
        return "word " * _BODY
    mark = re.match(r"\s*(?:#{1,6}\s+|[>*_•-]+\s+|[*_]+)?", text[start:end])
    begin = start + (mark.end() if mark else 0)
    return " ".join(re.sub(r"[*_]+", "", plain_view(text, begin, end).text).split())


def _told(words: str, first: bool) -> list[str] | None:
    """Returns the names in a line, none where it is signed without a name; None where it is no byline."""
    if len(words.split()) > (_LONGEST_SENTENCE if words[-1:] in (".", "!", "?") else _LONGEST):
        return None
    before = _before().match(words)
    if before is None:
        says = None if first else _SAYS.fullmatch(words)
        return (_names(says["names"]) or None) if says else None
    rest = words[before.end() :].strip(" .,:")
    if not rest or (before.group().strip().casefold() == "from" and first):
        return None
    names = _names(rest)
    if names:
        return names
    # "By our correspondent", "By staff writers": nobody is named, and the line is none of the article's words.
    bare = [word.casefold().strip(".,") for word in rest.split()]
    unnamed = all(word in _lists()["roles"] | {"the", "our", "a", "an", "and", "in"} for word in bare)
    return [] if unnamed and any(word in _lists()["roles"] for word in bare) else None


def _names(words: str) -> list[str]:
    """Returns the names that a line begins with; none where it begins with anything else."""
    words = _CUT.split(words, maxsplit=1)[0].strip(" .,")
    found: list[str] = []
    joined = list(_JOINED.finditer(words))
    last_and = max((n for n, mark in enumerate(joined) if mark.group().strip() != ","), default=-1)
    agencies: list[str] = []
    for number, (piece, mark) in enumerate(zip(_JOINED.split(words), [*joined, None], strict=True)):
        if whole := _agency(piece):
            agencies.append(whole)
            ended = ""
        else:
            name, ended = _name(piece)
            if name is None:
                break
            found.append(name)
        # Behind a comma that no "and" follows stands what somebody is, or writes for.
        if ended not in ("", "in") or mark is None or number > last_and:
            break
    return list(dict.fromkeys(found or agencies[:1]))


def _agency(piece: str) -> str | None:
    bare = " ".join(piece.casefold().removeprefix("the ").split())
    return " ".join(piece.split()) if bare in _lists()["agencies"] else None


def _name(piece: str) -> tuple[str | None, str]:
    """Returns the name that a piece begins with, and the word that ends it; None where it is no name."""
    lists = _lists()
    kept: list[str] = []
    cut = ""
    words = piece.split()
    for word in words:
        bare = word.casefold().strip(",")
        if kept and (
            bare in lists["ends"] or bare in lists["no_names"] or any(c.isdigit() for c in word) or word[0] == "@"
        ):
            cut = bare
            break
        if kept and _agency(" ".join(words[len(kept) :])):
            cut = bare
            break
        kept.append(word)
    plain = [word.casefold().strip(".,") for word in kept]
    small = [word in lists["particles"] for word in plain]
    named = sum(not it for it in small)
    fits = all(
        it or ((letters := _WORD.fullmatch(word)) and letters["first"].isupper() and not re.search(r"['’]s$", word))
        for word, it in zip(kept, small, strict=True)
    )
    if not (fits and named >= 2 and len(kept) <= _MOST_NAME and not small[-1]):
        return None, cut
    if any(word in lists["no_names"] or word in lists["roles"] for word in plain):
        return None, cut
    name = " ".join(kept)
    return (name.title() if name.isupper() and len(name) > 5 else name), cut
