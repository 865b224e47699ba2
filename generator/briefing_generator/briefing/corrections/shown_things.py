"""Corrections of what the articles tell together: events, disagreements, figures that differ, and where parties meet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from briefing_generator.briefing.comparing.disagreements import identity_of
from briefing_generator.briefing.corrections.doubts import FILE, fitting, in_article, problem, short, stale, which
from briefing_generator.briefing.corrections.quotes import place_quote
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.corpus.settings_entries import dated
from briefing_generator.model import (
    Article,
    ComparisonCorrection,
    Corpus,
    Disagreement,
    Discrepancy,
    Event,
    EventCorrection,
    Evidence,
    Gap,
    Precision,
    Problem,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Compared = TypeVar("Compared", Disagreement, Discrepancy, Gap)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pages show of all articles together, and what was odd about its corrections."""

    timeline: tuple[Event, ...]
    disagreements: tuple[Disagreement, ...]
    discrepancies: tuple[Discrepancy, ...]
    gaps: tuple[Gap, ...]
    problems: tuple[Problem, ...] = ()


def correct_shown(corpus: Corpus, shown: Shown, statements: Mapping[str, Statement], as_of: str | None) -> Shown:
    """Returns what is shown after the corrections of ``briefing.yml``, and those that fit nothing or more than one thing.

    Args:
        corpus: whose settings are applied.
        shown: what was found.
        statements: by id, for the words that disagreements and meetings rest on.
        as_of: the day of the latest article.
    """
    settings, articles = corpus.settings, {a.id: a for a in corpus.articles if a.status == "used"}
    told: list[Problem] = []

    def words(*ids: str) -> list[Evidence]:
        return [statements[i].evidence for i in ids if i in statements]

    def left(
        what: str,
        things: tuple[Compared, ...],
        corrections: Iterable[ComparisonCorrection],
        evidence: Callable[[Compared], Iterable[Evidence]],
    ) -> tuple[Compared, ...]:
        kept = list(things)
        for asked in corrections:
            hits = fitting(things, asked, lambda thing: thing.id, evidence, articles)
            if len(hits) == 1:
                kept = [thing for thing in kept if thing.id != hits[0].id]
            elif hits:
                named = [(hit.id, " / ".join(as_shown(e.quote) for e in evidence(hit))) for hit in hits]
                told.append(which(asked.line, f"{what}s", asked.quote or "", named, "`id`"))
            else:
                told.append(stale(asked, what, things, lambda thing: thing.id, evidence))
        return tuple(kept)

    return Shown(
        _events(shown.timeline, settings.events, articles, as_of, told),
        left("disagreement", shown.disagreements, settings.disagreements, lambda d: words(*d.statements)),
        left("discrepancy", shown.discrepancies, settings.discrepancies, lambda d: [a.evidence for a in d.accounts]),
        left("meeting", shown.gaps, settings.meetings, lambda g: words(g.asks, g.answers)),
        tuple(told),
    )


def _resting(event: Event) -> tuple[Evidence, ...]:
    return event.evidence, *event.also


def _events(
    timeline: Iterable[Event],
    corrections: Iterable[EventCorrection],
    articles: Mapping[str, Article],
    as_of: str | None,
    told: list[Problem],
) -> tuple[Event, ...]:
    events = list(timeline)
    for asked in corrections:
        day = dated(asked.set_date) if asked.set_date else None
        if asked.action == "add":
            added = _added(asked, articles, as_of, told)
            events += [added] if added and all(event.id != added.id for event in events) else []
            continue
        hits = fitting(events, asked, lambda event: event.id, _resting, articles)
        if len(hits) > 1:
            named = [(hit.id, f"{hit.date}: {hit.text}") for hit in hits]
            told.append(which(asked.line, "events", asked.quote or "", named, "`id`"))
        elif not hits:
            told.append(stale(asked, "event", events, lambda event: event.id, _resting))
        elif asked.action == "hide":
            events.remove(hits[0])
        else:
            events[events.index(hits[0])] = _set(hits[0], asked, day, as_of)
    order: dict[Precision, int] = {"day": 0, "week": 1, "month": 2, "year": 3}
    changed = any(event.corrected for event in events)
    return tuple(sorted(events, key=lambda event: (event.date, order[event.precision])) if changed else events)


def _set(event: Event, asked: EventCorrection, day: tuple[str, Precision] | None, as_of: str | None) -> Event:
    first, precision = day or (event.date, event.precision)
    stage, planned = event.stage, event.planned
    if asked.set_stage is not None:
        # What somebody says has happened is planned no more.
        stage, planned = asked.set_stage, asked.set_stage != "told"
    elif day and stage != "told":
        stage = "ahead" if as_of is not None and first > as_of else "due"
    return replace(
        event, date=first, precision=precision, text=asked.set_text or event.text, stage=stage, planned=planned,
        ending=None if asked.set_stage or day else event.ending,
        corrected=True, by=asked.by, reason=asked.reason,
    )  # fmt: skip


def _added(
    asked: EventCorrection, articles: Mapping[str, Article], as_of: str | None, told: list[Problem]
) -> Event | None:
    day, quote = dated(asked.set_date or ""), asked.quote or ""
    places = [e for a in articles.values() if (e := place_quote(a, quote)) and in_article(e, asked.article, articles)]
    if not places or day is None:
        told.append(problem(FILE, asked.line, "correction-stale", f"no article holds {short(quote)} any more."))
        return None
    # Where several articles have the same words the event rests on all of them.
    first, *also = sorted(places, key=lambda e: (articles[e.article].date or "9999", e.article))
    written = articles[first.article].date
    stage = asked.set_stage or ("ahead" if as_of is not None and day[0] > as_of else "told")
    planned = stage != "told" or (written is not None and day[0] > written)
    identity = identity_of(day[0], first.article, first.quote)
    return Event(
        identity, *day, asked.set_text or as_shown(first.quote), first, tuple(also), planned, stage,
        asked.by, asked.reason, True,
    )  # fmt: skip
