"""What a release stands on: ``python .github/release.py v0.1.0`` prints its section of the changelog, or says what is wrong.

A tag is easily set on the wrong commit, and what the index of packages has taken cannot be taken back.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ADDRESSES = ("Source", "Issues", "Changelog")
"""What readers of the package's page look for, and only its publisher knows."""


def section(changelog: str, version: str) -> str | None:
    """Returns what a changelog says of a version, without its heading; None where it says nothing."""
    for part in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        heading, _, text = part.partition("\n")
        if re.fullmatch(rf"{re.escape(version)}(?:, \d{{4}}-\d\d-\d\d)?", heading.strip()):
            return text.strip() or None
    return None


def wrong(tag: str, root: Path) -> list[str]:
    """Returns what keeps a tag from being a release of the project in a folder, each as a sentence."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = project["version"]
    found = []
    if tag != f"v{version}":
        found.append(f"The tag is {tag}, and pyproject.toml has version {version}: v{version} would be right.")
    if section((root / "CHANGELOG.md").read_text(encoding="utf-8"), version) is None:
        found.append(f"CHANGELOG.md has no section “## {version}, YEAR-MONTH-DAY” with something in it.")
    urls = project.get("urls", {})
    if missing := [name for name in ADDRESSES if not str(urls.get(name, "")).startswith("https://")]:
        found.append(f"[project.urls] in pyproject.toml has no address for {', '.join(missing)}.")
    built = sorted(path.name for path in (root / "dist").glob("*"))
    expected = [f"briefing_generator-{version}-py3-none-any.whl", f"briefing_generator-{version}.tar.gz"]
    if built != expected:
        found.append(f"dist/ holds {', '.join(built) or 'nothing'}: {' and '.join(expected)} would be right.")
    return found


def main(tag: str, root: Path) -> int:
    """Prints the section, or what is wrong; returns the exit status."""
    if found := wrong(tag, root):
        print("\n".join(found), file=sys.stderr)
        return 1
    version = tag.removeprefix("v")
    print(section((root / "CHANGELOG.md").read_text(encoding="utf-8"), version))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path.cwd()))
