"""The mean of several taggers' weights, packed: steadier than one run, since all of them began alike (Wortsman et al. 2022)."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from briefing_generator.reading.tagger.weights import FILE, packed


def mean_of(runs: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Returns the mean of weights by name; a run that is named twice counts twice.

    Raises ``ValueError`` where they are not of one form.
    """
    if len({frozenset((name, values.shape) for name, values in run.items()) for run in runs}) != 1:
        raise ValueError("weights of different forms have no mean")
    whole = {name: sum(run[name].astype(np.float64) for run in runs) / len(runs) for name in runs[0]}
    return {name: np.asarray(values, np.float32) for name, values in whole.items()}


def keep_mean(folder: Path, runs: list[Path]) -> None:
    """Packs the mean of what ``tests.fit.tagger`` wrote (of one run: that run) into a folder of weights."""
    from safetensors.numpy import load_file

    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / FILE, **packed(mean_of([load_file(file) for file in runs])))


def main() -> None:
    """Writes the mean into a folder; the tokens (`tokenizer.json`) of the encoder that the runs began as belong beside it."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("out", type=Path, help="a folder of weights")
    ap.add_argument("runs", nargs="+", type=Path, help="files of the tagger's weights; one may be named several times")
    o = ap.parse_args()
    keep_mean(o.out, o.runs)


if __name__ == "__main__":
    main()
