"""Names of files and folders that would take another page's place: nothing is lost, and somebody is told."""

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
