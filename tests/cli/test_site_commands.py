"""``serve``, ``bundle`` and ``add`` say in a sentence what cannot be, and leave nothing running."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from briefing_generator.cli import main
from click.testing import CliRunner

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Harbour\n")
    (tmp_path / "briefings/harbour/articles").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: Harbour\nplugins: [briefings]\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("addr", ["8000", ":8000", "localhost:x", "[::1]:99999", "a.example:80", "127.0.0.1:²"])
def test_an_address_that_is_none_is_told_as_wrong_usage(home: Path, addr: str) -> None:
    done = CliRunner().invoke(main, ["serve", "--addr", addr])
    assert done.exit_code == 2
    assert f"--addr {addr}: an address of this machine and a port would be right" in done.output


def test_outside_a_site_the_way_to_one_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("list", "check", "build"):
        assert "`briefing init FOLDER`" in " ".join(CliRunner().invoke(main, [command]).stderr.split())
    # A briefing that was begun before the site: what is told then works where one stands.
    assert CliRunner().invoke(main, ["new", "fjord"]).exit_code == 0
    monkeypatch.chdir(tmp_path / "briefings/fjord")
    assert "`briefing init ../..`" in CliRunner().invoke(main, ["build"]).stderr
    assert CliRunner().invoke(main, ["init", "../.."]).exit_code == 0
    assert CliRunner().invoke(main, ["list"]).exit_code == 0


def test_a_port_in_use_is_told_before_anything_is_built(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", "--addr", f"127.0.0.1:{port}"])
    assert done.exit_code == 1
    assert f"127.0.0.1:{port} cannot be served at: " in done.output
    free = int(done.output.rpartition("`--addr 127.0.0.1:")[2].partition("` is free")[0])
    with socket.create_server(("127.0.0.1", free)):
        assert free > port


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_where_nobody_asked_for_a_port_the_next_free_one_is_taken(home: Path) -> None:
    """From a folder inside the site, and without a word of others about their future."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "generator"), "PYTHONUNBUFFERED": "1"}
    environment.pop("NO_MKDOCS_2_WARNING", None)
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):  # then somebody else has it, which is as good
            taken.bind(("127.0.0.1", 8000))
            taken.listen()
        (home / "mkdocs.yml").write_text("site_name: Harbour\ntheme: material\nplugins: [search, briefings]\n")
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing_generator", "serve"], cwd=home / "docs", env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        told = []
        try:
            assert process.stdout
            for line in process.stdout:
                told.append(line)
                if "Serving on" in line:
                    break
            instead = told[0].rpartition("it will be ")[2].removesuffix(" instead.\n")
            assert told[0].startswith("127.0.0.1:8000 cannot be served at"), told
            assert f"Serving on http://{instead}/" in told[-1], told
            host, _, port = instead.partition(":")
            assert _answers((host, int(port)))
        finally:
            process.terminate()
            process.communicate()
    assert "MkDocs 2" not in "".join(told)
    assert all(line.startswith(("INFO", "WARNING", "127.0.0.1")) for line in told), told


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("end", ["terminate", "kill"])
def test_a_server_that_is_ended_leaves_none_behind(home: Path, end: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        place = probe.getsockname()
    command = [sys.executable, "-m", "briefing_generator", "serve", "--addr", "{}:{}".format(*place)]
    with (home / "log").open("w") as log:
        environment = os.environ | {"PYTHONPATH": str(ROOT / "generator")}
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            for _ in range(300):
                if _answers(place):
                    break
                time.sleep(0.1)
            else:
                pytest.fail((home / "log").read_text())
        finally:
            getattr(process, end)()
            process.wait()
    assert not _answers(place)


def _answers(place: tuple[str, int]) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(place) == 0


@pytest.mark.parametrize(("link", "packed"), [("talks/", False), ("./talks", False), ("talks/index.html", True)])
def test_a_site_for_a_server_is_not_packed_as_one_for_the_disk(home: Path, link: str, packed: bool) -> None:
    (home / "site/talks").mkdir(parents=True)
    (home / "site/talks/index.html").write_text("<p>Talks")
    (home / "site/index.html").write_text(f'<a class="x" href="https://a.example/">a</a><a\nhref="{link}">Talks</a>')
    done = CliRunner().invoke(main, ["bundle", "site", "--out", "talks.zip"])
    assert (done.exit_code == 0) is packed is (home / "talks.zip").exists()
    assert ("`OFFLINE=true briefing build`" in done.output) is not packed


@pytest.mark.parametrize(("settings", "built"), [("", "site"), ("INHERIT: base.yml\n", "out/talks")])
def test_without_a_name_the_site_around_is_packed(
    home: Path, monkeypatch: pytest.MonkeyPatch, settings: str, built: str
) -> None:
    (home / "base.yml").write_text("site_dir: !ENV [NOWHERE_SAID, out/talks]\n")
    (home / "mkdocs.yml").write_text(f"site_name: Talks\n{settings}plugins: [briefings]\n")
    (home / "briefings/talks").mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(home / "briefings/talks")
    missing = CliRunner().invoke(main, ["bundle", "--out", "talks.zip"])
    assert (missing.exit_code, f"{built}: there is no index.html" in missing.output) == (1, True)
    (home / built).mkdir(parents=True)
    (home / built / "index.html").write_text("<p>Talks")
    assert CliRunner().invoke(main, ["bundle", "--out", "talks.zip"]).exit_code == 0
    assert (home / "briefings/talks/talks.zip").is_file()


def test_a_limit_beyond_what_is_looked_at_is_told(home: Path) -> None:
    (home / "feed.xml").write_text("<rss><channel><title>Quay</title></channel></rss>")
    told = "--limit 2001: of a feed no more than the first 2,000 entries are looked at."
    assert told in CliRunner().invoke(main, ["add", "feed.xml", "--limit", "2001"]).output
    assert "--limit" not in CliRunner().invoke(main, ["add", "feed.xml", "--limit", "2000"]).output


@pytest.mark.parametrize("refused", [False, True])
def test_a_briefing_without_articles_says_where_some_go_and_nothing_of_their_positions(
    home: Path, refused: bool
) -> None:
    if refused:
        (home / "briefings/harbour/articles/a.doc").write_bytes(b"no text")
    assert CliRunner().invoke(main, ["write", "pages"]).exit_code == 0
    page = (home / "pages/harbour/index.md").read_text()
    assert "## No articles yet" in page
    assert "No positions" not in page
    assert "No pack" not in page
    assert ("tells why" in page) is refused
    (home / "briefings/harbour/articles/a.md").write_text("The ferries sail at night.\n")
    assert CliRunner().invoke(main, ["write", "pages"]).exit_code == 0
    assert "## No positions" in (home / "pages/harbour/index.md").read_text()
