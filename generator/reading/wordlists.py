"""Classes of words that grammar needs, read from ``packs/language``: matters, conditions, verbs that raise or stop."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml


@cache
def load_words(name: str) -> dict[str, frozenset[str]]:
    """Returns the word classes of one file (``grammar``, ``matters``, ``speech``, ``conditions``, ``pointers``), read once a process."""
    source = resources.files("generator.packs").joinpath("language", f"{name}.yml").read_text(encoding="utf-8")
    return {label: frozenset(words) for label, words in yaml.safe_load(source).items()}
