"""Fits the scorer: who holds an act, and how sure a statement is, from drafts of annotated stories.

Every story is read with tagger's weights that were learned without it (``FOLDS``), so that what the scorer learns of the
tagger is how it does on articles it has not seen.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from tests.fit.contrasts import contrasts
from tests.fit.stories import Story, bare_name, stories

OTHERS = "others"
FOLDS: dict[str, tuple[str, ...]] = {
    "iran-talks": ("iran-talks", "conflict-2026"),
    "dhs-shutdown": ("dhs-shutdown", "deals-2026"),
    "us-trade": ("us-trade", "tariffs-2026"),
    "reuters-labour": ("reuters-labour", "reuters-labour-2"),
    "pension-strike": ("pension-strike", "bbc-2005"),
    OTHERS: ("politics-mixed", "wikinews", "reuters-trade-2"),
}
"""Folds by name, and the stories of each: a story, and what tells of the same events."""

START: dict[str, dict[str, float]] = {
    "holder": {"log share": 1.0, "by pattern": 1.0, "subject of it": 0.5},
    "issue": {"likeness": 10.0, "terms": 3.0, "by terms": 1.0},
    "statement": {"constant": -0.5, "tagged": 0.7, "act tagged": 0.3, "pattern": 1.0, "holder": 0.3},
}
"""What drafts are made with before anything is learned."""


@dataclass
class Told:
    """A draft as it is learned from: where it stands, what it says, and the party of each option."""

    story: str
    article: str
    span: tuple[int, int]
    act: str
    sides: tuple[str | None, ...]
    parties: tuple[str | None, ...]
    confidence: float
    traits: dict[str, float]
    options: list[tuple[str | None, dict[str, float]]]
    group: int = 0
    right: float | None = None
    issue: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


def recorded(article: Any, pack: Any, scorer: dict[str, dict[str, float]], side: Any) -> list[Told]:
    """Returns all drafts of one article, those that are dropped later among them.

    Args:
        article: what to read.
        pack: its issues.
        scorer: weights to choose holders with.
        side: from referents and a key to the party's name.
    """
    from briefing_generator.reading.article_reading import _classifier
    from briefing_generator.reading.coreference.entities import find_referents
    from briefing_generator.reading.quotations.quotations import find_quotations
    from briefing_generator.reading.quotations.turns import find_voices
    from briefing_generator.reading.statements.drafts import Draft, chosen
    from briefing_generator.reading.statements.scoring import Scorer
    from briefing_generator.reading.statements.statements import StatementFinder
    from briefing_generator.reading.tagger.tagging import tagged
    from briefing_generator.reading.text.parse import parse_article

    found: list[Told] = []
    parsed = parse_article(article)
    referents = find_referents(parsed)
    voices = find_voices(parsed, referents)
    quotations = find_quotations(parsed, referents, voices)

    class Recorder(StatementFinder):
        groups = 0

        def choose(self, told: Any) -> list[Draft]:
            held = list(told)
            kept = chosen(held)
            Recorder.groups += 1
            for d in held:
                named = [o.named for o in d.options]
                places = [(t.idx, t.idx + len(t)) if t is not None else None for t in named]
                for party in d.parties:
                    found.append(
                        Told(
                            "", Path(article.path).stem, (d.matter.start, d.matter.end), d.one.act, (side(referents, party),), (party,),
                            d.confidence, d.traits, [(side(referents, o.party), o.traits) for o in d.options], Recorder.groups, None, d.matter.issue,
                            {
                                "rule": d.one.rule, "quote": parsed.text[d.matter.start : d.matter.end], "content": d.matter.words,
                                "first": party == d.parties[0], "issues": d.issues, "places": places,
                                "chosen": next((p for o, p in zip(d.options, places, strict=True) if o.party == party), None),
                            },
                        )
                    )  # fmt: skip
            return kept

    tags = tagged([s.doc.text for s in parsed.sentences])
    list(Recorder(parsed, referents, quotations, _classifier(pack), voices, tags, Scorer(**scorer)).run())
    return found


def drafts_of(story: Story, weights: Path, scorer: dict[str, dict[str, float]]) -> list[Told]:
    """Returns all drafts of a story's articles."""
    os.environ["BRIEFING_WEIGHTS"] = str(weights)
    from briefing_generator import load_corpus
    from briefing_generator.issues import pack_for

    with story.copy_of_articles() as folder:
        corpus = load_corpus(Path(folder) / story.folder.name)
    pack = pack_for(corpus)

    def side(referents: Any, key: str | None) -> str | None:
        if key is None:
            return None
        for _ in range(4):
            entity = referents.entity(key)
            for each in (entity.name, *entity.aliases):
                if bare_name(each) in story.aliases:
                    return story.side(each)
            if entity.party is None or entity.party == key:
                break
            key = entity.party
        return bare_name(referents.entity(key).name)

    found = [d for a in corpus.articles if a.status == "used" for d in recorded(a, pack, scorer, side)]
    for d in found:
        d.story = story.folder.name
    return found


