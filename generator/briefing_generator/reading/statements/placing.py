"""Which issue a draft is about: the pack's terms and examples, and the encoder's likeness, weighed together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import seen
from briefing_generator.reading.tagger.issues import issue_likeness

if TYPE_CHECKING:
    from spacy.tokens import Span

    from briefing_generator.model import Pack
    from briefing_generator.reading.spans.evidence import Around, Matter, ScoringClassifier
    from briefing_generator.reading.tagger.tagging import Tags

OTHER = "other"
_TERMS = 10.0
"""What brings scores by terms to the size of likenesses."""


def issue_options(
    tags: Tags, words: Span, matter: Matter, classifier: ScoringClassifier, around: Around
) -> list[tuple[str, dict[str, float]]]:
    """Returns each issue of the pack with what speaks for it, by name; none where the pack has no issues.

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
    text = around.antecedents.text
    likeness = issue_likeness(tags, *at, pack)
    scores = classifier.scores(
        matter.words,
        seen(text, matter.start, matter.end),
        heading=around.heading,
        context=around.before,
        label=around.label,
    )
    return [
        (
            issue.code,
            {
                "likeness": likeness.get(issue.code, 0.0),
                "terms": scores.get(issue.code, 0.0) / _TERMS,
                "by terms": float(issue.code == matter.issue) * matter.sure,
                "other": float(issue.code == OTHER),
            },
        )
        for issue in pack.issues
    ]
