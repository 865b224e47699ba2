"""Prints how well the bundled and the unseen articles are read; ``make quality ERRORS=1`` lists what is missed and wrong."""

from __future__ import annotations

import argparse

import yaml

from tests.quality.gold import briefings, unseen
from tests.quality.scoring import Figure, Scorer, score_folder

BASELINE = __file__.replace("__main__.py", "baseline.yml")
_HEAD = """\
# Recorded by `make quality RECORD=1`; test_quality.py holds these figures (F1) with a tolerance of 0.03.
"""


def table(name: str, scorer: Scorer, figures: dict[str, Figure]) -> str:
    """Returns a briefing's figures as lines of text."""
    lines = [f"{name}: {len(scorer.wanted)} statements wanted, {len(scorer.statements)} found"]
    lines += [f"  {k:8s} p {f.precision:.3f}  r {f.recall:.3f}  f1 {f.f1:.3f}" for k, f in figures.items()]
    return "\n".join(lines)


def main() -> None:
    """Scores every bundled briefing that has gold."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("name", nargs="?", default="", help="only those whose name has this in it")
    parser.add_argument("--errors", action="store_true", help="list what is missed and what is wrong")
    parser.add_argument("--record", action="store_true", help="write the figures down as the new baseline")
    told = parser.parse_args()
    recorded: dict[str, dict[str, float]] = {}
    hidden = unseen()
    for folder in (*briefings(), *hidden):
        if told.name not in folder.name:
            continue
        scorer = score_folder(folder)
        score = scorer.score()
        print(table(folder.name, scorer, score.figures))
        # Whoever has seen what is missed in the unseen articles would make rules for it.
        if told.errors and folder not in hidden:
            print("\n".join(f"    {error}" for error in score.errors))
        recorded[folder.name] = {key: round(figure.f1, 3) for key, figure in score.figures.items()}
    if told.record:
        with open(BASELINE, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(_HEAD + yaml.safe_dump(recorded, sort_keys=True))


if __name__ == "__main__":
    main()
