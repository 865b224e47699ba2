"""What each proposer and each kind of trait brings on stories that were left out: the figures without it."""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.fit.figures import LINES, kept, score
from tests.fit.recording import Told
from tests.fit.scorer import fit_statement, levelled
from tests.fit.stories import Story, folds, stories

Test = Callable[[str], bool]
_MOOD = ("unsettled", "not yet", "question", "indirect question", "could", "would", "must", "will")
TRAITS: dict[str, Test] = {
    "what the tagger says": lambda n: "tagged" in n or "stretch" in n,
    "what patterns say": lambda n: "pattern" in n,
    "negation and mood": lambda n: n.startswith("negated") or n in _MOOD,
    "words above": lambda n: n.startswith("under "),
    "who holds it": lambda n: n.startswith("holder"),
    "act": lambda n: n in ("demands", "rejects", "offers", "accepts", "threatens"),
}


def without(told: list[Told], test: Test) -> list[Told]:
    """Returns drafts without the traits that a test names."""
    return [replace(d, traits={n: v for n, v in d.traits.items() if not test(n)}) for d in told]


def best(told: list[Told], found: list[Story], of: dict[str, tuple[str, ...]]) -> tuple[float, float, float, float]:
    """Returns, over stories left out, F1 of what is found and of right acts at 0.3, and the best of each at any line."""
    totals = {least: [0, 0, 0, 0, 0] for least in LINES}
    for names in of.values():
        rest = [d for d in told if d.story not in names]
        weights = levelled(fit_statement(rest), [d for d in rest if d.story != "contrasts"])
        for story in (s for s in found if s.folder.name in names):
            here = kept([d for d in told if d.story == story.folder.name], weights)
            for least, total in totals.items():
                figures = score(story, here, least)
                for at, value in enumerate((figures["detect"][0], *figures["act"])):
                    total[at] += value
    lines = {least: (2 * d / max(1, n + g), 2 * a / max(1, n + g)) for least, (d, a, n, g, _) in totals.items()}
    return (*lines[0.3], max(d for d, _ in lines.values()), max(a for _, a in lines.values()))


def main() -> None:
    """Prints a line for everything that is taken out, beside the line of all together."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("drafts", type=Path)
    ap.add_argument("folders", nargs="+", type=Path)
    ap.add_argument("--folds", type=Path, help="JSON: what was left out together")
    o = ap.parse_args()
    found = [s for f in o.folders for s in stories(f)]
    of = folds(o.folds, found)
    _, told = pickle.loads(o.drafts.read_bytes())
    cases: dict[str, list[Told]] = {
        "all": told,
        "drafts of patterns alone": [d for d in told if d.traits.get("own stretch")],
        "drafts of the tagger alone": [d for d in told if d.traits.get("pattern")],
        "made-up sentences": [d for d in told if d.story != "contrasts"],
        **{name: without(told, test) for name, test in TRAITS.items()},
    }
    print("without                      found  +act   (at 0.3)   found  +act   (at the best line)")
    for name, drafts in cases.items():
        figures = best(drafts, found, of)
        print(
            f"{name:28} {figures[0]:.3f}  {figures[1]:.3f}             {figures[2]:.3f}  {figures[3]:.3f}", flush=True
        )


if __name__ == "__main__":
    main()
