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

from briefing_generator.commands.making import no_cache_option, without_cache
from briefing_generator.commands.saying.readers_said import CLUSTER, WORKERS, readers_options, readers_said
from briefing_generator.places.site_found import CONFIGS, find_site

_ADDRESS = "127.0.0.1:8000"
_FURTHER = 50
"""Ports that are tried where one is taken."""


@click.command()
@click.option("--strict/--no-strict", default=True, help="Stop at warnings.")
@readers_options
@no_cache_option
def build(strict: bool) -> None:
    """Build the site with MkDocs, from anywhere inside it.

    \b
    Examples:
      briefing build
      OFFLINE=true briefing build
    """
    _mkdocs("build", *(["--strict"] if strict else []))


@click.command()
@click.option(
    "--addr",
    help=f"Address to serve at; {_ADDRESS} unless said, or the next port there that is free.",
    metavar="HOST:PORT",
)
@readers_options
@no_cache_option
def serve(addr: str | None) -> None:
    """Serve the site, from anywhere inside it, and renew it when an article is dropped in, changed or deleted.

    \b
    Examples:
      briefing serve
      briefing serve --addr 127.0.0.1:8080
    """
    host, port = _place(addr or _ADDRESS)
    _site_root()
    _mkdocs("serve", "--dev-addr", _free_address(addr, host, port))


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


def _free_address(addr: str | None, host: str, port: int) -> str:
    """Returns an address that can be served at: MkDocs would build all and then break off.

    Where nobody asked for a port, the next free one is taken and told; else raises ``click.ClickException`` with it.
    """
    reason = _refusal(host, port)
    named = f"[{host}]" if ":" in host else host
    if reason is None:
        return addr or f"{named}:{port}"
    last = min(port + _FURTHER, 65_535)
    free = next((other for other in range(port + 1, last + 1) if _refusal(host, other) is None), None)
    if addr is None and free is not None:
        click.echo(f"{named}:{port} cannot be served at ({reason}); it will be {named}:{free} instead.", err=True)
        return f"{named}:{free}"
    cure = f"`--addr {named}:{free}` is free" if free else f"neither can any port up to {last}"
    raise click.ClickException(f"{named}:{port} cannot be served at: {reason}; {cure}.")


def _refusal(host: str, port: int) -> str | None:
    """Returns why nobody can serve at an address; None where one can."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as tried:
            if os.name != "nt":  # there it would let two serve at one port
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except OSError as error:
        return error.strerror or str(error)
    return None


def _site_root() -> Path:
    """Returns the folder of the ``mkdocs.yml`` around; raises ``click.UsageError`` where there is none."""
    here = Path.cwd()
    if any((here / name).is_file() for name in CONFIGS):
        return here
    site = find_site(here)
    if site is None or site.config is None:
        beside = f"`briefing init {os.path.relpath(site.root, here)}` writes one beside briefings/" if site else ""
        raise click.UsageError(
            f"There is no mkdocs.yml here or above; {beside or '`briefing init FOLDER` makes a folder with one'}."
        )
    return site.root


def _mkdocs(*words: str) -> None:
    root = _site_root()
    # The theme tells everybody at length of a MkDocs 2 that this package does not let in.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"} | ({"BRIEFING_CACHE": "none"} if without_cache() else {})
    readers = readers_said()
    environment |= {WORKERS: str(readers.workers or ""), CLUSTER: readers.cluster}
    command = [sys.executable, "-m", "mkdocs", *words]
    if os.name != "nt":
        # In the place of this process: what ends this one, in whatever way, leaves no server behind.
        sys.stdout.flush()
        sys.stderr.flush()
        os.chdir(root)
        os.execve(sys.executable, command, environment)
    sys.exit(subprocess.call(command, env=environment, cwd=root))
