"""Whether a briefing's files changed, and what ``mkdocs serve`` would go deaf to while they do.

That is a watched folder that goes away and comes back, and files that only settings name: the server looks at a path
until the path is gone, and then never again. The folder above it is still there.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.livereload import LiveReloadServer
    from watchdog.events import FileSystemEvent

Key = tuple[tuple[str | int, ...], ...]


def fingerprint(folder: Path, pack: Path | None = None) -> Key:
    """Returns what tells whether a file changed, for each file that speaks of a briefing, sorted by path.

    That is its path, time of change, size, permissions and place on the disk.
    ``pack`` is the file of a pack of one's own. What editors and sync programs leave while they write is not among the
    files, nor is what goes away meanwhile.
    """
    from briefing_generator.corpus.article_paths import article_files
    from briefing_generator.corpus.pictures import picture_files
    from briefing_generator.corpus.state import NAME

    found = []
    own = (folder / "briefing.yml", folder / NAME, *([pack] if pack else []))
    for path in (*own, *article_files(folder), *picture_files(folder)):
        with contextlib.suppress(OSError):
            status = path.stat()
            found.append((path.as_posix(), status.st_mtime_ns, status.st_size, status.st_mode, status.st_ino))
    return tuple(sorted(found))


def own_pack(folder: Path) -> Path | None:
    """Returns the file of the pack that a briefing's settings name, None where they name none of one's own."""
    from briefing_generator.corpus.settings_file import load_settings
    from briefing_generator.issues import pack_file

    named = pack_file(load_settings(folder)[0].pack)
    return named.resolve() if named else None


class Watching:
    """Makes a server build again when its folder of briefings comes back, or one of some other files changes."""

    def __init__(self, root: Path) -> None:
        """Takes the folder that the server itself watches."""
        self._root = root
        self._server: LiveReloadServer | None = None
        self._paths = {root}

    def begin(self, server: LiveReloadServer) -> None:
        """Takes the server, and watches for it all that was asked for before it was there."""
        self._server = server
        for path in sorted(self._paths):
            self._schedule(path)

    def watch(self, path: Path) -> None:
        """Watches a file; where even its folder is not there yet, the first of the folders that must be made."""
        while not path.parent.is_dir() and path.parent != path:
            path = path.parent
        if path in self._paths or path.is_relative_to(self._root):
            return
        self._paths.add(path)
        self._schedule(path)

    def _schedule(self, path: Path) -> None:
        if self._server is None:
            return
        from watchdog.events import FileModifiedEvent, FileSystemEventHandler
        from watchdog.observers.api import ObservedWatch

        server, root = self._server, str(self._root)
        # Folders that come and go mean nothing to the server; a file that changed in what it watches makes it build.
        build = FileModifiedEvent(root), ObservedWatch(root, recursive=True)

        class Beside(FileSystemEventHandler):
            def on_any_event(self, event: FileSystemEvent) -> None:
                inside = event.is_directory and event.event_type == "modified"
                if inside or str(path) not in (event.src_path, getattr(event, "dest_path", "")):
                    return
                if str(path) == root and path.is_dir():
                    server.unwatch(root)
                    server.watch(root)
                server.observer.event_queue.put(build)

        server.observer.schedule(Beside(), str(path.parent), recursive=False)
