"""What there is: each briefing with its name, its title, how many articles it has and of which days."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing_generator.model import Briefing, Corpus


@dataclass(frozen=True, slots=True)
class Listed:
    """A briefing as a list tells it; ``left_out`` counts files that are not used, ``first`` and ``last`` are days.

    ``wrong`` counts the errors that ``briefing check`` would tell of its files.
    """

    name: str
    folder: Path
    title: str
    articles: int
    left_out: int
    first: str | None
    last: str | None
    example: bool
    wrong: int


def listed(folder: Path, cache: Path | None) -> Listed:
    """Returns what a list tells of a briefing; its articles are looked at, and not read for what they say.

    Args:
        folder: the briefing's folder.
        cache: where briefings and documents are kept between runs; None for nowhere.
    """
    from briefing_generator.make import known_folder

    known: Briefing | Corpus | None = known_folder(folder, cache)
    if known is None:
        from briefing_generator.corpus import load_corpus

        known = load_corpus(folder, cache)
    used = [article for article in known.articles if article.status == "used"]
    days = sorted(article.date for article in used if article.date)
    return Listed(
        folder.resolve().name, folder, known.settings.title, len(used), len(known.articles) - len(used),
        days[0] if days else None, days[-1] if days else None, known.settings.example,
        sum(problem.severity == "error" for problem in known.problems),
    )  # fmt: skip
