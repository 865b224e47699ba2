"""Where a thing on the pages comes from, told in words, with the lines of ``briefing.yml`` that would correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from briefing_generator.briefing.corrections.lookup import look_up
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.model import (
    ACTS,
    Article,
    Bracket,
    Briefing,
    Disagreement,
    Discrepancy,
    Event,
    Evidence,
    Gap,
    KeyPoint,
    Quotation,
    Revision,
    Stakeholder,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_MENTIONS = 5
_ASKED = 12
"""Things that are listed where one of them is asked for."""
_WHY = {"by": "your name", "reason": "why"}


def explain(briefing: Briefing, asked: str) -> str | None:
    """Returns where a thing comes from, and the lines that would correct it; None where the briefing holds none.

    What is asked for is an id, as ``briefing.json`` or a link of the pages (``#st-…``) has it, a name, or words of a
    passage. Where these mean several things they are listed, and one is asked for.
    """
    found = look_up(briefing, asked)
    if not found:
        return None
    if len(found) == 1:
        return "\n".join(_TELLERS[type(found[0].thing)](briefing, found[0].thing))
    told = [f"{' '.join(asked.split())!r} means {len(found)} things; which? Ask for the id, or for more words:"]
    told += [f"  {each.id:<12} {each.kind:<12} {_cut(each.words)}" for each in found[:_ASKED]]
    return "\n".join([*told, *([f"  and {len(found) - _ASKED} more"] if len(found) > _ASKED else [])])


def explained(briefing: Briefing, asked: str) -> list[dict[str, str]]:
    """Returns all that somebody may mean (see :func:`explain`) as data: id, kind, words, and what is told of each."""
    return [
        {
            "briefing": briefing.name, "id": each.id, "kind": each.kind, "words": each.words,
            "told": "\n".join(_TELLERS[type(each.thing)](briefing, each.thing)),
        }
        for each in look_up(briefing, asked)
    ]  # fmt: skip


def _cut(words: str) -> str:
    return words if len(words) <= 100 else f"{words[:99]}…"


def _rows(**rows: object) -> list[str]:
    return [f"  {name.replace('_', ' '):<11} {value}" for name, value in rows.items() if value not in (None, "")]


def _name(briefing: Briefing, identity: str | None) -> str:
    names = {s.id: s.name for s in briefing.stakeholders}
    return names.get(identity or "", identity or "nobody who is named")


def _article(briefing: Briefing, identity: str) -> Article:
    return next(article for article in briefing.articles if article.id == identity)


def _place(article: Article, start: int) -> str:
    return f"{article.path}:{article.line(start)}" + (f", {article.date}" if article.date else ", undated")


def _sentence(briefing: Briefing, evidence: Evidence) -> str:
    article = _article(briefing, evidence.article)
    spans = dict(briefing.sentences).get(article.id, ())
    inside = [s for s in spans if s[0] < evidence.end and evidence.start < s[1]]
    return as_shown(article.text[inside[0][0] : inside[-1][1]] if inside else evidence.quote)


def _yaml(told: str, **parts: object) -> list[str]:
    written = yaml.safe_dump(parts, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=False)
    lines = (f"{line}{_choices(line.strip())}" for line in written.splitlines())
    return [f"  {told}, write into briefing.yml:", *(f"    {line}" for line in lines)]


def _choices(line: str) -> str:
    """Returns a comment with what else may stand behind a key."""
    key, _, value = line.partition(": ")
    choices = {"set_act": ACTS, "set_stage": ("told", "ahead", "due")}.get(key, ())
    return f"  # or {', '.join(choice for choice in choices if choice != value)}" if choices else ""


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
            confirmed="in briefing.yml" if s.confirmed else None, by=s.by, reason=s.reason, confidence=f"{s.confidence:.2f}", also_as=", ".join(others), part_of=", ".join(part),
        ),
    ]  # fmt: skip
    if s in briefing.hidden:
        lines += _rows(shown=f"no: the briefing asks for a confidence of {briefing.settings.threshold:.2f}")
    entry = {"id": s.id, "quote": as_shown(s.evidence.quote)}
    if s.origin == "read" and not s.confirmed:
        lines += _yaml("to confirm it", statements=[{**entry, "action": "confirm", **_WHY}])
    lines += _yaml("to hide it", statements=[{**entry, "action": "hide", **_WHY}])
    changed = {"set_act": s.act, "set_issue": s.issue, "set_content": as_shown(s.content)}
    party = {"set_party": _name(briefing, s.party)} if s.party else {"set_party": "who holds it"}
    return lines + _yaml("to change it (keep the lines you need)", statements=[{**entry, **party, **changed, **_WHY}])


def _stakeholder(briefing: Briefing, s: Stakeholder) -> list[str]:
    held: dict[str, list[str]] = {}
    for role in s.roles:
        held.setdefault(role.role, []).append(role.date or "")
    roles = (f"{role} ({' to '.join(_first_and_last(days)) or 'undated'})" for role, days in held.items())
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
        *_yaml("to hide it", stakeholders=[{"match": s.name, "hide": True, **_WHY}]),
        *_yaml(
            "to correct it (keep the lines you need)",
            stakeholders=[
                {"match": s.name, "name": s.name, "kind": s.kind, "party": _name(briefing, s.party) if s.party else "whom it speaks for",
                 "merge": ["another name of the same"], "by": "your name", "reason": "why"}
            ],
        ),
    ]  # fmt: skip


def _first_and_last(days: list[str]) -> list[str]:
    known = sorted({day for day in days if day})
    return known[:: max(1, len(known) - 1)]


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
    entry = {"id": event.id, "quote": as_shown(event.evidence.quote)}
    day = event.date[: {"year": 4, "month": 7}.get(event.precision, 10)]
    changed = {"set_date": day, "set_text": event.text, "set_stage": event.stage}
    return [
        f"{event.date} ({event.precision}{', planned' if event.planned else ''}): {event.text}",
        *_rows(
            article=_place(_article(briefing, event.evidence.article), event.evidence.start),
            sentence=_sentence(briefing, event.evidence),
            stage={"told": None, "ahead": "ahead of the latest article", "due": "due, and told by none as done"}[event.stage],
            by=event.by, reason=event.reason,
        ),
        *(line for also in event.also for line in _rows(also_in=_place(_article(briefing, also.article), also.start))),
        *_yaml("to hide it", events=[{**entry, "action": "hide", **_WHY}]),
        *_yaml("to change it (keep the lines you need)", events=[{**entry, **changed, **_WHY}]),
    ]  # fmt: skip


def _evidence(briefing: Briefing, *held: Evidence) -> list[str]:
    lines = []
    for each in held:
        article = _article(briefing, each.article)
        lines += _rows(article=_place(article, each.start), sentence=_sentence(briefing, each))
    return lines


def _point(briefing: Briefing, point: KeyPoint) -> list[str]:
    entry = {"quote": as_shown(point.evidence.quote)}
    return [
        f"on the Overview: {point.text}",
        *_rows(pinned="by the analyst" if point.pinned else None, by=point.by, reason=point.reason),
        *_evidence(briefing, point.evidence, *point.also),
        *_yaml("to drop it", overview=[{"action": "drop", **entry, **_WHY}]),
        *_yaml("to keep it there", overview=[{"action": "pin", **entry, **_WHY}]),
    ]


def _bracket(briefing: Briefing, bracket: Bracket) -> list[str]:
    sentence = _sentence(briefing, bracket.evidence)
    entry = {"id": bracket.id, "quote": sentence}
    return [
        f"“{as_shown(bracket.evidence.quote)}” is shown as [{bracket.name}]",
        *_rows(by=bracket.by, reason=bracket.reason),
        *_evidence(briefing, bracket.evidence),
        *_yaml("to change the name", brackets=[{**entry, "set_name": bracket.name, **_WHY}]),
        *_yaml("to leave out the sentence that needs it", brackets=[{**entry, "action": "hide", **_WHY}]),
    ]


def _discrepancy(briefing: Briefing, one: Discrepancy) -> list[str]:
    lines = ["the same, counted anew" if one.successive else "accounts differ"]
    for account in one.accounts:
        lines += [*_rows(figure=as_shown(account.figure)), *_evidence(briefing, account.evidence)]
    entry = {"id": one.id, "quote": as_shown(one.accounts[0].evidence.quote)}
    return [*lines, *_yaml("to hide it", discrepancies=[{**entry, "action": "hide", **_WHY}])]


def _gap(briefing: Briefing, gap: Gap) -> list[str]:
    statements = {s.id: s for s in briefing.statements}
    both = [statements[i] for i in (gap.asks, gap.answers) if i in statements]
    entry = {"id": gap.id, "quote": as_shown(both[-1].evidence.quote) if both else ""}
    told = "asked and met" if gap.kind == "met" else "asked and refused"
    lines = [
        f"{told}, {briefing.pack.issue(gap.issue).name}: {_name(briefing, gap.asked_by)}, {_name(briefing, gap.answered_by)}"
    ]
    lines += _yaml("to hide it", meetings=[{**entry, "action": "hide", **_WHY}])
    for statement in both:
        lines += ["", *_statement(briefing, statement)]
    return lines


def _revision(briefing: Briefing, revision: Revision) -> list[str]:
    return [
        f"an article says otherwise than another version or copy of it ({revision.id})",
        *_rows(was=as_shown(revision.was.quote), now=as_shown(revision.now.quote) if revision.now else "nothing"),
        *_evidence(briefing, *filter(None, (revision.was, revision.now))),
    ]


def _told_article(briefing: Briefing, article: Article) -> list[str]:
    held = sum(s.evidence.article == article.id for s in briefing.statements)
    wrong = [f"  {'wrong':<11} {problem.message}" for problem in briefing.problems if problem.path == article.path]
    return [
        article.title,
        *_rows(
            file=article.path, id=article.id, status=article.status, why=article.reason,
            date=f"{article.date or 'not known'} ({article.date_basis}{', from ' + article.date_from if article.date_from else ''})",
            source=f"{article.source or 'not known'} ({article.source_basis})", statements=held,
        ),
        *wrong,
        "  to correct it, write title, date, source or author into its front matter; `draft: true` there leaves it out.",
    ]  # fmt: skip


def _disagreement(briefing: Briefing, d: Disagreement) -> list[str]:
    statements = {s.id: s for s in briefing.statements}
    lines = [
        f"{d.kind}, {briefing.pack.issue(d.issue).name}: {', '.join(_name(briefing, p) for p in d.parties)}",
        *_rows(note=d.note, strength=f"{d.strength:.2f}"),
    ]
    first = next((statements[i] for i in d.statements if i in statements), None)
    entry = {"id": d.id, **({"quote": as_shown(first.evidence.quote)} if first else {})}
    lines += _yaml("to hide it", disagreements=[{**entry, "action": "hide", **_WHY}])
    for identity in d.statements:
        if identity in statements:
            lines += ["", *_statement(briefing, statements[identity])]
    return lines


_TELLERS: dict[type, Callable[[Briefing, Any], list[str]]] = {
    Article: _told_article, Bracket: _bracket, Disagreement: _disagreement, Discrepancy: _discrepancy, Event: _event,
    Gap: _gap, KeyPoint: _point, Quotation: _quotation, Revision: _revision, Stakeholder: _stakeholder,
    Statement: _statement,
}  # fmt: skip
