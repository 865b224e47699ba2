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

_WORDS = (
    r"title|headline|description|summary|excerpt|source|site|outlet|publication|author|authors|byline|publisher|reliability|quote|name|match"
    r"|role|party|by|text|reason|set_\w+"
)
_CUT = re.compile(
    rf"(?:- )?(?P<key>{_WORDS}):[ \t]+[^\s\"'\[{{|>#&*!].*?\s#\S.*"
    rf"|(?:- )?(?P<whole>{_WORDS}|pack|tags|keywords):[ \t]+#[^\s#].*"
)
"""A value of words that ends in a sign of number or a hashtag, or begins with one: YAML takes it for a comment, which people set
off by a space."""
_KEY = re.compile(r"([A-Za-z][\w-]*):(?=\s|$)")
_DEEP_KEY = re.compile(r"(?P<indent>[ ]*(?:-[ ]+)*)(?P<key>[A-Za-z][\w-]*):(?P<value>\s.*|$)")
_CURLY = re.compile(
    r"(?P<before>[ ]*(?:-[ ]+)*(?:(?P<key>[A-Za-z][\w-]*):[ \t]+|-[ ]+))(?:“(?P<double>[^“”]*)”|‘(?P<single>[^‘’]*)’)[ \t]*"
)
_HEADLINES = ("title", "headline", "description", "summary", "quote", "text", "reason", "content")
"""Keys whose value may be a quotation from its first word to its last."""


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
            # "Title" and "title" are one field.
            name = key[1].casefold()
            if name in first:
                found.append((at, key[1], first[name]))
            first.setdefault(name, at)
    return tuple(found)


def twice_inside(source: str) -> tuple[tuple[int, str, int], ...]:
    """Returns the same of the keys of entries in lists, and of other mappings inside.

    >>> twice_inside("notes:\\n- page: data\\n  text: a\\n  text: b\\n- page: data")
    ((3, 'text', 2),)
    """
    open_keys: dict[int, dict[str, int]] = {}
    found = []
    words_from: int | None = None
    for at, line in enumerate(source.split("\n")):
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or (words_from is not None and indent > words_from):
            continue
        words_from = None
        key = _DEEP_KEY.match(line)
        column = len(key["indent"]) if key else indent
        fresh = key is not None and "-" in key["indent"]
        open_keys = {c: keys for c, keys in open_keys.items() if c < column or (c == column and not fresh)}
        if key is None:
            continue
        keys = open_keys.setdefault(column, {})
        if column and key["key"] in keys:
            found.append((at, key["key"], keys[key["key"]]))
        keys.setdefault(key["key"], at)
        if re.fullmatch(r"\s+[|>][+-]?\d?\s*", key["value"]):
            words_from = column if not fresh else indent
    return tuple(found)


def uncurled(source: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Returns YAML with straight quotation marks for curly ones around a whole value, and line (from 0) and key of each.

    A title may be a quotation from end to end: its marks go where other values have some, too, and stay where it is alone.

    >>> uncurled("title: “Never”")[1], uncurled("title: “Never”\\nsource: “Gazette”")[1]
    ((), ((0, 'title'), (1, 'source')))
    """
    lines = source.split("\n")
    curly = {at: m for at, line in enumerate(lines) if (m := _CURLY.fullmatch(line))}
    if all(m["key"] is None or m["key"] in _HEADLINES for m in curly.values()):
        return source, ()
    done = []
    for at, m in curly.items():
        if m["key"] in ("quote", "text"):
            continue
        words = (m["double"] if m["double"] is not None else m["single"]).replace("'", "''")
        # What is no text (a number, yes or no) is none in straight marks either.
        lines[at] = m["before"] + (words if re.fullmatch(r"[\d.]+|true|false|yes|no", words) else f"'{words}'")
        done.append((at, m["key"] or "-"))
    return "\n".join(lines), tuple(done)


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
