"""One article to its reading: names, quotations, statements, dates. It depends on nothing but that article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model import Article, Corpus, Pack, Reading

if TYPE_CHECKING:
    from generator.reading.issues import IssueClassifier

__all__ = ["read_article", "read_corpus"]

_classifiers: dict[Pack, IssueClassifier] = {}


def _classifier(pack: Pack) -> IssueClassifier:
    from generator.reading.issues import IssueClassifier

    if pack not in _classifiers:
        _classifiers[pack] = IssueClassifier(pack)
    return _classifiers[pack]


def read_article(article: Article, pack: Pack) -> Reading:
    """Reads one article.

    Args:
        article: what to read; one that is not in use (``refused``, ``duplicate``) gives an empty reading.
        pack: the issues to look for and their language.

    Returns the reading: sentences outside headings and furniture, entities, quotations, statements, dates; every
    span counts code points into ``article.text``. Raises ``OSError`` when the language model is not installed.
    """
    if article.status != "used":
        return Reading(article.id, pack.name)
    from generator.reading.dates import find_dates
    from generator.reading.names import find_referents
    from generator.reading.parse import parse_article
    from generator.reading.quotations import find_quotations
    from generator.reading.sentences import find_sentences
    from generator.reading.statements import find_statements

    parsed = parse_article(article)
    referents = find_referents(parsed)
    quotations = find_quotations(parsed, referents)
    statements = find_statements(parsed, referents, quotations, _classifier(pack))
    sentences = find_sentences(parsed, referents)
    return Reading(
        article.id,
        pack.name,
        sentences,
        tuple(referents.entities),
        tuple(quotations),
        tuple(statements),
        find_dates(parsed, sentences),
    )


def read_corpus(
    corpus: Corpus, pack: Pack | None = None, cache: Path | None = None, told: Callable[[int, int], None] | None = None
) -> tuple[Reading, ...]:
    """Reads every article in use; see :func:`generator.reading.corpus_reading.read_corpus`."""
    from generator.reading.corpus_reading import read_corpus as read

    return read(corpus, pack, cache, told)
