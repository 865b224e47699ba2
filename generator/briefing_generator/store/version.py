"""The version of the program, as it was installed, and what tells its code and its libraries from others."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_SUFFIXES = {".py", ".yml", ".json", ".j2", ".html", ".js", ".css", ".svg"}


def package_version() -> str:
    """Returns what ``pyproject.toml`` said when the package was installed; sources that were not installed have none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("briefing-generator")
    except PackageNotFoundError:
        return "0+unknown"


@cache
def code_digest(rooms: tuple[str, ...]) -> str:
    """Returns a hash over the sources and data of some rooms, for what is kept between runs: 64 hexadecimal digits."""
    package = Path(__file__).parent.parent
    files = sorted(p for room in rooms for p in (package / room).rglob("*") if p.suffix in _SUFFIXES)
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def library_versions(names: tuple[str, ...]) -> str:
    """Returns the versions of libraries in one line; nothing for one that is not installed, as extras may be."""
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for name in names:
        try:
            found.append(version(name))
        except PackageNotFoundError:
            found.append("")
    return " ".join(found)
