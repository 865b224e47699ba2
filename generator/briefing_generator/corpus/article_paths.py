"""Which files of a briefing may be articles, and what each is called."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_generator.extraction import KINDS
from briefing_generator.store.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXTS = (".md", ".markdown", ".txt")
"""Endings of the files that are read as they stand."""
DOCUMENTS = tuple(KINDS)
"""Endings of the files whose text is taken out first."""
UNREAD = (".doc", ".epub", ".msg", ".pages", ".wps")
"""Endings of documents that may well be articles and cannot be read: they are listed as refused."""
_PASSING = re.compile(
    r"^\.|^~\$|^~syncthing~|~$|sync-conflict-\d{8}|\((?:[^()]*\s)?conflicted copy\b[^()]*\)"
    r"|^(?:__MACOSX|@eaDir|#recycle|\$RECYCLE\.BIN)$",
    re.IGNORECASE,
)
"""Names of files on their way: hidden ones, locks of word processors, backups, what sync tools and disks put aside."""
_BESIDE_A_PAGE = ("_files", "-files", "_file", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_bestanden", "_filer")
"""What browsers put after a page's name for the folder of its pictures and scripts."""
_LONGEST_ID = 100


def briefing_folders(root: Path) -> list[Path]:
    """Returns the folders of briefings below a folder, sorted by name; hidden ones are none."""
    return sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))


def article_files(folder: Path) -> list[Path]:
    """Returns the files of a briefing that may be articles, sorted by path."""
    return readable_files(folder / "articles")


def files_beside(folder: Path) -> list[Path]:
    """Returns the files that would be articles did they lie in the briefing's ``articles`` and not beside it."""
    wanted = (*TEXTS, *DOCUMENTS)
    return sorted(p for p in folder.iterdir() if p.suffix.casefold() in wanted and p.is_file())


def readable_files(root: Path) -> list[Path]:
    """Returns the files below a folder that may be articles, sorted by path.

    Files on their way (an editor's, a word processor's or a sync tool's temporary ones) are passed over, and so are
    the folders of pictures and scripts that a browser saves beside a page. A folder that may not be opened, or is a
    link to a folder elsewhere, stands for the files in it, so that somebody is told.
    """
    wanted = (*TEXTS, *DOCUMENTS, *UNREAD)
    files, shut = _below(root)
    found = [path for path in files if path.suffix.casefold() in wanted]
    pages = [p for p in found if KINDS.get(p.suffix.casefold()) == "page"]
    beside = {page.with_name(page.stem + ending) for page in pages for ending in _BESIDE_A_PAGE}

    def passing(path: Path) -> bool:
        return any(on_its_way(part) for part in path.relative_to(root).parts) or not beside.isdisjoint(path.parents)

    return sorted((p for p in (*found, *shut) if not passing(p)), key=lambda p: p.as_posix())


def on_its_way(name: str) -> bool:
    """Tells whether a file of this name is passed over: an editor's, a word processor's or a sync tool's temporary one."""
    return _PASSING.search(name) is not None


def _below(root: Path) -> tuple[list[Path], list[Path]]:
    """Returns all that is no folder below a folder, and the folders that nothing is read in.

    Those may not be opened, or are links to folders elsewhere, which are not followed.
    """
    files: list[Path] = []
    shut: list[Path] = []

    def closed(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            shut.append(Path(error.filename))

    for at, folders, names in os.walk(root, onerror=closed):
        files += [Path(at, name) for name in names]
        linked = [Path(at, name) for name in folders if Path(at, name).is_symlink()]
        shut += [path for path in linked if not inside(path, root)]
    return files, shut


def article_ids(paths: list[str]) -> dict[str, str]:
    """Returns an id for each path: its stem, with its folder in front where the file lies in a subfolder.

    An id depends on its own path; only where two paths fold to one id does a short hash of the path tell them apart.
    """

    def slug(path: str) -> str:
        name, _, ending = path.removeprefix("articles/").rpartition(".")
        stem = name if f".{ending.casefold()}" in TEXTS else f"{name}-{ending}"
        name = slug_of(stem, "article")
        return name if len(name) <= _LONGEST_ID else f"{name[:88]}-{hashlib.sha256(path.encode()).hexdigest()[:8]}"

    counts = Counter(slug(path) for path in paths)
    return {
        p: slug(p) if counts[slug(p)] == 1 else f"{slug(p)}-{hashlib.sha256(p.encode()).hexdigest()[:6]}" for p in paths
    }


def inside(file: Path, folder: Path) -> bool:
    """Tells whether a file, with all links followed, lies in a folder."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead in a circle
        return False


def written_paths(paths: Iterable[str]) -> list[str]:
    """Returns paths that can be written: bytes of a name that are no UTF-8 and control characters become ``\\ufffd``."""
    # A path is bytes; which letters these are must not hang on the locale of whoever builds.
    if os.name != "nt":
        paths = [os.fsencode(path).decode("utf-8", "surrogateescape") for path in paths]
    seen: Counter[str] = Counter()
    found: list[str] = []
    for path in paths:
        plain = "".join("\ufffd" if "\ud800" <= c <= "\udfff" or ord(c) < 32 or ord(c) == 127 else c for c in path)
        seen[plain] += 1
        found.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return found
