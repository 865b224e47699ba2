"""Which issue of a pack a statement is about.

Two witnesses are heard. The pack's weighted terms: those of the content count most, then those of the sentence, of the
heading, of what stands before; within each, early words outweigh later ones. And static sentence embeddings
(wordllama): a ridge regression from the embeddings of the pack's own words (names, descriptions, examples, terms) to
its issues, which carries over to words that the pack does not list; and the nearest of the pack's examples. The sum,
through a softmax, tells how sure the choice is; where nothing is said the issue is ``other``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing_generator.issues.terms import TermIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np

    from briefing_generator.model import Pack

    Matrix = np.ndarray[Any, Any]

_TIED = 0.4
"""What a term counts for in the part of a content that only tells of a condition."""
_CONDITION = re.compile(r"\b(?:unless|only if|if|provided|so long as|as long as|until|without)\b", re.IGNORECASE)
_SENTENCE = 0.25
_HEADING = 0.2
_CONTEXT = 0.1
"""What a term counts for outside the content, against 1 within."""
_LEANING = (0.15, 0.9, 0.8)
"""What heading and context count for more, and likeness of the context, where the content itself says nothing."""
_ENOUGH = 3.0
"""Score from which a content says enough by itself."""
_LABEL, _LABEL_ALIKE = 0.6, 0.3
"""What a term of the label counts for, and the label's likeness."""
_DECAY = 0.97
_ALIKE = 6.0
"""What a full likeness by embedding counts for, in units of term weight."""
_TOLD = 10
"""Terms and examples for each issue from which likeness counts in full."""
_NEIGHBOUR = 6.0
"""What an example with the same words counts for."""
_FAR = 0.4
"""Cosine up to which an example is no neighbour."""
_RIDGE = 5.0
_TERM_AS_EXAMPLE = 0.125
"""What a term of weight 1 counts for in the regression, against 1 for an example."""
_LEAST = 1.2
"""Score below which a content is about no issue of the pack."""
_OTHER_SURE = 0.3
_TELLS = 2.0
"""Weight of terms from which a sentence tells what its article is about."""


@cache
def sentence_embedder() -> Any:
    """Returns the static embedding model that lies in wordllama's own package; nothing is fetched."""
    from importlib.util import find_spec

    from wordllama import WordLlama

    spec = find_spec("wordllama")
    assert spec is not None
    assert spec.origin is not None
    return WordLlama.load(cache_dir=Path(spec.origin).parent, disable_download=True)


def likeness_to(told: Sequence[tuple[int, str, float]], many: int) -> Matrix:
    """Returns a ridge regression's coefficients from embeddings to classes: dimensions by classes.

    Args:
        told: words of a class: which of the classes, the words, and what they weigh.
        many: how many classes there are.
    """
    import numpy as np

    embedded = sentence_embedder().embed([text for _, text, _ in told], norm=True).astype(np.float64)
    target = [at for at, _, _ in told]
    weights = np.array([weight for _, _, weight in told])
    of_class = np.bincount(target, weights=weights, minlength=many)
    # Classes told with many words must not outweigh those told with few.
    weights *= of_class.mean() / of_class[target]
    wanted = np.eye(many)[target] - 1 / many
    left = embedded.T @ (embedded * weights[:, None]) + _RIDGE * np.eye(embedded.shape[1])
    solved: Matrix = np.linalg.solve(left, embedded.T @ (wanted * weights[:, None]))
    return solved


def _untied(content: str) -> tuple[str, str]:
    """Returns a content before and from the words that tie it to a condition; all of it where it begins with them."""
    found = _CONDITION.search(content)
    if found is None or not content[: found.start()].strip():
        return content, ""
    return content[: found.start()], content[found.start() :]


