"""What people say of stakeholders, in an article's front matter or in ``briefing.yml``: it has the last word."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.model import Article, Kind, Rename, Role, Stakeholder, StakeholderMention
from briefing_generator.reading.names.spelling import fold_spelling, look_alike
from briefing_generator.store.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable

Place = tuple[str, str]
"""An entity of a reading: article id and entity key."""


NAMELESS = "unnamed"
"""The id of a stakeholder whose name holds no letter."""


class StakeholderCorrector:
    """Stakeholders that can be found by any of their names while they change.

    ``ids`` maps entities of readings to stakeholder ids. ``stale`` tells which names in corrections (each with its line)
    nobody has, ``doubtful`` which several have, with the ids of these, ``named_alike`` which were given to one and are another's.
    """

    def __init__(self, stakeholders: Iterable[Stakeholder], ids: dict[Place, str]) -> None:
        """Takes what was read; nothing of it is changed in place."""
        self.ids = dict(ids)
        self.stale: list[tuple[int, str]] = []
        self.doubtful: list[tuple[int, str, tuple[str, ...]]] = []
        self.named_alike: list[tuple[int, str, tuple[str, ...]]] = []
        self._found: dict[str, Stakeholder] = {}
        self._names: dict[str, list[str]] = {}
        for stakeholder in stakeholders:
            self._put(stakeholder)

    def stakeholders(self) -> tuple[Stakeholder, ...]:
        """Returns all stakeholders by id; a party that is none any more is nobody's."""
        return tuple(
            replace(s, party=s.party if s.party in self._found else None)
            for s in sorted(self._found.values(), key=lambda s: s.id)
        )

    def state(self, article: Article) -> None:
        """Takes over the stakeholders that an article's front matter states."""
        for stated in article.stakeholders:
            each = self._find(stated.name) or self._new(stated.name, stated.kind or "organisation")
            # The role stands in the front matter, not at a place of the text.
            roles = (Role(stated.role, article.id, 0, 0, article.date),) if stated.role else ()
            self._put(
                replace(
                    each,
                    kind=stated.kind or each.kind,
                    aliases=_aliases(each.name, each.aliases, (stated.name, *stated.aliases)),
                    roles=_in_time((*each.roles, *roles)),
                    party=self._party(stated.party, each),
                )
            )

    def apply(self, correction: Rename) -> None:
        """Applies one correction; where it fits nobody, or several, nothing is changed and that is told."""
        each = self._asked(correction.line, correction.match)
        if each is None:
            return
        if correction.hide:
            del self._found[each.id]
            self.ids = {place: identity for place, identity in self.ids.items() if identity != each.id}
            return
        for name in correction.merge:
            each = self._merged(each, self._other(correction.line, each, name))
        for name in correction.split:
            rest = self._split(each, name)
            if rest is each:
                self.stale.append((correction.line, name))
            each = rest
        name = correction.name or each.name
        self._ask_of_name(correction, each)
        # A role of the analyst's own stands in no article and comes last.
        roles = (*each.roles, Role(correction.role, "", 0, 0)) if correction.role else each.roles
        self._put(
            replace(
                each,
                name=name,
                aliases=_aliases(name, each.aliases, (each.name,)),
                kind=correction.kind or each.kind,
                roles=roles,
                party=self._party(correction.party, each, correction.line),
                by=correction.by,
                reason=correction.reason,
            )
        )

    def _put(self, stakeholder: Stakeholder) -> None:
        self._found[stakeholder.id] = stakeholder
        for name in (stakeholder.id, stakeholder.name, *stakeholder.aliases):
            for key in _keys(name):
                holders = self._names.setdefault(key, [])
                if stakeholder.id not in holders:
                    holders.append(stakeholder.id)

    def _called(self, name: str) -> list[str]:
        """Returns the ids of all that have a name now, in the order in which they got it; an id means one alone."""
        if name in self._found:
            return [name]
        ids = dict.fromkeys(i for key in _keys(name) for i in self._names.get(key, ()))
        return called(name, [self._found[i] for i in ids if i in self._found])

    def _find(self, name: str) -> Stakeholder | None:
        return next((self._found[i] for i in self._called(name)), None)

    def _asked(self, line: int, name: str) -> Stakeholder | None:
        """Returns the one of a name; None where nobody has it or several have, which is told."""
        ids = self._called(name)
        if len(ids) == 1:
            return self._found[ids[0]]
        if ids:
            self.doubtful.append((line, name, tuple(ids)))
        else:
            self.stale.append((line, name))
        return None

    def _other(self, line: int, each: Stakeholder, name: str) -> Stakeholder | None:
        """Returns whom a merge means; None where it is this one already, nobody, or one of several."""
        ids = self._called(name)
        if each.id not in ids:
            return self._asked(line, name)
        # Two that look alike are one only where the name is the other's own: an alias of both tells of neither.
        own = [i for i in ids if i != each.id and look_alike(self._found[i].name) == look_alike(name)]
        if len(own) > 1:
            self.doubtful.append((line, name, tuple(own)))
        return self._found[own[0]] if len(own) == 1 else None

    def _ask_of_name(self, correction: Rename, each: Stakeholder) -> None:
        """Asks whether two are one where a name is given that somebody else has."""
        if correction.name is None:
            return
        alike = [
            s.id for s in self._found.values() if s.id != each.id and look_alike(s.name) == look_alike(correction.name)
        ]
        if alike:
            self.named_alike.append((correction.line, correction.name, (each.id, *alike)))

    def _new(self, name: str, kind: Kind) -> Stakeholder:
        identity = slug_of(name, NAMELESS)
        self._put(Stakeholder(identity, name, kind, (), (), None, ()))
        return self._found[identity]

    def _party(self, name: str | None, each: Stakeholder, line: int = 0) -> str | None:
        if name is None:
            return each.party
        ids = self._called(name)
        if len(ids) > 1 and line:
            self.doubtful.append((line, name, tuple(ids)))
            return each.party
        party = self._found[ids[0]] if ids else self._new(name, "organisation")
        return party.id if party.id != each.id else None

    def _merged(self, each: Stakeholder, other: Stakeholder | None) -> Stakeholder:
        if other is None or other.id == each.id:
            return each
        del self._found[other.id]
        self.ids = {place: each.id if identity == other.id else identity for place, identity in self.ids.items()}
        merged = replace(
            each,
            aliases=_aliases(each.name, each.aliases, (other.name, *other.aliases)),
            mentions=_in_order((*each.mentions, *other.mentions)),
            roles=_in_time((*each.roles, *other.roles)),
        )
        self._put(merged)
        return merged

    def _split(self, each: Stakeholder, name: str) -> Stakeholder:
        """Parts one of a stakeholder's names from it, with the mentions under that name and what those articles say of it.

        In an article that names only the parted one, statements and quotations go with it.
        """
        texts = {m.text for m in each.mentions}
        alike = {text for text in texts if text.casefold() == name.casefold()}
        alike = alike or {text for text in texts if look_alike(text) == look_alike(name)}
        gone = [m for m in each.mentions if m.text in alike]
        kept = tuple(m for m in each.mentions if m.text not in alike)
        wanted = {text.casefold() for text in (name, *alike)}
        if not gone or not kept:
            return each
        names = Counter(m.text for m in kept)
        own = (
            each.name if each.name.casefold() not in wanted else min(names, key=lambda n: (" " not in n, -names[n], n))
        )
        alone = {m.article for m in gone} - {m.article for m in kept}
        identity = slug_of(name, NAMELESS)
        if identity == each.id:
            each = self._moved(each, slug_of(own, NAMELESS))
        if identity in self._found:
            identity += "-2"
        parted = Stakeholder(
            identity, name, each.kind, (), tuple(r for r in each.roles if r.article in alone), None, _in_order(gone)
        )
        for place, known in list(self.ids.items()):
            if known == each.id and place[0] in alone:
                self.ids[place] = identity
        rest = replace(
            each,
            name=own,
            mentions=kept,
            aliases=tuple(a for a in each.aliases if a.casefold() not in wanted and a != own),
            roles=tuple(r for r in each.roles if r.article not in alone),
        )
        self._put(rest)
        self._put(parted)
        return rest

    def _moved(self, each: Stakeholder, identity: str) -> Stakeholder:
        """Gives a stakeholder another id, wherever it stands; one that is taken changes nothing."""
        if identity in self._found:
            return each
        old, each = each.id, replace(each, id=identity)
        del self._found[old]
        self.ids = {place: identity if known == old else known for place, known in self.ids.items()}
        self._found = {i: replace(s, party=identity) if s.party == old else s for i, s in self._found.items()}
        self._put(each)
        return each


