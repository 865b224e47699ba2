"""What a process costs, and rows of the table: each a ratio of two things that ran in turn in one run.

Ratios are of the processor's seconds, user and system, with all processes that were started: other work on the machine
stretches the seconds on the clock, which stand beside them, far more.
"""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIZE = int(os.environ.get("SIZE", "1000"))
TIMES = int(os.environ.get("TIMES", "5"))
"""How often each thing is done; the median counts. Where a run takes minutes, fewer do, and the row says so."""
MINUTES_EACH = 2.0
"""A thing that takes longer is done once."""


@dataclass(frozen=True)
class Spent:
    """What a process cost: seconds of the processor, seconds on the clock, and megabytes of its largest process."""

    processor: float
    clock: float
    peak: float


@dataclass(frozen=True)
class Row:
    """A row of the table.

    ``reach`` is what the ratio should be, in words; ``beside`` what was measured to get it. ``points`` are for the
    chart: names and figures.
    """

    name: str
    what: str
    ratio: str
    reach: str
    beside: str
    points: Mapping[str, float] = field(default_factory=dict)


def spent(command: list[str], home: Path, *, quiet: bool = True, **environment: str) -> Spent:
    """Runs a command in a folder; raises ``RuntimeError`` with the end of what it said where it fails."""
    said = home / ".said"
    began = time.perf_counter()
    with said.open("wb") as out:
        told = {"NO_MKDOCS_2_WARNING": "1", "OMP_NUM_THREADS": "1"} | environment
        process = subprocess.Popen(command, cwd=home, env=os.environ | told, stdout=out, stderr=out if quiet else None)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        end = said.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)} in {home} ended with {process.returncode}:\n{end}")
    said.unlink()
    return Spent(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss / 1000)


def in_turn(things: Mapping[str, Callable[[], Spent]], times: int = 0) -> tuple[dict[str, Spent], int]:
    """Does each thing in turn, over and over; returns the medians, and how often each was done.

    When a first turn takes longer than :data:`MINUTES_EACH` for each thing, it stays the only one.
    """
    found: dict[str, list[Spent]] = {name: [] for name in things}
    began = time.perf_counter()
    for turn in range(times or TIMES):
        if turn and (time.perf_counter() - began) / turn > MINUTES_EACH * 60 * len(things):
            break
        for name, thing in things.items():
            found[name].append(thing())
    medians = {
        name: Spent(*(statistics.median(getattr(one, part) for one in all_) for part in ("processor", "clock", "peak")))
        for name, all_ in found.items()
    }
    return medians, min(map(len, found.values()))


def often(turns: int) -> str:
    """Returns how often something was done, in words."""
    return "once" if turns == 1 else f"median of {turns}"


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """Returns with which power of the first a second figure grows: 1 where it doubles with it, 2 where it quadruples."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def briefing(*arguments: str) -> list[str]:
    """Returns the command line of the program that is measured."""
    return [sys.executable, "-P", "-m", "briefing_generator", *arguments]


def mkdocs(*arguments: str) -> list[str]:
    """Returns the command line of MkDocs beside it."""
    return [sys.executable, "-P", "-m", "mkdocs", *arguments]


def megabytes(folder: Path) -> float:
    """Returns what all files below a folder hold."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def machine() -> str:
    """Returns the machine and the versions, in a line."""
    from importlib.metadata import PackageNotFoundError, version

    told = []
    for name in ("mkdocs", "mkdocs-material", "zensical", "spacy", "numpy"):
        try:
            told.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").is_file() else []
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "a processor")
    busy = f", load {os.getloadavg()[0]:.0f} at the start" if hasattr(os, "getloadavg") else ""
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{model}, {os.cpu_count()} threads{busy}; Python {python}, {', '.join(told)}"
