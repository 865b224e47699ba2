"""Made-up sentences that teach what real ones have too few of: look-alikes with and without a statement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "contrasts"


def contrasts(folder: Path = FOLDER, part: int | None = None) -> list[dict[str, Any]]:
    """Returns the sentences, all of them or every other one (``part`` 0 or 1: what the folds' taggers learn from, and what the scorer does), in the form of :func:`tests.fit.sentences.sentences_of`; raises ``ValueError`` where words are not in their text."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        for told in yaml.safe_load(path.read_text(encoding="utf-8")):
            text = told["text"]
            rows = []
            for row in told["statements"]:
                at, who = text.find(row["evidence"]), text.find(row["holder"])
                if at < 0 or who < 0:
                    raise ValueError(f"{path.name}: {row} is not in {text!r}.")
                rows.append(
                    {
                        "span": (at, at + len(row["evidence"])),
                        "acts": (row["act"],),
                        "optional": False,
                        "party": row["holder"],
                        "holder": (who, who + len(row["holder"])),
                        "whole": True,
                    }
                )
            found.append(
                {
                    "story": f"contrasts/{path.stem}",
                    "article": path.stem,
                    "title": "",
                    "kind": "paragraph",
                    "pack": "",
                    "text": text,
                    "rows": rows,
                    "phrases": [],
                }
            )
    return found if part is None else found[part::2]
