"""Which of the things that a briefing is about a text mentions: its stakeholders, the terms of its pack, words of somebody's own.

A name counts where it stands as a name, with its capitals; a state is known by all of its names and by those of its people. A
term counts as what it weighs: one that tells by itself is enough, those that stand in much else must be several.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from briefing_generator.issues.terms import TermIndex, roots
from briefing_generator.reading.names.world import fold_name, load_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing_generator.model import Briefing, Feed, Stakeholder

_ENOUGH = 3.0
"""What the terms in a text must weigh together; "ceasefire" does alone, "pay" does not."""
_LONGEST_NAME = 5
"""Words of a state's name."""
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*\.?")


class Mentions:
    """Tells what a text mentions of a briefing, which is made when it is first needed."""

    def __init__(self, make: Callable[[], Briefing]) -> None:
        """Takes what makes the briefing, which is called once and only where an entry is to be judged by it."""
        self._make = make

    def __call__(self, text: str, feed: Feed) -> tuple[str, ...]:
        """Returns what a text mentions, each once; nothing where it does not belong. What ``make`` raises goes through."""
        found = dict.fromkeys(_own(text, feed.words))
        if feed.filter == "briefing":
            found |= dict.fromkeys((*self._names(text), *self._terms(text)))
        return tuple(found)

    def knows(self, feed: Feed) -> bool:
        """Tells whether there is anything by which an entry of a feed could belong."""
        by_briefing = feed.filter == "briefing" and bool(self._named or self._states or self._told)
        return bool(feed.words) or by_briefing

    @cached_property
    def _briefing(self) -> Briefing:
        return self._make()

    @cached_property
    def _named(self) -> dict[str, str]:
        """The names of stakeholders, each with the one that is shown; outlets are named under everything."""
        outlets = {article.source for article in self._briefing.articles}
        found: dict[str, str] = {}
        for stakeholder in self._briefing.stakeholders:
            if outlets.isdisjoint((stakeholder.name, *stakeholder.aliases)):
                found |= {name: stakeholder.name for name in _names(stakeholder) if name not in found}
        return found

    @cached_property
    def _states(self) -> dict[str, str]:
        world = load_world()
        states = [s for s in self._briefing.stakeholders if s.kind == "state"]
        return {code: s.name for s in states if (code := world.states.get(fold_name(s.name)))}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self._named, key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?!\w)")

    @cached_property
    def _told(self) -> dict[tuple[str, ...], str]:
        """The terms of the pack by their roots. What is left of "a say" without its article is in every text."""
        found: dict[tuple[str, ...], str] = {}
        for term, _ in (term for issue in self._briefing.pack.issues for term in issue.terms):
            key = tuple(roots(term))
            if len(key) > 1 or len(term.split()) == len(key):
                found.setdefault(key, term)
        return found

    @cached_property
    def _index(self) -> TermIndex:
        return TermIndex(self._briefing.pack)

    def _names(self, text: str) -> Iterator[str]:
        text = text.replace("’", "'")
        yield from (self._named[name] for name in self._pattern.findall(text))
        if self._states:
            yield from self._state_names(text)

    def _state_names(self, text: str) -> Iterator[str]:
        world = load_world()
        words = list(_WORD.finditer(text))
        for at, word in enumerate(words):
            if not word.group()[0].isupper():
                continue
            for last in words[at : at + _LONGEST_NAME]:
                folded = fold_name(text[word.start() : last.end()])
                code = world.states.get(folded) or world.demonyms.get(folded)
                if code in self._states:
                    yield self._states[code]

    def _terms(self, text: str) -> tuple[str, ...]:
        hits = self._index.find(roots(text))
        terms = {self._told[h.term]: max(weight for _, weight in h.weights) for h in hits if h.term in self._told}
        return tuple(sorted(terms)) if sum(terms.values()) >= _ENOUGH else ()


def _names(stakeholder: Stakeholder) -> Iterator[str]:
    """Yields the names by which one is known anywhere: a common noun ("the government") is everybody's."""
    every = {name.replace("’", "'") for name in (stakeholder.name, *stakeholder.aliases)}
    for name in sorted(every):
        common = name.casefold() in every or name.islower() or (stakeholder.kind == "group" and " " not in name)
        if len(name) > 1 and not common:
            yield name


def _own(text: str, words: tuple[str, ...]) -> Iterator[str]:
    """Yields those of somebody's own words that a text has, in any inflection, one behind the other."""
    if not words:
        return
    among = f" {' '.join(roots(text))} "
    for word in words:
        wanted = " ".join(roots(word))
        if wanted and f" {wanted} " in among:
            yield word
