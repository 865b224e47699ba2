"""The tagger as it learns, in JAX: a small encoder whose tokens tell acts, and which tokens hold them.

Its layers are those of ``briefing_generator.reading.tagger.encoder``, which reads with the weights that come out of here.
"""

from __future__ import annotations

import math
from typing import Any

import jax
import jax.numpy as jnp

Weights = dict[str, Any]
HEADS, WIDE, KEYS = 12, 384, 64
ACTS = ("demands", "rejects", "offers", "accepts", "threatens")
LABELS = 1 + 2 * len(ACTS)
_FAR = 16
"""Tokens from a statement beyond which a holder's distance counts as one."""


def _norm(x: Any, weight: Any, bias: Any) -> Any:
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(variance + 1e-12) * weight + bias


def _dropped(x: Any, key: Any, number: int, share: float = 0.1) -> Any:
    if key is None:
        return x
    keep = jax.random.bernoulli(jax.random.fold_in(key, number), 1 - share, x.shape)
    return jnp.where(keep, x / (1 - share), 0)


def embedded(weights: Weights, ids: Any, kinds: Any, key: Any = None) -> Any:
    """Returns the encoder's lowest layer: sentences by tokens by dimensions."""
    hidden = (
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        + weights["embeddings.token_type_embeddings.weight"][kinds]
    )
    hidden = _norm(hidden, weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"])
    return _dropped(hidden, key, 0)


def layer(weights: Weights, number: int, hidden: Any, mask: Any, key: Any = None) -> Any:
    """Returns what one layer makes of the one below it."""
    at = f"encoder.layer.{number}."

    def linear(name: str, x: Any) -> Any:
        return x @ weights[f"{at}{name}.weight"].T + weights[f"{at}{name}.bias"]

    def parts(name: str) -> Any:
        many, length = hidden.shape[:2]
        return (
            linear(f"attention.self.{name}", hidden).reshape(many, length, HEADS, WIDE // HEADS).transpose(0, 2, 1, 3)
        )

    unseen = (1 - mask)[:, None, None, :] * -1e9
    weighed = jax.nn.softmax(
        parts("query") @ parts("key").transpose(0, 1, 3, 2) / math.sqrt(WIDE // HEADS) + unseen, -1
    )
    heard = (weighed @ parts("value")).transpose(0, 2, 1, 3).reshape(hidden.shape)
    heard = _dropped(linear("attention.output.dense", heard), key, 10 + number)
    hidden = _norm(
        hidden + heard,
        weights[f"{at}attention.output.LayerNorm.weight"],
        weights[f"{at}attention.output.LayerNorm.bias"],
    )
    inner = jax.nn.gelu(linear("intermediate.dense", hidden), approximate=True)
    inner = _dropped(linear("output.dense", inner), key, 20 + number)
    return _norm(hidden + inner, weights[f"{at}output.LayerNorm.weight"], weights[f"{at}output.LayerNorm.bias"])


def labels(weights: Weights, hidden: Any) -> Any:
    """Returns logits: sentences by tokens by labels (outside, then first and further tokens of each act)."""
    return hidden @ weights["labels.weight"].T + weights["labels.bias"]


def holders(weights: Weights, hidden: Any, spans: Any, mask: Any) -> Any:
    """Returns logits of who holds each span: sentences by spans by (nobody here, then tokens).

    ``spans`` is sentences by spans by tokens, 1 inside.
    """
    size = jnp.maximum(spans.sum(-1, keepdims=True), 1)
    middle = (spans @ hidden) / size
    asked = middle @ weights["asked.weight"].T + weights["asked.bias"]
    answers = hidden @ weights["answer.weight"].T + weights["answer.bias"]
    scores = asked @ answers.transpose(0, 2, 1) / math.sqrt(KEYS)
    places = jnp.arange(hidden.shape[1])
    first = jnp.argmax(spans, -1)
    last = hidden.shape[1] - 1 - jnp.argmax(spans[:, :, ::-1], -1)
    before = jnp.clip(first[..., None] - places, 0, _FAR)
    behind = jnp.clip(places - last[..., None], 0, _FAR)
    scores = scores + weights["distance.before"][before] + weights["distance.behind"][behind]
    scores = jnp.where(mask[:, None, :] > 0, scores, -1e9)
    nobody = middle @ weights["nobody.weight"] + weights["nobody.bias"]
    return jnp.concatenate([nobody[..., None], scores], -1)


def issues(weights: Weights, hidden: Any, spans: Any, told: Any, other: Any) -> Any:
    """Returns logits of which issue each span is about: sentences by spans by issues.

    Args:
        weights: the weights.
        hidden: sentences by tokens by dimensions.
        spans: sentences by spans by tokens, 1 inside.
        told: the mean over the tokens of each issue's words: issues by dimensions.
        other: 1 for an issue that stands for none of the others.
    """
    middle = (spans @ hidden) / jnp.maximum(spans.sum(-1, keepdims=True), 1)
    asked = middle @ weights["matter.weight"].T
    known = told @ weights["issue.weight"].T
    asked = asked / jnp.sqrt((asked**2).sum(-1, keepdims=True) + 1e-9)
    known = known / jnp.sqrt((known**2).sum(-1, keepdims=True) + 1e-9)
    return asked @ known.T * weights["issue.scale"] + other * weights["issue.other"]


def new_heads(seed: int) -> Weights:
    """Returns the weights of what stands above the encoder, before anything is learned."""
    keys = jax.random.split(jax.random.PRNGKey(seed), 5)
    both = jax.random.normal(keys[4], (2 * KEYS, WIDE)) * 0.05

    def small(key: Any, *shape: int) -> Any:
        return jax.random.normal(key, shape) * 0.02

    bias = jnp.full((LABELS,), -1.0).at[0].set(1.0)
    return {
        "labels.weight": small(keys[0], LABELS, WIDE), "labels.bias": bias,
        "asked.weight": small(keys[1], KEYS, WIDE), "asked.bias": jnp.zeros(KEYS),
        "answer.weight": small(keys[2], KEYS, WIDE), "answer.bias": jnp.zeros(KEYS),
        "nobody.weight": small(keys[3], WIDE), "nobody.bias": jnp.zeros(()),
        "matter.weight": both, "issue.weight": both, "issue.scale": jnp.asarray(10.0), "issue.other": jnp.asarray(0.0),
        "distance.before": jnp.zeros(_FAR + 1), "distance.behind": jnp.zeros(_FAR + 1),
    }  # fmt: skip
