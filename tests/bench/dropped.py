"""One article dropped in while ``mkdocs serve`` runs: from the saved file to the right page over HTTP."""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.bench.homes import NAME, kept_home, only_readings, real
from tests.bench.measuring import ROOT, SIZE, TIMES, Row, Spent, mkdocs, often, spent
from tests.bench.recombined import article, stories

MINUTES = 20
"""How long a page is waited for."""


def _spent_by(process: int) -> float:
    """Returns the processor's seconds of a process and of those it waited for."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(") ")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _wait(address: str, words: str) -> None:
    end = time.monotonic() + 60 * MINUTES
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=60 * MINUTES) as answer:
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise RuntimeError(f"{address} did not show {words!r} in {MINUTES} minutes.")


def _served(home: Path, times: int) -> list[Spent]:
    """Serves a site, drops in so many articles one after the other, and returns what each cost."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "OMP_NUM_THREADS": "1"}
    told = stories(real() or ROOT / "briefings")
    found = []
    with (home / ".said").open("wb") as said:
        server = subprocess.Popen(
            mkdocs("serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"),
            cwd=home,
            env=environment,
            stdout=said,
            stderr=said,
        )
    try:
        _wait(f"http://127.0.0.1:{port}/{NAME}/", "Measured talks")
        for number in range(SIZE + 100, SIZE + 100 + times):
            words = f"Dropped in as number {number}"
            text = article(told, number, number + 1).replace('title: "', f'title: "{words}: ', 1)
            before, began = _spent_by(server.pid), time.perf_counter()
            (home / f"briefings/{NAME}/articles/{number}.md").write_text(text, encoding="utf-8")
            _wait(f"http://127.0.0.1:{port}/{NAME}/sources/{number}/", words)
            clock = time.perf_counter() - began
            found.append(Spent(_spent_by(server.pid) - before, clock, 0.0))
    finally:
        server.terminate()
        server.wait()
    return found


def rows() -> list[Row]:
    """Measures, and returns one row: a rebuild with one article more against a cold build."""
    kept, cold = kept_home(SIZE)
    home = kept.with_name(f"{kept.name}-served")
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(
        kept, home, ignore=shutil.ignore_patterns("site", "written", "automatic", "pruned", "zensical", "hugo")
    )
    only_readings(home)
    build = spent(mkdocs("build", "--quiet"), home)
    each = _served(home, min(TIMES, 3))
    again, clock = statistics.median(one.processor for one in each), statistics.median(one.clock for one in each)
    whole = cold.processor + build.processor
    shutil.rmtree(home)
    return [
        Row(
            name="dropped",
            what=f"one article dropped in among {SIZE:,} under `serve`, saved → page right, against a cold build",
            ratio=f"{again / whole:.3f}",
            reach="at most 0.05, and 3 s on the clock",
            beside=f"{again:.1f} s ({clock:.1f} s on the clock), {often(len(each))}, against {whole:.0f} s, once",
            points={"one more, s": round(again, 1), "cold, s": round(whole, 1)},
        )
    ]
