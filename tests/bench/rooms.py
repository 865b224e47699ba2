"""How the cost of each room grows with the number of articles, and what a change costs: ``make bench-rooms``.

Prints ratios, which hold on any machine; seconds of the processor stand beside them for the reader's sense of size. A
room that costs twice as much for twice the articles has a ratio of 2.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from briefing_generator import load_corpus, make_briefing, read_article, render_pages
from briefing_generator.issues import pack_for
from briefing_generator.reading import read_corpus

from tests.bench.made_corpus import article, write

ROOT = Path(__file__).parents[2]
T = TypeVar("T")
SIZE = int(os.environ.get("SIZE", "150"))


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Returns the processor's seconds that a piece of work takes, its processes included, and what it gives."""
    began = _spent()
    given = work()
    return _spent() - began, given


def _spent() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def rooms(folder: Path) -> dict[str, float]:
    """Returns the seconds that each room takes for a briefing's folder, read without a cache."""
    seconds = {}
    seconds["corpus"], corpus = timed(lambda: load_corpus(folder))
    pack = pack_for(corpus)
    seconds["reading"], readings = timed(lambda: [read_article(a, pack) for a in corpus.articles])
    seconds["briefing"], briefing = timed(lambda: make_briefing(corpus, readings))
    seconds["pages"], _ = timed(lambda: render_pages(briefing))
    return seconds


def built(home: Path) -> float:
    """Returns the seconds that MkDocs takes for the site below a folder."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://example.org/"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return timed(lambda: subprocess.run(command, cwd=home, env=environment, check=True))[0]


def site(home: Path, size: int) -> tuple[float, float, float]:
    """Returns the seconds of a first build, of one after nothing changed, and of one after an article was added."""
    shutil.copytree(ROOT / "docs", home / "docs")
    shutil.copy(ROOT / "mkdocs.yml", home / "mkdocs.yml")
    write(home / "briefings/talks", size)
    first, again = built(home), built(home)
    (home / "briefings/talks/articles/99999.md").write_text(article(99_999), encoding="utf-8")
    return first, again, built(home)


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        for size in (2, SIZE, 2 * SIZE):
            write(place / f"made-{size}", size)
        # The first reading loads the language model: not measured.
        rooms(place / "made-2")
        once, twice = rooms(place / f"made-{SIZE}"), rooms(place / f"made-{2 * SIZE}")
        print(f"| part | {SIZE} articles | {2 * SIZE} articles | ratio |\n| --- | --- | --- | --- |")
        for room in once:
            print(f"| {room} | {once[room]:.2f} s | {twice[room]:.2f} s | {twice[room] / once[room]:.2f} |")
        small, large = site(place / "small", SIZE), site(place / "large", 2 * SIZE)
        names = ("first build of the site", "build after no change", "build after one article more")
        for name, one, two in zip(names, small, large, strict=True):
            print(f"| {name} | {one:.1f} s | {two:.1f} s | {two / one:.2f} |")
        print(f"\nA build after no change takes {large[1] / large[0]:.2f} of a first one; ", end="")
        print(f"one more article adds {max(0.0, large[2] - large[1]) / large[0]:.3f} of it.")
        cache = place / "cache"
        corpus = load_corpus(place / f"made-{2 * SIZE}")
        cold, _ = timed(lambda: read_corpus(corpus, cache=cache))
        warm, _ = timed(lambda: read_corpus(corpus, cache=cache))
        print(f"Readings from the cache take {warm / cold:.3f} of reading anew.")


if __name__ == "__main__":
    main()
