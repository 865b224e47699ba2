"""``briefing build`` and ``briefing serve``: the site, by MkDocs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click


@click.command()
@click.option("--strict/--no-strict", default=True, help="Stop at warnings.")
def build(strict: bool) -> None:
    """Build the site with MkDocs."""
    _mkdocs("build", *(["--strict"] if strict else []))


@click.command()
@click.option("--addr", default="127.0.0.1:8000", show_default=True, help="Address to serve at.")
def serve(addr: str) -> None:
    """Serve the site and renew it when an article is dropped in, changed or deleted."""
    _mkdocs("serve", "--dev-addr", addr)


def _mkdocs(*words: str) -> None:
    if not any(Path(name).is_file() for name in ("mkdocs.yml", "mkdocs.yaml")):
        raise click.UsageError("There is no mkdocs.yml here; `briefing init NAME` makes a folder with one.")
    # The theme tells everybody at length of a MkDocs 2 that this package does not let in.
    environment = {"NO_MKDOCS_2_WARNING": "1", **os.environ}
    sys.exit(subprocess.call([sys.executable, "-m", "mkdocs", *words], env=environment))
