"""How much of the machine this process may use: its processors and its memory, also where a container is given less."""

from __future__ import annotations

import math
import os
from contextlib import suppress
from pathlib import Path

_ROOT = Path("/")


def usable_cpus(root: Path = _ROOT) -> int:
    """Returns how many processors this process may keep busy, 1 at least.

    Counted are those that it is bound to (``taskset``, ``PYTHON_CPU_COUNT``), and no more than its control groups give
    it the time of, as containers and services are told; half a processor counts as one.

    Args:
        root: where the system shows itself as files, below which ``proc`` and ``sys`` are looked for.
    """
    shares = [math.ceil(share) for share in (_share(group) for group in _groups(root, "cpu")) if share]
    return max(1, min([_bound(), *shares]))


def free_memory(root: Path = _ROOT) -> int | None:
    """Returns the bytes of memory that are left to take; None where the system does not say (only Linux does, here)."""
    found = []
    for line in _text(root / "proc/meminfo").splitlines():
        if line.startswith("MemAvailable:"):
            found.append(int(line.split()[1]) * 1024)
    for group in _groups(root, "memory"):
        for most, used in (("memory.max", "memory.current"), ("memory.limit_in_bytes", "memory.usage_in_bytes")):
            limit, taken = _text(group / most), _text(group / used)
            if limit.isdigit() and taken.isdigit():
                found.append(max(0, int(limit) - int(taken)))
    return min(found, default=None)


def _bound() -> int:
    # Before Python 3.13 nothing asks for both; `sched_getaffinity` is there on Linux alone.
    count = getattr(os, "process_cpu_count", None)
    if count is not None:
        return count() or 1
    with suppress(AttributeError, OSError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _groups(root: Path, controller: str) -> list[Path]:
    """Returns the folders of this process's control groups, from its own up: any of them may hold it back."""
    found: list[Path] = []
    for line in _text(root / "proc/self/cgroup").splitlines():
        _, names, path = [*line.split(":", 2), "", ""][:3]
        if names and controller not in names.split(","):
            continue
        # Version 2 has one tree for all; version 1 one for each controller, by its name or that of all it shares with.
        base = root / "sys/fs/cgroup" / names
        own = base / path.strip("/")
        found += [own, *(parent for parent in own.parents if parent.is_relative_to(base))]
    return found


def _share(group: Path) -> float | None:
    """Returns how many processors' time a control group gives; None where it sets no limit."""
    quota, _, period = _text(group / "cpu.max").partition(" ")
    if not quota:
        quota, period = _text(group / "cpu.cfs_quota_us"), _text(group / "cpu.cfs_period_us")
    return int(quota) / int(period) if quota.isdigit() and period.isdigit() and int(period) else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
