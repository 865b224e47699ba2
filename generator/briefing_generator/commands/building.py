"""``briefing build`` and ``briefing serve``: the site, by MkDocs."""

from __future__ import annotations

import subprocess
import sys

import click


@click.command()
@click.option("--strict/--no-strict", default=True, help="Stop at warnings.")
def build(strict: bool) -> None:
    """Build the site with MkDocs."""
    sys.exit(subprocess.call([sys.executable, "-m", "mkdocs", "build", *(["--strict"] if strict else [])]))


@click.command()
@click.option("--addr", default="127.0.0.1:8000", show_default=True, help="Address to serve at.")
def serve(addr: str) -> None:
    """Serve the site and renew it when an article is dropped in, changed or deleted."""
    sys.exit(subprocess.call([sys.executable, "-m", "mkdocs", "serve", "--dev-addr", addr]))
