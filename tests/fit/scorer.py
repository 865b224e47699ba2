"""Fits the scorer: who holds an act, and how sure a statement is, from drafts of annotated stories.

Every story is read with weights of the tagger that were learned without it (its fold), so that what the scorer learns of the
tagger is how it does on articles it has not seen.
"""

from __future__ import annotations

import argparse
import json
import pickle
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from tests.fit.contrasts import contrasts
from tests.fit.recording import Told, contrast_drafts, drafts_of, shared
from tests.fit.stories import Story, folds, stories

_TWICE = 2
"""How often a made-up sentence counts: each is sharper than a real one."""
START: dict[str, dict[str, float]] = {
    "holder": {"log share": 1.0, "by pattern": 1.0, "subject of it": 0.5},
    "issue": {"likeness": 10.0, "terms": 3.0, "by terms": 1.0},
    "statement": {"constant": -0.5, "tagged": 0.7, "act tagged": 0.3, "pattern": 1.0, "holder": 0.3},
}
"""What drafts are made with before anything is learned."""


def _read(args: tuple[Story, Path, dict[str, dict[str, float]]]) -> list[Told]:
    return drafts_of(*args)


def all_drafts(
    found: list[Story], weights: Path, of: dict[str, tuple[str, ...]], scorer: dict[str, dict[str, float]], workers: int
) -> list[Told]:
    """Returns the drafts of all stories, each read with the weights that were learned without it."""
    at = {name: fold for fold, names in of.items() for name in names}
    jobs = [(s, weights / at[s.folder.name], scorer) for s in found]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        return [d for told in pool.map(_read, jobs) for d in told]


def label(told: list[Told], found: list[Story]) -> None:
    """Says of each draft whether it is right in party and act (1), wrong (0), or neither (None: an optional row)."""
    rows = {s.folder.name: s for s in found}
    by_article: dict[tuple[str, str], list[Told]] = {}
    for d in told:
        by_article.setdefault((d.story, d.article), []).append(d)
    for (name, article), here in by_article.items():
        story = rows[name]
        gold = [r for r in story.rows if r.article == article]
        used: set[int] = set()
        for d in sorted(here, key=lambda d: -d.confidence):
            near = [i for i, r in enumerate(gold) if shared((r.start, r.end), d.span) >= 0.5]
            d.extra["gold"] = near
            fits = [
                i
                for i in near
                if d.act in gold[i].acts and (gold[i].party is None or story.side(gold[i].party) == d.sides[0])
            ]
            free = [i for i in fits if i not in used]
            firm = [i for i in free if not gold[i].optional]
            d.extra["detect"] = bool(near)
            if firm:
                d.right = 1.0
                used.add(firm[0])
            elif fits and (free or any(gold[i].optional for i in fits)):
                d.right = None
                used.update(free[:1])
            elif near and all(gold[i].optional for i in near):
                d.right = None
            else:
                d.right = 0.0


def fit_holder(told: list[Told], found: list[Story], penalty: float = 1.0) -> dict[str, float]:
    """Returns weights of who holds an act: a softmax over options, where several may name the right party."""
    rows = {s.folder.name: s for s in found}
    cases = []
    for d in told:
        if not d.extra.get("first") or not d.extra["gold"]:
            continue
        story = rows[d.story]
        gold = [r for r in story.rows if r.article == d.article]
        wanted = {
            story.side(gold[i].party) if gold[i].party else None for i in d.extra["gold"] if d.act in gold[i].acts
        }
        right = [side in wanted for side, _ in d.options]
        if not wanted or len(d.options) < 2:
            continue
        if not any(right):
            right = [side is None for side, _ in d.options]
        cases.append(([t for _, t in d.options], right))
    return fit_choice(cases, penalty)


