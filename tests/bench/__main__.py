"""``make bench``: measures the rows of the table in docs/speed.md, all or those that are named, and prints them.

``python -m tests.bench peers growth``; SIZE=300 for fewer articles than 1,000, TIMES=1 for fewer turns than five,
FROM=folder for articles of one's own; ``--record`` writes what was found into the page.
"""

from __future__ import annotations

import argparse
from importlib import import_module

from tests.bench.measuring import Row, machine

ROWS = {
    "peers": "our build against MkDocs + Material, Zensical and Hugo on the same pages",
    "growth": "100 → 1,000 → 10,000 articles (SIZES)",
    "words": "cold reading against spaCy on the same text",
    "warm": "export and check where nothing changed, and --help",
    "dropped": "an article dropped in while the site is served",
    "searched": "the search: bytes and first result (PAGES)",
}


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures the rows of docs/speed.md.")
    parser.add_argument(
        "rows", nargs="*", choices=[*ROWS, []], metavar="ROW", help="; ".join(f"{r}: {t}" for r, t in ROWS.items())
    )
    parser.add_argument("--record", action="store_true", help="write what was found into docs/speed.md and its charts")
    asked = parser.parse_args()
    on = machine()
    print(f"{on}\n", flush=True)
    found: list[Row] = []
    for name in asked.rows or ROWS:
        print(f"{name}: {ROWS[name]} …", flush=True)
        fresh = import_module(_MODULES.get(name, f"tests.bench.{name}")).rows()
        found += fresh
        for row in fresh:
            print(f"  {row.what}: {row.ratio} (reach: {row.reach}); {row.beside}", flush=True)
    if asked.record:
        from tests.bench.speed_page import record

        record(found, on)


_MODULES = {"words": "tests.bench.reading_speed", "searched": "tests.bench.searching"}

if __name__ == "__main__":
    main()
