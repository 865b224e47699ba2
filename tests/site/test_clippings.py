"""What people clip is messy and means no harm: of a real build of it the last step takes nothing out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sites import ROOT

HERE = Path(__file__).parent
TOLD = "no template writes that"
"""What the last step says of anything that it takes out."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A site of clippings, made up and as tools leave them, and what building it said."""
    folder = tmp_path_factory.mktemp("clippings")
    (folder / "docs").mkdir()
    articles = folder / "briefings/lunde/articles"
    shutil.copytree(HERE / "clippings", articles)
    shutil.copytree(ROOT / "tests/corpus/tools", articles / "tools", ignore=shutil.ignore_patterns("expected.yml"))
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ntheme: material\nplugins: [search, briefings]\n"
        "markdown_extensions: [attr_list, md_in_html, tables, footnotes, pymdownx.superfences]\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=folder, capture_output=True, text=True, check=False,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "generator")},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return folder / "site", done.stdout + done.stderr


def test_nothing_is_taken_out_of_pages_of_clippings(built: tuple[Path, str]) -> None:
    assert [line for line in built[1].splitlines() if TOLD in line] == []


@pytest.mark.parametrize("article", sorted((HERE / "clippings").iterdir()), ids=lambda path: path.stem[:12])
def test_clippings_have_pages_that_show_their_words(built: tuple[Path, str], article: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for path in (built[0] / "lunde/sources").glob("*/index.html")]
    assert len(pages) > 15
    sentence = re.search(
        r"[^.\n]{20,60} (?:demands|rejected|rejects?|offers) [a-z ]{10,}", article.read_text(encoding="utf-8")
    )
    assert sentence
    words = sentence[0][-30:]
    assert any(words in re.sub(r"<[^>]+>", "", page) for page in pages)
