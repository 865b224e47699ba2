"""A site that was built before: what is as it was is not made again, and the old one stands until the new one is whole."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = "site_name: Tides\nsite_url: https://example.org/\ntheme: material\nplugins: [search, briefings]\n"
ARTICLES = {
    "a": "The harbour union of Lunde demands shorter night shifts. The port of Lunde rejects that demand.",
    "b": "The ferry owners of Ostby offer a bonus for winter crossings, their speaker Ada Holm said.",
    "c": "The mayor of Ostby, Rui Lobo, wants a second quay. The harbour union of Lunde supports a second quay.",
}


def put(site: Path, name: str, words: str) -> None:
    """Writes an article of a made-up folder."""
    day = f"2025-03-{10 + len(list((site / 'briefings/tides/articles').iterdir())):02}"
    head = f"---\ntitle: News {name} from the quay\ndate: {day}\nsource: Gazette\n---\n"
    (site / f"briefings/tides/articles/{name}.md").write_text(head + words + "\n", encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one briefing and one page written by hand, not yet built."""
    folder = tmp_path / "home"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/about.md").write_text("# About\n\nSee [the overview](tides/index.md).\n", encoding="utf-8")
    (folder / "briefings/tides/articles").mkdir(parents=True)
    (folder / "briefings/tides/briefing.yml").write_text("title: Tides\npack: labour\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for name, words in ARTICLES.items():
        put(folder, name, words)
    return folder


def build(site: Path, *, fresh: bool = False) -> subprocess.CompletedProcess[str]:
    """Builds a site; ``fresh`` without anything kept."""
    kept = {"BRIEFING_CACHE": "none"} if fresh else {}
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "BRIEFING_WEIGHTS": "none"} | kept
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)


def whole(folder: Path) -> dict[str, bytes]:
    """Returns what each file of a site holds; the packed map of the site has the time of its packing in it."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: held for name, held in found.items() if name != "sitemap.xml.gz"}


def kept(site: Path) -> set[str]:
    return {path.name for path in (site / ".cache/briefings/pages").rglob("*.json")}


def as_if_fresh(site: Path) -> None:
    """Compares the site with one that is built without anything kept."""
    found = whole(site / "site")
    assert build(site, fresh=True).returncode == 0
    assert whole(site / "site") == found


def test_what_is_as_it_was_is_not_made_again_and_the_bytes_are_the_same(site: Path) -> None:
    assert build(site).returncode == 0
    first, pages = whole(site / "site"), kept(site)
    assert pages
    assert build(site).returncode == 0
    assert whole(site / "site") == first
    assert kept(site) == pages
    as_if_fresh(site)


def test_a_page_out_of_the_store_is_the_one_that_is_shown(site: Path) -> None:
    build(site)
    # One page is marked where it is kept: only a build that takes it from there shows the mark.
    import hashlib
    import zlib

    path = next(p for p in sorted((site / ".cache/briefings/pages").rglob("*.json")) if not p.stem.endswith("-found"))
    page = zlib.decompress(path.read_bytes().partition(b"\n")[2]).replace(b"</body>", b"<!-- kept --></body>")
    packed, key = zlib.compress(page), path.parent.name + path.stem
    path.write_bytes(hashlib.sha256(key.encode() + packed).hexdigest().encode() + b"\n" + packed)
    build(site)
    assert sum(b"<!-- kept -->" in held for held in whole(site / "site").values()) == 1


def test_what_comes_changes_and_goes_shows(site: Path) -> None:
    build(site)
    put(site, "d", "The pilots of Lunde threaten to strike over the second quay.")
    assert build(site).returncode == 0
    assert b"threaten to strike" in whole(site / "site")["tides/sources/d/index.html"]
    as_if_fresh(site)
    (site / "briefings/tides/articles/a.md").unlink()
    assert build(site).returncode == 0
    assert "tides/sources/a/index.html" not in whole(site / "site")
    as_if_fresh(site)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("mkdocs.yml", SETTINGS.replace("Tides", "High tides")),
        ("mkdocs.yml", SETTINGS.replace("theme: material", "theme: {name: material, custom_dir: own}")),
        ("docs/about.md", "# About us\n\nSee [the overview](tides/index.md).\n"),
        ("docs/more.md", "# More\n"),
    ],
)
def test_what_stands_on_every_page_is_made_anew(site: Path, path: str, words: str) -> None:
    (site / "own").mkdir()
    (site / "own/main.html").write_text(
        '{% extends "base.html" %}{% block announce %}Ours{% endblock %}', encoding="utf-8"
    )
    build(site)
    (site / path).write_text(words, encoding="utf-8")
    assert build(site).returncode == 0
    as_if_fresh(site)


def test_a_template_of_ones_own_that_changes_shows(site: Path) -> None:
    (site / "own").mkdir()
    (site / "mkdocs.yml").write_text(
        SETTINGS.replace("theme: material", "theme: {name: material, custom_dir: own}"), encoding="utf-8"
    )
    for told in ("Ours", "Theirs"):
        block = '{% extends "base.html" %}{% block announce %}' + told + "{% endblock %}"
        (site / "own/main.html").write_text(block, encoding="utf-8")
        assert build(site).returncode == 0
        assert told.encode() in whole(site / "site")["tides/sources/a/index.html"]


def test_beside_hooks_nothing_is_kept(site: Path) -> None:
    (site / "hook.py").write_text(
        "def on_page_content(html, **_):\n    return html + '<p>hooked</p>'\n", encoding="utf-8"
    )
    (site / "mkdocs.yml").write_text(SETTINGS + "hooks: [hook.py]\n", encoding="utf-8")
    assert build(site).returncode == 0
    assert not kept(site)
    assert b"hooked" in whole(site / "site")["tides/index.html"]


def test_a_page_that_was_damaged_where_it_is_kept_is_made_again(site: Path) -> None:
    build(site)
    first = whole(site / "site")
    damaged = [path for kind in ("pages", "rendered") for path in (site / ".cache/briefings" / kind).rglob("*.json")]
    assert damaged
    for path in damaged:
        path.write_bytes(path.read_bytes()[:-3])
    # It is told, which `--strict` takes for a reason to stop; the pages are whole all the same.
    build(site)
    assert whole(site / "site") == first


@pytest.mark.parametrize("end", ["import os; os._exit(9)", "raise OSError('no room')"])
def test_a_build_that_ends_early_leaves_the_site_as_it_was(site: Path, end: str) -> None:
    build(site)
    first = whole(site / "site")
    (site / "site/.git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    put(site, "d", "The pilots of Lunde threaten to strike over the second quay.")
    # The search is written last of all: by then most of the new pages are there.
    (site / "hook.py").write_text(f"def on_post_build(**_):\n    {end}\n", encoding="utf-8")
    (site / "mkdocs.yml").write_text(SETTINGS + "hooks: [hook.py]\n", encoding="utf-8")
    assert build(site).returncode
    assert whole(site / "site") == first | {".git": b"gitdir: elsewhere\n"}
    (site / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    assert build(site).returncode == 0
    found = whole(site / "site")
    assert "tides/sources/d/index.html" in found
    assert found[".git"] == b"gitdir: elsewhere\n"
    assert not list(site.glob(".site.*"))


def test_a_site_behind_a_link_is_built_where_it_is(site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site / "site").symlink_to(tmp_path / "elsewhere")
    assert build(site).returncode == 0
    assert (site / "site").is_symlink()
    assert filecmp.cmp(tmp_path / "elsewhere/tides/index.html", site / "site/tides/index.html")
    shutil.rmtree(tmp_path / "elsewhere")
