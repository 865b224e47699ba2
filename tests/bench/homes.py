"""Sites of made articles for the bench, read once and kept in ``.cache/bench``; with what reading them cold cost."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path

from briefing_generator.store.version import code_digest

from tests.bench.measuring import ROOT, Spent, briefing, spent
from tests.bench.recombined import write

PLACE = ROOT / ".cache/bench"
NAME = "talks"
SETTINGS = (
    "site_name: Measured\nsite_url: https://example.org/\ntheme: {name: material}\nplugins: [search, briefings]\n"
)


def real() -> Path | None:
    """Returns the folder of articles of one's own that corpora are made of, as ``FROM`` of the environment says."""
    return Path(told).resolve() if (told := os.environ.get("FROM", "")) else None


def kept_home(size: int) -> tuple[Path, Spent]:
    """Returns a site of so many articles, all read, and what the first ``briefing export`` of it cost.

    A site is made anew where the code that reads is another, or what its articles are made of.
    """
    told = [code_digest(("model", "language", "issues", "corpus", "reading")), str(real())]
    told += [os.environ.get("BRIEFING_WEIGHTS", ""), (ROOT / "tests/bench/recombined.py").read_text("utf-8")]
    home = PLACE / f"{size}-{hashlib.sha256(' '.join(told).encode()).hexdigest()[:12]}"
    cost = home / "cold.json"
    if not cost.is_file():
        shutil.rmtree(home, ignore_errors=True)
        write(home / "briefings" / NAME, size, real())
        (home / "docs").mkdir()
        (home / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        cold = spent(briefing("export", NAME, "--quiet", "--out", "first.json"), home)
        cost.write_text(json.dumps(asdict(cold)), encoding="utf-8")
    return home, Spent(**json.loads(cost.read_text("utf-8")))


def only_readings(home: Path) -> None:
    """Leaves of what a site's earlier runs kept its readings alone, and no site."""
    for path in (home / ".cache/briefings").iterdir():
        if path.is_dir() and path.name != "readings":
            shutil.rmtree(path)
    shutil.rmtree(home / "site", ignore_errors=True)
