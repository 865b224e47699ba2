"""What frames an article's sentences: bylines, datelines, and headings that are written like sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing_generator.reading.text.parse import ParsedSentence


def reads_like_sentence(sentence: ParsedSentence) -> bool:
    """Tells whether a heading is written like a sentence, so that capitals in it tell of names."""
    words = [t for t in sentence.doc[1:] if t.is_alpha and len(t) > 3]
    return bool(words) and 2 * sum(t.text[0].isupper() for t in words) <= len(words)


def is_byline(sentence: ParsedSentence) -> bool:
    """Tells whether a sentence only says who wrote the article ("By Ana Ruiz, Harbour Weekly")."""
    doc = sentence.doc
    return len(doc) > 1 and doc[0].lower_ == "by" and len(doc) < 16 and not any(t.pos_ in ("VERB", "AUX") for t in doc)


def dateline_end(sentence: ParsedSentence) -> int:
    """Returns the index behind a dateline ("LIMA, March 2 (Kessary Wire) — …"), 0 where there is none."""
    doc = sentence.doc
    if not (doc[0].text.isupper() and doc[0].is_alpha):
        return 0
    return next((t.i + 1 for t in doc[1:14] if t.text in ("—", "–", "--", "-") and t.nbor(-1).text != "-"), 0)
