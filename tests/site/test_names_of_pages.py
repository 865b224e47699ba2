"""What a build tells of files that are not as they should be: nothing is lost, and somebody is told."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from sites import ROOT


def test_no_page_takes_the_place_of_another(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    for number, name in enumerate(("codes", "fjord", "Fjord", "harbour")):
        articles = tmp_path / "briefings" / name / "articles"
        articles.mkdir(parents=True)
        (articles / "a.md").write_text(f"---\ntitle: First\n---\nNorway rejected offer {number} of Sweden.\n")
    names = ("index", "con", "caf\u00e9", "cafe\u0301", "CON", "README", "a" * 240)
    for number, name in enumerate(names):
        text = (
            f"---\ntitle: Title {number}\n---\nThe union of port {number} demanded {number} new cranes in a letter.\n"
        )
        (tmp_path / "briefings/harbour/articles" / f"{name}.md").write_text(text)
    command = [sys.executable, "-m", "mkdocs", "build"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    told = [line for line in done.stderr.splitlines() if "has the address of one of its pages" in line]
    assert [line.split(": ")[1] for line in told] == ["briefings/codes", "briefings/fjord"]
    pages = {path.parent.name: path.read_text() for path in (tmp_path / "site/harbour/sources").glob("*/index.html")}
    titles = sorted(found[1] for page in pages.values() if (found := re.search(r"<title>Title (\d)", page)))
    assert titles == [str(number) for number in range(len(names))]
    sources = (tmp_path / "site/harbour/sources/index.html").read_text()
    assert all(f"Title {number}" in sources for number in range(len(names)))
    assert not {"index", "con"} & set(pages)


def test_a_quiet_build_tells_that_files_have_errors(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Talks\ntheme: {name: material, font: false}\nplugins: [briefings]\n"
    )
    articles = tmp_path / "briefings/fjord/articles"
    articles.mkdir(parents=True)
    (articles / "a.md").write_text("---\ntitle: First\n---\nNorway rejected the offer of Sweden.\n")
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    told = []
    for name, text in (("a", ""), ("b", ""), ("c", "---\ndate: soon\ntitle: [\n---\nSweden agreed.\n")):
        if name != "a":
            (articles / f"{name}.md").write_text(text)
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        told.append([line for line in done.stderr.splitlines() if "briefing check" in line])
    assert told == [
        [],
        *(
            [f"{files}, and what is wrong is left out of the site: `briefing check` tells."]
            for files in ("1 file has errors", "2 files have errors")
        ),
    ]
