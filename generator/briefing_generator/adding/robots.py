"""What a robots.txt says to us, at a cost that grows with its letters.

Its library gives each rule to each program that is named above it: half a megabyte of names and rules is hundreds of
millions of them. Here all programs but ours are called by one name first.
"""

from __future__ import annotations

import re

from protego import Protego

NAME = "briefing-generator"
"""What robots.txt knows us by."""
_AGENT = re.compile(r"\s*user[-\s]*agent(?:\s*:|\s)\s*([^#]*)", re.IGNORECASE)
_OTHER = "another"
"""Stands for every program that is not meant by us."""


def robots_rules(data: bytes) -> Protego:
    """Returns the rules in a robots.txt; bytes that are no text of that kind hold none, which allows all (RFC 9309).

    >>> robots_rules(b"User-agent: a\\nUser-agent: c\\nDisallow: /").can_fetch("http://a.example/x", NAME)
    True
    """
    lines = data.decode("utf-8-sig", "replace").splitlines()
    return Protego.parse("\n".join(map(_with_few_names, lines)))


def _with_few_names(line: str) -> str:
    """Returns a line of robots.txt; a name in it that could not be ours is one for all such."""
    found = _AGENT.match(line)
    if not found:
        return line
    name = found[1].strip().casefold()
    # Stars beside letters mean nothing there, and would make one name many.
    meant = name if name == "*" else name.replace("*", "")
    return f"User-agent: {meant if meant == '*' or NAME.startswith(meant) else _OTHER}"
