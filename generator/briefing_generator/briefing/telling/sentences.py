"""What each article tells, ready to be shown: its sentences as they can stand alone, with the statements they carry."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing_generator.briefing.telling.wording import Worded, stand_alone
from briefing_generator.model import Article, Evidence, Reading, Sentence, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Telling:
    """One article: ``worded`` has an entry for each sentence of its reading, None for one that cannot stand alone.

    ``heard`` holds the keys of those entities that are, or speak for, a party with a position.
    """

    article: Article
    reading: Reading
    worded: tuple[Worded | None, ...]
    statements: tuple[Statement, ...]
    heard: frozenset[str] = frozenset()

    def carried(self, evidence: Evidence) -> tuple[Statement, ...]:
        """Returns the statements of the article that a span of it touches."""
        return tuple(
            s for s in self.statements if s.evidence.start < evidence.end and evidence.start < s.evidence.end
        )  # fmt: skip

    def voiced(self, sentence: int) -> bool:
        """Tells whether a party's own words stand in a sentence, its number in the reading given."""
        told = self.reading.sentences[sentence]
        return any(
            q.speaker in self.heard and q.start < told.end and told.start < q.end for q in self.reading.quotations
        )

    def speaker(self, sentence: int) -> frozenset[str]:
        """Returns the words of the names of those who speak in a sentence, its number in the reading given; none where nobody knows."""
        told = self.reading.sentences[sentence]
        keys = {q.speaker for q in self.reading.quotations if q.start < told.end and told.start < q.end}
        names = [name for e in self.reading.entities if e.key in keys for name in (e.name, *e.aliases)]
        return frozenset(word for name in names for word in name.casefold().split())


def find_tellings(
    readings: Iterable[Reading],
    articles: Mapping[str, Article],
    statements: Iterable[Statement],
    names: Mapping[tuple[str, str], str],
    heard: Iterable[tuple[str, str]] = (),
    corrected: Mapping[tuple[str, int], str | None] | None = None,
) -> tuple[Telling, ...]:
    """Returns what each article tells, in the order of the readings.

    Args:
        readings: one for each article in use.
        articles: by id.
        statements: those that are shown, of all articles.
        names: what to call an entity, by article and key.
        heard: article and key of those who are, or speak for, a party with a position.
        corrected: by article and beginning, sentences whose pronoun means somebody else; None leaves the sentence out.
    """
    given = corrected or {}

    def worded(article: Article, sentence: Sentence) -> Worded | None:
        place = article.id, sentence.start
        if place not in given:
            return stand_alone(article, sentence, own[article.id])
        name = given[place]
        return stand_alone(article, replace(sentence, subject=""), {"": name}) if name is not None else None

    own: dict[str, dict[str, str]] = defaultdict(dict)
    for (at, key), name in names.items():
        own[at][key] = name
    voices: dict[str, set[str]] = defaultdict(set)
    for at, key in heard:
        voices[at].add(key)
    carried: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        carried[statement.evidence.article].append(statement)
    return tuple(
        Telling(
            article := articles[reading.article], reading,
            tuple(worded(article, sentence) for sentence in reading.sentences),
            tuple(carried[article.id]),
            frozenset(voices[article.id]),
        )
        for reading in readings
    )  # fmt: skip
