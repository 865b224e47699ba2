"""Stakeholders merged across articles, with the analyst's corrections.

:mod:`briefing_generator.briefing.stakeholders.merging` says which entities are one; this module names them and takes what a correction says.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.briefing.stakeholders.governments import government_of, only_state
from briefing_generator.briefing.stakeholders.merging import group_entities
from briefing_generator.briefing.stakeholders.stakeholder_corrections import NAMELESS, StakeholderCorrector
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.model import Article, Entity, Reading, Role, Settings, Stakeholder, StakeholderMention
from briefing_generator.reading.names.short_names import is_court
from briefing_generator.reading.names.spelling import fold_spelling
from briefing_generator.store.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.briefing.stakeholders.recognising import Group

__all__ = ["Merged", "fold_spelling", "merge_stakeholders"]


@dataclass(frozen=True, slots=True)
class Merged:
    """Stakeholders, a map from (article id, entity key) to stakeholder id, and what corrections matched nobody or several.

    ``stale`` has line and name, ``doubtful`` line, name and the ids of those who are called so: none of them was changed.
    ``named_alike`` has line and name of what one was renamed to though another is called so, and the ids of all of them.
    """

    stakeholders: tuple[Stakeholder, ...]
    ids: dict[tuple[str, str], str]
    stale: tuple[tuple[int, str], ...]
    doubtful: tuple[tuple[int, str, tuple[str, ...]], ...] = ()
    named_alike: tuple[tuple[int, str, tuple[str, ...]], ...] = ()


def merge_stakeholders(readings: Iterable[Reading], articles: Iterable[Article], settings: Settings) -> Merged:  # noqa: C901
    """Merges the entities of all readings into stakeholders.

    Args:
        readings: in any order.
        articles: the articles that were read.
        settings: whose corrections of stakeholders are applied.
    """
    by_id = {article.id: article for article in articles}
    members: list[tuple[Article, Entity]] = []
    holding: set[tuple[str, str]] = set()
    party_to: set[tuple[str, str]] = set()
    asked: set[tuple[str, str]] = set()
    for reading in sorted(readings, key=lambda r: r.article):
        for entity in reading.entities:
            members.append((by_id[reading.article], entity))
        for statement in reading.statements:
            if statement.party:
                party_to.add((reading.article, statement.party))
            if statement.addressee:
                asked.add((reading.article, statement.addressee))
            holding.update((reading.article, key) for key in (statement.party, statement.speaker) if key)
        holding.update((reading.article, q.speaker) for q in reading.quotations if q.speaker)
        spoken_for = {(reading.article, e.party) for e in reading.entities if e.party}
        holding |= spoken_for
        party_to |= spoken_for
    asked |= holding
    groups = group_entities(members)
    ids: dict[tuple[str, str], str] = {}
    named: dict[str, Group] = {}
    for group in groups:
        # A state that only lies somewhere and a nameless group without a position are no stakeholders; who has a name is.
        if group.kind in ("state", "group") and not any(e.acts or (a.id, e.key) in holding for a, e in group.members):
            continue
        # A court with a name must at least be quoted or asked, "a court" must want something itself.
        told = party_to if group.kind == "group" else asked
        if is_court(group.name, group.kind) and not any((a.id, e.key) in told for a, e in group.members):
            continue
        identity = slug_of(group.name, NAMELESS)
        if identity in named:
            identity = f"{identity}-{group.kind}"
        while identity in named:
            identity = f"{identity}-2"
        named[identity] = group
        for article, entity in group.members:
            ids[article.id, entity.key] = identity
    at_home = only_state(named.values(), party_to)
    stakeholders = [
        _stakeholder(identity, group, ids, government_of(group) if group is at_home else None)
        for identity, group in sorted(named.items())
    ]
    corrected = StakeholderCorrector(stakeholders, ids)
    for article in by_id.values():
        corrected.state(article)
    for correction in settings.stakeholders:
        corrected.apply(correction)
    return Merged(corrected.stakeholders(), corrected.ids, tuple(corrected.stale), tuple(corrected.doubtful),
                  tuple(corrected.named_alike))  # fmt: skip


def _stakeholder(
    identity: str, group: Group, ids: dict[tuple[str, str], str], government: str | None = None
) -> Stakeholder:
    name = government or group.name
    aliases: set[str] = set()
    mentions: list[StakeholderMention] = []
    roles: list[Role] = []
    parties: Counter[str] = Counter()
    for article, entity in group.members:
        if entity.kind == group.kind or not entity.key.startswith("actor-"):
            aliases.update(map(as_shown, (entity.name, *entity.aliases)))
        mentions.extend(StakeholderMention(article.id, m.start, m.end, m.text) for m in entity.mentions)
        roles.extend(Role(r.role, article.id, r.start, r.end, article.date) for r in entity.roles)
        party = ids.get((article.id, entity.party)) if entity.party else None
        if party and party != identity:
            parties[party] += 1
    roles.sort(key=lambda r: (r.date or "", r.article, r.start))
    party = min(parties, key=lambda p: (-parties[p], p)) if parties else None
    mentions.sort(key=lambda m: (m.article, m.start))
    return Stakeholder(
        identity, name, group.kind, tuple(sorted(aliases - {name})), tuple(roles), party, tuple(mentions)
    )
