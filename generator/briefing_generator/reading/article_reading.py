"""One article read: parse, names, quotations, statements and dates in their order."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from briefing_generator.model import Article, Pack, Quotation, Reading, Statement

if TYPE_CHECKING:
    from briefing_generator.issues.classifier import IssueClassifier
    from briefing_generator.reading.text.parse import Parsed

_DAY = len("2025-01-31")
_classifiers: dict[Pack, IssueClassifier] = {}


def _classifier(pack: Pack) -> IssueClassifier:
    from briefing_generator.issues.classifier import IssueClassifier

    if pack not in _classifiers:
        _classifiers[pack] = IssueClassifier(pack)
    return _classifiers[pack]


def _dated(
    parsed: Parsed, statements: tuple[Statement, ...], quotations: tuple[Quotation, ...]
) -> tuple[Statement, ...]:
    """Returns statements each with the day on which its position was taken, where its sentence or the telling has an earlier."""
    from briefing_generator.reading.dates.event_dates import event_date
    from briefing_generator.reading.dates.told_on import days_told

    article = parsed.article
    written = date.fromisoformat(article.date) if article.date and len(article.date) == _DAY else None
    starts = [s.start for s in parsed.sentences]
    days = days_told(parsed.sentences, quotations, written)
    told = []
    for one in statements:
        sentence = parsed.sentences[max(0, bisect_right(starts, one.evidence.start) - 1)]
        day = event_date(sentence, one.evidence.start, one.evidence.end, written)
        if day is None:
            day = next((days[n] for n in sorted(days) if _stands_in(one, quotations[n])), None)
        earlier = day is not None and (written is None or day < written)
        told.append(replace(one, date=day.isoformat()) if day is not None and earlier else one)
    return tuple(told)


def _stands_in(one: Statement, quotation: Quotation) -> bool:
    """Tells whether what carries a statement is told as somebody's words."""
    shared = min(one.evidence.end, quotation.end) - max(one.evidence.start, quotation.start)
    return 2 * shared >= one.evidence.end - one.evidence.start


def read_article(article: Article, pack: Pack) -> Reading:
    """Reads one article.

    Args:
        article: what to read; one that is not in use (``refused``, ``duplicate``) gives an empty reading, unless its words differ from those
            of the article that is used in its place.
        pack: the issues to look for and their language.

    Returns the reading: sentences outside headings and furniture, entities, quotations, statements, dates; every
    span counts code points into ``article.text``. Raises ``OSError`` when the language model is not installed.
    """
    if article.status != "used" and not article.differs:
        return Reading(article.id, pack.name)
    from briefing_generator.reading.candidates.holders import HolderFinder
    from briefing_generator.reading.candidates.unnamed import with_unnamed
    from briefing_generator.reading.coreference.entities import find_referents
    from briefing_generator.reading.dates.dates import find_dates
    from briefing_generator.reading.quotations.quotations import find_quotations
    from briefing_generator.reading.quotations.turns import find_voices
    from briefing_generator.reading.statements.scoring import load_scorer
    from briefing_generator.reading.statements.statements import find_statements
    from briefing_generator.reading.tagger.tagging import tagged
    from briefing_generator.reading.text.parse import parse_article
    from briefing_generator.reading.text.self_contained import find_sentences

    parsed = parse_article(article)
    referents = find_referents(parsed)
    voices = find_voices(parsed, referents)
    quotations = find_quotations(parsed, referents, voices)
    tags = tagged([s.doc.text for s in parsed.sentences]) if load_scorer() is not None else []
    if tags:
        referents = with_unnamed(parsed, referents, tags, HolderFinder(parsed, referents, quotations, voices))
    statements = find_statements(parsed, referents, quotations, _classifier(pack), voices, tags)
    statements = _dated(parsed, statements, tuple(quotations))
    sentences = find_sentences(parsed, referents)
    return Reading(
        article.id,
        pack.name,
        sentences,
        tuple(referents.entities),
        tuple(quotations),
        tuple(statements),
        find_dates(parsed, sentences),
        too_long=parsed.too_long,
    )
