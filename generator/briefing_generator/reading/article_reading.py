"""One article read: parse, names, quotations, statements and dates in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.model import Article, Pack, Reading

if TYPE_CHECKING:
    from briefing_generator.issues.classifier import IssueClassifier

_classifiers: dict[Pack, IssueClassifier] = {}


def _classifier(pack: Pack) -> IssueClassifier:
    from briefing_generator.issues.classifier import IssueClassifier

    if pack not in _classifiers:
        _classifiers[pack] = IssueClassifier(pack)
    return _classifiers[pack]


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
    from briefing_generator.reading.coreference.entities import find_referents
    from briefing_generator.reading.dates.dates import find_dates
    from briefing_generator.reading.quotations.quotations import find_quotations
    from briefing_generator.reading.quotations.turns import find_voices
    from briefing_generator.reading.statements.statements import find_statements
    from briefing_generator.reading.text.parse import parse_article
    from briefing_generator.reading.text.self_contained import find_sentences

    parsed = parse_article(article)
    referents = find_referents(parsed)
    voices = find_voices(parsed, referents)
    quotations = find_quotations(parsed, referents, voices)
    statements = find_statements(parsed, referents, quotations, _classifier(pack), voices)
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
