"""Where a thing on the pages comes from, told in words, with the lines of ``briefing.yml`` that would correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.model import Article, Briefing, Disagreement, Event, Evidence, Quotation, Stakeholder, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MENTIONS = 5


def explain(briefing: Briefing, identity: str) -> str | None:
    """Returns where the thing of this id comes from; None where the briefing holds none.

    A statement is told with article, sentence, rule, words, confidence and what it is part of; a stakeholder with its
    names, roles and where it is named; a quotation, an event and a disagreement with the sentences that carry them.
    """
    tellers: tuple[tuple[Iterable[Any], Callable[[Briefing, Any], list[str]]], ...] = (
        ((*briefing.statements, *briefing.hidden, *briefing.unplaced), _statement),
        (briefing.stakeholders, _stakeholder),
        (briefing.quotations, _quotation),
        (briefing.timeline, _event),
        (briefing.disagreements, _disagreement),
    )
    for things, tell in tellers:
        for thing in things:
            if thing.id == identity:
                return "\n".join(tell(briefing, thing))
    return None


def _rows(**rows: object) -> list[str]:
    return [f"  {name.replace('_', ' '):<11} {value}" for name, value in rows.items() if value not in (None, "")]


def _name(briefing: Briefing, identity: str | None) -> str:
    names = {s.id: s.name for s in briefing.stakeholders}
    return names.get(identity or "", identity or "nobody who is named")


def _article(briefing: Briefing, identity: str) -> Article:
    return next(article for article in briefing.articles if article.id == identity)


def _place(article: Article, start: int) -> str:
    line = article.body_line + article.text.count("\n", 0, start)
    return f"{article.path}:{line}" + (f", {article.date}" if article.date else ", undated")


def _sentence(briefing: Briefing, evidence: Evidence) -> str:
    article = _article(briefing, evidence.article)
    spans = dict(briefing.sentences).get(article.id, ())
    inside = [s for s in spans if s[0] < evidence.end and evidence.start < s[1]]
    return as_shown(article.text[inside[0][0] : inside[-1][1]] if inside else evidence.quote)


def _yaml(told: str, **parts: object) -> list[str]:
    written = yaml.safe_dump(parts, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=False)
    return [f"  {told}, write into briefing.yml:", *(f"    {line}" for line in written.splitlines())]


def _statement(briefing: Briefing, s: Statement) -> list[str]:
    article = _article(briefing, s.evidence.article)
    same = [p for p in briefing.positions if s.id in p.statements]
    others = [i for p in same for group in p.same if s.id in group for i in group if i != s.id]
    part = [f"{d.kind} ({d.id})" for d in briefing.disagreements if s.id in d.statements]
    lines = [
        f"{_name(briefing, s.party)} {s.act} ({briefing.pack.issue(s.issue).name}): {as_shown(s.content)}",
        *_rows(
            article=_place(article, s.evidence.start), sentence=_sentence(briefing, s.evidence), evidence=as_shown(s.evidence.quote),
            rule=s.rule, said_by=_name(briefing, s.speaker) if s.speaker else None, level=s.level,
            condition=as_shown(s.condition or ""), addressee=as_shown(_name(briefing, s.addressee)) if s.addressee else None,
            origin={"read": None, "front-matter": "the article's front matter", "correction": "briefing.yml"}[s.origin],
            by=s.by, reason=s.reason, confidence=f"{s.confidence:.2f}", also_as=", ".join(others), part_of=", ".join(part),
        ),
    ]  # fmt: skip
    if s in briefing.hidden:
        lines += _rows(shown=f"no: the briefing asks for a confidence of {briefing.settings.threshold:.2f}")
    entry = {"id": s.id, "quote": as_shown(s.evidence.quote)}
    why = {"by": "your name", "reason": "why"}
    act = next(act for act in ("rejects", "demands") if act != s.act)
    lines += _yaml("to hide it", statements=[{**entry, "action": "hide", **why}])
    changed = {"set_act": act, "set_issue": s.issue, "set_content": as_shown(s.content)}
    party = {"set_party": _name(briefing, s.party)} if s.party else {"set_party": "who holds it"}
    return lines + _yaml("to change it (keep the lines you need)", statements=[{**entry, **party, **changed, **why}])


def _stakeholder(briefing: Briefing, s: Stakeholder) -> list[str]:
    roles = dict.fromkeys(f"{role.role} ({role.date or 'undated'})" for role in s.roles)
    places = [
        f"{_place(_article(briefing, m.article), m.start)}: {' '.join(m.text.split())}" for m in s.mentions[:_MENTIONS]
    ]
    more = len(s.mentions) - len(places)
    return [
        f"{s.name} ({s.kind})",
        *_rows(
            also=", ".join(s.aliases), roles="; ".join(roles), speaks_for=_name(briefing, s.party) if s.party else None,
            by=s.by, reason=s.reason,
        ),
        *(f"  {'named in' if not at else '':<11} {place}" for at, place in enumerate(places)),
        *([f"  {'':<11} and {more} more"] if more > 0 else []),
        *_yaml(
            "to correct it (keep the lines you need)",
            stakeholders=[
                {"match": s.name, "name": s.name, "kind": s.kind, "party": _name(briefing, s.party) if s.party else "whom it speaks for",
                 "merge": ["another name of the same"], "by": "your name", "reason": "why"}
            ],
        ),
    ]  # fmt: skip


def _quotation(briefing: Briefing, q: Quotation) -> list[str]:
    article = _article(briefing, q.article)
    evidence = Evidence(q.article, q.start, q.end, q.quote)
    speaker = article.text[q.speaker_start : q.speaker_end] if q.speaker_start is not None else None
    return [
        f"{_name(briefing, q.speaker)}: {as_shown(q.quote)}",
        *_rows(
            article=_place(article, q.start), sentence=_sentence(briefing, evidence), kind=q.kind, speaker=speaker,
            words=q.cue,
        ),
    ]  # fmt: skip


def _event(briefing: Briefing, event: Event) -> list[str]:
    return [
        f"{event.date} ({event.precision}{', planned' if event.planned else ''}): {event.text}",
        *_rows(
            article=_place(_article(briefing, event.evidence.article), event.evidence.start),
            sentence=_sentence(briefing, event.evidence),
        ),
        *(line for also in event.also for line in _rows(also_in=_place(_article(briefing, also.article), also.start))),
    ]


def _disagreement(briefing: Briefing, d: Disagreement) -> list[str]:
    statements = {s.id: s for s in briefing.statements}
    lines = [
        f"{d.kind}, {briefing.pack.issue(d.issue).name}: {', '.join(_name(briefing, p) for p in d.parties)}",
        *_rows(note=d.note, strength=f"{d.strength:.2f}"),
    ]
    for identity in d.statements:
        if identity in statements:
            lines += ["", *_statement(briefing, statements[identity])]
    return lines
