"""Names of anything as small Latin letters, digits and hyphens: ids, and names of files, are made of them."""

from __future__ import annotations

import re

from anyascii import anyascii


def slug_of(name: str, otherwise: str) -> str:
    """Returns a name in small Latin letters, digits and hyphens; ``otherwise`` where nothing of it is left.

    >>> slug_of("Łódź: “Talks”", "article"), slug_of("…?!", "article")
    ('lodz-talks', 'article')
    """
    return re.sub(r"[^a-z0-9]+", "-", anyascii(name).casefold()).strip("-") or otherwise
