"""Measures how well the text of web pages is found: ``python -m tests.extraction.benchmark FOLDER``.

The folder holds pages in ``html/`` and the text that belongs to each, under the same name, in ``txt/``; the source package
of newspaper4k has such a folder as ``tests/data``. Counted are runs of four words; pages whose text is not in letters that
words can be told by (Chinese, Thai …) are left out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from briefing_generator.extraction import ExtractionError, extract

RUN = 4


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Returns the runs of words in a text."""
    words = re.findall(r"\w+", text.casefold())
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))


def told_by_spaces(text: str) -> bool:
    """Tells whether a text is in Latin letters."""
    return len(re.findall(r"[a-zA-Z]", text)) > 0.5 * len(re.findall(r"\w", text))


def main(folder: Path) -> None:
    """Prints precision, recall and F1 of each page and their means."""
    rows: list[tuple[float, float, float]] = []
    for expected in sorted(folder.glob("txt/*.txt")):
        page = folder / "html" / f"{expected.stem}.html"
        text = expected.read_text(encoding="utf-8")
        if not page.is_file() or not told_by_spaces(text):
            continue
        try:
            found = extract(page.read_bytes(), ".html").text
        except ExtractionError as error:
            print(f"{expected.stem}: {error}")
            found = ""
        ours, theirs = runs(found), runs(text)
        shared = (ours & theirs).total()
        precision, recall = shared / max(1, ours.total()), shared / max(1, theirs.total())
        rows.append((precision, recall, 2 * precision * recall / max(1e-9, precision + recall)))
        print(f"{expected.stem}: precision {precision:.2f}, recall {recall:.2f}")
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    print(f"{len(rows)} pages: precision {means[0]:.3f}, recall {means[1]:.3f}, F1 {means[2]:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
