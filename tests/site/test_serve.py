"""``mkdocs serve``, a real one on loopback: dropped in, changed, broken and deleted articles show without a restart."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    articles = tmp_path / "briefings/fjord/articles"
    articles.mkdir(parents=True)
    (articles / "a.md").write_text("---\ntitle: First\n---\nNorway rejected a ceasefire.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": f"http://127.0.0.1:{port}/"}
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
        try:
            yield articles, f"http://127.0.0.1:{port}/fjord/sources/"
        finally:
            process.terminate()
            process.wait()


def wait(url: str, fits: Callable[[str], bool]) -> str:
    seen = ""
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                seen = answer.read().decode()
        except urllib.error.HTTPError as error:
            seen = f"status {error.code}"
            error.close()
        except OSError as error:
            seen = str(error)
        if fits(seen):
            return seen
        time.sleep(0.2)
    pytest.fail(f"{url} never became right; at last: {seen[:500]}")


def test_articles_come_change_break_and_go(served: tuple[Path, str]) -> None:
    articles, url = served
    wait(url, lambda page: "First" in page)
    new = articles / "b.md"
    new.write_text("---\ntitle: Second\n---\nSweden demanded peace talks.")
    wait(url, lambda page: "Second" in page)
    new.write_text("---\ntitle: Renamed\n---\nSweden demanded peace talks.")
    wait(url, lambda page: "Renamed" in page and "Second" not in page)
    new.write_text("---\ntitle: [broken\n---\nSweden demanded peace talks.")
    wait(url, lambda page: "Renamed" not in page and "First" in page and "front matter" in page)
    new.unlink()
    wait(url, lambda page: "front matter" not in page and "First" in page)
    (articles / "a.md").unlink()
    (articles / "c.md").write_text("---\ntitle: Third\n---\nKenya offered to host peace talks.")
    wait(url, lambda page: "Third" in page and "First" not in page)
