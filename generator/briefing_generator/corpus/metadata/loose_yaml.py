"""Front matter as clippers write it when they forget quotation marks: "title: Talks: day two", "author: @lee"."""

from __future__ import annotations

import re

_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}):[ \t]+(?P<value>\S.*?)[ \t]*")
_LOOSE = re.compile(
    r"[^\"'\[{|>#&*!].*(?::\s|:$|\s#).*"  # a colon that YAML takes for a key's
    r"|[@`%&*!|>].*"  # a sign that YAML gives a meaning to
    r"|\[[^\[\]]*\][^\s,].*|\[[^\[\]]*\]\s+[^\s,#].*"  # "[Exclusive] Talks fail"
    r"|\{\{.*\}\}.*|\{%.*"  # a template that nobody filled in
    r"|\"[^\"]*\"\s*[^\s,#].*|'[^']*'\s*[^\s,#'].*"  # "“Never”, says the mayor" in plain marks
)


def quoted(source: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Returns YAML whose plain values can be read as words, and the line (from 0) and key of each that was quoted.

    Only lines of the outermost mapping are touched, and only those whose value YAML would stumble over.
    """
    lines = source.split("\n")
    changed: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        if found and _LOOSE.fullmatch(found["value"]):
            words = found["value"].replace("'", "''")
            lines[number] = f"{found['key']}: '{words}'"
            changed.append((number, found["key"]))
    return "\n".join(lines), tuple(changed)
