"""What happened when: one entry an event, with its sources; what lay ahead of its article is marked as planned."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.briefing.positions import likeness
from generator.model import Article, Event, Evidence, Reading

_ALIKE = 0.45


def make_timeline(readings: Iterable[Reading], articles: Mapping[str, Article]) -> tuple[Event, ...]:
    """Returns the events in order of time; sentences of one date that share most of their words are one event."""
    by_date: dict[tuple[str, str], list[tuple[Article, str, Evidence]]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: (articles[r.article].date or "", r.article)):
        article = articles[reading.article]
        for mention in reading.dates:
            sentence = reading.sentences[mention.sentence]
            if sentence.opening == "pronoun" and sentence.subject is None:
                continue
            quote = article.text[sentence.start : sentence.end]
            by_date[mention.date, mention.precision].append(
                (article, quote, Evidence(article.id, sentence.start, sentence.end, quote))
            )
    events = []
    for (day, precision), told in sorted(by_date.items()):
        groups: list[list[tuple[Article, str, Evidence]]] = []
        for entry in told:
            home = next((g for g in groups if likeness(g[0][1], entry[1]) >= _ALIKE), None)
            if home is None:
                groups.append([entry])
            else:
                home.append(entry)
        for group in groups:
            article, text, evidence = group[0]
            planned = all(a.date is not None and day > a.date for a, _, _ in group)
            identity = hashlib.sha256(f"{day}\x1f{evidence.article}\x1f{text}".encode()).hexdigest()[:10]
            events.append(Event(identity, day, precision, text, evidence, tuple(e for _, _, e in group[1:]), planned))  # type: ignore[arg-type]
    return tuple(events)
