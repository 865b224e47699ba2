"""Where words that a person copied stand: in an article, in an evidence; as the file has them, or as a page shows them."""

from __future__ import annotations

import re

from briefing_generator.corpus.body.markup import as_shown, find_shown
from briefing_generator.model import Article, Evidence


def place_quote(article: Article, quote: str | None) -> Evidence | None:
    """Returns where a quote stands in an article, line breaks and spaces aside; None where it does not.

    The quote may be as the file has it or as a page shows it, without marks and with signs for entities.
    """
    words = quote.split() if quote else []
    if quote is None or not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), article.text)
    place = found.span() if found else find_shown(article.text, quote)
    return Evidence(article.id, *place, article.text[slice(*place)]) if place else None


def holds_quote(evidence: Evidence, quote: str) -> bool:
    """Tells whether a quote stands in an evidence: as the file has it, or as a page shows it."""
    if " ".join(quote.split()) in " ".join(evidence.quote.split()):
        return True
    return (shown := as_shown(quote)) != "" and shown in as_shown(evidence.quote)
