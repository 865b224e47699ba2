"""What the encoder tells of each sentence: which stretches hold an act, and which words hold each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from briefing_generator.model import Act
from briefing_generator.reading.tagger.encoder import encoded
from briefing_generator.reading.tagger.weights import Weights, load_weights, weights_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from tokenizers import Tokenizer

    Matrix = np.ndarray[Any, Any]

ACTS: tuple[Act, ...] = ("demands", "rejects", "offers", "accepts", "threatens")
"""The order of acts in the weights: outside, then first and further tokens of each."""
LONGEST = 96
"""Tokens of a sentence that are looked at; few are longer, and none was learned from."""
_AT_ONCE = 512
"""Tokens that go through the encoder together: few enough for a processor's caches, enough for its arithmetic to pay."""
_KEYS = 64
_FAR = 16
_LEAST = 0.3
"""How sure a token must be inside a statement to be one of a stretch that is proposed; the scorer decides later."""
_FEWEST = 2
_GOES_ON = 0.15
"""How sure a token must be to go on with a stretch: a doubtful word in its middle does not cut it."""
_BREAK = 0.5
"""Share of what is inside from which a token rather begins a statement than goes on with one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that may carry a statement: tokens of the encoder, act, and the share (0 to 1) that each tells for it."""

    first: int
    last: int
    act: Act
    inside: float
    sure: float


@dataclass(frozen=True, eq=False)
class Tags:
    """What the encoder tells of one sentence.

    ``places`` are the tokens' characters in the sentence's text; ``acts`` tokens by acts and ``begins`` are shares from
    0 to 1; ``hidden`` is tokens by dimensions, with the encoder's marks in front and behind.
    """

    places: tuple[tuple[int, int], ...]
    acts: Matrix
    begins: Matrix
    hidden: Matrix
    weights: Weights

    @cached_property
    def inside(self) -> list[float]:
        """How sure each token belongs to a statement."""
        return [float(x) for x in self.acts.sum(-1)]

    def tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """Returns the first and last token that share characters with a span of the sentence's text."""
        within = [i for i, (s, e) in enumerate(self.places) if s < end and e > start and e > s]
        return (within[0], within[-1]) if within else None

    def over(self, start: int, end: int) -> tuple[float, tuple[float, ...]]:
        """Returns how sure a span of the sentence's text is inside a statement, and the share of each act; 0 outside."""
        at = self.tokens(start, end)
        if at is None:
            return 0.0, (0.0,) * len(ACTS)
        shares = self.acts[at[0] : at[1] + 1].mean(0)
        return float(shares.sum()), tuple(float(x) for x in shares)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches that may carry a statement, in order."""
        return tuple(self._stretches())

    def _stretches(self) -> Iterator[Stretch]:
        at, many = 0, len(self.places)
        while at < many:
            if self.inside[at] < _LEAST:
                at += 1
                continue
            first = at
            at += 1
            while (
                at < many and self.inside[at] >= _GOES_ON and self.begins[at] <= max(_BREAK * self.inside[at], _GOES_ON)
            ):
                at += 1
            shares = self.acts[first:at].mean(0)
            best = int(shares.argmax())
            if at - first > _FEWEST:
                inside = float(shares.sum())
                yield Stretch(first, at - 1, ACTS[best], inside, float(shares[best]) / inside)

    def holder(self, first: int, last: int) -> tuple[float, list[float]]:
        """Returns how sure nobody in the sentence holds what some tokens carry, and how sure each token names who does."""
        import numpy as np

        w = self.weights
        middle = self.hidden[first + 1 : last + 2].mean(0)
        asked = middle @ w["asked.weight"].T + w["asked.bias"]
        answers = self.hidden[1 : 1 + len(self.places)] @ w["answer.weight"].T + w["answer.bias"]
        places = np.arange(len(self.places))
        scores = answers @ asked / math.sqrt(_KEYS)
        scores = scores + w["distance.before"][np.clip(first - places, 0, _FAR)]
        scores = scores + w["distance.behind"][np.clip(places - last, 0, _FAR)]
        nobody = float(middle @ w["nobody.weight"] + w["nobody.bias"])
        top = max(nobody, float(scores.max(initial=nobody)))
        shares = np.exp(scores - top)
        whole = math.exp(nobody - top) + float(shares.sum())
        return math.exp(nobody - top) / whole, [float(x) / whole for x in shares]


@lru_cache(maxsize=2)
def _loaded(folder: Path) -> tuple[Any, Weights]:
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return tokenizer, load_weights(folder)


def encoded_texts(folder: Path, texts: Sequence[str]) -> tuple[Weights, list[Matrix]]:
    """Returns the weights of a folder, and each text's tokens by dimensions, the encoder's marks in front and behind."""
    tokenizer, weights = _loaded(folder)
    made = tokenizer.encode_batch(list(texts))
    return weights, encoded(weights, [(m.ids, m.type_ids) for m in made])


def tagged(sentences: Sequence[str]) -> list[Tags | None]:
    """Returns the tags of each sentence's text; None for one of a single word, and for each where there are no weights."""
    import numpy as np

    folder = weights_folder()
    if folder is None or not sentences:
        return [None] * len(sentences)
    tokenizer, weights = _loaded(folder)
    # What stands there twice tells the same twice.
    texts = [text for text in dict.fromkeys(sentences) if len(text.split(None, 1)) > 1]
    made = tokenizer.encode_batch(texts)
    found: dict[str, Tags] = {}
    for chosen in _together([len(m.ids) for m in made]):
        layers = encoded(weights, [(made[i].ids, made[i].type_ids) for i in chosen])
        for i, hidden in zip(chosen, layers, strict=True):
            logits = hidden[1:-1] @ weights["labels.weight"].T + weights["labels.bias"]
            logits -= logits.max(-1, keepdims=True)
            shares = np.exp(logits)
            shares /= shares.sum(-1, keepdims=True)
            found[texts[i]] = Tags(
                tuple(made[i].offsets[1:-1]),
                shares[:, 1::2] + shares[:, 2::2],
                shares[:, 1::2].sum(-1),
                hidden,
                weights,
            )
    return [found.get(text) for text in sentences]


def _together(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yields which sentences go through the encoder together: of like length, so many that their tokens are few enough."""
    chosen: list[int] = []
    tokens = 0
    for i in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if chosen and tokens + lengths[i] > _AT_ONCE:
            yield chosen
            chosen, tokens = [], 0
        chosen.append(i)
        tokens += lengths[i]
    if chosen:
        yield chosen
