"""Which texts share many of their shingles, without comparing all with all: MinHash and locality-sensitive hashing (Broder 1997).

Two texts agree in each of a sketch's numbers with the probability that is the share of shingles they have in common. The
numbers are cut into bands, and texts that agree in a whole band are looked up together. The library for this brings SciPy
along, 115 MB for what is a few lines of NumPy.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    Sketch: TypeAlias = NDArray[np.uint32]

_BANDS, _ROWS = 32, 4
"""Bands and rows that find pairs from four fifths of a share of one half on."""
_LARGEST = (1 << 32) - 1


def sketch_of(shingles: Iterable[str]) -> Sketch:
    """Returns the sketch of a text: for each of some reorderings of all possible shingles, the first that it has."""
    import numpy as np

    digests = b"".join(hashlib.sha1(shingle.encode(), usedforsecurity=False).digest()[:4] for shingle in shingles)
    hashes = np.frombuffer(digests, dtype="<u4").astype(np.uint32)
    # Times an odd number, plus another, modulo 2³²: no two hashes fall together. One reordering after the other, since
    # all at once those of a long text take hundreds of megabytes.
    return np.array([(hashes * a + b).min(initial=_LARGEST) for a, b in _reorderings()], dtype=np.uint32)


class Sketches:
    """Sketches by their bands, so that those alike are found in the time of a look-up."""

    def __init__(self) -> None:
        """Begins empty."""
        self._holders: dict[tuple[int, bytes], list[str]] = {}

    def add(self, key: str, sketch: Sketch) -> None:
        """Adds a text's sketch under a key."""
        for band in _bands(sketch):
            self._holders.setdefault(band, []).append(key)

    def near(self, sketch: Sketch) -> set[str]:
        """Returns the keys of texts that are likely to share many shingles; some of them share few."""
        return {key for band in _bands(sketch) for key in self._holders.get(band, ())}


def _bands(sketch: Sketch) -> list[tuple[int, bytes]]:
    return [(number, band.tobytes()) for number, band in enumerate(sketch.reshape(_BANDS, _ROWS))]


@cache
def _reorderings() -> list[tuple[np.uint32, np.uint32]]:
    import numpy as np

    numbers = np.random.RandomState(1).randint(0, _LARGEST, (_BANDS * _ROWS, 2), dtype=np.uint32)
    return [(factor | np.uint32(1), summand) for factor, summand in numbers]
