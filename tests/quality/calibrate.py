"""Fits the confidence of statements to the gold of the bundled briefings: ``make calibrate``.

A ridge-penalised logistic regression (Newton's method) of "party and act are right, and the issue is right or left open"
on the traits of each statement found. Statements that only optional gold has are left out. The table it prints is
honest: each briefing is judged by what was fitted on the others.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import yaml

import generator.reading.statements as finding
from generator.reading.confidence import Traits, confidence
from tests.quality.gold import ROOT, briefings
from tests.quality.scoring import score_folder

Row = tuple[Traits, bool]
FILE = ROOT / "generator" / "reading" / "confidence.yml"
BANDS = ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 1.01))
_PENALTY = 1.0
_HEAD = """\
# Fitted by `make calibrate` on the gold of the bundled briefings; do not edit by hand.
"""


def observed(folder: Path) -> list[Row]:
    """Returns the statements found in a briefing, judged by its gold."""
    seen: list[Traits] = []

    def number(told: Traits) -> float:
        # The place in the list travels as the statement's confidence, through merging and all.
        seen.append(told)
        return float(len(seen))

    kept, finding.confidence = finding.confidence, number  # type: ignore[assignment]
    try:
        scorer = score_folder(folder)
    finally:
        finding.confidence = kept
    (claims, _), (fulls, free) = scorer.right("act"), scorer.right("full")
    right = {i for i in claims.values() if scorer.statements[i].issue == "other"} | set(fulls.values())
    return [(seen[int(one.confidence) - 1], i in right) for i, one in enumerate(scorer.statements) if i not in free]


def fit(rows: list[Row]) -> Traits:
    """Returns the coefficients of a logistic regression by trait; the constant is not penalised."""
    names = sorted({name for told, _ in rows for name in told})
    table = np.array([[1.0, *(told.get(name, 0.0) for name in names)] for told, _ in rows])
    right = np.array([float(is_right) for _, is_right in rows])
    penalty = np.diag([0.0] + [_PENALTY] * len(names))
    beta = np.zeros(table.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-table @ beta))
        hessian = table.T @ (table * (p * (1 - p))[:, None]) + penalty
        step = np.linalg.solve(hessian, table.T @ (right - p) - penalty @ beta)
        beta = beta + step
        if np.abs(step).max() < 1e-9:
            break
    return {name: round(float(value), 2) for name, value in zip(["constant", *names], beta, strict=True)}


def judged(rows: list[Row], fitted: Traits) -> list[tuple[float, bool]]:
    """Returns the confidence of each statement under some coefficients, and whether it is right."""
    return [(confidence(told, fitted), right) for told, right in rows]


def banded(told: list[tuple[float, bool]]) -> list[dict[str, Any]]:
    """Returns for each band how many statements it holds, their mean confidence and the share that is right."""
    found = []
    for low, high in BANDS:
        inside = [(c, r) for c, r in told if low <= c < high]
        if inside:
            confidence, right = (sum(v) / len(inside) for v in zip(*inside, strict=True))
            found.append({"from": low, "statements": len(inside), "told": confidence, "right": right})
    return found


def main() -> None:
    """Fits, prints, and with ``--write`` writes the coefficients."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.calibrate", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the coefficients into the package")
    write = parser.parse_args().write
    rows = {folder.name: observed(folder) for folder in briefings()}
    told: list[tuple[float, bool]] = []
    for name, own in rows.items():
        told += judged(own, fit([row for other, theirs in rows.items() if other != name for row in theirs]))
    print(
        "Each briefing judged by the others:\n\n| confidence | statements | mean confidence | right |\n| --- | --- | --- | --- |"
    )
    for band in banded(told):
        print(f"| from {band['from']:.2f} | {band['statements']} | {band['told']:.2f} | {band['right']:.2f} |")
    fitted = fit([row for own in rows.values() for row in own])
    if write:
        FILE.write_text(_HEAD + yaml.safe_dump({"coefficients": fitted}, sort_keys=True), encoding="utf-8")
    print("\n" + "\n".join(f"{value:6.2f}  {name}" for name, value in sorted(fitted.items(), key=lambda i: -i[1])))


if __name__ == "__main__":
    main()
