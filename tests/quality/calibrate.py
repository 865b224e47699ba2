"""Fits the confidence of statements that patterns find alone to gold: ``make calibrate``.

A ridge-penalised logistic regression (Newton's method) of "party and act are right, and the issue is right or left open"
on the traits of each statement found, in the bundled briefings and in the unseen articles; then its level and slope are
fitted again on the unseen articles alone (Platt scaling), since rules made with an eye on the bundled ones read those
too well. Statements that only optional gold has are left out. The table it prints is honest: each unseen set is judged
by what was fitted without it.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any
from unittest.mock import patch

import briefing_generator.reading.statements.statements as finding
import numpy as np
import yaml
from briefing_generator.reading.statements.confidence import Traits, confidence
from briefing_generator.reading.tagger.weights import VARIABLE

from tests.quality.gold import ROOT, briefings, unseen
from tests.quality.scoring import score_folder

Row = tuple[Traits, bool]
FILE = ROOT / "generator/briefing_generator/reading/statements/confidence.yml"
BANDS = ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 1.01))
_PENALTY = 1.0
_HEAD = """\
# Fitted by `make calibrate` on gold; do not edit by hand.
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
        # These are the traits of patterns alone; with learned weights the scorer says how sure a statement is.
        with patch.dict(os.environ, {VARIABLE: "none"}):
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
    return {name: float(value) for name, value in zip(["constant", *names], beta, strict=True)}


def scaled(fitted: Traits, rows: list[Row]) -> Traits:
    """Returns coefficients with their level and slope fitted to other rows, to two digits."""
    totals = [fitted["constant"] + sum(fitted.get(n, 0.0) * v for n, v in told.items()) for told, _ in rows]
    again = fit([({"total": total}, right) for total, (_, right) in zip(totals, rows, strict=True)])
    # Few rows may ask for less sureness, not for more.
    slope = min(1.0, again["total"])
    return {
        name: round(slope * value + (again["constant"] if name == "constant" else 0.0), 2)
        for name, value in fitted.items()
    }


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
    known = [row for folder in briefings() for row in observed(folder)]
    fresh = {folder.name: observed(folder) for folder in unseen()}
    told: list[tuple[float, bool]] = []
    for name, own in fresh.items():
        rest = [row for other, theirs in fresh.items() if other != name for row in theirs]
        told += judged(own, scaled(fit([*known, *rest]), rest))
    print(
        "Each unseen set judged without it:\n\n| confidence | statements | mean confidence | right |\n| --- | --- | --- | --- |"
    )
    for band in banded(told):
        print(f"| from {band['from']:.2f} | {band['statements']} | {band['told']:.2f} | {band['right']:.2f} |")
    unknown = [row for theirs in fresh.values() for row in theirs]
    fitted = scaled(fit([*known, *unknown]), unknown)
    if write:
        FILE.write_text(_HEAD + yaml.safe_dump({"coefficients": fitted}, sort_keys=True), encoding="utf-8")
    print("\n" + "\n".join(f"{value:6.2f}  {name}" for name, value in sorted(fitted.items(), key=lambda i: -i[1])))


if __name__ == "__main__":
    main()