def contrast_drafts(sentences: list[dict[str, Any]], weights: Path, scorer: dict[str, dict[str, float]]) -> list[Told]:
    """Returns the drafts of made-up sentences, each an article of its own, already judged."""
    os.environ["BRIEFING_WEIGHTS"] = str(weights)
    from briefing_generator import load_corpus
    from briefing_generator.issues.packs import load_pack
    from briefing_generator.reading.article_reading import _classifier

    packs = [load_pack(name) for name in ("peace", "labour", "trade", "climate")]
    found: list[Told] = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "contrasts" / "articles"
        folder.mkdir(parents=True)
        for n, told in enumerate(sentences):
            (folder / f"c{n:05}.md").write_text(f"---\ntitle: Sentence {n}\ndate: 2025-03-12\nsource: Example\n---\n{told['text']}\n", encoding="utf-8")
        corpus = load_corpus(folder.parent)
    for article in corpus.articles:
        if article.status != "used":
            continue
        told = sentences[int(Path(article.path).stem[1:])]
        pack = max(packs, key=lambda p: max(_classifier(p).scores(told["text"], told["text"]).values()))
        for d in recorded(article, pack, scorer, lambda _, key: key):
            rows = [r for r in told["rows"] if shared(tuple(r["span"]), d.span) >= 0.5]
            right = [r for r in rows if r["acts"][0] == d.act]
            at = d.extra["chosen"]
            d.story, d.extra["detect"], d.extra["gold"] = "contrasts", bool(rows), []
            held = at is not None and any(at[0] < r["holder"][1] and at[1] > r["holder"][0] for r in right)
            known = any(p is not None and any(p[0] < r["holder"][1] and p[1] > r["holder"][0] for r in right) for p in d.extra["places"])
            d.right = 1.0 if right and held else None if right and not known else 0.0
            found.append(d)
    return found


def _read(args: tuple[Story, Path, dict[str, dict[str, float]]]) -> list[Told]:
    return drafts_of(*args)


def all_drafts(found: list[Story], weights: Path, scorer: dict[str, dict[str, float]], workers: int) -> list[Told]:
    """Returns the drafts of all stories, each read with the weights that were learned without it."""
    at = {name: fold for fold, names in FOLDS.items() for name in names}
    jobs = [(s, weights / at[s.folder.name], scorer) for s in found]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        return [d for told in pool.map(_read, jobs) for d in told]


def shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) / max(1, min(one[1] - one[0], other[1] - other[0]))


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
            fits = [i for i in near if d.act in gold[i].acts and (gold[i].party is None or story.side(gold[i].party) == d.sides[0])]
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
        wanted = {story.side(gold[i].party) if gold[i].party else None for i in d.extra["gold"] if d.act in gold[i].acts}
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
        for a, b in zip(edges[:-1], edges[1:], strict=True):
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


def confidence(weights: dict[str, float], traits: dict[str, float]) -> float:
    z = weights["constant"] + sum(weights.get(n, 0.0) * v for n, v in traits.items())
    return float(1 / (1 + np.exp(-z)))


def main() -> None:
    """Reads all stories twice (to fit who holds, then how sure), and writes a scorer into the folder of each fold."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path, help="folder with a folder of tagger's weights for each fold")
    ap.add_argument("folders", nargs="+", type=Path)
    ap.add_argument("--workers", type=int, default=2)
    ap.add_argument("--contrasts", type=Path)
    ap.add_argument("--taught", type=Path, help="those that the taggers learned from: they tell nothing of how these do")
    ap.add_argument("--keep", type=Path, help="where to keep the drafts, to try things on")
    o = ap.parse_args()
    found = [s for f in o.folders for s in stories(f) if any((o.weights / fold / "tagger.npz").is_file() for fold, names in FOLDS.items() if s.folder.name in names)]
    first = all_drafts(found, o.weights, START, o.workers)
    label(first, found)
    holder = {fold: fit_holder([d for d in first if d.story not in names], found) for fold, names in {**FOLDS, "all": ()}.items()}
    issue = {fold: fit_issue([d for d in first if d.story not in names], found) for fold, names in {**FOLDS, "all": ()}.items()}
    second: list[Told] = []
    for fold in FOLDS:
        mine = [s for s in found if s.folder.name in FOLDS[fold]]
        second += all_drafts(mine, o.weights, {"holder": holder[fold], "issue": issue[fold], "statement": START["statement"]}, o.workers)
    label(second, found)
    for fold, names in FOLDS.items():
        cases = issue_cases([d for d in second if d.story in names], found)
        if cases:
            good = sum(right[max(range(len(t)), key=lambda i: sum(issue[fold].get(n, 0.0) * v for n, v in t[i].items()))] for t, right in cases)
            plain = sum(right[max(range(len(t)), key=lambda i: t[i]["by terms"])] for t, right in cases)
            print(f"issues {fold}: right {good / len(cases):.3f}, by terms alone {plain / len(cases):.3f} of {len(cases)}")
    if o.contrasts:
        taught = {s["text"] for s in contrasts(o.taught)} if o.taught else set()
        unseen = [s for s in contrasts(o.contrasts) if s["text"] not in taught]
        second += contrast_drafts(unseen, o.weights / OTHERS, {"holder": holder["all"], "issue": issue["all"], "statement": START["statement"]})
    if o.keep:
        o.keep.write_bytes(pickle.dumps((first, second)))
    for fold, names in {**FOLDS, "all": ()}.items():
        statement = fit_statement([d for d in second if d.story not in names])
        (o.weights / fold).mkdir(exist_ok=True)
        (o.weights / fold / "scorer.json").write_text(json.dumps({"holder": holder[fold], "issue": issue[fold], "statement": statement}, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
