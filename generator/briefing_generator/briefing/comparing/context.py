"""What two statements are compared on: what words mean, who is called what, and how far apart they stand in an article."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.similarity import Meaning, content_words

if TYPE_CHECKING:
    from briefing_generator.model import Stakeholder, Statement


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground of all comparisons of a briefing.

    ``names`` holds the stems of what each stakeholder is called, together with those who speak for it; ``starts`` where
    each article's sentences begin; ``own`` the stems that are of one party's names alone; ``texts`` the articles' texts.
    """

    meaning: Meaning
    names: Mapping[str, frozenset[str]]
    starts: Mapping[str, tuple[int, ...]]
    own: frozenset[str]
    texts: Mapping[str, str]

    def called(self, *statements: Statement) -> frozenset[str]:
        """Returns the stems of what the parties of these statements are called."""
        return frozenset[str]().union(*(self.names.get(s.party or "", frozenset()) for s in statements))

    def others(self, left: Statement, right: Statement) -> frozenset[str]:
        """Returns the stems that name one stakeholder alone, and neither of the two parties."""
        return self.own - self.called(left, right)

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
) -> Ground:
    """Returns the ground for a briefing's stakeholders, the spans of each article's sentences, and the articles' texts."""
    people = tuple(people)
    names: dict[str, set[str]] = defaultdict(set)
    for one in people:
        called = (one.name, *one.aliases, *(_people_of(one.name) if one.kind == "state" else ()))
        for who in {one.id, one.party or one.id}:
            names[who].update(stem for name in called for stem in content_words(name))
    parties = {one.party or one.id for one in people}
    return Ground(
        meaning,
        {who: frozenset(stems) for who, stems in names.items()},
        {article: tuple(start for start, _ in spans) for article, spans in sentences},
        frozenset(stem for stem, count in Counter(s for of in parties for s in names[of]).items() if count == 1),
        texts,
    )


def _people_of(state: str) -> tuple[str, ...]:
    """Returns what the people of a state are called: "Swedish peacekeepers" names Sweden."""
    from briefing_generator.reading.names.world import load_world

    world = load_world()
    code = world.state_of(state)
    return tuple(people for people, of in world.demonyms.items() if of == code) if code else ()
