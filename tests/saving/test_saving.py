"""Files are written whole or not at all: on a full disk, by two at once, by one that is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from briefing_generator.model import Page
from briefing_generator.pages import write_pages
from briefing_generator.store.files import UNFINISHED, NotSavedError, save, save_if_changed, save_new, sweep


def beside(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.rglob("*") if p.is_file())


def test_a_file_is_made_replaced_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a/b.md"
    save(path, "é\r\n")
    assert path.read_bytes() == "é\r\n".encode()
    path.chmod(0o640)
    assert save_if_changed(path, "new")
    assert not save_if_changed(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640
    assert beside(tmp_path) == ["b.md"]


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").symlink_to("a")
    save(tmp_path / "b", "new")
    assert (tmp_path / "b").is_symlink()
    assert (tmp_path / "a").read_text() == "new"


@pytest.mark.parametrize("times", [2, 99])
def test_a_file_that_somebody_reads_on_windows_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    (tmp_path / "a").write_text("old")
    asked = []
    replace = Path.replace

    def in_use(self: Path, target: Path) -> Path:
        asked.append(target)
        if len(asked) > times:
            return replace(self, target)
        error = PermissionError(13, "The process cannot access the file")
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(Path, "replace", in_use)
    if times == 2:
        save(tmp_path / "a", "new")
    else:
        with pytest.raises(NotSavedError, match="cannot access the file; the old file stands as it was"):
            save(tmp_path / "a", "new")
    assert (tmp_path / "a").read_text() == ("new" if times == 2 else "old")
    assert beside(tmp_path) == ["a"]


def test_the_longest_name_fits(tmp_path: Path) -> None:
    save(tmp_path / ("é" * 127), "x")
    assert len(beside(tmp_path)) == 1


FULL = """
import resource, signal, sys
from pathlib import Path
from briefing_generator.store.files import NotSavedError, save
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    save(Path(sys.argv[1]), "x" * 1_000_000)
except NotSavedError as error:
    print(error, error.errno)
"""


def test_no_room_leaves_the_old_file_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    done = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True)
    assert "cannot be written: File too large; the old file stands as it was." in done.stdout
    assert path.read_text() == "old"
    assert beside(tmp_path) == ["a.md"]


def test_a_folder_that_may_not_be_written() -> None:
    mine = os.geteuid()
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        # The superuser may write everywhere: somebody else tries.
        if mine == 0:
            os.seteuid(65534)
        try:
            with pytest.raises(NotSavedError, match="Permission denied"):
                save(Path(folder, "a"), "x")
        finally:
            os.seteuid(mine)
            Path(folder).chmod(0o755)


def test_pages_never_leave_their_folder(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/mine.md").write_text("mine")
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "linked").symlink_to(tmp_path / "outside")
    for path in ("../outside/mine.md", "linked/mine.md"):
        with pytest.raises(NotSavedError, match="leads out"):
            write_pages([Page(path, "theirs")], folder)
    (folder / ".briefing-pages").write_text("../outside/mine.md\nlinked/mine.md\n")
    write_pages([], folder)
    assert (tmp_path / "outside/mine.md").read_text() == "mine"


def test_writing_that_was_broken_off_is_cleaned_up_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "b.md").mkdir()
    with pytest.raises(NotSavedError):
        write_pages([Page("a.md", "a"), Page("b.md", "b")], tmp_path)
    (tmp_path / "b.md").rmdir()
    assert write_pages([Page("c.md", "c")], tmp_path) == ("a.md", "c.md")
    assert beside(tmp_path) == [".briefing-pages", "c.md"]


def test_what_a_killed_process_left_goes_when_it_is_old(tmp_path: Path) -> None:
    old, young = tmp_path / f".a.md.x{UNFINISHED}", tmp_path / f".b.md.x{UNFINISHED}"
    old.write_text("half")
    young.write_text("on its way")
    os.utime(old, (0, 0))
    sweep(tmp_path)
    assert beside(tmp_path) == [young.name]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "articles/a.md"
    save_new(path, "first")
    with pytest.raises(FileExistsError):
        save_new(path, "second")
    (tmp_path / "articles/b.md").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        save_new(tmp_path / "articles/b.md", "second")
    assert path.read_text() == "first"
    assert sorted(p.name for p in path.parent.iterdir()) == ["a.md", "b.md"]


def test_a_file_that_comes_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"

    def slow(beside: Path, data: bytes) -> None:
        beside.write_bytes(data)
        path.write_text("somebody else's")

    monkeypatch.setattr("briefing_generator.store.files.save", slow)
    with pytest.raises(FileExistsError):
        save_new(path, "ours")
    assert path.read_text() == "somebody else's"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.md"]


def test_what_nobody_would_make_again_is_on_the_disk_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        steps.append("synced")
        sync(handle)

    def replaced(self: Path, target: Path) -> Path:
        steps.append("renamed")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    save(tmp_path / "a.md", "mine")
    assert steps == ["synced", "renamed"]
    save(tmp_path / "b.json", "made again", durable=False)
    assert steps == ["synced", "renamed", "renamed"]


def test_a_disk_without_links_keeps_what_is_there_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    save_new(tmp_path / "a.md", "first")
    (tmp_path / "b.md").symlink_to("nowhere")
    for name in ("a.md", "b.md"):
        with pytest.raises(FileExistsError):
            save_new(tmp_path / name, "second")
    assert (tmp_path / "a.md").read_text() == "first"
    assert (tmp_path / "b.md").is_symlink()
    assert beside(tmp_path) == ["a.md"]
