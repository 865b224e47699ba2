"""Whom a phrase stands for: the one question that names answer for quotations and statements."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from briefing_generator.model import Entity

_REACH = 100
"""Characters that a joint phrase may have before its noun."""


@dataclass(frozen=True, slots=True, eq=False)
class Referents:
    """The entities of one article and every phrase that stands for one of them.

    ``phrases`` holds ``(start, end, key)`` in order of the text: names ("Putin"), and, where the text makes it sure,
    pronouns ("he"), roles ("the Russian leader", "the spokesman") and people of a party ("Ukrainian officials");
    ``joint`` those that stand for several at once ("both sides").
    """

    entities: tuple[Entity, ...]
    phrases: tuple[tuple[int, int, str], ...]
    joint: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
    _by_key: dict[str, Entity] = field(init=False, repr=False)
    _longest: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Prepares the look-ups, which are asked for every word of an article."""
        object.__setattr__(self, "_by_key", {entity.key: entity for entity in self.entities})
        object.__setattr__(self, "_longest", max((end - start for start, end, _ in self.phrases), default=0))

    def entity(self, key: str) -> Entity:
        """Returns the entity with this key; raises ``KeyError`` when there is none."""
        return self._by_key[key]

    def within(self, start: int, end: int) -> tuple[tuple[int, int, str], ...]:
        """Returns the phrases that lie inside a span, in order of the text."""
        at = bisect_right(self.phrases, (start, -1, ""))
        found = []
        while at < len(self.phrases) and self.phrases[at][0] < end:
            if self.phrases[at][1] <= end:
                found.append(self.phrases[at])
            at += 1
        return tuple(found)

    def covering(self, start: int, end: int) -> str | None:
        """Returns the key of the longest phrase that covers a span (give a head noun to learn whom its phrase names)."""
        best: tuple[int, str] | None = None
        at = bisect_left(self.phrases, (end - self._longest, -1, ""))
        while at < len(self.phrases) and self.phrases[at][0] <= start:
            first, last, key = self.phrases[at]
            if last >= end and (best is None or last - first > best[0]):
                best = (last - first, key)
            at += 1
        return best[1] if best else None

    def together(self, start: int, end: int) -> tuple[str, ...]:
        """Returns the keys of all for whom a joint phrase that ends with a span stands, none where there is no such phrase."""
        at = bisect_right(self.joint, (start + 1,))
        while at > 0 and self.joint[at - 1][0] > start - _REACH:
            at -= 1
            if self.joint[at][0] <= start and self.joint[at][1] == end:
                return self.joint[at][2]
        return ()

    def party(self, key: str) -> str:
        """Returns the key of the party an entity speaks for: itself, where it speaks for no other."""
        seen: list[str] = []
        while key not in seen:
            seen.append(key)
            party = self.entity(key).party
            if party is None:
                return key
            key = party
        return key
