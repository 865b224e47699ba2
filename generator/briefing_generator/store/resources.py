"""Words, patterns and figures that come with the package as YAML, beside the code that reads them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def shipped(package: str, *path: str) -> Any:
    """Returns what a file of a package holds, such as ``shipped("briefing_generator.language", "en", "names", "states.yml")``.

    It is read once a process and shared by all who ask: nobody may change it. Raises ``FileNotFoundError`` where there is none, and ``yaml.YAMLError`` where it is no YAML.
    """
    return yaml.safe_load(resources.files(package).joinpath(*path).read_text(encoding="utf-8"))
