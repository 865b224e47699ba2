"""Words of an article that name nobody who acts: words in small letters, and places where something lies."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefing_generator.reading.names.states import lies_in
from briefing_generator.reading.names.world import fold_name
from briefing_generator.reading.text.framing import dateline_end

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.reading.names.recognised import Candidate
    from briefing_generator.reading.text.parse import ParsedSentence


def mere_places(candidates: Iterable[Candidate], sentences: Iterable[ParsedSentence]) -> frozenset[str]:
    """Returns the folded names that stand in a dateline or behind "in": where something lies, and nobody."""
    found = {fold_name(c.text) for c in candidates if lies_in(c.sentence.doc[c.last - 1])}
    for sentence in sentences:
        end = dateline_end(sentence)
        upper = [t.text for t in sentence.doc[:end] if t.text.isupper() and t.is_alpha]
        found |= {fold_name(" ".join(upper[:size])) for size in (1, 2)}
    return frozenset(found)


def common_words(sentences: Iterable[ParsedSentence]) -> frozenset[str]:
    """Returns the words that stand in small letters as often as with a capital inside a sentence: no names."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for sentence in sentences:
        small.update(t.lower_ for t in sentence.doc if t.is_lower)
        large.update(t.lower_ for t in sentence.doc if t.i and t.is_title)
    return frozenset(word for word, count in small.items() if count >= large[word])
