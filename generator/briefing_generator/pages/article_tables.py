"""An article's tables as Markdown: ragged rows filled up, each cell shown as it is told to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_COLUMNS = 30


def table(rows: Sequence[Sequence[str]]) -> str:
    """Returns rows of cells, each as it is to be shown, as one Markdown table; the first row is its head.

    >>> print(table([["a", "b"], ["1"]]))
    | a | b |
    | --- | --- |
    | 1 |  |
    """
    width = min(max(map(len, rows), default=0), _MOST_COLUMNS)
    if not width:
        return ""
    lines = ["| " + " | ".join([*row, *[""] * width][:width]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
