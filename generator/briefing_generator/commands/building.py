"""``briefing build`` and ``briefing serve``: the site, by MkDocs."""

from __future__ import annotations

import ipaddress
import os
import socket
import subprocess
import sys
from contextlib import suppress
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
    host, port = _place(addr)
    _check_free(addr, host, port)
    _mkdocs("serve", "--dev-addr", addr)


def _place(addr: str) -> tuple[str, int]:
    """Returns the host and the port of an address as MkDocs takes it; raises ``click.UsageError`` for any other."""
    host, _, port = addr.rpartition(":")
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    with suppress(ValueError):
        if host != "localhost":
            ipaddress.ip_address(bare)
        if port.isascii() and port.isdigit() and int(port) < 65_536:
            return bare, int(port)
    raise click.UsageError(
        f"--addr {addr}: an address of this machine and a port would be right, such as 127.0.0.1:8000."
    )


def _check_free(addr: str, host: str, port: int) -> None:
    """Raises ``click.ClickException`` where nobody can serve at an address: MkDocs would build all and then break off."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as tried:
            if os.name != "nt":  # there it would let two serve at one port
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except OSError as error:
        raise click.ClickException(
            f"{addr} cannot be served at: {error.strerror}; `--addr {addr.rpartition(':')[0]}:{min(port + 1, 65_535)}` may be free."
        ) from error


def _mkdocs(*words: str) -> None:
    if not any(Path(name).is_file() for name in ("mkdocs.yml", "mkdocs.yaml")):
        raise click.UsageError("There is no mkdocs.yml here; `briefing init NAME` makes a folder with one.")
    # The theme tells everybody at length of a MkDocs 2 that this package does not let in.
    environment = {"NO_MKDOCS_2_WARNING": "1", **os.environ}
    command = [sys.executable, "-m", "mkdocs", *words]
    if os.name != "nt":
        # In the place of this process: what ends this one, in whatever way, leaves no server behind.
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(sys.executable, command, environment)
    sys.exit(subprocess.call(command, env=environment))
