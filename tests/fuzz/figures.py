"""What a run of fuzzing comes to; kept in a file, since the fuzzer ends without saying goodbye."""

from __future__ import annotations

import json
import os
import resource
import time
from collections import Counter
from pathlib import Path

LONGEST = 100_000
SLOWEST = 2.0
"""Seconds of processor time, with the fuzzer's instruments in our code and most libraries, which slow it by half and more."""


class Figures:
    """Counts inputs by what became of them; raises AssertionError at one that took too long."""

    def __init__(self) -> None:
        """Takes the file's name from ``FUZZ_FIGURES``; without it nothing is kept."""
        path = os.environ.get("FUZZ_FIGURES")
        self.path = Path(path) if path else None
        self.began = time.monotonic()
        self.became: Counter[str] = Counter()
        self.slowest = 0.0
        self.slowest_bytes = 0

    def add(self, seconds: float, size: int, became: str) -> None:
        """Counts an input of so many bytes that took so many seconds of processor time."""
        self.became[became] += 1
        if seconds > self.slowest:
            self.slowest, self.slowest_bytes = seconds, size
        if self.path and self.became.total() % 100 == 0:
            told = {
                "inputs": self.became.total(), **dict(sorted(self.became.items())),
                "slowest_seconds": round(self.slowest, 3), "slowest_bytes": self.slowest_bytes,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "minutes": round((time.monotonic() - self.began) / 60, 1),
            }  # fmt: skip
            beside = self.path.with_suffix(".new")
            beside.write_text(json.dumps(told))
            beside.replace(self.path)
        assert seconds < SLOWEST, f"{seconds:.1f} s for {size} bytes"
