"""Figures of what was learned: found, with the right party, with the right act; and how true the confidence is."""

from __future__ import annotations

import argparse
import json
import pickle
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.fit.scorer import FOLDS, Told, confidence, shared
from tests.fit.stories import Story, stories


def pairs(edges: list[list[int]]) -> dict[int, int]:
    """Returns the most pairs of rows and drafts, each used once: row by draft."""
    owner: dict[int, int] = {}

    def seek(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or seek(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(edges)):
        seek(i, set())
    return owner


def kept(told: list[Told], weights: dict[str, float]) -> list[tuple[Told, float]]:
    """Returns the drafts that stay, of those on the same words the surest, with how sure each is."""
    groups: dict[tuple[str, str, int], list[tuple[Told, float]]] = defaultdict(list)
    for d in told:
        groups[d.story, d.article, d.group].append((d, confidence(weights, d.traits)))
    found: list[tuple[Told, float]] = []
    for here in groups.values():
        stay: list[tuple[Told, float]] = []
        for d, sure in sorted(here, key=lambda each: (-each[1], each[0].span)):
            if not any(shared(d.span, k.span) >= 0.5 and d.extra["rule"] != k.extra["rule"] for k, _ in stay):
                stay.append((d, sure))
        found += stay
    return found


def score(story: Story, told: list[tuple[Told, float]], least: float) -> dict[str, tuple[int, int, int]]:
    """Returns right, shown and gold at each strictness."""
    shown = [d for d, sure in told if sure >= least and d.sides[0] is not None]
    articles = {d.article for d, _ in told}
    must = [r for r in story.rows if not r.optional and r.article in articles]
    may = [r for r in story.rows if r.optional]
    tests: list[Any] = [
        lambda r, d: True,
        lambda r, d: r.party is None or story.side(r.party) == d.sides[0],
        lambda r, d: d.act in r.acts,
    ]
    found = {}
    for n, name in enumerate(("detect", "party", "act")):

        def fits(r: Any, d: Told, n: int = n) -> bool:
            return r.article == d.article and shared((r.start, r.end), d.span) >= 0.5 and all(t(r, d) for t in tests[: n + 1])

        mine = pairs([[j for j, d in enumerate(shown) if fits(r, d)] for r in must])
        rest = [d for j, d in enumerate(shown) if j not in mine]
        spare = pairs([[j for j, d in enumerate(rest) if r.article == d.article and shared((r.start, r.end), d.span) >= 0.5] for r in may])
        found[name] = (len(mine), len(shown) - len(spare), len(must))
    return found


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path)
    ap.add_argument("drafts", type=Path)
    ap.add_argument("folders", nargs="+", type=Path)
    ap.add_argument("--lines", action="store_true")
    o = ap.parse_args()
    _, told = pickle.loads(o.drafts.read_bytes())
    held: dict[str, list[tuple[Told, float]]] = {}
    for fold, names in FOLDS.items():
        path = o.weights / fold / "scorer.json"
        if path.is_file():
            w = json.loads(path.read_text())["statement"]
            for name in names:
                held[name] = kept([d for d in told if d.story == name], w)
    found = [s for f in o.folders for s in stories(f) if held.get(s.folder.name)]
    for least in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        total = {k: [0, 0, 0] for k in ("detect", "party", "act")}
        for s in found:
            for k, v in score(s, held[s.folder.name], least).items():
                total[k] = [a + b for a, b in zip(total[k], v, strict=True)]
        print(f"{least:.2f} " + "  ".join(f"{k} p {a / max(1, n):.3f} r {a / max(1, g):.3f} f1 {2 * a / max(1, n + g):.3f}" for k, (a, n, g) in total.items()))
    if o.lines:
        for s in found:
            print(s.name, {k: round(2 * a / max(1, n + g), 3) for k, (a, n, g) in score(s, held[s.folder.name], 0.35).items()})
    bands: dict[int, list[float]] = defaultdict(list)
    for name in held:
        for d, sure in held[name]:
            if d.right is not None:
                bands[int(sure * 10)].append(d.right)
    print("bands", {f"{b / 10:.1f}": (round(sum(v) / len(v), 2), len(v)) for b, v in sorted(bands.items())})


if __name__ == "__main__":
    main()
