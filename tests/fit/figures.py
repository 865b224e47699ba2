"""Figures of what was learned: found, with the right party, with the right act; and how true the confidence is."""

from __future__ import annotations

import argparse
import json
import pickle
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.fit.recording import Told, shared
from tests.fit.scorer import confidence
from tests.fit.stories import Story, folds, stories


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
            return (
                r.article == d.article
                and shared((r.start, r.end), d.span) >= 0.5
                and all(t(r, d) for t in tests[: n + 1])
            )

        mine = pairs([[j for j, d in enumerate(shown) if fits(r, d)] for r in must])
        rest = [d for j, d in enumerate(shown) if j not in mine]
        spare = pairs(
            [
                [j for j, d in enumerate(rest) if r.article == d.article and shared((r.start, r.end), d.span) >= 0.5]
                for r in may
            ]
        )
        found[name] = (len(mine), len(shown) - len(spare), len(must))
    return found


LEVELS = ("detect", "party", "act")
LINES = (0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)


def told_of(found: list[Story], held: dict[str, list[tuple[Told, float]]], least: float) -> str:
    """Returns a line of figures over stories at one threshold."""
    total = dict.fromkeys(LEVELS, (0, 0, 0))
    for s in found:
        for k, v in score(s, held[s.folder.name], least).items():
            a, b, c = total[k]
            total[k] = (a + v[0], b + v[1], c + v[2])
    return "  ".join(
        f"{k} p {a / max(1, n):.3f} r {a / max(1, g):.3f} f1 {2 * a / max(1, n + g):.3f}"
        for k, (a, n, g) in total.items()
    )


def bands(held: dict[str, list[tuple[Told, float]]]) -> str:
    """Returns, for each tenth of confidence, how many statements are right of how many."""
    of: dict[int, list[float]] = defaultdict(list)
    for told in held.values():
        for d, sure in told:
            if d.right is not None and d.sides[0] is not None:
                of[int(sure * 10)].append(d.right)
    return "\n".join(f"{b / 10:.1f}  right {sum(v) / len(v):.2f} of {len(v)}" for b, v in sorted(of.items()))


def main() -> None:
    """Prints what each fold does on the stories that it left out: together, story by story, and how sure it was."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path)
    ap.add_argument("drafts", type=Path)
    ap.add_argument("folders", nargs="+", type=Path)
    ap.add_argument("--folds", type=Path, help="JSON: what was left out together")
    ap.add_argument("--at", type=float, default=0.4, help="threshold for the lines of stories")
    o = ap.parse_args()
    every = [s for f in o.folders for s in stories(f)]
    _, told = pickle.loads(o.drafts.read_bytes())
    held: dict[str, list[tuple[Told, float]]] = {}
    for fold, names in folds(o.folds, every).items():
        path = o.weights / fold / "scorer.json"
        if path.is_file():
            weights = json.loads(path.read_text(encoding="utf-8"))["statement"]
            held |= {name: kept([d for d in told if d.story == name], weights) for name in names}
    found = [s for s in every if held.get(s.folder.name)]
    for least in LINES:
        print(f"{least:.2f} {told_of(found, held, least)}")
    for s in found:
        print(f"{s.name:24} {told_of([s], held, o.at)}")
    print(bands(held))


if __name__ == "__main__":
    main()
