"""Sentences as numbers: ids, which labels each token may bear, and which tokens may hold each statement."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.fit.learned_tagger import ACTS, LABELS

LONGEST = 96
_SPANS = 4


def example(told: dict[str, Any], tokenizer: Any) -> dict[str, Any]:
    """Returns one sentence as numbers: ids, which labels each token may bear, spans with the tokens that may hold them."""
    made = tokenizer.encode(told["text"])
    places = list(made.offsets)
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
    return {
        "ids": made.ids,
        "kinds": made.type_ids,
        "allowed": allowed,
        "spans": spans[-_SPANS:],
        "pack": told.get("pack", ""),
    }


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
