"""The one way a file is written: beside its place, then renamed over it.

A reader, a second build, or a build that is killed at any moment sees the old file or the new one, never half of one.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from pathlib import Path

UNFINISHED = ".unfinished"
"""The ending of files on their way; their names begin with a dot, so that nobody takes them for articles or pages."""
_LEFT_BEHIND = 3600
"""Seconds after which nobody is writing any more."""
_IN_USE = (5, 32)
"""What Windows says of a file that another program has open: access denied, sharing violation."""
_WAITS = (0.01, 0.03, 0.1, 0.3, 1.0)
"""Seconds to wait for that program, one time after the other."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM)


class NotSavedError(OSError):
    """A file that could not be written; the message says which, why, and that the old one still stands."""


def save(path: Path, content: str | bytes, durable: bool = True) -> None:
    """Writes a file in one step; a text as UTF-8 with the line ends that it has.

    Args:
        path: where; its folder is made where it is missing, a link is followed, the old file's permissions stay.
        content: what.
        durable: wait until the disk has it; False for what a next run would make again.

    Raises :class:`NotSavedError`, a kind of ``OSError``: then the old file is as it was, and nothing is left beside it.
    """
    data = _bytes(content)
    beside: Path | None = None
    try:
        target = path.resolve() if path.is_symlink() else path
        target.parent.mkdir(parents=True, exist_ok=True)
        # A long name may leave no room for a longer one beside it.
        handle, name = tempfile.mkstemp(UNFINISHED, f".{target.name[:40]}.", target.parent)
        beside = Path(name)
        with open(handle, "wb") as file:  # noqa: PTH123 (a handle is no path)
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if os.name != "nt":  # there it would only say that a file may not be written, and then not be removed either
            beside.chmod(_permissions(target))
        _put(beside, target)
    except (OSError, RuntimeError) as error:
        reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        stands = "; the old file stands as it was" if _stands(path) else ""
        told = NotSavedError(f"{path}: cannot be written: {reason}{stands}.")
        told.errno = error.errno if isinstance(error, OSError) else None
        raise told from error
    finally:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def save_new(path: Path, content: str | bytes) -> None:
    """Writes a file that must not be there yet, in one step; raises ``FileExistsError`` where one is.

    Raises :class:`NotSavedError` where it cannot be written.
    """
    data = _bytes(content)
    beside = path.with_name(f".{path.name[:40]}.{os.getpid()}{UNFINISHED}")
    if path.exists() or path.is_symlink():
        raise FileExistsError(path)
    try:
        save(beside, data)
        # A link, unlike a rename, never takes the place of a file that somebody else has put there meanwhile.
        try:
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without links
            beside.rename(path)
    except NotSavedError as error:
        told = NotSavedError(str(error).replace(str(beside), str(path)))
        told.errno = error.errno
        raise told from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def save_if_changed(path: Path, content: str | bytes, durable: bool = True) -> bool:
    """Writes a file as :func:`save` does unless it holds the same already; returns whether it was written."""
    data = _bytes(content)
    with contextlib.suppress(OSError):
        if path.read_bytes() == data:
            return False
    save(path, data, durable)
    return True


def not_written(error: Exception) -> str | None:
    """Returns in a sentence which file could not be written and why; None for an error of another kind.

    It may come from another program's writing: a full disk, a folder that may not be changed.
    """
    if isinstance(error, NotSavedError):
        return str(error)
    if not isinstance(error, OSError) or error.errno not in _NO_ROOM:
        return None
    where = error.filename2 or error.filename
    return f"{where}: cannot be written: {error.strerror}." if where else f"A file cannot be written: {error.strerror}."


def sweep(folder: Path) -> None:
    """Removes files below a folder that a killed process left on their way more than an hour ago."""
    for path in folder.rglob(f".*{UNFINISHED}"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_BEHIND:
                path.unlink()


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _put(beside: Path, target: Path) -> None:
    """Renames a file over another; where Windows forbids it since somebody reads that one just now, a little later."""
    for wait in _WAITS:
        try:
            beside.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _IN_USE:
                raise
            time.sleep(wait)
        else:
            return
    beside.replace(target)


def _stands(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return path.is_file()
    return False


def _permissions(target: Path) -> int:
    with contextlib.suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
