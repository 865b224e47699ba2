"""Whom a draft's names stand for among the stakeholders of a folder."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from briefing_generator.reading.names.spelling import fold_spelling
from briefing_generator.reading.names.world import fold_name

if TYPE_CHECKING:
    from briefing_generator.model import Briefing, Entity, Reading


class DraftPeople:
    """Looks up a draft's entities among the stakeholders, by any of their names."""

    def __init__(self, briefing: Briefing, reading: Reading) -> None:
        """Takes the briefing and what was read in the draft."""
        self.people = {one.id: one for one in briefing.stakeholders}
        self._entities = {entity.key: entity for entity in reading.entities}
        self._called: dict[str, set[str]] = defaultdict(set)
        self._surnames: dict[str, set[str]] = defaultdict(set)
        for one in briefing.stakeholders:
            for name in (one.name, *one.aliases):
                self._called[_folded(name)].add(one.id)
            if one.kind == "person":
                self._surnames[_folded(one.name).split(" ")[-1]].add(one.id)

    def entity(self, key: str | None) -> Entity | None:
        """Returns an entity of the draft."""
        return self._entities.get(key or "")

    def stakeholder(self, key: str | None) -> str | None:
        """Returns the id of the stakeholder that an entity of the draft is; None where the folder knows none, or several."""
        entity = self.entity(key)
        return None if entity is None else self.named(entity)

    def named(self, entity: Entity) -> str | None:
        """Returns the same for an entity: by its whole name, another of its names, or a surname that one person has."""
        for name in dict.fromkeys((entity.name, *entity.aliases, *(m.text for m in entity.mentions))):
            found = self._called.get(_folded(name), set())
            if len(found) == 1:
                return next(iter(found))
        if entity.kind == "person" and " " not in entity.name.strip():
            found = self._surnames.get(_folded(entity.name), set())
            return next(iter(found)) if len(found) == 1 else None
        return None

    def party(self, stakeholder: str) -> str:
        """Returns the party that a stakeholder speaks for, which may be itself."""
        return self.people[stakeholder].party or stakeholder

    def name(self, stakeholder: str | None) -> str:
        """Returns what a stakeholder is called."""
        return self.people[stakeholder].name if stakeholder in self.people else "somebody who is not named"

    def may_be_one(self, left: str, right: str) -> bool:
        """Tells whether words of one may be told as those of the other: it is the same, or one of the two speaks for the other."""
        if left == right:
            return True
        both_persons = all(self.people[who].kind == "person" for who in (left, right))
        return not both_persons and bool({left, self.people[left].party} & {right, self.people[right].party} - {None})


def _folded(name: str) -> str:
    return fold_spelling(fold_name(name))
