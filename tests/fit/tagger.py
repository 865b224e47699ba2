"""Fits the tagger: sentences with rows to weights, from a seed."""

from __future__ import annotations

import argparse
import functools
import json
import re
import time
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from tests.fit.contrasts import contrasts
from tests.fit.learned_tagger import ACTS, LABELS, embedded, holders, issues, labels, layer, new_heads

LONGEST = 96
_SPANS = 4
_RENEWED = 60
"""Steps after which the issues are read anew with what was learned since."""
_PRONOUNS = re.compile(r"\b(?:he|she|they|we|it|i|his|her|their|our|its|my|who|which)\b", re.IGNORECASE)
FOLDS = {
    "iran-talks": "conflict-2026", "dhs-shutdown": "deals-2026", "us-trade": "tariffs-2026",
    "reuters-labour": "reuters-labour-2", "pension-strike": "bbc-2005",
}  # fmt: skip


def example(told: dict[str, Any], tokenizer: Any) -> dict[str, Any]:
    """Returns one sentence as numbers: ids, which labels each token may bear, spans with the tokens that may hold them."""
    made = tokenizer.encode(told["text"], told["beside"]) if told.get("beside") else tokenizer.encode(told["text"])
    places = [(s, e) if kind == 0 else (0, 0) for (s, e), kind in zip(made.offsets, made.type_ids, strict=True)]
    many = len(made.ids)
    allowed = np.zeros((many, LABELS), bool)
    allowed[:, 0] = True
    spans = []
    for row in sorted(told["rows"], key=lambda r: -(r["span"][1] - r["span"][0])):
        start, end = row["span"]
        inside = [i for i, (s, e) in enumerate(places) if e > s and s < end and e > start]
        if not inside:
            continue
        for n, i in enumerate(inside):
            if row["optional"]:
                allowed[i, 0] = True
            else:
                allowed[i] = False
            for act in row["acts"]:
                at = 1 + 2 * ACTS.index(act)
                allowed[i, at if n == 0 else at + 1] = True
        spans.append((inside, holder_tokens(told, row, places), row.get("issues", ())))
    return {"ids": made.ids, "kinds": made.type_ids, "allowed": allowed, "spans": spans[-_SPANS:], "pack": told.get("pack", "")}


def holder_tokens(told: dict[str, Any], row: dict[str, Any], places: list[tuple[int, int]]) -> np.ndarray:
    """Returns which of (nobody, tokens) may be the holder: those that name the party; else all that name no other."""
    found = np.zeros(1 + len(places), bool)
    if "holder" in row:
        mine, others = [row["holder"]], []
    else:
        mine = [(s, e) for s, e, side in told["phrases"] if side == row["party"]]
        others = [(s, e) for s, e, side in told["phrases"] if side != row["party"]]
    if row.get("party", "") is None:
        found[0] = True
        return found

    def mark(start: int, end: int, value: bool) -> None:
        for i, (s, e) in enumerate(places):
            if e > s and s < end and e > start:
                found[1 + i] = value

    for span in mine:
        mark(*span, True)
    if found.any():
        return found
    for i, (s, e) in enumerate(places):
        found[1 + i] = e > s
    for span in others:
        mark(*span, False)
    found[0] = True
    return found


def batch(rows: list[dict[str, Any]], places: dict[str, dict[str, int]], many_issues: int) -> tuple[Any, ...]:
    """Returns sentences of like length as arrays; ``places`` has the place of each issue by its pack."""
    longest = max(len(r["ids"]) for r in rows)
    length = next(n for n in (16, 24, 32, 40, 48, 64, LONGEST) if longest <= n)
    many = len(rows)
    ids, kinds = np.zeros((many, length), np.int32), np.zeros((many, length), np.int32)
    mask = np.zeros((many, length), np.float32)
    allowed = np.zeros((many, length, LABELS), bool)
    allowed[:, :, 0] = True
    spans = np.zeros((many, _SPANS, length), np.float32)
    who = np.zeros((many, _SPANS, 1 + length), bool)
    who[:, :, 0] = True
    real = np.zeros((many, _SPANS), np.float32)
    may = np.zeros((many, _SPANS, many_issues), bool)
    about = np.zeros((many, _SPANS, many_issues), bool)
    for k, row in enumerate(rows):
        n = len(row["ids"])
        ids[k, :n], kinds[k, :n], mask[k, :n], allowed[k, :n] = row["ids"], row["kinds"], 1, row["allowed"]
        for j, (inside, holder, codes) in enumerate(row["spans"]):
            at = places.get(row["pack"], {})
            wanted = [at[code] for code in codes if code in at]
            if wanted:
                may[k, j, list(at.values())] = True
                about[k, j, wanted] = True
            spans[k, j, inside] = 1
            who[k, j, : len(holder)] = holder
            real[k, j] = 1
    return ids, kinds, mask, allowed, spans, who, real, may, about


