"""Builds whole sites, and serves them on loopback below ``/repo/`` as GitHub Pages does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
KINDS = ["", "harbour/", "harbour/conditions/", "harbour/stakeholders/", "harbour/stakeholders/lund/",
         "harbour/stakeholders/union/", "harbour/timeline/", "harbour/sources/", "harbour/sources/one/",
         "harbour/sources/two/", "harbour/data/"]  # fmt: skip
"""A page of each kind of the site of the briefing made by hand."""


def built_by_hand(folder: Path, offline: bool, names: tuple[str, ...] = ("harbour",)) -> Path:
    """Builds the site of the briefing made by hand, in a process of its own: MkDocs keeps state, and its libraries warn.

    With several ``names`` it stands there under each of them, titled by it.
    """
    for name in names:
        (folder / "briefings" / name).mkdir(parents=True)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("*.md"))
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    code = (
        f"import sys; sys.path[:0] = [{str(ROOT / 'generator')!r}, {str(ROOT / 'tests' / 'pages')!r}]\n"
        "import dataclasses, briefing_generator.make as make\n"
        "from made_briefing import made_briefing\n"
        "from briefing_generator.pages import render_pages\n"
        "b = dataclasses.replace(made_briefing(), problems=())\n"
        f"names = {names!r}\n"
        "def named(folder):\n"
        "    title = b.settings.title if len(names) == 1 else folder.name.replace('-', ' ').capitalize()\n"
        "    return dataclasses.replace(b, name=folder.name, settings=dataclasses.replace(b.settings, title=title))\n"
        "make.make_folder_and_pages = lambda folder, *_: (named(folder), render_pages(named(folder)))\n"
        "from mkdocs.__main__ import cli\n"
        "cli(['build', '-q'])\n"
    )
    environment = {"PATH": "/usr/bin:/bin", "SITE_URL": "http://127.0.0.1/repo/", "NO_MKDOCS_2_WARNING": "1"}
    return _run([sys.executable, "-c", code], folder, environment, offline) / "site"


def bundled(folder: Path, offline: bool) -> Path:
    """Builds the project's own site into a folder, as `make site` does, and stops at whatever MkDocs warns of."""
    environment = os.environ | {"SITE_URL": "http://127.0.0.1/repo/", "NO_MKDOCS_2_WARNING": "1"}
    _run([sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)], ROOT, environment, offline)
    return folder


def _run(command: list[str], folder: Path, environment: dict[str, str], offline: bool) -> Path:
    environment = environment | ({"OFFLINE": "true"} if offline else {})
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None: ...


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serves a folder that holds the site as ``repo`` and gives the address of its first page."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/repo/"
        finally:
            server.shutdown()
            thread.join()
