"""Stakeholders merged across articles, with the analyst's corrections.

Names are compared by their transliterated skeleton (``Zelenskyy``, ``Zelensky`` and ``Zelenskiy`` share one), in blocks of
equal surnames, never all with all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from anyascii import anyascii

from generator.model import Article, Entity, Kind, Reading, Rename, Role, Settings, Stakeholder, StakeholderMention


@dataclass(frozen=True, slots=True)
class Merged:
    """Stakeholders, a map from (article id, entity key) to stakeholder id, and corrections that matched nothing."""

    stakeholders: tuple[Stakeholder, ...]
    ids: dict[tuple[str, str], str]
    stale: tuple[Rename, ...]


def fold_spelling(name: str) -> str:
    """Returns a name's skeleton: Latin letters, endings and doublings of transliteration made alike."""
    plain = re.sub(r"[^a-z0-9 ]+", "", anyascii(name).casefold().replace("-", " ").replace(".", ""))
    words = []
    for word in plain.split():
        word = re.sub(r"(?:skyy|skiy|skyi|skii|skij|sky|ski)$", "ski", word)
        word = re.sub(r"^(?:volodymyr|vladimir|wladimir)$", "vladimir", word)
        word = re.sub(
            r"(.)\1+", r"\1", word.replace("yy", "y").replace("iy", "i").replace("kh", "h").replace("ou", "u")
        )
        words.append(re.sub(r"(?:ei|ey|yi|ij)$", "i", word).replace("y", "i"))
    return " ".join(words)


def slug_of(name: str) -> str:
    """Returns the stable id of a name: small Latin letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(name).casefold()).strip("-") or "unnamed"


@dataclass(slots=True)
class _Group:
    kind: Kind
    members: list[tuple[Article, Entity]]

    def name(self) -> str:
        counts = Counter(e.name for _, e in self.members)
        if self.kind == "state":
            return counts.most_common(1)[0][0]
        longest = max(len(n.split()) for n in counts)
        full = {n: c for n, c in counts.items() if len(n.split()) >= min(2, longest)}
        return min(full, key=lambda n: (-full[n], -len(n), n))


def _key(entity: Entity) -> str:
    if entity.kind == "person":
        words = fold_spelling(entity.name).split()
        return words[-1] if words else entity.name
    return f"{entity.kind}:{fold_spelling(re.sub('^the ', '', entity.name, flags=re.IGNORECASE))}"


def _same_person(left: str, right: str) -> bool:
    a, b = fold_spelling(left).split(), fold_spelling(right).split()
    if not a or not b or a[-1] != b[-1]:
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    from rapidfuzz.distance import JaroWinkler

    return a[0][0] == b[0][0] and (min(len(a[0]), len(b[0])) == 1 or JaroWinkler.similarity(a[0], b[0]) >= 0.84)


def _grouped(members: Iterable[tuple[Article, Entity]]) -> list[_Group]:
    blocks: dict[str, list[tuple[Article, Entity]]] = defaultdict(list)
    for article, entity in members:
        blocks[_key(entity)].append((article, entity))
    groups: list[_Group] = []
    for key in sorted(blocks):
        kind = Counter(e.kind for _, e in blocks[key]).most_common(1)[0][0]
        if kind != "person":
            groups.append(_Group(kind, blocks[key]))
            continue
        own: list[_Group] = []
        for article, entity in sorted(blocks[key], key=lambda m: (-len(m[1].name.split()), m[1].name, m[0].id)):
            fitting = [g for g in own if _same_person(g.members[0][1].name, entity.name)]
            # A bare surname with two bearers belongs to neither for sure.
            if len(fitting) == 1 or (fitting and len(entity.name.split()) > 1):
                fitting[0].members.append((article, entity))
            else:
                own.append(_Group("person", [(article, entity)]))
        groups.extend(own)
    return groups


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
    groups = _grouped(members)
    ids: dict[tuple[str, str], str] = {}
    named: dict[str, _Group] = {}
    for group in groups:
        if not any(e.acts or (a.id, e.key) in holding for a, e in group.members):
            continue
        identity = slug_of(fold_spelling(group.name()) if group.kind == "person" else group.name())
        if identity in named:
            identity = f"{identity}-{group.kind}"
        named[identity] = group
        for article, entity in group.members:
            ids[article.id, entity.key] = identity
    stakeholders = [_stakeholder(identity, group, ids) for identity, group in sorted(named.items())]
    return _corrected(stakeholders, ids, settings, tuple(by_id.values()))


def _stakeholder(identity: str, group: _Group, ids: dict[tuple[str, str], str]) -> Stakeholder:
    name = group.name()
    aliases: set[str] = set()
    mentions: list[StakeholderMention] = []
    roles: list[Role] = []
    parties: Counter[str] = Counter()
    for article, entity in group.members:
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
