"""Entities while they are being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing_generator.model import Entity, Kind, Mention, RoleMention

if TYPE_CHECKING:
    from briefing_generator.reading.text.parse import ParsedSentence


@dataclass(slots=True)
class Draft:
    """An entity in the making; ``aliases`` are the names under which it is mentioned, ``titles`` stood before them."""

    key: str
    name: str
    kind: Kind
    mentions: dict[int, Mention] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    roles: list[RoleMention] = field(default_factory=list)
    party: str | None = None
    acts: bool = False
    sure: bool = True
    guest: bool = False
    titles: set[str] = field(default_factory=set)

    def entity(self) -> Entity:
        """Returns the entity, with mentions in order of the text and aliases sorted."""
        mentions = tuple(self.mentions[start] for start in sorted(self.mentions))
        aliases = tuple(sorted(self.aliases - {self.name}))
        roles = tuple(self.roles)
        return Entity(self.key, self.name, self.kind, aliases, mentions, roles, self.party, self.acts, self.sure)


@dataclass(slots=True)
class Drafts:
    """All drafts of one article by key, and which characters of the text their mentions take."""

    text: str
    by_key: dict[str, Draft] = field(default_factory=dict)
    _taken: dict[int, str] = field(default_factory=dict)

    def get(self, key: str, name: str, kind: Kind) -> Draft:
        """Returns the draft with this key, a new one where there is none."""
        return self.by_key.setdefault(key, Draft(key, name, kind))

    def free(self, start: int, end: int) -> bool:
        """Tells whether no mention takes a character of this span."""
        return not any(at in self._taken for at in range(start, end))

    def at(self, position: int) -> Draft | None:
        """Returns the draft whose mention takes a character, None where there is none."""
        key = self._taken.get(position)
        return self.by_key[key] if key is not None else None

    def mention(self, draft: Draft, sentence: ParsedSentence, first: int, last: int, named: bool = True) -> bool:
        """Adds tokens ``first`` to ``last`` (excluded) as a mention; ``named`` makes the words an alias.

        Returns False, and adds nothing, where another mention stands.
        """
        start, end = sentence.span(sentence.doc[first], sentence.doc[last - 1])
        if not self.free(start, end):
            return False
        self.take(draft, Mention(start, end, self.text[start:end]), named)
        return True

    def take(self, draft: Draft, mention: Mention, named: bool = True) -> None:
        """Adds a mention that is known to be free; ``named`` makes its words an alias."""
        draft.mentions[mention.start] = mention
        if draft.kind == "person":
            draft.titles.update(
                self.text[max(0, mention.start - 9) : mention.start].casefold().replace(".", "").split()[-1:]
            )
        for at in range(mention.start, mention.end):
            self._taken[at] = draft.key
        if named:
            draft.aliases.add(" ".join(mention.text.split()))

    def lend(self, draft: Draft, start: int, end: int) -> None:
        """Lets a draft that is named nowhere stand by words that tell of it, whoever else stands there ("R-S.D.")."""
        draft.mentions[start] = Mention(start, end, self.text[start:end])
