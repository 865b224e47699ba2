"""The version of the program, as it was installed."""

from __future__ import annotations


def package_version() -> str:
    """Returns what ``pyproject.toml`` said when the package was installed; sources that were not installed have none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("briefing-generator")
    except PackageNotFoundError:
        return "0+unknown"
