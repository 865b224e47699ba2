"""Fits the weights of pairs of statements: python -m tests.fit.pairs CASES [--without STORY...].

CASES is a file of JSON lines, one a pair that ``find_candidates`` gives: ``traits`` (as ``weighing.traits`` names them),
``right`` (from 0 to 1: would an editor print it), ``weight`` (how much it counts) and ``story``. What is printed are the lines of
``weights.yml``. No words of an article are needed.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

PENALTY = 10.0
"""What a squared weight costs; the base is free."""
_STEPS = 25


def fit(cases: list[dict[str, Any]]) -> dict[str, float]:
    """Returns the weights of a logistic regression with a penalty, by trait, and its base."""
    names = sorted({name for case in cases for name in case["traits"]})
    given = np.array([[*(case["traits"].get(name, 0.0) for name in names), 1.0] for case in cases])
    right = np.array([float(case["right"]) for case in cases])
    counts = np.array([float(case.get("weight", 1.0)) for case in cases])
    penalty = np.diag([*[PENALTY] * len(names), 1e-3])
    weights = np.zeros(len(names) + 1)
    for _ in range(_STEPS):
        told = 1 / (1 + np.exp(-(given @ weights)))
        slope = given.T @ (counts * (told - right)) + penalty @ weights
        weights -= np.linalg.solve((given * (counts * told * (1 - told))[:, None]).T @ given + penalty, slope)
    return dict(zip([*names, "base"], (round(float(w), 2) for w in weights), strict=True))


def main() -> None:
    """Prints the weights."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("cases", type=Path)
    asked.add_argument("--without", nargs="*", default=[])
    options = asked.parse_args()
    lines = options.cases.read_text(encoding="utf-8").splitlines()
    cases = [case for case in map(json.loads, lines) if case["story"] not in options.without]
    for name, weight in sorted(fit(cases).items(), key=lambda item: (item[0] != "base", item[0])):
        print(f"{name}: {weight}")


if __name__ == "__main__":
    main()
