"""Which issue of a pack a statement is about.

Weighted terms decide where they speak clearly: those of the content count most, then those of the sentence, then the
heading's; within the content the words near its head, which come first, outweigh later ones. Static sentence
embeddings (wordllama) against the pack's descriptions and examples settle what the terms leave open.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.model import Pack
from generator.packs.packs import term_pattern

if TYPE_CHECKING:
    import numpy as np

_CLEAR = 2.0
_NEAR = 0.34


@cache
def sentence_embedder() -> Any:
    """Returns the static embedding model that lies in wordllama's own package; nothing is fetched."""
    from importlib.util import find_spec

    from wordllama import WordLlama

    spec = find_spec("wordllama")
    assert spec is not None
    assert spec.origin is not None
    return WordLlama.load(cache_dir=Path(spec.origin).parent, disable_download=True)


class IssueClassifier:
    """Places statements among the issues of one pack."""

    def __init__(self, pack: Pack) -> None:
        """Prepares the pack's terms; the embeddings are loaded when first needed."""
        self.pack = pack
        self._weights: dict[str, list[tuple[str, float]]] = {}
        for issue in pack.issues:
            for term, weight in issue.terms:
                self._weights.setdefault(term, []).append((issue.code, weight))
        self._pattern = term_pattern(tuple(self._weights)) if self._weights else None
        self._anchors: tuple[list[str], np.ndarray[Any, Any]] | None = None

    def _terms(self, text: str, decay: float) -> dict[str, float]:
        scores: dict[str, float] = {}
        if self._pattern is None or not text:
            return scores
        for match in self._pattern.finditer(text):
            term = re.sub(r"\s+", " ", match.group(1).casefold().replace("’", "'"))
            words_before = text.count(" ", 0, match.start())
            for code, weight in self._weights[term]:
                scores[code] = scores.get(code, 0.0) + weight * decay**words_before
        return scores

    def _alike(self, text: str) -> dict[str, float]:
        if self._anchors is None:
            pairs = [
                (i.code, t) for i in self.pack.issues for t in (i.description, *i.examples) if t and i.code != "other"
            ]
            if not pairs:
                return {}
            self._anchors = [code for code, _ in pairs], sentence_embedder().embed([t for _, t in pairs], norm=True)
        codes, vectors = self._anchors
        near = vectors @ sentence_embedder().embed([text], norm=True)[0]
        best: dict[str, float] = {}
        for code, value in zip(codes, near.tolist(), strict=True):
            best[code] = max(best.get(code, 0.0), value)
        return best

    def classify(self, content: str, sentence: str, *, heading: str = "", context: str = "") -> tuple[str, float]:
        """Returns the code of the issue that a content is about and how sure that is (0 to 1).

        Args:
            content: what is demanded, refused, offered …, in the article's words.
            sentence: the clause or sentence it stands in.
            heading: the heading or the bullet's lead-in above it.
            context: what stands before it, for contents that point back ("this", "such a mission").
        """
        scores: dict[str, float] = {}
        for text, share, decay in (
            (content, 1.0, 0.93),
            (sentence, 0.25, 0.98),
            (heading, 0.2, 1.0),
            (context, 0.1, 1.0),
        ):
            for code, value in self._terms(text, decay).items():
                scores[code] = scores.get(code, 0.0) + share * value
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if ranked and ranked[0][1] >= _CLEAR:
            rival = ranked[1][1] if len(ranked) > 1 else 0.0
            return ranked[0][0], round(min(0.98, 0.55 + 0.45 * (ranked[0][1] - rival) / ranked[0][1]), 3)
        alike = self._alike(content or sentence)
        for code, value in alike.items():
            scores[code] = scores.get(code, 0.0) + 4.0 * max(0.0, value - 0.2)
        best = max(sorted(scores), key=lambda code: scores[code], default=None)
        if best is None or (scores[best] < 0.5 and alike.get(best, 0.0) < _NEAR):
            return "other", 0.3
        return best, round(min(0.7, 0.3 + scores[best] / 8), 3)
