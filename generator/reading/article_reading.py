"""One article to its reading: the room's assembly line."""

from __future__ import annotations

from generator.model import Article, Pack, Reading


def read_article(article: Article, pack: Pack) -> Reading:
    """Reads one article: who is named, who said what, who wants what, and when.

    A pure function of article, pack and the installed language model. An article that is not in use gives an empty
    reading.

    Args:
        article: what :func:`generator.load_corpus` gave.
        pack: the issues and their language.

    Raises:
        OSError: when the language model is not installed.
    """
    if article.status != "used":
        return Reading(article.id, pack.name)
    from generator.reading.dates import find_dates
    from generator.reading.issues import IssueClassifier
    from generator.reading.names import find_referents
    from generator.reading.openings import find_openings
    from generator.reading.parse import parse_article
    from generator.reading.quotations import find_quotations
    from generator.reading.statements import find_statements

    parsed = parse_article(article)
    referents = find_referents(parsed)
    quotations = find_quotations(parsed, referents)
    statements = find_statements(parsed, referents, quotations, IssueClassifier(pack))
    return Reading(
        article=article.id,
        pack=pack.name,
        sentences=find_openings(parsed, referents),
        entities=referents.entities,
        quotations=quotations,
        statements=statements,
        dates=find_dates(parsed),
    )
