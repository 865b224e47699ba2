"""Twice the articles cost twice the work, counted in calls and not by a clock: nothing compares all with all.

``make bench`` measures the same in seconds; here a machine that is busy changes nothing.
"""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from briefing_generator import load_corpus, make_briefing, read_article, render_pages
from briefing_generator.briefing.comparing import disagreements, gaps
from briefing_generator.corpus.body import marks, markup
from briefing_generator.issues import pack_for
from briefing_generator.reading.text import parse

from tests.bench.made_corpus import article

T = TypeVar("T")
SMALL = 12
MOST = 3.0
"""How many times the calls of one function may grow where articles double; what compares all with all comes to four."""
COMPARED = 5
"""How many statements on one issue are compared here at most: beyond what is compared of the largest folders, cost is even."""
BUSY = 60
"""Calls for each article from which a function counts: what is called less can hardly cost."""
BOUNDED = ("relations_chart.py",)
"""What draws at most so many parties, and has not yet reached that in folders as small as these."""
ROOMS = ("corpus", "briefing", "pages")


class Counted:
    """The work that each room does for a folder of so many articles, of a paragraph each."""

    def __init__(self, folder: Path, size: int) -> None:
        """Makes the folder, and its briefing with all its pages."""
        (folder / "articles").mkdir(parents=True)
        (folder / "briefing.yml").write_text("title: Counted talks\npack: peace\n", encoding="utf-8")
        for number in range(size):
            head, _, text = article(number).partition("\n---\n")
            words = "\n".join([head, "---", text.split("\n\n")[0], ""])
            (folder / f"articles/{number:03}.md").write_text(words, encoding="utf-8")
        self.size = size
        self.calls: dict[str, dict[str, int]] = {}
        corpus = self._counted("corpus", lambda: load_corpus(folder))
        pack = pack_for(corpus)
        readings = [read_article(one, pack) for one in corpus.articles]
        self.sentences = sum(len(reading.sentences) for reading in readings)
        briefing = self._counted("briefing", lambda: make_briefing(corpus, readings))
        self.pages = self._counted("pages", lambda: render_pages(briefing))

    def _counted(self, room: str, work: Callable[[], T]) -> T:
        # Small caches hold all of a small folder and not all of a larger one.
        markup._seen_once.cache_clear()
        marks._references.cache_clear()
        profile = cProfile.Profile()
        given = profile.runcall(work)
        told = pstats.Stats(profile).stats  # type: ignore[attr-defined]
        self.calls[room] = {f"{Path(path).name}:{line} {name}": calls[1] for (path, line, name), calls in told.items()}
        return given


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Counted, Counted]:
    """A folder, and one of twice as many articles."""
    place = tmp_path_factory.mktemp("counted")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_WEIGHTS", "none")
        patch.setattr(disagreements, "_MOST_COMPARED", COMPARED)
        patch.setattr(gaps, "_MOST_COMPARED", COMPARED)
        # What is loaded once, whatever the size, is not to be counted.
        Counted(place / "first", 2)
        return Counted(place / "small", SMALL), Counted(place / "large", 2 * SMALL)


@pytest.mark.parametrize("room", ROOMS)
def test_no_function_is_called_more_than_articles_ask_for(counted: tuple[Counted, Counted], room: str) -> None:
    small, large = (one.calls[room] for one in counted)
    busy = {n: calls for n, calls in large.items() if calls > BUSY * 2 * SMALL and not n.startswith(("~", *BOUNDED))}
    grown = {name: (small.get(name, 0), calls) for name, calls in busy.items() if calls > MOST * small.get(name, 0)}
    assert not grown
    assert sum(large.values()) < MOST * sum(small.values())


def test_files_are_read_and_pages_rendered_as_there_are_articles(counted: tuple[Counted, Counted]) -> None:
    small, large = counted

    def files(one: Counted) -> int:
        return sum(
            calls for name, calls in one.calls["corpus"].items() if "built-in method" in name and "io.open" in name
        )

    assert small.size <= files(small) <= 3 * small.size + 10
    assert files(large) <= 2 * files(small)
    assert len(large.pages) <= 2 * len(small.pages)
    assert len(large.pages) - len(small.pages) >= SMALL


def test_every_sentence_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    whole = parse._parsed

    def counting(nlp: object, texts: list[str]) -> object:
        parsed.extend(texts)
        return whole(nlp, texts)  # type: ignore[arg-type]

    monkeypatch.setattr(parse, "_parsed", counting)
    monkeypatch.setenv("BRIEFING_WEIGHTS", "none")
    found = Counted(tmp_path / "talks", 3)
    assert found.sentences <= len(parsed) <= found.sentences + 3