def loss(weights: Any, still: Any, ids: Any, kinds: Any, mask: Any, allowed: Any, spans: Any, who: Any, real: Any, may: Any, about: Any, key: Any, told_issues: Any, other: Any, frozen: int, top: int) -> Any:
    whole = {**still, **weights}
    hidden = embedded(whole, ids, kinds, key if frozen < 0 else None)
    for n in range(top):
        hidden = layer(whole, n, hidden, mask, key if n >= frozen else None)
        if n == frozen - 1:
            hidden = jax.lax.stop_gradient(hidden)
    told = jax.nn.log_softmax(labels(whole, hidden), -1)
    right = jax.nn.logsumexp(jnp.where(allowed, told, -1e9), -1)
    tags = -(right * mask).sum() / mask.sum()
    held = jax.nn.log_softmax(holders(whole, hidden, spans, mask), -1)
    right = jax.nn.logsumexp(jnp.where(who, held, -1e9), -1)
    who_holds = -(right * real).sum() / jnp.maximum(real.sum(), 1)
    placed = jnp.where(may, issues(whole, hidden, spans, told_issues, other), -1e9)
    right = jax.nn.logsumexp(jnp.where(about, placed, -1e9), -1) - jax.nn.logsumexp(placed, -1)
    known = about.any(-1)
    matter = -jnp.where(known, right, 0).sum() / jnp.maximum(known.sum(), 1)
    return tags + 0.1 * who_holds + 0.05 * matter


def issue_vectors(weights: Any, texts: list[str], tokenizer: Any, top: int) -> Any:
    """Returns the mean over the tokens of each issue's words: issues by dimensions."""
    made = [tokenizer.encode(text) for text in texts]
    length = max(len(m.ids) for m in made)
    ids, mask = np.zeros((len(made), length), np.int32), np.zeros((len(made), length), np.float32)
    for k, m in enumerate(made):
        ids[k, : len(m.ids)], mask[k, : len(m.ids)] = m.ids, 1

    hidden = _encode(weights, ids, mask, top)
    inner = mask.copy()
    inner[:, 0] = 0
    for k, m in enumerate(made):
        inner[k, len(m.ids) - 1] = 0
    return (hidden * inner[:, :, None]).sum(1) / inner.sum(1, keepdims=True)


@functools.partial(jax.jit, static_argnums=3)
def _encode(weights: Any, ids: Any, mask: Any, top: int) -> Any:
    hidden = embedded(weights, ids, jnp.zeros_like(ids))
    for n in range(top):
        hidden = layer(weights, n, hidden, mask)
    return hidden


def predict(weights: Any, rows: list[dict[str, Any]], top: int) -> list[np.ndarray]:
    """Returns each sentence's probabilities: tokens by labels."""

    @jax.jit
    def run(w: Any, ids: Any, kinds: Any, mask: Any) -> Any:
        hidden = embedded(w, ids, kinds)
        for n in range(top):
            hidden = layer(w, n, hidden, mask)
        return jax.nn.softmax(labels(w, hidden), -1)

    found: list[Any] = [None] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]["ids"]))
    for at in range(0, len(order), 32):
        chosen = order[at : at + 32]
        ids, kinds, mask, *_ = batch([rows[i] for i in chosen], {}, 1)
        told = np.asarray(run(weights, ids, kinds, mask))
        for k, i in enumerate(chosen):
            found[i] = told[k, : len(rows[i]["ids"]) - sum(rows[i]["kinds"])]
    return found


def spans_of(told: np.ndarray, least: float) -> list[tuple[int, int, int, float]]:
    """Returns runs of tokens that tell one act: (first, behind last, act, how sure)."""
    inside = 1 - told[:, 0]
    acts = told[:, 1:].reshape(len(told), len(ACTS), 2).sum(-1)
    begin = told[:, 1::2].sum(-1)
    found, at = [], 0
    while at < len(told):
        if inside[at] < least:
            at += 1
            continue
        first, act = at, int(acts[at : at + 3].sum(0).argmax())
        at += 1
        while at < len(told) and inside[at] >= least and not (begin[at] > 0.5 * inside[at]):
            at += 1
        act = int(acts[first:at].sum(0).argmax())
        found.append((first, at, act, float(inside[first:at].mean())))
    return found


def judge(rows: list[dict[str, Any]], examples: list[dict[str, Any]], told: list[np.ndarray], places: list[Any], least: float) -> tuple[int, ...]:
    right = acted = shown = gold = 0
    for row, tags, where in zip(rows, told, places, strict=True):
        firm = [r for r in row["rows"] if not r["optional"]]
        gold += len(firm)
        free = list(row["rows"])
        for first, behind, act, _ in spans_of(tags, least):
            if behind - first < 2:
                continue
            start, end = where[first][0], where[behind - 1][1]
            hits = [r for r in free if min(end, r["span"][1]) - max(start, r["span"][0]) >= 0.5 * min(end - start, r["span"][1] - r["span"][0])]
            if hits:
                hits.sort(key=lambda r: (ACTS[act] not in r["acts"], r["optional"]))
                best = hits[0]
                free.remove(best)
                if best["optional"]:
                    continue
                right += 1
                acted += ACTS[act] in best["acts"]
            shown += 1
    return right, acted, shown, gold


