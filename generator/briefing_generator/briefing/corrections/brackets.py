"""Names in brackets that stand for a pronoun: where they are, and what a person says of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.disagreements import identity_of
from briefing_generator.briefing.corrections.doubts import fitting, stale, which
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.model import (
    Article,
    Bracket,
    BracketCorrection,
    Corpus,
    Event,
    Evidence,
    KeyPoint,
    Problem,
    Reading,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Place = tuple[str, int]
"""A sentence: article id and where it begins."""


@dataclass(slots=True)
class Brackets:
    """What corrections say of sentences with a pronoun: the name that it means, None where the sentence is to be left out."""

    named: dict[Place, str | None] = field(default_factory=dict)
    said: dict[Place, BracketCorrection] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def correct_brackets(corpus: Corpus, readings: Iterable[Reading]) -> Brackets:
    """Returns what ``briefing.yml`` says of names in brackets, by sentence, and what is odd about it."""
    done = Brackets()
    if not corpus.settings.brackets:
        return done
    articles = {article.id: article for article in corpus.articles if article.status == "used"}
    sentences = [
        Evidence(r.article, s.start, s.end, articles[r.article].text[s.start : s.end])
        for r in readings
        for s in r.sentences
        if s.pronoun is not None
    ]
    for asked in corpus.settings.brackets:
        hits = fitting(sentences, asked, _identity, lambda sentence: [sentence], articles)
        if len(hits) == 1:
            place = hits[0].article, hits[0].start
            done.named[place] = asked.set_name if asked.action == "set" else None
            done.said[place] = asked
        elif hits:
            named = [(_identity(hit), as_shown(hit.quote)) for hit in hits]
            done.problems.append(which(asked.line, "sentences", asked.quote or "", named, "`id`"))
        else:
            told = stale(asked, "sentence with a name in brackets", sentences, _identity, lambda sentence: [sentence])
            done.problems.append(told)
    return done


def find_brackets(
    readings: Iterable[Reading],
    articles: Mapping[str, Article],
    names: Mapping[tuple[str, str], str],
    corrected: Brackets,
    shown: Iterable[KeyPoint | Event],
) -> tuple[Bracket, ...]:
    """Returns the names in brackets of what is shown, in the order of articles and places.

    Args:
        readings: whose sentences hold the pronouns.
        articles: by id.
        names: what to call an entity, by article and key.
        corrected: what people said of them.
        shown: what stands on the pages.
    """
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for thing in shown:
        spans.setdefault(thing.evidence.article, []).append((thing.evidence.start, thing.evidence.end, thing.text))
    found = []
    for reading in readings:
        for sentence in reading.sentences if reading.article in spans else ():
            if sentence.pronoun is None:
                continue
            place = reading.article, sentence.start
            name = corrected.named.get(place) or names.get((reading.article, sentence.subject or ""))
            first, last = sentence.pronoun
            held = [text for start, end, text in spans[reading.article] if start <= first and last <= end]
            if name is None or not any(f"[{name}]" in text for text in held):
                continue
            text = articles[reading.article].text
            identity = _identity(
                Evidence(reading.article, sentence.start, sentence.end, text[sentence.start : sentence.end])
            )
            said = corrected.said.get(place)
            evidence = Evidence(reading.article, first, last, text[first:last])
            found.append(
                Bracket(
                    identity, name, evidence, said is not None, said.by if said else None, said.reason if said else None
                )
            )
    return tuple(found)


def _identity(sentence: Evidence) -> str:
    return identity_of("bracket", sentence.article, sentence.quote)
