"""``mkdocs serve``, a real one on loopback: dropped in, changed, broken and deleted articles show without a restart."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    articles = tmp_path / "briefings/fjord/articles"
    articles.mkdir(parents=True)
    (articles / "a.md").write_text("---\ntitle: First\n---\nNorway rejected a ceasefire.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": f"http://127.0.0.1:{port}/"}
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
        try:
            yield articles, f"http://127.0.0.1:{port}/fjord/sources/"
        finally:
            process.terminate()
            process.wait()


def wait(url: str, fits: Callable[[str], bool]) -> str:
    seen = ""
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                seen = answer.read().decode()
        except urllib.error.HTTPError as error:
            seen = f"status {error.code}"
            error.close()
        except OSError as error:
            seen = str(error)
        if fits(seen):
            return seen
        time.sleep(0.2)
    pytest.fail(f"{url} never became right; at last: {seen[:500]}")


def told(log: Path, line: str) -> None:
    """Waits until the terminal says a line."""
    for _ in range(300):
        if any(said.rstrip().endswith(line) for said in log.read_text(encoding="utf-8").splitlines()):
            return
        time.sleep(0.2)
    pytest.fail(f"nobody said {line!r}: {log.read_text(encoding='utf-8')[-1500:]}")


def test_articles_come_change_break_and_go(served: tuple[Path, str]) -> None:
    articles, url = served
    log = articles.parents[2] / "log"
    wait(url, lambda page: "First" in page)
    told(log, "fjord: 1 article, 1 statement, 1 stakeholder")
    new = articles / "b.md"
    new.write_text("---\ntitle: Second\n---\nSweden demanded peace talks.")
    wait(url, lambda page: "Second" in page)
    told(log, "+ b.md: 1 statement, 1 new stakeholder")
    new.write_text("---\ntitle: Other\n---\nSweden demanded peace talks.")
    wait(url, lambda page: "Other" in page and "Second" not in page)
    told(log, "~ b.md: 1 statement")
    new.rename(articles / "c.md")
    wait(url + "c/", lambda page: "Other" in page)
    told(log, "> b.md is now c.md")
    new = articles / "c.md"
    new.write_text("---\ntitle: [broken\n---\nSweden demanded peace talks.")
    wait(url, lambda page: "Other" not in page and "First" in page and "front matter" in page)
    new.write_text("---\ntitle: Mended\n---\nSweden demanded peace talks.")
    wait(url, lambda page: "Mended" in page and "front matter" not in page)
    told(log, "~ c.md: 1 statement, 1 new stakeholder")
    new.unlink()
    wait(url, lambda page: "Mended" not in page and "First" in page)
    told(log, "- c.md")
    (articles / "a.md").unlink()
    (articles / "d.md").write_text("---\ntitle: Third\n---\nKenya offered to host peace talks.")
    wait(url, lambda page: "Third" in page and "First" not in page)


def test_a_file_that_is_still_being_written(served: tuple[Path, str]) -> None:
    articles, url = served
    log = articles.parents[2] / "log"
    wait(url, lambda page: "First" in page)
    # As an editor, a word processor, a browser and sync programs write: beside the place, in pieces, with locks and backups.
    for name in (
        ".b.md.swp",
        "b.md~",
        "~$b.docx",
        "b.md.part",
        ".syncthing.b.md.tmp",
        "4913",
        "b.md.crdownload",
        ".~lock.b.md#",
        ".#b.md",
        "#b.md#",
        "._b.md",
        ".b.md.icloud",
        "b (Ann's conflicted copy 2025-01-01).md",
        "b (conflicted copy).md",
        "@eaDir/b.md",
        "#recycle/b.md",
    ):
        (articles / name).parent.mkdir(exist_ok=True)
        (articles / name).write_text("---\ntitle: Half\n---\nSweden dem")
    with (articles / "b.md").open("w") as file:
        file.write("---\ntitle: Whole\n")
        file.flush()
        wait(url, lambda page: "b.md" in page and "front matter" in page)
        file.write("---\nSweden demanded peace talks.\n")
    wait(url, lambda page: "Whole" in page and "front matter" not in page)
    beside = articles / ".c.md.tmp"
    beside.write_text("---\ntitle: Renamed into place\n---\nKenya offered to host peace talks.\n")
    beside.replace(articles / "c.md")
    page = wait(url, lambda page: "Renamed into place" in page)
    assert "Half" not in page
    told(log, "+ c.md: 1 statement, 1 new stakeholder")


def test_nothing_ends_the_server(served: tuple[Path, str]) -> None:
    articles, url = served
    log = articles.parents[2] / "log"
    wait(url, lambda page: "First" in page)
    settings = articles.parent / "briefing.yml"
    settings.write_text("pack: nowhere\n")
    (articles / "b.md").write_text("---\ntitle: Second\n---\nSweden demanded peace talks.")
    (articles / "binary.md").write_bytes(bytes(range(256)) * 50)
    (articles / "page.html").write_text("<html><body></body></html>")
    (articles / "gone.md").symlink_to("nowhere")
    os.mkfifo(articles / "pipe")
    (articles / "to-pipe.md").symlink_to("pipe")
    settings.write_text("pack: peace\n")
    wait(url, lambda page: all(name in page for name in ("Second", "binary.md", "page.html", "gone.md", "to-pipe.md")))
    told(
        log,
        "! page.html: refused: the file holds no text that could be an article; its text as Markdown would be right",
    )
    for path in (settings, *articles.iterdir()):
        path.unlink()
    wait(url, lambda page: "binary.md" not in page)
    (articles / "a.md").write_text("---\ntitle: Back\n---\nNorway rejected a ceasefire.")
    wait(url, lambda page: "Back" in page)


def test_corrections_hold_while_their_file_is_broken(served: tuple[Path, str]) -> None:
    articles, url = served
    log = articles.parents[2] / "log"
    wait(url, lambda page: "First" in page)
    settings = articles.parent / "briefing.yml"
    settings.write_text("title: Talks in the fjord\nstatements:\n- {quote: Norway rejected, action: hide}\n")
    wait(url, lambda page: "Talks in the fjord" in page)
    settings.write_text("title: [x\nstatements: []\n")
    told(log, "(settings-broken)")
    (articles / "b.md").write_text("---\ntitle: Second\n---\nSweden demanded peace talks.")
    wait(url, lambda page: "Second" in page and "Talks in the fjord" in page)
    # What was said once is not said with every build.
    assert log.read_text(encoding="utf-8").count("(settings-broken)") == 1
    issues = url.replace("/sources/", "/conditions/")
    wait(issues, lambda page: "Sweden demanded" in page and "Norway rejected" not in page)
    settings.write_text("title: Talks at sea\n")
    wait(url, lambda page: "Talks at sea" in page)
    settings.write_text("title: [x\nstatements: []\n")
    wait(url, lambda page: "Talks at sea" in page and "no YAML" in page)
    assert log.read_text(encoding="utf-8").count("(settings-broken)") == 2
    settings.write_text("title: Talks at sea\n")
    wait(issues, lambda page: "Norway rejected" in page)


def test_what_goes_away_and_comes_back_is_seen(served: tuple[Path, str]) -> None:
    articles, url = served
    root = articles.parents[2]
    wait(url, lambda page: "First" in page)
    (articles.parent / "briefing.yml").write_text("pack: packs/own.yml\n")
    told(root / "log", "packs/own.yml: there is no such file. (pack-unknown)")
    written = "issues:\n  - {{code: halts, name: {}, terms: {{ceasefire: 3}}}}\n"
    (root / "packs").mkdir()
    (root / "packs/own.yml").write_text(written.format("Halts of fire"))
    issues = url.replace("/sources/", "/conditions/")
    wait(issues, lambda page: "Halts of fire" in page)
    (root / "packs/new.yml").write_text(written.format("Quiet guns at last"))
    (root / "packs/new.yml").replace(root / "packs/own.yml")
    wait(issues, lambda page: "Quiet guns at last" in page)
    (root / "briefings").rename(root / "elsewhere")
    told(root / "log", "make it, or set `folder` of the plugin `briefings`.")
    (root / "elsewhere").rename(root / "briefings")
    (articles / "b.md").write_text("---\ntitle: Second\n---\nSweden demanded peace talks.")
    wait(url, lambda page: "Second" in page)
    (articles / "b.md").write_text("---\ntitle: Other\n---\nSweden demanded peace talks.")
    wait(url, lambda page: "Other" in page)


def test_a_marked_state_and_a_pack_of_ones_own_show(served: tuple[Path, str]) -> None:
    articles, url = served
    root = articles.parents[2]
    wait(url, lambda page: "First" in page)
    issues = url.replace("/sources/", "/conditions/")
    pack = root / "packs/halts.yml"
    pack.parent.mkdir()
    written = "issues:\n  - {{code: halts, name: {}, terms: {{ceasefire: 3}}}}\n"
    pack.write_text(written.format("Halts of fire"))
    (articles.parent / "briefing.yml").write_text("pack: packs/halts.yml\n")
    wait(issues, lambda page: "Halts of fire" in page)
    pack.write_text(written.format("Quiet guns at last"))
    wait(issues, lambda page: "Quiet guns at last" in page and "Halts of fire" not in page)
    state = url.replace("/sources/", "/briefing.json")
    assert json.loads(wait(state, lambda page: page.startswith("{")))["changes"]["told"] is False
    run = [sys.executable, "-m", "briefing_generator", "mark", "--quiet", "briefings/fjord"]
    subprocess.run(run, cwd=root, check=True)
    wait(state, lambda page: page.startswith("{") and json.loads(page)["changes"]["told"])
