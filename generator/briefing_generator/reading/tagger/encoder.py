"""The encoder: six layers of attention (MiniLM, Wang et al. 2020), by numpy alone.

Sentences are laid end to end, so that no time goes into padding; only attention looks at each by itself.
"""

from __future__ import annotations

import math
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from briefing_generator.reading.tagger.weights import Weights

    Matrix = np.ndarray[Any, Any]

_HEADS = 12
_LAYERS = 6
_ROOT = math.sqrt(2 / math.pi)


def _norm(x: Matrix, weight: Matrix, bias: Matrix) -> Matrix:
    import numpy as np

    x = x - x.mean(-1, keepdims=True)
    normed: Matrix = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * weight + bias
    return normed


def _gelu(x: Matrix) -> Matrix:
    """Returns the Gaussian error linear unit in the form with a hyperbolic tangent (Hendrycks and Gimpel 2016)."""
    import numpy as np

    inner = x * x
    inner *= 0.044715 * _ROOT
    inner += _ROOT
    inner *= x
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= 0.5
    return inner


def _heard(queries: Matrix, keys: Matrix, values: Matrix, length: int) -> Matrix:
    """Returns what each token of some sentences of one length takes up from the others of its sentence: tokens by dimensions."""
    import numpy as np

    tokens, wide = queries.shape
    apart = (tokens // length, length, _HEADS, wide // _HEADS)
    q, k, v = (x.reshape(apart).transpose(0, 2, 1, 3) for x in (queries, keys, values))
    scores = q @ k.transpose(0, 1, 3, 2) / math.sqrt(wide // _HEADS)
    scores -= scores.max(-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(-1, keepdims=True)
    heard: Matrix = (scores @ v).transpose(0, 2, 1, 3).reshape(tokens, wide)
    return heard


def _alike(lengths: Sequence[int]) -> list[tuple[int, int, int]]:
    """Returns the runs of sentences of one length: the first token, the one behind the last, and the length."""
    runs, at = [], 0
    for length, some in groupby(lengths):
        end = at + length * len(list(some))
        runs.append((at, end, length))
        at = end
    return runs


def encoded(weights: Weights, sentences: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[Matrix]:
    """Returns each sentence's tokens by dimensions (384).

    Args:
        weights: the encoder's.
        sentences: the ids of each one's tokens, and which of two texts each token belongs to (0 or 1).
    """
    import numpy as np

    lengths = [len(ids) for ids, _ in sentences]
    edges, runs = np.cumsum([0, *lengths]), _alike(lengths)
    ids = np.concatenate([np.asarray(ids, dtype=np.int64) for ids, _ in sentences])
    kinds = np.concatenate([np.asarray(kinds, dtype=np.int64) for _, kinds in sentences])
    places = np.concatenate([np.arange(n) for n in lengths])
    hidden = (
        weights.rows("embeddings.word_embeddings.weight", ids)
        + weights["embeddings.position_embeddings.weight"][places]
        + weights["embeddings.token_type_embeddings.weight"][kinds]
    )
    hidden = _norm(hidden, weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"])
    for number in range(_LAYERS):
        at = f"encoder.layer.{number}."

        def linear(name: str, x: Matrix, at: str = at) -> Matrix:
            return x @ weights[f"{at}{name}.weight"].T + weights[f"{at}{name}.bias"]

        queries, keys, values = (linear(f"attention.self.{name}", hidden) for name in ("query", "key", "value"))
        heard = np.concatenate([_heard(queries[a:b], keys[a:b], values[a:b], long) for a, b, long in runs])
        hidden = _norm(
            hidden + linear("attention.output.dense", heard),
            weights[f"{at}attention.output.LayerNorm.weight"],
            weights[f"{at}attention.output.LayerNorm.bias"],
        )
        inner = _gelu(linear("intermediate.dense", hidden))
        hidden = _norm(
            hidden + linear("output.dense", inner),
            weights[f"{at}output.LayerNorm.weight"],
            weights[f"{at}output.LayerNorm.bias"],
        )
    return [hidden[a:b] for a, b in pairwise(edges.tolist())]
