"""An article's tables as Markdown: each cell escaped, ragged rows filled up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing_generator.pages.showing.escaping import flat, md

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?")
_MOST_COLUMNS = 30


def table(rows: Sequence[str]) -> str:
    """Returns rows of an article, as they stand there, as one Markdown table; the first is its head.

    >>> from briefing_generator.pages.showing.inert import words_in
    >>> print(words_in(table(["| a | b |", "|---|---|", "| 1 |"])))
    | a | b |
    | --- | --- |
    | 1 |  |
    """
    cells = [_cells(row) for row in rows if not _RULE.fullmatch(row)]
    width = min(max(map(len, cells), default=0), _MOST_COLUMNS)
    if not width:
        return ""
    lines = ["| " + " | ".join((row + [""] * width)[:width]) + " |" for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cells(row: str) -> list[str]:
    inner = row.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [md(flat(cell.replace("\\|", "|"))) for cell in re.split(r"(?<!\\)\|", inner)]
