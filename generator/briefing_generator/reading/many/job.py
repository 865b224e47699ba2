"""What is done with each article, by whomever: told once to each process that reads, wherever it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing_generator.model import Article, Pack, Reading


class NoReadersError(OSError):
    """Nobody reads: a cluster that is not there, or has none but readers of another version. Its words say what to do."""


@dataclass(frozen=True)
class Job:
    """What is done with each article. It travels to other processes, so that its functions stand in modules."""

    read: Callable[[Article, Pack], Reading]
    """Reads one; whatever is wrong with an article it tells in the reading, and it raises ``OSError`` where none can be read."""
    pack: Pack
    made_with: Callable[[], dict[str, str]]
    """Tells what a reading depends on besides its article and pack, by name; where it is the same, readings are."""

    def __call__(self, article: Article) -> Reading:
        """Returns the article's reading."""
        return self.read(article, self.pack)

    def failed(self, article: Article, reason: str) -> Reading:
        """Returns the reading of an article that could not be read."""
        return Reading(article.id, self.pack.name, failed=reason)
