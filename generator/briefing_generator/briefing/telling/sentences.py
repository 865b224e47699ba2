"""What each article tells, ready to be shown: its sentences as they can stand alone, with the statements they carry."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.briefing.telling.wording import Worded, stand_alone
from briefing_generator.model import Article, Evidence, Reading, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Telling:
    """One article: ``worded`` has an entry for each sentence of its reading, None for one that cannot stand alone."""

    article: Article
    reading: Reading
    worded: tuple[Worded | None, ...]
    statements: tuple[Statement, ...]

    def carried(self, evidence: Evidence) -> tuple[Statement, ...]:
        """Returns the statements of the article that a span of it touches."""
        return tuple(
            s for s in self.statements if s.evidence.start < evidence.end and evidence.start < s.evidence.end
        )  # fmt: skip


def find_tellings(
    readings: Iterable[Reading],
    articles: Mapping[str, Article],
    statements: Iterable[Statement],
    names: Mapping[tuple[str, str], str],
) -> tuple[Telling, ...]:
    """Returns what each article tells, in the order of the readings.

    Args:
        readings: one for each article in use.
        articles: by id.
        statements: those that are shown, of all articles.
        names: what to call an entity, by article and key.
    """
    own: dict[str, dict[str, str]] = defaultdict(dict)
    for (at, key), name in names.items():
        own[at][key] = name
    carried: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        carried[statement.evidence.article].append(statement)
    return tuple(
        Telling(
            article := articles[reading.article], reading,
            tuple(stand_alone(article, sentence, own[article.id]) for sentence in reading.sentences),
            tuple(carried[article.id]),
        )
        for reading in readings
    )  # fmt: skip
