"""Stakeholders merged across articles, with the analyst's corrections.

:mod:`generator.briefing.merging` says which entities are one; this module names them and takes what a correction says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from anyascii import anyascii

from generator.briefing.merging import Group, group_entities
from generator.model import Article, Entity, Reading, Rename, Role, Settings, Stakeholder, StakeholderMention
from generator.reading.spelling import fold_spelling

__all__ = ["Merged", "fold_spelling", "merge_stakeholders", "slug_of"]


@dataclass(frozen=True, slots=True)
class Merged:
    """Stakeholders, a map from (article id, entity key) to stakeholder id, and corrections that matched nothing."""

    stakeholders: tuple[Stakeholder, ...]
    ids: dict[tuple[str, str], str]
    stale: tuple[Rename, ...]


def slug_of(name: str) -> str:
    """Returns the stable id of a name: small Latin letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(name).casefold()).strip("-") or "unnamed"


def merge_stakeholders(readings: Iterable[Reading], articles: Iterable[Article], settings: Settings) -> Merged:
    """Merges the entities of all readings into stakeholders.

    Args:
        readings: in any order.
        articles: the articles that were read.
        settings: whose corrections of stakeholders are applied.
    """
    by_id = {article.id: article for article in articles}
    members: list[tuple[Article, Entity]] = []
    holding: set[tuple[str, str]] = set()
    for reading in sorted(readings, key=lambda r: r.article):
        for entity in reading.entities:
            members.append((by_id[reading.article], entity))
        for statement in reading.statements:
            holding.update((reading.article, key) for key in (statement.party, statement.speaker) if key)
        holding.update((reading.article, q.speaker) for q in reading.quotations if q.speaker)
        holding.update((reading.article, e.party) for e in reading.entities if e.party)
    groups = group_entities(members)
    ids: dict[tuple[str, str], str] = {}
    named: dict[str, Group] = {}
    for group in groups:
        # A state that only lies somewhere and a nameless group without a position are no stakeholders; who has a name is.
        if group.kind in ("state", "group") and not any(e.acts or (a.id, e.key) in holding for a, e in group.members):
            continue
        identity = slug_of(fold_spelling(group.name) if group.kind == "person" else group.name)
        if identity in named:
            identity = f"{identity}-{group.kind}"
        named[identity] = group
        for article, entity in group.members:
            ids[article.id, entity.key] = identity
    stakeholders = [_stakeholder(identity, group, ids) for identity, group in sorted(named.items())]
    return _corrected(stakeholders, ids, settings, tuple(by_id.values()))


def _stakeholder(identity: str, group: Group, ids: dict[tuple[str, str], str]) -> Stakeholder:
    name = group.name
    aliases: set[str] = set()
    mentions: list[StakeholderMention] = []
    roles: list[Role] = []
    parties: Counter[str] = Counter()
    for article, entity in group.members:
        if entity.kind == group.kind or not entity.key.startswith("actor-"):
            aliases.update((entity.name, *entity.aliases))
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


def _corrected(
    stakeholders: list[Stakeholder], ids: dict[tuple[str, str], str], settings: Settings, articles: tuple[Article, ...]
) -> Merged:
    found = {s.id: s for s in stakeholders}
    stale: list[Rename] = []

    def find(name: str) -> Stakeholder | None:
        wanted = fold_spelling(name)
        for each in found.values():
            if each.id == name or wanted in {fold_spelling(n) for n in (each.name, *each.aliases)}:
                return each
        return None

    for article in articles:
        for stated in article.stakeholders:
            each = find(stated.name)
            party = find(stated.party) if stated.party else None
            if each is None:
                identity = slug_of(stated.name)
                each = Stakeholder(identity, stated.name, stated.kind or "organisation", stated.aliases, (), None, ())
            found[each.id] = replace(each, kind=stated.kind or each.kind, party=party.id if party else each.party)
    for correction in settings.stakeholders:
        each = find(correction.match)
        if each is None:
            stale.append(correction)
            continue
        if correction.hide:
            del found[each.id]
            ids = {k: v for k, v in ids.items() if v != each.id}
            continue
        for name in correction.merge:
            other = find(name)
            if other is not None and other.id != each.id:
                del found[other.id]
                ids = {k: each.id if v == other.id else v for k, v in ids.items()}
                each = replace(
                    each,
                    aliases=tuple(sorted({*each.aliases, other.name, *other.aliases} - {each.name})),
                    mentions=tuple(sorted((*each.mentions, *other.mentions), key=lambda m: (m.article, m.start))),
                    roles=tuple(sorted((*each.roles, *other.roles), key=lambda r: (r.date or "", r.article, r.start))),
                )
        party = find(correction.party) if correction.party else None
        name = correction.name or each.name
        found[each.id] = replace(
            each,
            name=name,
            aliases=tuple(sorted({*each.aliases, each.name} - {name})),
            kind=correction.kind or each.kind,
            party=party.id if party else each.party,
            by=correction.by,
            reason=correction.reason,
        )
    present = set(found)
    final = tuple(
        replace(s, party=s.party if s.party in present else None) for s in sorted(found.values(), key=lambda s: s.id)
    )
    return Merged(final, ids, tuple(stale))
