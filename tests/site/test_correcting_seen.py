"""The small link behind what is shown: lines of YAML that really correct it, copied from a disk; and pages kept while a file is broken."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from briefing_generator import load_corpus, make_briefing
from briefing_generator.reading import read_corpus
from briefing_generator.site.editing import address_of
from mkdocs.config import load_config

SETTINGS = "site_name: Talks\ntheme: material\nplugins: [search, {briefings: {edit_url: !ENV [EDIT_URL, '']}}, {offline: {enabled: !ENV [OFFLINE, false]}}]\n"
FIRST = (
    "Norway demanded foreign peacekeepers on Monday. Prime Minister Kari Lund met the envoys in Oslo. She rejected a "
    "ceasefire on Tuesday, saying that it came too early. The talks will resume on 20 March. The shelling killed 40 people "
    "in Bergen on Monday. Norway rejected “#5: a 'truce', \\ at sea”."
)
SECOND = "Sweden accepted foreign peacekeepers on Sunday. The shelling killed 62 people in Bergen on Monday."


def project(folder: Path) -> Path:
    articles = folder / "briefings/fjord/articles"
    articles.mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (articles.parent / "briefing.yml").write_text("title: Fjord\npack: peace\n", "utf-8")
    for name, day, source, text in (("a", "2025-03-01", "Gazette", FIRST), ("b", "2025-03-02", "Herald", SECOND)):
        (articles / f"{name}.md").write_text(
            f"---\ntitle: {name}\ndate: {day}\nsource: {source}\n---\n{text}\n", "utf-8"
        )
    return folder


def build(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", *words]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("disk"))
    done = build(folder, "--strict", OFFLINE="true", EDIT_URL="https://git.example/me/talks/edit/main/")
    assert done.returncode == 0, done.stderr
    return folder


def lines_on(visit, address: str) -> dict[tuple[str, str], str]:  # type: ignore[no-untyped-def]
    """What each link of a page copies, by kind and id."""
    page = visit(address, permissions=["clipboard-read", "clipboard-write"])
    found = {}
    for link in page.locator("span.correct a").all():
        held = link.locator("xpath=..")
        link.evaluate("(a) => a.click()")
        page.wait_for_selector("dialog.correcting output:has-text('Copied.')")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("dialog.correcting code").text_content()
        edit = page.locator("dialog.correcting a").get_attribute("href")
        assert edit == "https://git.example/me/talks/edit/main/briefings/fjord/briefing.yml"
        assert "briefings/fjord/briefing.yml" in page.locator("dialog.correcting p").first.text_content()
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog.correcting", state="detached")
        found[held.get_attribute("data-correct"), held.get_attribute("data-id")] = copied
    return found


def test_every_link_copies_lines_that_take_what_it_stands_behind_away(disk: Path, tmp_path: Path, visit) -> None:  # type: ignore[no-untyped-def]
    copied: dict[tuple[str, str], str] = {}
    for name in ("index", "timeline", "conditions"):
        copied |= lines_on(visit, (disk / f"site/fjord/{name}.html").as_uri())
    kinds = {kind for kind, _ in copied}
    assert kinds == {"overview", "events", "discrepancies", "meetings", "brackets", "statements"}
    folder = tmp_path / "fjord"
    shutil.copytree(disk / "briefings/fjord", folder)
    keys = {"events": "timeline", "meetings": "gaps"}
    for (kind, identity), lines in copied.items():
        assert list(yaml.safe_load(lines)) == [kind]
        (folder / "briefing.yml").write_text(f"title: Fjord\npack: peace\n{lines}", "utf-8")
        corpus = load_corpus(folder)
        after = make_briefing(corpus, read_corpus(corpus, cache=tmp_path / "cache"))
        assert not after.problems, lines
        # What nobody looked at may be right: the dialog offers that only of statements, and only of those.
        assert ("# action: confirm" in lines) == (kind == "statements"), lines
        if kind == "brackets":
            assert [b.corrected for b in after.brackets] == [True]
        elif identity:
            assert identity not in {thing.id for thing in getattr(after, keys.get(kind, kind))}
    # All of them may stand below each other, as somebody pastes them.
    (folder / "briefing.yml").write_text("pack: peace\n" + "".join(copied.values()), "utf-8")
    assert {p.code for p in load_corpus(folder).problems} <= {"key-twice"}


def test_without_script_a_link_leads_to_how_it_is_done(disk: Path, visit) -> None:  # type: ignore[no-untyped-def]
    page = visit((disk / "site/fjord/timeline.html").as_uri(), java_script_enabled=False)
    page.locator("span.correct a").first.click()
    assert page.url.endswith("fjord/data.html#correct-what-is-shown")
    assert page.locator("#correct-what-is-shown").is_visible()


@pytest.mark.parametrize(
    ("settings", "there", "address"),
    [
        ("repo_url: https://github.com/me/talks\nedit_uri: edit/main/docs/\n", True,
         "https://github.com/me/talks/edit/main/briefings/a%20b/briefing.yml"),
        ("repo_url: https://github.com/me/talks\nedit_uri: edit/main/docs/\n", False,
         "https://github.com/me/talks/new/main/briefings/a%20b?filename=briefing.yml"),
        ("", True, None),
    ],
)  # fmt: skip
def test_a_site_that_knows_its_repository_opens_the_file_there(
    tmp_path: Path, settings: str, there: bool, address: str | None
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Talks\n{settings}", "utf-8")
    assert address_of("briefings/a b/briefing.yml", there, load_config(str(tmp_path / "mkdocs.yml"))) == address


@pytest.mark.parametrize("cached", [True, False], ids=["settings kept", "nothing kept"])
def test_a_broken_file_of_settings_leaves_the_last_good_pages(tmp_path: Path, cached: bool) -> None:
    folder = project(tmp_path / "site")
    other = folder / "briefings/other/articles"
    other.mkdir(parents=True)
    (other / "a.md").write_text("Kenya rejected a truce.\n", "utf-8")
    settings = folder / "briefings/fjord/briefing.yml"
    settings.write_text(
        "title: Fjord\nstatements:\n- {quote: Sweden accepted foreign peacekeepers, action: hide}\n", "utf-8"
    )
    assert build(folder, "--strict").returncode == 0
    page = folder / "site/fjord/conditions/index.html"
    good = page.read_text("utf-8")
    assert "Sweden" not in re.sub(r"(?s).*</nav>", "", good)
    settings.write_text("title: Fjord: the talks\nstatements:\n", "utf-8")
    if not cached:
        shutil.rmtree(folder / ".cache")
    (other / "b.md").write_text("Kenya demanded peace talks.\n", "utf-8")
    done = build(folder, "--strict")
    assert done.returncode != 0
    assert "briefings/fjord/briefing.yml:1:13: error" in done.stderr
    assert "title: 'Fjord: the talks'" in done.stderr
    assert "Sweden" not in re.sub(r"(?s).*</nav>", "", page.read_text("utf-8"))
    assert "peace talks" in (folder / "site/other/conditions/index.html").read_text("utf-8")