def main() -> None:
    """Fits weights on all sentences but those of the stories left out, and tells how well those are tagged."""
    ap = argparse.ArgumentParser()
    ap.add_argument("base", type=Path)
    ap.add_argument("sentences", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--without", nargs="*", default=[])
    ap.add_argument("--contrasts", type=Path)
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--frozen", type=int, default=2)
    ap.add_argument("--top", type=int, default=6)
    ap.add_argument("--seed", type=int, default=0)
    ap.add_argument("--beside", default="")
    ap.add_argument("--size", type=int, default=16)
    o = ap.parse_args()
    tokenizer = Tokenizer.from_file(str(o.base / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST, strategy="longest_first")
    tokenizer.no_padding()
    held = json.loads(o.sentences.read_text())
    told = held["sentences"]
    known = [(pack, code, text) for pack, of in sorted(held["issues"].items()) for code, text in of.items()]
    known = [k for k in known if not any(k[0].endswith("/" + name) for name in o.without)]
    where: dict[str, dict[str, int]] = {}
    for n, (pack, code, _) in enumerate(known):
        where.setdefault(pack, {})[code] = n
    other = jnp.asarray([float(code == "other") for _, code, _ in known])
    for n, s in enumerate(told):
        if o.beside == "title":
            s["beside"] = s["title"][:100]
        elif o.beside == "before":
            s["beside"] = told[n - 1]["text"][-200:] if n and told[n - 1]["article"] == s["article"] else s["title"][:100]
    out = [s for s in told if s["story"].split("/")[1] in o.without]
    learn = [s for s in told if s["story"].split("/")[1] not in o.without]
    if o.contrasts:
        learn += contrasts(o.contrasts)
    made = [example(s, tokenizer) for s in learn]
    kept = [example(s, tokenizer) for s in out]
    places = [tokenizer.encode(s["text"]).offsets for s in out]
    base = {k: jnp.asarray(v) for k, v in load_file(o.base / "model.safetensors").items() if "position_ids" not in k and not k.startswith("pooler")}
    base |= new_heads(o.seed)
    fixed = tuple(f"encoder.layer.{n}." for n in [*range(o.frozen), *range(o.top, 6)]) + (("embeddings.",) if o.frozen >= 0 else ())
    still = {k: v for k, v in base.items() if k.startswith(fixed)}
    weights = {k: v for k, v in base.items() if k not in still}
    rng = np.random.default_rng(o.seed)
    steps = o.epochs * (len(made) // o.size)
    rates = optax.warmup_cosine_decay_schedule(0, o.rate, steps // 10, steps, 0)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rates, weight_decay=0.01))
    state = optimiser.init(weights)

    @jax.jit
    def step(weights: Any, state: Any, *given: Any) -> Any:
        value, slope = jax.value_and_grad(loss)(weights, still, *given, other, o.frozen, o.top)
        change, state = optimiser.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, value

    began = time.time()
    count = 0
    for epoch in range(o.epochs):
        order = sorted(rng.permutation(len(made)), key=lambda i: len(made[i]["ids"]) // 8)
        batches = [order[k : k + o.size] for k in range(0, len(order) - o.size + 1, o.size)]
        rng.shuffle(batches)
        total = 0.0
        for group in batches:
            key = jax.random.fold_in(jax.random.PRNGKey(o.seed), count)
            if count % _RENEWED == 0:
                vectors = issue_vectors({**still, **weights}, [text for _, _, text in known], tokenizer, o.top)
            weights, state, value = step(weights, state, *batch([made[i] for i in group], where, len(known)), key, vectors)
            total += float(value)
            count += 1
        print(f"epoch {epoch} loss {total / len(batches):.4f} {time.time() - began:.0f} s", flush=True)
        if out:
            tags = predict({**still, **weights}, kept, o.top)
            for least in (0.3, 0.4, 0.5, 0.6, 0.7):
                right, acted, shown, gold = judge(out, kept, tags, places, least)
                print(f"   {least}: p {right / max(1, shown):.3f} r {right / max(1, gold):.3f} f1 {2 * right / (shown + gold):.3f} act f1 {2 * acted / (shown + gold):.3f} ({shown} shown {gold} gold)", flush=True)
    save_file({k: np.asarray(v) for k, v in {**still, **weights}.items()}, o.out)


if __name__ == "__main__":
    main()
