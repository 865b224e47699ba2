"""How a build grows: 100, 1,000 and 10,000 articles, each built cold, and what that costs with readings kept."""

from __future__ import annotations

import json
import os
from itertools import pairwise

from tests.bench.homes import kept_home, only_readings
from tests.bench.measuring import Row, exponent, megabytes, mkdocs, spent

SIZES = tuple(int(size) for size in os.environ.get("SIZES", "100 1000 10000").split())
MOST = "at most 1.05"


def measured(size: int) -> dict[str, float]:
    """Returns what a site of so many articles costs: reading, the build, its memory, the site's size; kept beside it."""
    home, cold = kept_home(size)
    only_readings(home)
    build = spent(mkdocs("build", "--quiet"), home)
    found = {
        "reading, s": cold.processor,
        "build, s": build.processor,
        "peak, MB": max(cold.peak, build.peak),
        "site, MB": megabytes(home / "site"),
        "pages": float(sum(1 for _ in (home / "site").rglob("*.html"))),
    }
    (home / "growth.json").write_text(json.dumps(found), encoding="utf-8")
    print(f"  {size:,} articles: " + ", ".join(f"{name} {figure:,.0f}" for name, figure in found.items()), flush=True)
    return found


def rows() -> list[Row]:
    """Measures each size once, and returns a row for each figure that grows."""
    found = {size: measured(size) for size in SIZES}
    reading = "patterns alone" if os.environ.get("BRIEFING_WEIGHTS") == "none" else "with the tagger"
    lines = []
    for name in ("reading, s", "build, s", "peak, MB", "site, MB"):
        what, unit = name.split(", ")
        steps = [exponent((a, found[a][name]), (b, found[b][name])) for a, b in pairwise(SIZES)]
        each = (found[SIZES[-1]][name] - found[SIZES[0]][name]) / (SIZES[-1] - SIZES[0])
        figures = " → ".join(f"{found[size][name]:,.0f}" for size in SIZES)
        lines.append(
            Row(
                name=f"growth: {what}",
                what=f"{' → '.join(f'{size:,}' for size in SIZES)} articles: exponent of {_TOLD[what]}",
                ratio=", ".join(f"{step:.2f}" for step in steps),
                reach=MOST,
                beside=f"{figures} {unit}, {each:.3f} {unit} an article more; {reading}, once",
                points={f"{size}": round(found[size][name], 1) for size in SIZES},
            )
        )
    return lines


_TOLD = {
    "reading": "a first reading",
    "build": "a build with only readings kept",
    "peak": "peak memory",
    "site": "the site’s size",
}
