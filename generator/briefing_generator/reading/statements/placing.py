"""Which issue a draft is about: the pack's terms and examples, the encoder's likeness, and the article, weighed together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import seen
from briefing_generator.reading.tagger.issues import issue_likeness

if TYPE_CHECKING:
    from spacy.tokens import Span

    from briefing_generator.model import Pack
    from briefing_generator.reading.spans.classifying import ScoringClassifier
    from briefing_generator.reading.spans.evidence import Around, Matter
    from briefing_generator.reading.tagger.tagging import Tags

OTHER = "other"
_TERMS = 10.0
"""What brings scores by terms to the size of likenesses."""
_ENOUGH = 3.0
"""Weight of terms from which words tell their issue themselves."""
_UNHEARD, _OTHER_SHARE = 0.03, 0.06
"""What is added to an issue's share of an article, and the share that no issue has: one that was never heard of may still come."""


def issue_options(
    tags: Tags, words: Span, matter: Matter, classifier: ScoringClassifier, around: Around
) -> list[tuple[str, dict[str, float]]]:
    """Returns each issue of the pack with what speaks for it, by name; none where the pack has no issues.

    "It was a big mistake", "the bloc will use it if it must": words that tell no issue themselves are most likely about
    what their sentence and their article are about.

    Args:
        tags: of the sentence.
        words: that carry the statement.
        matter: what it is about, with the issue that terms alone give it.
        classifier: of the pack.
        around: what stands around the sentence.
    """
    pack: Pack = classifier.pack
    at = tags.tokens(words[0].idx, words[-1].idx + len(words[-1]))
    if at is None or not pack.issues:
        return []
    clause = seen(around.antecedents.text, matter.start, matter.end)
    likeness = issue_likeness(tags, *at, pack)
    wider = issue_likeness(tags, 0, len(tags.places) - 1, pack)
    scores = classifier.scores(matter.words, clause, heading=around.heading, context=around.before, label=around.label)
    sentence = classifier.terms(words.doc.text)
    silent = max(0.0, 1.0 - max(classifier.terms(clause).values(), default=0.0) / _ENOUGH)
    found = []
    for issue in pack.issues:
        code, other = issue.code, float(issue.code == OTHER)
        share = math.log(_OTHER_SHARE if other else around.article.get(code, 0.0) + _UNHEARD)
        traits = {
            "likeness": likeness.get(code, 0.0),
            "likeness of the sentence": wider.get(code, 0.0),
            "terms": scores.get(code, 0.0) / _TERMS,
            "terms of the sentence of silent words": silent * sentence.get(code, 0.0) / _TERMS,
            "by terms": float(code == matter.issue) * matter.sure,
            "article": share,
            "article of silent words": silent * share,
            "other": other,
            "other of silent words": silent * other,
        }
        found.append((code, traits))
    return found
