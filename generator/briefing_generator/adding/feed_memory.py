"""What is remembered of feeds between two updates: what their servers gave, and which entries are done with.

Beside the cache, in a small file, since it is work kept like any other: without it all is asked for anew, and the articles
in the folder still tell what is there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefing_generator.adding.fetched import LONGEST_PAUSE, Fetched, Version
from briefing_generator.store.cache import Kept
from briefing_generator.store.files import NotSavedError, save

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_NAME = "feeds.json"
_LARGEST = 5_000_000
"""Bytes of a feed that are kept; of a larger one nothing is, and it is sent again each time."""
_LARGEST_FILE = 50_000_000
TRIES = 3
"""Updates in which an entry whose page cannot be had is tried before it is given up."""


@dataclass(slots=True)
class Entries:
    """What became of the entries of one feed in one briefing, by their keys.

    ``done`` are in the folder, or were, or are given up; of ``told`` it was said that they do not belong; ``tried`` counts
    in how many updates those failed that are still tried.
    """

    done: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    tried: dict[str, int] = field(default_factory=dict)

    def keep(self, keys: Collection[str]) -> None:
        """Forgets all entries but these, which the feed still has."""
        self.done &= set(keys)
        self.told &= set(keys)
        self.tried = {key: times for key, times in self.tried.items() if key in keys}


class FeedMemory:
    """Remembers feeds below a folder; with None for it, only until the program ends."""

    def __init__(self, folder: Path | None, dry_run: bool = False) -> None:
        """Reads what is remembered; a file that is missing or broken holds nothing. A ``dry_run`` remembers nothing new."""
        self._path = folder / _NAME if folder else None
        self._dry_run = dry_run
        self._kept = Kept(folder / "feeds", "feeds") if folder else None
        self._versions: dict[str, Version] = {}
        self._rests: dict[str, float] = {}
        self._entries: dict[str, dict[str, Entries]] = {}
        self._fresh: dict[str, Fetched] = {}
        # Whatever is in it that was not written here: then all is asked for anew.
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            self._read()

    def fresh(self, url: str) -> Fetched | None:
        """Returns what this very run has fetched from an address: another briefing may follow the same feed."""
        return self._fresh.get(url)

    def version(self, url: str) -> Version | None:
        """Returns the version of a feed whose bytes are kept."""
        known = self._versions.get(url)
        return known if known and self._kept and self._kept.holds(_place_of(url, known)) else None

    def known(self, url: str) -> bytes | None:
        """Returns the bytes of a feed as they came last."""
        known = self._versions.get(url)
        return self._kept.get(_place_of(url, known)) if known and self._kept else None

    def came(self, url: str, fetched: Fetched) -> None:
        """Keeps what came of a feed, for the server to be asked only for what is newer."""
        self._fresh[url] = fetched
        if self._dry_run or not self._kept or self._versions.get(url) == fetched.version:
            return
        self._forget(url)
        if fetched.version and len(fetched.data) <= _LARGEST:
            self._kept.put(_place_of(url, fetched.version), fetched.data)
            self._versions[url] = fetched.version

    def rest(self, url: str) -> float:
        """Returns for how many seconds more the host of an address wants to be left alone, 0 where it may be asked."""
        return max(0.0, self._rests.get(_host(url), 0.0) - time.time())

    def rests(self, url: str, seconds: float) -> None:
        """Remembers that the host of an address wants to be left alone for so many seconds, if that is not soon over."""
        if seconds > LONGEST_PAUSE:
            self._rests[_host(url)] = time.time() + seconds

    def entries(self, briefing: Path, feed: str) -> Entries:
        """Returns what is remembered of a feed's entries in a briefing, to be changed in place."""
        return self._entries.setdefault(_place(briefing), {}).setdefault(feed, Entries())

    def done(self, briefing: Path) -> frozenset[str]:
        """Returns the entries of all feeds that a briefing is done with: two feeds of one paper share some."""
        return frozenset().union(*(entries.done for entries in self._entries.get(_place(briefing), {}).values()))

    def keep(self, briefing: Path, feeds: Collection[str]) -> None:
        """Forgets all feeds of a briefing but these, which it still follows."""
        found = self._entries.get(_place(briefing), {})
        self._entries[_place(briefing)] = {url: entries for url, entries in found.items() if url in feeds}

    def save(self) -> None:
        """Writes what is remembered; says nothing where that fails, since the next run only asks for more then."""
        if not self._path or self._dry_run:
            return
        followed = {url for feeds in self._entries.values() for url in feeds}
        for url in sorted(self._versions.keys() - followed):
            self._forget(url)
        data = {
            "versions": {url: [v.url, v.etag, v.modified] for url, v in sorted(self._versions.items())},
            "rests": {host: until for host, until in sorted(self._rests.items()) if until > time.time()},
            "entries": {
                briefing: {
                    url: [sorted(e.done), sorted(e.told), dict(sorted(e.tried.items()))]
                    for url, e in sorted(feeds.items())
                }
                for briefing, feeds in sorted(self._entries.items())
                if feeds
            },
        }
        with contextlib.suppress(NotSavedError):
            save(self._path, json.dumps(data, ensure_ascii=False, indent=0) + "\n", durable=False)

    def _forget(self, url: str) -> None:
        known = self._versions.pop(url, None)
        if known and self._kept:
            self._kept.drop(_place_of(url, known), quiet=True)

    def _read(self) -> None:
        if not self._path:
            return
        with self._path.open("rb") as file:
            data: dict[str, Any] = json.loads(file.read(_LARGEST_FILE).decode("utf-8"))
        versions = {url: Version(*map(_text, told)) for url, told in data["versions"].items()}  # type: ignore[arg-type]
        rests = {host: float(until) for host, until in data["rests"].items()}
        self._entries = {
            briefing: {
                url: Entries(set(map(str, done)), set(map(str, told)), {key: int(n) for key, n in tried.items()})
                for url, (done, told, tried) in feeds.items()
            }
            for briefing, feeds in data["entries"].items()
        }
        self._versions, self._rests = versions, rests


def entry_key(feed: str, guid: str | None, url: str | None, title: str | None) -> str:
    """Returns what an entry is known by: what its feed calls it, which holds on that feed's host alone, else its address."""
    return _hash(f"{_host(feed)} {guid or url or title or ''}")[:16]


def _place_of(url: str, version: Version) -> str:
    """Returns what the bytes of a version of a feed are kept under: they are never taken for those of another."""
    return _hash(json.dumps([url, version.url, version.etag, version.modified]))


def _text(value: object) -> str | None:
    return str(value) if value is not None else None


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.casefold()
    except ValueError:
        return url


def _place(briefing: Path) -> str:
    return briefing.resolve().as_posix()
