"""From which size on it pays to read in several processes, or on a cluster: ``python -m tests.bench.reading_together FOLDER``.

Reads the articles of a briefing's folder, the first few and then more of them, in turn by one process, by several
(``WORKERS``, 2 unless said), and by the scheduler that ``CLUSTER`` names, each in a program of its own, so that all load
what they need. Prints ratios of the time on the clock: below 1 it is quicker than one process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from briefing_generator.corpus.article_paths import article_files

ROUNDS = int(os.environ.get("ROUNDS", "3"))
SIZES = tuple(int(size) for size in os.environ.get("SIZES", "10 20 40 80").split())
WAYS = {"1": ("--workers", "1"), "several": ("--workers", os.environ.get("WORKERS", "2"))}


def seconds(folder: Path, words: tuple[str, ...]) -> float:
    """Returns how long an export of a folder takes that keeps nothing."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "briefing_generator",
        "export",
        str(folder),
        "--no-cache",
        "--quiet",
        "--format",
        "json",
        *words,
    ]
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def main(given: Path) -> None:
    """Measures and prints."""
    ways = WAYS | ({"cluster": ("--cluster", os.environ["CLUSTER"])} if os.environ.get("CLUSTER") else {})
    files = article_files(given)
    print(
        f"| articles | words | {' | '.join(f'{way} / 1' for way in ways if way != '1')} |\n| {'--- | ' * (len(ways) + 1)}"
    )
    for size in SIZES:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "some"
            (folder / "articles").mkdir(parents=True)
            for at, file in enumerate(files[:size]):
                shutil.copy(file, folder / f"articles/{at}{file.suffix}")
            words = sum(len(file.read_text("utf-8", "replace").split()) for file in files[:size])
            # In turn, since what else the machine does should meet all of them alike.
            took = [{way: seconds(folder, told) for way, told in ways.items()} for _ in range(ROUNDS)]
        ratios = (median(each[way] / each["1"] for each in took) for way in ways if way != "1")
        print(f"| {min(size, len(files))} | {words} | {' | '.join(f'{ratio:.2f}' for ratio in ratios)} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
