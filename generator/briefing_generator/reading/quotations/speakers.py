"""Whom the source of a quotation stands for, where it is "he", "she" or "it".

In reports of talk a pronoun most often goes on with the one who spoke last: what is quoted or told in between names
others without making them the speaker. Where somebody else has come in as the subject of a sentence, or two persons have
come in together, the speaker is left open.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.reading.names.people import perhaps_person
from briefing_generator.reading.patterns.cues import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Entity
    from briefing_generator.reading.quotations.quotemarks import Stretch
    from briefing_generator.reading.quotations.reports import Report
    from briefing_generator.reading.quotations.sources import Span
    from briefing_generator.reading.text.parse import Parsed, ParsedSentence
    from briefing_generator.reading.text.referents import Referents

_PERSONS = {"he": "m", "she": "f"}
_THINGS = frozenset(("it",))
_TITLES = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f"}
_MARKS = frozenset("“\"‘«„'")
_BACK = 4  # sentences in which a pronoun's person is looked for


@dataclass(frozen=True, slots=True)
class _Named:
    """An entity named outside quoted words and reported contents: where, and whether it is a sentence's subject."""

    start: int
    key: str
    subject: bool


class Speakers:
    """Answers, report by report in order of the text, who speaks."""

    def __init__(
        self, parsed: Parsed, referents: Referents, stretches: Iterable[Stretch], reports: Iterable[Report]
    ) -> None:
        """Takes the article, whom its phrases stand for, and what is quoted and reported in it."""
        self.parsed = parsed
        self.referents = referents
        self._sentences = [s for s in parsed.sentences if s.kind != "heading"]
        self._bodies = load_lexicon().bodies
        self._starts = [s.start for s in self._sentences]
        told = list(reports)
        said = _joined([*((s.start, s.end) for s in stretches), *((r.start, r.end) for r in told)])
        # "…, Hult said, …": who speaks amid a content is no part of it.
        self._sources = {r.source.head[0] for r in told if r.source is not None}
        self._genders = {entity.key: self._gender(entity) for entity in referents.entities}
        self._named = [self._names(sentence, said) for sentence in self._sentences]
        self._last: tuple[str, int] | None = None

    def of(self, report: Report) -> str | None:
        """Returns the key of who speaks a report; None where the text leaves it open. Ask in order of the text."""
        if report.source is None:
            return None
        start, end = report.source.head
        word = self.parsed.text[start:end].casefold()
        at = max(0, bisect_left(self._starts, start + 1) - 1)
        if word in _PERSONS:
            key = self._person(start, at, _PERSONS[word], self._spoken_of(report))
        elif word in _THINGS:
            key = self.referents.covering(start, end) or self._thing(at)
        else:
            key = self.referents.covering(start, end)
        if key is not None and self._human(key):
            self._last = (key, at)
        elif word not in _PERSONS:
            self._last = None if key is not None else self._last
        return key

    def named(self, report: Report) -> str | None:
        """Returns the key of whom the source of a report names, without letting a pronoun go on with it."""
        return self.referents.covering(*report.source.head) if report.source else None

    def _kind(self, key: str) -> str:
        return self.referents.entity(key).kind

    def _human(self, key: str) -> bool:
        """Tells whether an entity is a person, or may be one of whom the article gives only the surname."""
        entity = self.referents.entity(key)
        return entity.kind == "person" or perhaps_person(entity.kind, entity.name)

    def _spoken_of(self, report: Report) -> set[str]:
        """Returns who is named in a content that opens in quoted words, in which nobody names oneself."""
        text = self.parsed.signs
        if text[report.start] not in _MARKS:
            return set()
        named = self.referents.within(report.start, report.end)
        return {
            key for start, end, key in named if text[start].isupper() and text[start:end].casefold() not in _PERSONS
        }

    def _person(self, start: int, at: int, gender: str, spoken_of: set[str]) -> str | None:
        """Returns the person that "he" or "she" at a place stands for, none of those that the words are about."""
        fits = [n for n in self._people(at, gender) if n.start < start and n.key not in spoken_of]
        if fits:
            return self._one(fits, gender)
        block = self._sentences[at].block if self._sentences else 0
        for index in range(at - 1, max(-1, at - 1 - _BACK), -1):
            if self._last is not None and index <= self._last[1]:
                break
            if block - self._sentences[index].block > 1:
                return None
            people = [n for n in self._people(index, gender) if n.key not in spoken_of]
            if any(n.subject for n in people) or (people and self._last is None):
                return self._one(people, gender)
        if self._last is None or self._last[0] in spoken_of:
            return None
        if self._genders.get(self._last[0]) in (None, gender):
            key, spoke = self._last
            return key if at - spoke <= _BACK * 2 and block - self._sentences[spoke].block <= 2 else None
        return None

    def _people(self, index: int, gender: str) -> list[_Named]:
        return [n for n in self._named[index] if self._human(n.key) and self._genders.get(n.key) in (None, gender)]

    def _one(self, people: list[_Named], gender: str) -> str | None:
        """Returns the only one a title or role fits, or else the only subject, the only person; None where several are."""
        titled = {n.key for n in people if self._genders.get(n.key) == gender}
        if len(titled) == 1:
            return titled.pop()
        subjects = {n.key for n in people if n.subject}
        everyone = {n.key for n in people}
        chosen = subjects or everyone
        return next(iter(chosen)) if len(chosen) == 1 else None

    def _thing(self, at: int) -> str | None:
        """Returns the body that was the only subject of the sentence before."""
        if at == 0 or self._sentences[at - 1].block != self._sentences[at].block:
            return None
        subjects = {n.key for n in self._named[at - 1] if n.subject}
        key = next(iter(subjects)) if len(subjects) == 1 else None
        return key if key is not None and self._kind(key) != "person" else None

    def _names(self, sentence: ParsedSentence, said: list[Span]) -> list[_Named]:
        found = []
        for token in sentence.doc:
            if token.pos_ not in ("PROPN", "NOUN") or token.dep_ == "poss":
                continue
            body = token.dep_ == "compound" and token.head.lemma_.casefold() in self._bodies
            if token.dep_ == "compound" and not body:
                continue
            start, end = sentence.span(token, token)
            key = self.referents.covering(start, end)
            if key is None or (_covered(start, said) and start not in self._sources):
                continue
            head = token.head if body else token
            while head.dep_ in ("conj", "appos") and head.head.i != head.i:
                head = head.head
            main = head.head
            subject = head.dep_ in ("nsubj", "nsubjpass") and main.dep_ in (
                "ROOT",
                "conj",
                "ccomp",
                "advcl",
                "parataxis",
            )
            found.append(_Named(start, key, subject and main.pos_ in ("VERB", "AUX")))
        return found

    def _gender(self, entity: Entity) -> str | None:
        """Returns what a title or a role tells: "Ms. Hult", "spokesman"; None where nothing does."""
        for mention in entity.mentions:
            before = self.parsed.text[max(0, mention.start - 6) : mention.end].casefold().replace(".", " ").split()
            for word in before[:2]:
                if word in _TITLES:
                    return _TITLES[word]
        for role in entity.roles:
            word = role.role.casefold().split()[-1] if role.role.split() else ""
            if word.endswith("woman"):
                return "f"
            if word == "spokesman":
                return "m"
        return None


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Returns spans in order, those that touch made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _covered(at: int, spans: list[Span]) -> bool:
    """Tells whether a place lies in one of the spans, which are in order and apart."""
    index = bisect_left(spans, (at + 1, -1)) - 1
    return index >= 0 and at < spans[index][1]
