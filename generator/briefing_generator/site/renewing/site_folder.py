"""The folder of a site while it is built: a new one beside it, which takes its place when it is whole.

Whoever looks at the site meanwhile sees the last one, and a build that fails or is killed leaves it as it was.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TRIES = 5
"""How often another build may put its site there first."""


class SiteFolder:
    """The folder of a site, and the one beside it in which the next site is built.

    Builds that run at once have each a folder of their own, named by their process; the last to end stays.
    """

    def __init__(self, site: Path) -> None:
        """Takes where the site stands, or will."""
        self.site = site
        self.new = site.with_name(f".{site.name}.new-{os.getpid()}")
        self._old = site.with_name(f".{site.name}.old-{os.getpid()}")

    def begin(self) -> bool:
        """Makes room for the next site; returns whether it can be built beside the last one.

        It cannot where the folder is a link, or the one around it may not be written to: the site is then built in place.
        """
        if self.site.is_symlink() or os.path.ismount(self.site):
            return False
        try:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            for left in self._left("old"):
                # That build was killed between its last two steps.
                if not self.site.exists():
                    left.rename(self.site)
            self.new.mkdir(exist_ok=True)
        except OSError:
            return False
        for left in (*self._left("new"), *self._left("old")):
            shutil.rmtree(left, ignore_errors=True)
        return True

    def finish(self) -> None:
        """Puts the new site in the place of the last one; hidden entries of that, which MkDocs leaves alone, come along."""
        for _ in range(_TRIES):
            if self.site.is_dir() and not self._put_away():
                self._fill()
                break
            with suppress(OSError):
                self.new.rename(self.site)
                break
        shutil.rmtree(self._old, ignore_errors=True)

    def give_up(self) -> None:
        """Removes what was built of the new site."""
        shutil.rmtree(self.new, ignore_errors=True)

    def _left(self, what: str) -> Iterator[Path]:
        """Yields the folders of builds that are no more."""
        for path in sorted(self.site.parent.glob(f".{self.site.name}.{what}-*")):
            number = path.name.rpartition("-")[2]
            if number.isdigit() and int(number) != os.getpid() and _ended(int(number)):
                yield path

    def _put_away(self) -> bool:
        """Moves the last site out of the way; returns False where it cannot be moved, as while it is in use on Windows."""
        try:
            for entry in sorted(self.site.iterdir()):
                if entry.name.startswith(".") and not (self.new / entry.name).exists():
                    entry.rename(self.new / entry.name)
            shutil.rmtree(self._old, ignore_errors=True)
            self.site.rename(self._old)
        except FileNotFoundError:  # another build has just moved it
            return True
        except OSError:
            return False
        return True

    def _fill(self) -> None:
        """Fills the folder anew where it stands."""
        for entry in sorted(self.site.iterdir()):
            if entry.name.startswith("."):
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        shutil.copytree(self.new, self.site, dirs_exist_ok=True)
        self.give_up()


def _ended(process: int) -> bool:
    """Tells whether a process is no more; where asking would end it, as on Windows, it is taken to run."""
    if os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
