"""What reading asks of whoever places contents among the issues of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Pack


class Classifier(Protocol):
    """What places a content among issues (:class:`briefing_generator.issues.classifier.IssueClassifier`)."""

    def classify(
        self, content: str, sentence: str, *, heading: str = "", context: str = "", label: str = ""
    ) -> tuple[str, float]:
        """Returns the code of an issue and how sure that is."""
        ...


class ScoringClassifier(Classifier, Protocol):
    """A classifier that also tells what it makes of each issue of its pack."""

    pack: Pack

    def scores(
        self, content: str, sentence: str, *, heading: str = "", context: str = "", label: str = ""
    ) -> dict[str, float]:
        """Returns each issue's score, ``other`` left out."""
        ...

    def terms(self, text: str) -> dict[str, float]:
        """Returns the weight of a text's terms alone, for each issue that it has any of."""
        ...

    def shares(self, sentences: Iterable[str]) -> dict[str, float]:
        """Returns for each issue the share of sentences that are about it."""
        ...
