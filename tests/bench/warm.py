"""Where nothing changed since the last run: ``export`` and ``check`` of 1,000 articles; and ``briefing --help``."""

from __future__ import annotations

import sys
from functools import partial

from tests.bench.homes import NAME, kept_home
from tests.bench.measuring import SIZE, Row, briefing, in_turn, often, spent


def rows() -> list[Row]:
    """Measures, and returns a row for each command: against its first run, or against Python that does nothing."""
    home, cold = kept_home(SIZE)
    again = briefing("export", NAME, "--quiet", "--out", "again.json")
    spent(again, home)
    things = {
        "export": partial(spent, again, home),
        "check": partial(spent, briefing("check", NAME), home),
        "help": partial(spent, briefing("--help"), home),
        "python": partial(spent, [sys.executable, "-c", "pass"], home),
    }
    found, turns = in_turn(things)
    lines = [
        Row(
            name=f"warm: {name}",
            what=f"`briefing {name}` of {SIZE:,} articles where nothing changed, against a first `export`",
            ratio=f"{found[name].processor / cold.processor:.4f}",
            reach="1 s on the clock",
            beside=f"{found[name].processor:.2f} s ({found[name].clock:.2f} s on the clock) against {cold.processor:.0f} s, {often(turns)}",
            points={name: round(found[name].processor, 2)},
        )
        for name in ("export", "check")
    ]
    own, bare = found["help"], found["python"]
    return [
        *lines,
        Row(
            name="warm: help",
            what="`briefing --help` against `python -c pass`",
            ratio=f"{own.processor / bare.processor:.1f}",
            reach="150 ms on the clock",
            beside=f"{own.processor * 1000:.0f} ms ({own.clock * 1000:.0f} ms on the clock) against {bare.processor * 1000:.0f} ms, {often(turns)}",
            points={"help, ms": round(own.processor * 1000)},
        ),
    ]
