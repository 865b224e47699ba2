"""Files and titles whose names were made to hurt, and links that lead out of what was given."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from briefing_generator.adding.article_writing import plain_name
from briefing_generator.cli import main
from briefing_generator.corpus import load_corpus
from click.testing import CliRunner
from test_add import add, page

TITLES = [
    "Con",
    "aux",
    "LPT9",
    "nul.",
    "Con ",
    "../../x",
    "..",
    "-",
    "a/" * 100,
    "index",
    "İSTANBUL I ı",
    "🏳️‍🌈",
    "T" * 5000,
    "a\\b:c*?",
    "‮gpj",
    "\u200b",
]
DEVICES = {"con", "prn", "aux", "nul", "com1", "com¹", "lpt9"}


def written(briefing: Path, number: int) -> list[str]:
    """Returns the names of what was written; all of it is read again, and nothing stands anywhere else."""
    articles = briefing / "articles"
    names = sorted(path.name for path in articles.iterdir())
    assert len(names) == len(load_corpus(briefing).articles) == number
    assert {path.relative_to(briefing).parts[0] for path in briefing.rglob("*")} == {"articles"}
    for name in names:
        assert name.split(".")[0].rstrip().casefold() not in DEVICES
        assert name[0] not in "~$. -"
        assert not set(name) & set('<>:"/\\|?*\n\x1b\u202e')
        assert len(name.encode()) < 200
        assert name.encode("utf-8")
    return names


@pytest.mark.parametrize("title", TITLES, ids=ascii)
def test_a_title_of_any_kind_names_a_file_that_every_disk_can_have(briefing: Path, title: str) -> None:
    (outcome,) = add(briefing, given=page(title))
    assert outcome.problem is None
    (name,) = written(briefing, 1)
    assert name.isascii()


NAMES = [b"con.md", b"NUL.txt", b"com1.x.md", b"COM\xc2\xb9.md", b"con .md", b".hidden.md", b"~$lock.md", b"a~.md", b"x sync-conflict-20200101.md", b"a:b*c?.md",
         b"a\nb.md", b"\x1b[2J.md", "‮gpj.md".encode(), "🏳️‍🌈.md".encode(), b"..md", b"...md", b"a. .md", b" .md", b"\xff\xfe.md", b"T" * 250 + b".md",
         ("é" * 125).encode() + b".md", b"A.md", b"a.md", b"-.md", "İı.md".encode(), b"<img src=x onerror=1>.md"]  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a name be any bytes")
def test_a_file_of_any_name_is_kept_under_one_that_is_read(briefing: Path) -> None:
    there = briefing.parent / "in"
    there.mkdir()
    for number, name in enumerate(NAMES):
        path = os.fsdecode(os.fsencode(there) + b"/" + name)
        Path(path).write_text(f"---\ntitle: T{number}\n---\nThe dockers of pier {number} want shorter shifts.\n")
        (outcome,) = add(briefing, path)
        assert (outcome.problem, outcome.new) == (None, True)
    written(briefing, len(NAMES))


def test_a_name_that_is_fine_stays() -> None:
    for name in ("Tram talks", "Łódź", "2025-03-13 Talks", "Console", "a.b", "I'm here (2)"):
        assert plain_name(name) == name


def test_a_folder_that_is_added_gives_nothing_away_that_lies_elsewhere(briefing: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\ntitle: S\n---\nSecret words of the house.\n")
    (tmp_path / "gift").mkdir()
    (tmp_path / "gift/talks.md").symlink_to("../secret.md")
    (tmp_path / "gift/gone.md").symlink_to("nowhere.md")
    os.mkfifo(tmp_path / "gift/pipe.md")
    (tmp_path / "gift/own.md").write_text("---\ntitle: Own\n---\nThe dockers want shorter shifts.\n")
    (tmp_path / "gift/alias.md").symlink_to("own.md")
    outcomes = add(briefing, str(tmp_path / "gift"))
    told = {Path(outcome.source).name: outcome.problem for outcome in outcomes}
    assert told["talks.md"] == "is a link to a file elsewhere; name that file by itself"
    assert told["pipe.md"] == "is a pipe or a device"
    assert (told["own.md"], told["alias.md"]) == (None, None)
    assert "Secret" not in "".join(path.read_text() for path in (briefing / "articles").iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_folder_behind_a_link_is_neither_entered_nor_passed_over(briefing: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere/below").mkdir(parents=True)
    for name in ("secret.md", "below/secret.md", "secret.png"):
        (tmp_path / "elsewhere" / name).write_bytes(b"\x89PNG\r\n\x1a\nSecret words of the house.\n")
    gift = tmp_path / "gift"
    (gift / "deep").mkdir(parents=True)
    (gift / "deep/own.md").write_text("The dockers want shorter shifts.\n\n![](pictures/secret.png)\n")
    links = {
        "out": "../elsewhere",
        "deep/out": "../../elsewhere/below",
        "page.md": "../elsewhere",
        "deep/pictures": "../../elsewhere",
    }
    for link, target in links.items():
        (gift / link).symlink_to(target)
    (gift / "deep/within").symlink_to("../deep")  # what it leads to is read where it lies
    outcomes = {o.source.removeprefix(f"{gift.as_posix()}/"): o.problem for o in add(briefing, str(gift))}
    assert outcomes.pop("deep/own.md") is None
    assert outcomes == dict.fromkeys(links, "is a link to a folder; name that folder by itself")
    kept = [path for path in briefing.rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert b"Secret" not in kept[0].read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_briefing_with_a_folder_behind_a_link_says_so_and_shows_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.md").write_text("Secret words of the house.\n")
    articles = tmp_path / "harbour/articles"
    (articles / "deep").mkdir(parents=True)
    (articles / "own.md").write_text("---\ndate: 2025-03-13\nsource: Courier\n---\nThe dockers want shorter shifts.\n")
    (articles / "deep/out").symlink_to("../../../elsewhere")
    run = CliRunner().invoke(main, ["check", str(tmp_path / "harbour")])
    told = [line for line in run.output.splitlines() if "articles/deep/out" in line]
    assert len(told) == 1
    assert "the link leads out of the briefing’s folder; a copy of what it leads to would be right" in told[0]
    assert run.exit_code == 1
    assert "Secret" not in CliRunner().invoke(main, ["export", str(tmp_path / "harbour")]).output


def test_of_a_file_no_more_is_read_than_a_document_may_have(briefing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing_generator.adding.intake.LARGEST", 1000)
    for name in ("large.md", "large.html"):
        (briefing.parent / name).write_text("The dockers want shorter shifts. " * 100)
        assert str(add(briefing, str(briefing.parent / name))[0].problem).startswith("has more than")
    if Path("/dev/zero").exists():
        assert str(add(briefing, "/dev/zero")[0].problem).startswith("has more than")
