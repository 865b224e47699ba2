"""What only somebody at a terminal gets: colours, and how far the reading is, how fast and how long yet."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

_COLOURS = {"error": "red", "warning": "yellow", "name": "cyan", "new": "green", "less": "bright_black"}
_APART = 0.2
"""Seconds between two looks at how far it is: a line that is written more often only flickers."""
_FIRST = 3.0
"""Seconds after which what was read tells how long the rest takes; before, loading the model is most of it."""


def without_colour() -> bool:
    """Tells whether colours are unwanted, as https://no-color.org and terminals without any say."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def coloured(words: str, kind: str) -> str:
    """Returns words in the colour of their kind (error, warning, name, new, less); ``click.echo`` takes it out for a pipe."""
    colour = _COLOURS.get(kind)
    return click.style(words, fg=colour, bold=kind == "name" or None) if colour else words


def progress(quiet: bool, name: str = "") -> Callable[[int, int], None] | None:
    """Returns what shows on standard error how many articles are read, how fast and how long it takes yet.

    None where nobody sits at a terminal. ``name`` is the briefing's, said before it.
    """
    if quiet or not sys.stderr.isatty():
        return None
    begun, said = time.monotonic(), [0.0]

    def told(done: int, of: int) -> None:
        now = time.monotonic()
        if done < of and now - said[0] < _APART:
            return
        said[0] = now
        # A terminal that does not know how wide it is says 0.
        width = max(20, (os.get_terminal_size(sys.stderr.fileno()).columns or 80) - 1)
        line = progress_line(f"{name}: " if name else "", done, of, now - begun)
        # What the line before had more is wiped out; too long a line would break and never be written over.
        click.echo(f"\r{line[:width]}{' ' * (width - len(line))}", err=True, nl=done == of)

    return told


def progress_line(before: str, done: int, of: int, seconds: float) -> str:
    """Returns how far it is in one line.

    >>> progress_line("", 30, 90, 20.0)
    'read 30 of 90 articles, 1.5 a second, 40 s left'
    >>> progress_line("ferry: ", 90, 90, 60.0)
    'ferry: read 90 articles in 1:00 min'
    """
    if done >= of:
        return f"{before}read {of} article{'' if of == 1 else 's'} in {_duration(seconds)}"
    line = f"{before}read {done} of {of} articles"
    if seconds < _FIRST or not done:
        return line
    return f"{line}, {done / seconds:.1f} a second, {_duration((of - done) * seconds / done)} left"


def _duration(seconds: float) -> str:
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60}:{whole % 60:02} min" if whole < 3600 else f"{whole // 3600}:{whole % 3600 // 60:02} h"