def fit_choice(cases: list[tuple[list[dict[str, float]], list[bool]]], penalty: float) -> dict[str, float]:
    """Returns weights of a softmax over options that are given by their traits, where several may be right."""
    if not cases:
        return {}
    names = sorted({n for options, _ in cases for t in options for n in t})
    at = {n: i for i, n in enumerate(names)}
    sizes = [len(o) for o, _ in cases]
    matrix = np.zeros((sum(sizes), len(names)))
    right = np.zeros(sum(sizes), bool)
    k = 0
    for options, good in cases:
        for t, g in zip(options, good, strict=True):
            for n, v in t.items():
                matrix[k, at[n]] = v
            right[k] = g
            k += 1
    edges = np.cumsum([0, *sizes])

    def cost(w: Any) -> Any:
        scores = matrix @ w
        total, slope = 0.0, np.zeros_like(scores)
        for a, b in pairwise(edges.tolist()):
            s = scores[a:b] - scores[a:b].max()
            e = np.exp(s)
            p = e / e.sum()
            good = p * right[a:b]
            total -= np.log(good.sum() + 1e-12)
            slope[a:b] = p - good / (good.sum() + 1e-12)
        return total + penalty * (w**2).sum() / 2, matrix.T @ slope + penalty * w

    best = minimize(cost, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {n: round(float(v), 4) for n, v in zip(names, best.x, strict=True)}


def fit_statement(told: list[Told], penalty: float = 2.0) -> dict[str, float]:
    """Returns weights of whether a statement is right: a logistic regression."""
    cases = [d for d in told if d.right is not None]
    names = sorted({n for d in cases for n, v in d.traits.items() if v})
    at = {n: i for i, n in enumerate(names)}
    matrix = np.zeros((len(cases), len(names) + 1))
    matrix[:, -1] = 1
    for k, d in enumerate(cases):
        for n, v in d.traits.items():
            if n in at:
                matrix[k, at[n]] = v
    right = np.array([d.right for d in cases])

    def cost(w: Any) -> Any:
        z = matrix @ w
        p = 1 / (1 + np.exp(-z))
        total = -(right * np.log(p + 1e-12) + (1 - right) * np.log(1 - p + 1e-12)).sum()
        slope = matrix.T @ (p - right)
        keep = np.append(np.ones(len(names)), 0.0)
        return total + penalty * (keep * w**2).sum() / 2, slope + penalty * keep * w

    best = minimize(cost, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {n: round(float(v), 4) for n, v in zip([*names, "constant"], best.x, strict=True)}


def issue_cases(told: list[Told], found: list[Story]) -> list[tuple[list[dict[str, float]], list[bool]]]:
    """Returns, for each draft that stands on a row of a story with codes, its issues' traits and which are right."""
    rows = {s.folder.name: s for s in found}
    cases = []
    for d in told:
        story = rows[d.story]
        if not d.extra["gold"] or not d.extra["issues"] or not d.extra["first"] or story.pack == "free":
            continue
        gold = [r for r in story.rows if r.article == d.article]
        near = [gold[i] for i in d.extra["gold"]]
        near = [r for r in near if d.act in r.acts] or near
        wanted = {code for r in near[:1] for code in r.issues}
        right = [code in wanted for code, _ in d.extra["issues"]]
        if any(right):
            cases.append(([t for _, t in d.extra["issues"]], right))
    return cases


def fit_issue(told: list[Told], found: list[Story]) -> dict[str, float]:
    """Returns weights of which issue a draft is about."""
    return fit_choice(issue_cases(told, found), 0.1)


def levelled(weights: dict[str, float], real: list[Told]) -> dict[str, float]:
    """Returns weights whose level and slope are fitted again on real drafts alone (Platt scaling): made-up sentences are more often right or wrong than real ones."""
    shown = [d for d in real if d.right is not None and d.sides[0] is not None]
    z = np.array([weights["constant"] + sum(weights.get(n, 0.0) * v for n, v in d.traits.items()) for d in shown])
    right = np.array([d.right for d in shown])

    def cost(line: Any) -> float:
        p = 1 / (1 + np.exp(-(line[0] * z + line[1])))
        return float(-(right * np.log(p + 1e-12) + (1 - right) * np.log(1 - p + 1e-12)).sum())

    slope, level = minimize(cost, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return {n: round(slope * w + (level if n == "constant" else 0.0), 4) for n, w in weights.items()}


def confidence(weights: dict[str, float], traits: dict[str, float]) -> float:
    z = weights["constant"] + sum(weights.get(n, 0.0) * v for n, v in traits.items())
    return float(1 / (1 + np.exp(-z)))


def main() -> None:
    """Reads all stories twice (to fit who holds, then how sure), and writes a scorer into the folder of each fold."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path, help="folder with a folder of the tagger's weights for each fold, and `all`")
    ap.add_argument("folders", nargs="+", type=Path)
    ap.add_argument("--folds", type=Path, help="JSON: what is left out together")
    ap.add_argument("--workers", type=int, default=2)
    ap.add_argument("--contrasts", type=Path)
    ap.add_argument(
        "--taught", type=Path, help="those that the taggers learned from: they tell nothing of how these do"
    )
    ap.add_argument("--keep", type=Path, help="where to keep the drafts, for figures")
    o = ap.parse_args()
    found = [s for f in o.folders for s in stories(f)]
    of = folds(o.folds, found)
    every = {**of, "all": ()}
    first = all_drafts(found, o.weights, of, START, o.workers)
    label(first, found)
    start = {}
    for fold, names in every.items():
        rest = [d for d in first if d.story not in names]
        start[fold] = {**START, "holder": fit_holder(rest, found), "issue": fit_issue(rest, found)}
    second: list[Told] = []
    for fold, names in of.items():
        second += all_drafts([s for s in found if s.folder.name in names], o.weights, of, start[fold], o.workers)
    label(second, found)
    tell_issues(second, found, of, start)
    if o.contrasts:
        taught = {s["text"] for s in (contrasts(o.taught) if o.taught else contrasts(o.contrasts, 0))}
        unseen = [s for s in contrasts(o.contrasts) if s["text"] not in taught]
        second += _TWICE * contrast_drafts(unseen, o.weights / next(iter(of)), start["all"])
    if o.keep:
        o.keep.write_bytes(pickle.dumps((first, second)))
    for fold, names in every.items():
        rest = [d for d in second if d.story not in names]
        statement = levelled(fit_statement(rest), [d for d in rest if d.story != "contrasts"])
        learned = {**start[fold], "statement": statement}
        folder = o.weights / fold
        folder.mkdir(exist_ok=True)
        (folder / "scorer.json").write_text(json.dumps(learned, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def tell_issues(told: list[Told], found: list[Story], of: dict[str, tuple[str, ...]], start: dict[str, Any]) -> None:
    """Prints how often the right issue is chosen on what was left out, and how often by terms alone."""
    for fold, names in of.items():
        cases = issue_cases([d for d in told if d.story in names], found)
        weights = start[fold]["issue"]
        good = plain = 0
        for traits, right in cases:
            scores = [sum(weights.get(n, 0.0) * v for n, v in t.items()) for t in traits]
            good += right[scores.index(max(scores))]
            plain += right[max(range(len(traits)), key=lambda i: traits[i]["by terms"])]
        if cases:
            print(
                f"issues {fold}: right {good / len(cases):.3f}, by terms alone {plain / len(cases):.3f} of {len(cases)}"
            )


if __name__ == "__main__":
    main()
