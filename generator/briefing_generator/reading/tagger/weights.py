"""Learned weights: where they lie, and how they are kept small: a byte a number, with a scale a row.

``BRIEFING_WEIGHTS`` of the environment names another folder than that of the package (weights that were learned without
some stories, to judge them by those); ``none`` reads by patterns alone.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

    Matrix = np.ndarray[Any, Any]

VARIABLE = "BRIEFING_WEIGHTS"
FILE = "tagger.npz"
_SCALE = "|scale"
_SHIPPED = Path(__file__).parent / "weights"


class WeightsError(OSError):
    """Weights that cannot be used, with what to do about it."""


def weights_folder() -> Path | None:
    """Returns the folder of the weights in use; None where patterns read alone."""
    named = os.environ.get(VARIABLE, "")
    if named == "none":
        return None
    folder = Path(named) if named else _SHIPPED
    if (folder / FILE).is_file():
        return folder
    if named:
        raise WeightsError(
            f"{VARIABLE}: no {FILE} in {named!r}; name a folder with one, or 'none' to read by patterns alone."
        )
    return None


@cache
def _digest(folder: Path, stamps: tuple[tuple[str, int, int], ...]) -> str:
    digest = hashlib.sha256()
    for name, _, _ in stamps:
        digest.update(name.encode() + b"\0" + (folder / name).read_bytes())
    return digest.hexdigest()[:16]


def weights_digest() -> str:
    """Returns what tells the weights in use from others, for what is kept between runs; ``patterns`` where none are."""
    folder = weights_folder()
    if folder is None:
        return "patterns"
    files = sorted(path for path in folder.iterdir() if path.suffix in (".npz", ".json"))
    return _digest(folder, tuple((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files))


def packed(weights: Mapping[str, Matrix]) -> dict[str, Matrix]:
    """Returns weights with each matrix as bytes and a scale for each of its rows; vectors stay as they are."""
    import numpy as np

    small: dict[str, Matrix] = {}
    for name, values in sorted(weights.items()):
        if values.ndim < 2:
            small[name] = values.astype(np.float32)
            continue
        scale = np.maximum(np.abs(values).max(-1, keepdims=True) / 127, 1e-12).astype(np.float32)
        small[name] = np.round(values / scale).astype(np.int8)
        small[name + _SCALE] = scale
    return small


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Weights by name, as numbers of 32 bits; rows of the large table of words are unpacked as they are asked for."""

    small: dict[str, Matrix]
    unpacked: dict[str, Matrix]

    def __getitem__(self, name: str) -> Matrix:
        """Returns a vector, or a matrix of rows (outputs) by columns (inputs)."""
        if name not in self.unpacked:
            values = self.small[name]
            scale = self.small.get(name + _SCALE)
            self.unpacked[name] = values if scale is None else values.astype(scale.dtype) * scale
        return self.unpacked[name]

    def __contains__(self, name: str) -> bool:
        """Tells whether there are weights of this name."""
        return name in self.small

    def rows(self, name: str, which: Matrix) -> Matrix:
        """Returns some rows of a matrix."""
        scale = self.small[name + _SCALE]
        picked: Matrix = self.small[name][which].astype(scale.dtype) * scale[which]
        return picked


def load_weights(folder: Path) -> Weights:
    """Returns the weights that lie in a folder; raises :class:`WeightsError` where the file is broken."""
    import numpy as np

    try:
        with np.load(folder / FILE, allow_pickle=False) as held:
            return Weights({name: held[name] for name in held.files}, {})
    except (OSError, ValueError, KeyError) as error:
        raise WeightsError(f"{folder / FILE} cannot be read as weights ({error}); install the package anew.") from error