def _keys(name: str) -> tuple[str, str]:
    return f"s:{fold_spelling(name)}", f"l:{look_alike(name)}"


def called(name: str, people: Iterable[Stakeholder]) -> list[str]:
    """Returns the ids of those who have a name, by the closest way in which anybody has it.

    To the letter before what looks alike, and that before another spelling; a name of one's own before any of the others.
    """
    held = list(people)
    alike, spelled = look_alike(name), fold_spelling(name)
    for ids in (
        [s.id for s in held if s.id == name],
        [s.id for s in held if s.name == name],
        [s.id for s in held if alike and look_alike(s.name) == alike],
        [s.id for s in held if spelled and fold_spelling(s.name) == spelled],
        [s.id for s in held if name in s.aliases],
        [s.id for s in held if alike and alike in map(look_alike, s.aliases)],
    ):
        if ids:
            return ids
    return [s.id for s in held if spelled and spelled in map(fold_spelling, (s.id, *s.aliases))]


def _aliases(name: str, *more: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({alias for aliases in more for alias in aliases} - {name}))


def _in_order(mentions: Iterable[StakeholderMention]) -> tuple[StakeholderMention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.article, m.start)))


def _in_time(roles: Iterable[Role]) -> tuple[Role, ...]:
    return tuple(sorted(roles, key=lambda r: (r.date or "", r.article, r.start)))
