"""The cells of a table's row, each with where it stands in the text."""

from __future__ import annotations

import re

_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?")
_BAR = re.compile(r"(?<!\\)\|")


def is_rule(row: str) -> bool:
    """Tells whether a row is the line below a table's head, which holds no words."""
    return _RULE.fullmatch(row) is not None


def cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Returns where the cells of the row ``text[start:end]`` begin and end, white space left out; empty ones are kept.

    >>> row = "| Pay | 5 percent \\\\| year |"
    >>> [row[a:b] for a, b in cells(row, 0, len(row))]
    ['Pay', '5 percent \\\\| year']
    """
    row = text[start:end].rstrip()
    inner_start = start + (len(row) - len(row.lstrip())) + row.lstrip().startswith("|")
    inner_end = start + len(row) - bool(re.search(r"(?<!\\)\|$", row) and start + len(row) > inner_start)
    edges = [inner_start, *(bar.start() for bar in _BAR.finditer(text, inner_start, inner_end)), inner_end + 1]
    found = []
    for number, edge in enumerate(edges[:-1]):
        first = edge + (number > 0)
        words = text[first : min(edges[number + 1], inner_end)]
        left = first + len(words) - len(words.lstrip())
        found.append((left, max(left, first + len(words.rstrip()))))
    return found
