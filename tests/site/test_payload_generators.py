"""What ``briefing write`` gives, built by other site generators with everything switched on that reads marks in words.

``PAYLOADS_PLUGINS=macros`` adds the plugin of that name where it is installed; it is no part of the lock.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import payload_site
import pytest
import tinyhtml5
from briefing_generator.make import make_folder
from briefing_generator.pages import render_home, render_pages, write_pages
from briefing_generator.store.resources import shipped
from sites import ROOT

ALL = os.environ.get("PAYLOADS_EACH") == "1"
PLUGINS = ["search", *filter(None, os.environ.get("PAYLOADS_PLUGINS", "").split(","))]
EXTENSIONS = """
markdown_extensions: [attr_list, md_in_html, tables, toc, abbr, def_list, footnotes, admonition, pymdownx.superfences,
  pymdownx.snippets, pymdownx.details, pymdownx.tabbed, pymdownx.tasklist, pymdownx.tilde, pymdownx.caret, pymdownx.critic,
  pymdownx.keys, pymdownx.inlinehilite, pymdownx.magiclink, pymdownx.arithmatex,
  briefing_generator.pages.showing.evidence_marks, briefing_generator.pages.tables]
"""
SETTINGS = {
    "mkdocs": f"site_name: x\ntheme: mkdocs\nplugins: {PLUGINS}\n{EXTENSIONS}",
    "zensical": f"site_name: x\n{EXTENSIONS}",
}
WORDS = {"mkdocs": "./body//div[@role='main']", "zensical": ".//article"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of Markdown as ``briefing write`` leaves it."""
    folder = payload_site.write(tmp_path_factory.mktemp("written"), 20, 1 if ALL else 12)
    made = [make_folder(path, None) for path in sorted((folder / "briefings").iterdir())]
    write_pages([*(page for b in made for page in render_pages(b)), render_home(made)], folder / "written")
    return folder / "written"


@pytest.mark.slow
@pytest.mark.parametrize("generator", SETTINGS)
def test_no_generator_reads_a_mark_in_words(generator: str, pages: Path, tmp_path: Path) -> None:
    shutil.copytree(pages, tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text(SETTINGS[generator], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", generator, "build"], cwd=tmp_path, capture_output=True, text=True, check=False,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "generator"), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    allowed = shipped("briefing_generator.site", "allowed.yml")
    classes = set(allowed["classes"].split())
    seen, wrong = 0, set()
    for path in (tmp_path / "site").rglob("index.html"):
        page = tinyhtml5.parse(path.read_text(encoding="utf-8"), namespace_html_elements=False)
        for place in page.findall(WORDS[generator]):
            seen += 1
            for element in place.iter():
                name = str(element.tag).rpartition("}")[2]
                if name not in allowed["elements"] and element is not place:
                    wrong.add((name, path.parent.name[:20]))
                for key, value in element.attrib.items():
                    if key.startswith("on") or key in ("style", "src", "srcset", "action", "formaction"):
                        wrong.add((f"{name} {key}={value[:80]}", path.parent.name[:20]))
                    if key == "href" and value.strip().lower().startswith(("javascript:", "data:", "vbscript:", "//")):
                        wrong.add((f"{name} {key}={value[:80]}", path.parent.name[:20]))
                    if key == "class" and element is not place and not classes.issuperset(value.split()):
                        wrong.add((f"{name} {key}={value[:80]}", path.parent.name[:20]))
        whole = path.read_text(encoding="utf-8")
        # Nothing was calculated, and no file was taken in.
        assert "root:x:0:0" not in whole
        assert "site_name: x" not in whole
    assert seen > 10
    assert wrong == set()
