"""Words, patterns and figures that come with the package as YAML, beside the code that reads them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

QUICK_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""What reads YAML: in C, some ten times as quick, where PyYAML was built with it. Both give the same."""


@cache
def shipped(package: str, *path: str) -> Any:
    """Returns what a file of a package holds, such as ``shipped("briefing_generator.language", "en", "names", "states.yml")``.

    It is read once a process and shared by all who ask: nobody may change it. Raises ``FileNotFoundError`` where there is none, and ``yaml.YAMLError`` where it is no YAML.
    """
    return yaml.load(resources.files(package).joinpath(*path).read_text(encoding="utf-8"), QUICK_LOADER)
