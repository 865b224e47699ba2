"""What two statements are compared on: what words mean, who is called what, and how far apart they stand in an article."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.similarity import Meaning, content_words, senses

if TYPE_CHECKING:
    from briefing_generator.model import Stakeholder, Statement

_SHORT = 30
"""Days up to which nothing in a story is old."""
_A_FEW = 4
"""Articles from which a folder may tell of parties that have nothing to do with each other."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground of all comparisons of a briefing.

    ``names`` holds the stems of what each stakeholder is called, together with those who speak for it; ``starts`` where
    each article's sentences begin; ``own`` the stems that are of one party's names alone; ``texts`` the articles' texts;
    ``named`` the articles that name each party; ``roles`` the stems of the roles that each is given; ``plain``
    those of the name alone, of all that are no states: shipowners of a state are not the state.
    """

    meaning: Meaning
    names: Mapping[str, frozenset[str]]
    starts: Mapping[str, tuple[int, ...]]
    own: frozenset[str]
    texts: Mapping[str, str]
    named: Mapping[str, frozenset[str]]
    roles: Mapping[str, frozenset[str]]
    plain: Mapping[str, frozenset[str]]
    names_of_all: frozenset[str]
    first: str = ""
    last: str = ""
    _called: dict[tuple[str | None, ...], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    _counts: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    def age(self, statement: Statement) -> float:
        """Returns how far back a statement lies in the story: 0 at its end, 1 at its beginning, the middle where no day is known."""
        if not (self.first and self.last and statement.date):
            return 0.5
        first, day, last = (date.fromisoformat(d).toordinal() for d in (self.first, statement.date, self.last))
        return min(1.0, max(0.0, (last - day) / max(_SHORT, last - first)))

    def called(self, *statements: Statement) -> frozenset[str]:
        """Returns the stems of what the parties of these statements are called."""
        parties = tuple(s.party for s in statements)
        if parties not in self._called:
            names = (self.names.get(party or "", frozenset()) for party in parties)
            self._called[parties] = frozenset[str]().union(*names)
        return self._called[parties]

    def others(self, left: Statement, right: Statement) -> frozenset[str]:
        """Returns the stems that name one stakeholder alone, and neither of the two parties."""
        return self.own - self.called(left, right)

    def weight(self, party: str | None) -> float:
        """Returns how much of the story names a party, from 0 to 1."""
        return math.sqrt(len(self.named.get(party or "", ())) / max(1, len(self.texts)))

    def rarity(self, stems: Iterable[str]) -> float:
        """Returns how much stems tell of one matter: each counts 1 where no article has it, and nothing where all have."""
        if not self._counts:
            self._counts.update(Counter(stem for text in self.texts.values() for stem in senses(text)))
        most = math.log(len(self.texts) + 1) or 1.0
        return math.fsum(1 - math.log(1 + self._counts.get(stem, 0)) / most for stem in sorted(stems))

    def met(self, left: Statement, right: Statement) -> bool:
        """Tells whether the article of one of two statements names the party of the other one; a few articles are one story."""
        return (
            len(self.texts) < _A_FEW
            or left.evidence.article in self.named.get(right.party or "", ())
            or right.evidence.article in self.named.get(left.party or "", ())
        )

    def one_side(self, left: Statement, right: Statement) -> bool:
        """Tells whether one of two parties is of the other: it bears its name, or its role does ("Senator Ek, a Liberal")."""
        if left.party == right.party:
            return False
        return any(
            own and (own <= self.called(other) or own <= self.roles.get(other.party or "", frozenset()))
            for one, other in ((left, right), (right, left))
            for own in (self.plain.get(one.party or "", frozenset()),)
        )

    def between(self, left: Statement, right: Statement) -> str:
        """Returns the text between the words of two statements of one article."""
        first, second = sorted((left.evidence, right.evidence), key=lambda e: e.start)
        return self.texts.get(first.article, "")[first.end : second.start]

    def apart(self, left: Statement, right: Statement) -> int | None:
        """Returns how many sentences lie from one statement to the other, negative where the second comes first.

        None where they stand in two articles.
        """
        if left.evidence.article != right.evidence.article:
            return None
        starts = self.starts.get(left.evidence.article, ())
        return bisect_right(starts, right.evidence.start) - bisect_right(starts, left.evidence.start)


def make_ground(
    meaning: Meaning,
    people: Iterable[Stakeholder],
    sentences: Iterable[tuple[str, tuple[tuple[int, int], ...]]],
    texts: Mapping[str, str],
    days: Iterable[str] = (),
) -> Ground:
    """Returns the ground for a briefing's stakeholders, the spans of each article's sentences, the articles' texts and days."""
    people = tuple(people)
    names: dict[str, set[str]] = defaultdict(set)
    for one in people:
        called = (one.name, *one.aliases, *(_people_of(one.name) if one.kind == "state" else ()))
        for who in {one.id, one.party or one.id}:
            names[who].update(stem for name in called for stem in content_words(name))
    parties = {one.party or one.id for one in people}
    named: dict[str, set[str]] = defaultdict(set)
    roles: dict[str, set[str]] = defaultdict(set)
    for one in people:
        for who in {one.id, one.party or one.id}:
            named[who].update(mention.article for mention in one.mentions)
        roles[one.id].update(stem for role in one.roles for stem in content_words(role.role))
    told = sorted(days)
    return Ground(
        meaning,
        {who: frozenset(stems) for who, stems in names.items()},
        {article: tuple(start for start, _ in spans) for article, spans in sentences},
        frozenset(stem for stem, count in Counter(s for of in parties for s in names[of]).items() if count == 1),
        texts,
        {who: frozenset(articles) for who, articles in named.items()},
        {who: frozenset(stems) for who, stems in roles.items()},
        {one.id: content_words(one.name) for one in people if one.kind != "state"},
        frozenset(stem for stems in names.values() for stem in stems),
        *(told[0], told[-1]) if told else (),
    )


def _people_of(state: str) -> tuple[str, ...]:
    """Returns what the people of a state are called: "Swedish peacekeepers" names Sweden."""
    from briefing_generator.reading.names.world import load_world

    world = load_world()
    code = world.state_of(state)
    return tuple(people for people, of in world.demonyms.items() if of == code) if code else ()
