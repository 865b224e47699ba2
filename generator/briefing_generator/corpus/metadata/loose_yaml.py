"""Front matter as clippers write it when they forget quotation marks: "title: Talks: day two", "author: @lee"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}):[ \t]+(?P<value>\S.*?)[ \t]*")
_LOOSE = re.compile(
    r"[^\"'\[{|>#&*!].*(?::\s|:$|\s#).*"  # a colon that YAML takes for a key's
    r"|[@`%&*!|>].*"  # a sign that YAML gives a meaning to
    r"|\[[^\[\]]*\][^\s,].*|\[[^\[\]]*\]\s+[^\s,#].*"  # "[Exclusive] Talks fail"
    r"|\{\{.*\}\}.*|\{%.*"  # a template that nobody filled in
    r"|\"[^\"]*\"\s*[^\s,#].*|'[^']*'\s*[^\s,#'].*"  # "“Never”, says the mayor" in plain marks
)

_CUT = re.compile(
    r"(?:- )?(?P<key>title|description|source|author|publisher|quote|name|match|text|reason|set_\w+):[ \t]+[^\s\"'\[{|>#&*!].*?\s#\S.*"
)
"""A value of words that ends in a sign of number or a hashtag: YAML takes it for a comment, which people set off by a space."""
_KEY = re.compile(r"([A-Za-z][\w-]*):(?=\s|$)")


def cut_off(source: str, deep: bool = False) -> tuple[int, ...]:
    """Returns the lines (from 0) whose words YAML cuts off at a ``#``; ``deep`` looks at indented lines, too.

    >>> cut_off("title: Deal #5 signed\\nsource: Gazette # as printed")
    (0,)
    """
    lines = enumerate(source.split("\n"))
    return tuple(at for at, line in lines if _CUT.fullmatch(line.strip() if deep else line))


def twice(source: str) -> tuple[tuple[int, str, int], ...]:
    """Returns line and key of each key of the outermost mapping that stands there again, and the first one's line, from 0.

    >>> twice("title: a\\ndate: b\\ntitle: c")
    ((2, 'title', 0),)
    """
    first: dict[str, int] = {}
    found = []
    for at, line in enumerate(source.split("\n")):
        if key := _KEY.match(line):
            if key[1] in first:
                found.append((at, key[1], first[key[1]]))
            first.setdefault(key[1], at)
    return tuple(found)


def quoted(source: str, only: Collection[int] | None = None) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Returns YAML whose plain values can be read as words, and the line (from 0) and key of each that was quoted.

    Only lines of the outermost mapping are touched, and only those whose value YAML would stumble over; or those of
    ``only``, where that is given.
    """
    lines = source.split("\n")
    changed: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        if found and (number in only if only is not None else _LOOSE.fullmatch(found["value"])):
            words = found["value"].replace("'", "''")
            lines[number] = f"{found['key']}: '{words}'"
            changed.append((number, found["key"]))
    return "\n".join(lines), tuple(changed)
