"""Options with which commands are told who reads articles: ``--workers`` and ``--cluster``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefing_generator.model import Readers

if TYPE_CHECKING:
    from collections.abc import Callable

_Command = TypeVar("_Command", bound="Callable[..., Any]")
WORKERS, CLUSTER = "BRIEFING_WORKERS", "BRIEFING_CLUSTER"
_READERS = "readers"


def readers_options(command: _Command) -> _Command:
    """Gives a command both options; :func:`readers_said` tells what they said."""
    workers = click.option(
        "--workers",
        type=click.IntRange(1),
        metavar="N",
        envvar=WORKERS,
        expose_value=False,
        callback=_say,
        help="Read in so many processes; as many as pay unless said.",
    )
    cluster = click.option(
        "--cluster",
        metavar="ADDRESS",
        envvar=CLUSTER,
        expose_value=False,
        callback=_say,
        help="Read on the workers of your own Dask scheduler instead, at tcp://HOST:PORT.",
    )
    return workers(cluster(command))


def readers_said() -> Readers:
    """Returns who is to read, as the command at work was told."""
    context = click.get_current_context(silent=True)
    said = context.meta.get(_READERS, {}) if context else {}
    return Readers(said.get("workers"), said.get("cluster") or "")


def _say(context: click.Context, option: click.Parameter, value: Any) -> None:
    said = context.meta.setdefault(_READERS, {})
    said[option.name] = value
    try:
        Readers(cluster=said.get("cluster") or "")
    except ValueError as error:
        raise click.BadParameter(str(error), context, option) from error