class IssueClassifier:
    """Places statements among the issues of one pack."""

    def __init__(self, pack: Pack) -> None:
        """Prepares the pack's terms; the embeddings are loaded when first needed."""
        self.pack = pack
        self._index = TermIndex(pack)
        self._codes = [issue.code for issue in pack.issues if issue.code != "other"]
        told = sum(len(issue.terms) + len(issue.examples) for issue in pack.issues)
        # Likeness to a handful of words is worth little: a pack of key phrases places by its phrases.
        self._richness = min(1.0, told / (_TOLD * max(1, len(self._codes))))

    @cached_property
    def _examples(self) -> tuple[list[str], Matrix] | None:
        """The issue of each example, and the examples' embeddings."""
        pairs = [(code, text) for code in self._codes for text in self.pack.issue(code).examples]
        if not pairs:
            return None
        return [code for code, _ in pairs], sentence_embedder().embed([text for _, text in pairs], norm=True)

    @cached_property
    def _likeness(self) -> Matrix:
        """The regression's coefficients: embedding dimensions by issues."""
        texts: list[str] = []
        target: list[int] = []
        weight: list[float] = []
        for at, code in enumerate(self._codes):
            issue = self.pack.issue(code)
            own = [t for t in (issue.name, issue.description, *issue.examples) if t]
            texts += [*own, *(term for term, _ in issue.terms)]
            weight += [*(1.0 for _ in own), *(_TERM_AS_EXAMPLE * w for _, w in issue.terms)]
            target += [at] * (len(own) + len(issue.terms))
        return likeness_to(list(zip(target, texts, weight, strict=True)), len(self._codes))

    def scores(
        self, content: str, sentence: str, *, heading: str = "", context: str = "", label: str = ""
    ) -> dict[str, float]:
        """Returns each issue's score in units of term weight, ``other`` left out; see :meth:`classify`."""
        scores = dict.fromkeys(self._codes, 0.0)
        if not self._codes:
            return scores
        matter, tied = _untied(content)
        self._add(scores, matter, 1.0)
        self._add(scores, tied, _TIED)
        self._add(scores, sentence, _SENTENCE)
        self._add_likeness(scores, content or sentence, 1.0)
        self._add(scores, label, _LABEL)
        self._add_likeness(scores, label, _LABEL_ALIKE)
        # "It", "the offer", "15,000": what is meant was said before.
        leaning = self._richness * max(0.0, 1.0 - max(scores.values()) / _ENOUGH)
        more_heading, more_context, alike = (leaning * share for share in _LEANING)
        self._add(scores, heading, _HEADING + more_heading)
        self._add(scores, context, _CONTEXT + more_context)
        if context and leaning:
            self._add_likeness(scores, context, alike)
        return scores

    def terms(self, text: str) -> dict[str, float]:
        """Returns the weight of a text's terms alone, for each issue that it has any of."""
        return self._index.score(text, _DECAY)

    def shares(self, sentences: Iterable[str]) -> dict[str, float]:
        """Returns what an article is about: for each issue the share of sentences in which its terms weigh most.

        Sentences without terms to speak of are left out, and so are issues that no sentence is about.
        """
        about: Counter[str] = Counter()
        for sentence in sentences:
            found = self.terms(sentence)
            best = max(sorted(found), key=lambda code: round(found[code], 4), default=None)
            if best is not None and found[best] >= _TELLS:
                about[best] += 1
        return {code: count / about.total() for code, count in sorted(about.items())}

    def _add(self, scores: dict[str, float], text: str, share: float) -> None:
        if text:
            for code, value in self._index.score(text, _DECAY).items():
                if code in scores:
                    scores[code] += share * value

    def _add_likeness(self, scores: dict[str, float], text: str, share: float) -> None:
        if not text:
            return
        embedded = sentence_embedder().embed([text], norm=True)[0]
        for code, value in zip(self._codes, (embedded @ self._likeness).tolist(), strict=True):
            scores[code] += share * self._richness * _ALIKE * value
        for code, value in self._neighbours(embedded).items():
            scores[code] += share * _NEIGHBOUR * (value - _FAR) / (1 - _FAR)

    def _neighbours(self, embedded: Matrix) -> dict[str, float]:
        if self._examples is None:
            return {}
        codes, examples = self._examples
        nearest: dict[str, float] = {}
        for code, value in zip(codes, (examples @ embedded).tolist(), strict=True):
            if value > max(_FAR, nearest.get(code, 0.0)):
                nearest[code] = value
        return nearest

    def classify(
        self, content: str, sentence: str, *, heading: str = "", context: str = "", label: str = ""
    ) -> tuple[str, float]:
        """Returns the code of the issue that a content is about and how sure that is (0 to 1, two digits).

        Args:
            content: what is demanded, refused, offered …, in the article's words.
            sentence: the clause or sentence it stands in.
            heading: the heading or the bullet's lead-in above it.
            context: what stands before it, for contents that point back ("this", "such a mission").
            label: what the bullet or paragraph it stands in is headed with ("Pay: …").
        """
        scores = self.scores(content, sentence, heading=heading, context=context, label=label)
        # Rounded, so that the last digits of another machine's arithmetic decide nothing.
        best = max(self._codes, key=lambda code: round(scores[code], 4), default=None)
        if best is None or scores[best] < _LEAST:
            return "other", _OTHER_SURE
        return best, round(1 / sum(math.exp(value - scores[best]) for value in scores.values()), 2)
