"""What `briefing update` does: the feeds that a briefing follows, each asked for what is new, to articles in its folder.

Nothing comes twice: an entry is known by what its feed calls it, by its address, and by what the folder holds. What
mentions nothing that the briefing is about is told and left where it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from briefing_generator.adding.feed_entries import feed_entries, first_entries, is_feed, is_feed_list, listed_feeds
from briefing_generator.adding.feed_memory import TRIES, FeedMemory, entry_key
from briefing_generator.adding.fetched import Fetched, Fetching, NotFetchedError
from briefing_generator.adding.intake import Added, Intake, Item
from briefing_generator.adding.media_types import ending_of
from briefing_generator.adding.page_signs import page_signs
from briefing_generator.corpus.metadata.canonical import same_address
from briefing_generator.extraction import ExtractionError
from briefing_generator.extraction.documents import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing_generator.adding.feed_entries import Entry
    from briefing_generator.adding.feed_memory import Entries
    from briefing_generator.model import Feed

Became = Literal["new", "there", "aside", "failed", "waiting"]
_LONGEST_TOLD = 8
"""Things that an entry mentions, of which more would say nothing more."""


class Judge(Protocol):
    """Tells what entries mention of what a briefing is about."""

    def __call__(self, text: str, feed: Feed) -> tuple[str, ...]:
        """Returns what a text mentions of it; nothing where it does not belong."""
        ...

    def knows(self, feed: Feed) -> bool:
        """Tells whether there is anything by which an entry of a feed could belong."""
        ...


@dataclass(frozen=True, slots=True)
class Came:
    """What became of one entry of a feed.

    ``new``: it is an article now (would be one, in a dry run). ``there``: it turned out to be in the folder. ``aside``: it
    mentions nothing of the briefing. ``failed``: ``added`` tells why nothing came of it. ``waiting``: it belongs, and is
    left for the next update. ``mentions`` is what it mentions.
    """

    feed: str
    title: str | None
    url: str | None
    date: str | None
    became: Became
    mentions: tuple[str, ...] = ()
    added: Added | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of one feed, told once its entries are: how many it has, and how many of them were done with before.

    ``unchanged`` tells that its server had nothing newer, ``aside`` how many were told not to belong in an earlier update,
    ``waiting`` how many belong and are left for the next one, ``problem`` why nothing could be had of it.
    """

    feed: str
    title: str | None
    entries: int = 0
    done: int = 0
    aside: int = 0
    waiting: int = 0
    unchanged: bool = False
    problem: str | None = None


def update_briefing(
    briefing: Path,
    feeds: tuple[Feed, ...],
    fetcher: Fetching,
    memory: FeedMemory,
    judge: Judge,
    *,
    limit: int = 50,
    dry_run: bool = False,
    again: bool = False,
) -> Iterator[Came | Followed]:
    """Brings what is new in a briefing's feeds into its folder and yields what became of each; one that fails stops no other.

    Args:
        briefing: the briefing's folder.
        feeds: the feeds that it follows, files of lists among them.
        fetcher: fetches feeds and pages.
        memory: what is remembered of earlier updates; it is changed, and saved by the caller.
        judge: tells what an entry mentions of the briefing.
        limit: how many entries of a feed are fetched at most; those beyond are told and wait.
        dry_run: ask the feeds, and fetch and write nothing else.
        again: tell what does not belong also where an earlier update did.
    """
    files = frozenset(feed.url for feed in feeds if not _on_the_web(feed))
    intake = Intake(briefing, fetcher, None, limit)
    update = _Update(briefing, intake, fetcher, memory, judge, files, limit, dry_run, again)
    followed: dict[str, Feed] = {}
    for feed in feeds:
        try:
            for found in _followed(briefing, feed):
                followed.setdefault(found.url, found)
        except (ExtractionError, OSError) as error:
            yield _unread(feed, error)
    for feed in followed.values():
        yield from update.follow(feed)
    memory.keep(briefing, followed)


def _unread(feed: Feed, error: Exception) -> Followed:
    """Returns what became of a feed of which nothing could be had, with the reason."""
    told = error.strerror if isinstance(error, OSError) else None
    return Followed(feed.url, feed.title, problem=f"cannot be read: {told}" if told else str(error))


def _followed(briefing: Path, feed: Feed) -> Iterator[Feed]:
    """Yields the feeds that an entry of the settings stands for: one, or those that its file lists."""
    if _on_the_web(feed):
        yield feed
        return
    data = _file(briefing, feed)
    if not is_feed_list(data):
        yield feed
        return
    listed = listed_feeds(data)
    if not listed:
        raise ExtractionError("lists no feeds; an outline with an `xmlUrl` would be one")
    for url, title in listed:
        yield replace(feed, url=url, title=title)


def _on_the_web(feed: Feed) -> bool:
    return "://" in feed.url


def _file(briefing: Path, feed: Feed) -> bytes:
    path = briefing / feed.url
    if not path.is_file():
        raise ExtractionError("is no file; its path from the briefing's folder would be right")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ExtractionError(f"has more than {LARGEST // 1_000_000} MB")
    return data


@dataclass(slots=True)
class _Update:
    briefing: Path
    intake: Intake
    fetcher: Fetching
    memory: FeedMemory
    judge: Judge
    files: frozenset[str]
    """Files that the settings name; one that a list of feeds names is none that its writer may have read."""
    limit: int
    dry_run: bool
    again: bool

    def follow(self, feed: Feed) -> Iterator[Came | Followed]:
        try:
            fetched = self._fetch(feed)
            entries = feed_entries(fetched.data, fetched.url)
        except (NotFetchedError, ExtractionError, OSError) as error:
            if isinstance(error, NotFetchedError) and error.later is not None:
                self.memory.rests(feed.url, error.later)
            yield _unread(feed, error)
            return
        title = feed.title or next((entry.source for entry in entries), None)
        left, done = self._left(feed, entries)
        if left and feed.filter != "everything" and not self.judge.knows(feed):
            problem = (
                "has nothing to be filtered by yet, for the briefing knows no names; a first article (`briefing add`) would do, "
                "and so would `- url: …` with `words:` or `filter: everything` below it"
            )
            yield Followed(feed.url, title, len(entries), problem=problem)
            return
        aside = taken = waiting = 0
        remembered = self.memory.entries(self.briefing, feed.url)
        for key, entry in left:
            mentions = self.judge(entry.words(), feed)[:_LONGEST_TOLD] if feed.filter != "everything" else ()
            if not mentions and feed.filter != "everything":
                before = key in remembered.told
                aside += before
                remembered.told.add(key)
                if not before or self.again:
                    yield self._came(feed, entry, "aside")
                continue
            came = self._take(feed, key, entry, mentions, remembered) if taken < self.limit else None
            came = came or self._came(feed, entry, "waiting", mentions)
            taken += came.became != "waiting"
            waiting += came.became == "waiting"
            yield came
        if entries:
            remembered.keep({_key(feed, entry) for entry in entries})
        yield Followed(feed.url, title, len(entries), done, aside, waiting, fetched.unchanged)

    def _left(self, feed: Feed, entries: tuple[Entry, ...]) -> tuple[list[tuple[str, Entry]], int]:
        """Returns the entries that nothing is done about yet, by their keys, and how many there are of the others."""
        before, there = self.memory.done(self.briefing), self.intake.known()
        remembered = self.memory.entries(self.briefing, feed.url)
        left: dict[str, Entry] = {}
        done = 0
        for entry in entries:
            key = _key(feed, entry)
            if entry.url and same_address(entry.url) in there:
                # Should somebody take the article out of the folder, it does not come again.
                remembered.done.add(key)
                done += 1
            elif key in before or key in left:
                done += 1
            else:
                left[key] = entry
        return list(left.items()), done

    def _take(self, feed: Feed, key: str, entry: Entry, mentions: tuple[str, ...], remembered: Entries) -> Came:
        """Returns what became of an entry that belongs, and remembers that."""
        if self.dry_run:
            return self._came(feed, entry, "new", mentions)
        if entry.url and self.memory.rest(entry.url):
            return self._came(feed, entry, "waiting", mentions)
        added = self.intake.one(Item(entry.url or f"{feed.url}: {entry.title}", entry))
        assert isinstance(added, Added), "an entry of a feed holds no others"
        if added.problem is None:
            remembered.done.add(key)
            remembered.tried.pop(key, None)
            return self._came(feed, entry, "new" if added.new else "there", mentions, added)
        if added.later is not None:
            self.memory.rests(entry.url or feed.url, added.later)
            return self._came(feed, entry, "waiting", mentions, added)
        times = remembered.tried[key] = remembered.tried.get(key, 0) + 1
        if times >= TRIES:
            remembered.done.add(key)
            added = replace(added, problem=f"{added.problem}; it was tried {TRIES} times and is given up")
        return self._came(feed, entry, "failed", mentions, added)

    def _fetch(self, feed: Feed) -> Fetched:
        """Returns a feed as it is now: from its server, or as it was kept where that has nothing newer."""
        if not _on_the_web(feed):
            if feed.url not in self.files:
                raise NotFetchedError("is no web address; one that begins with https:// would be")
            data = _file(self.briefing, feed)
            return Fetched("", "", _checked(Fetched(feed.url, "", data)))
        if (fresh := self.memory.fresh(feed.url)) is not None:
            return fresh
        if rest := self.memory.rest(feed.url):
            raise NotFetchedError(f"is of a server that asks to be left alone for {rest:,.0f} seconds; try again later")
        known = self.memory.version(feed.url)
        fetched = self.fetcher.fetch(feed.url, known)
        if fetched.unchanged:
            kept = self.memory.known(feed.url)
            # What was kept is broken, which nobody knew before: then all of it is asked for.
            fetched = (
                replace(fetched, data=kept, version=fetched.version or known) if kept else self.fetcher.fetch(feed.url)
            )
        fetched = replace(fetched, data=first_entries(_checked(fetched)))
        self.memory.came(feed.url, fetched)
        return fetched

    def _came(
        self, feed: Feed, entry: Entry, became: Became, mentions: tuple[str, ...] = (), added: Added | None = None
    ) -> Came:
        return Came(feed.url, entry.title, entry.url, entry.date, became, mentions, added)


def _key(feed: Feed, entry: Entry) -> str:
    return entry_key(feed.url, entry.guid, entry.url, entry.title)


def _checked(fetched: Fetched) -> bytes:
    """Returns the bytes of a feed; raises :class:`ExtractionError` for what is none, with what would be right."""
    data = fetched.data
    if is_feed(data):
        return data
    if is_feed_list(data):
        raise ExtractionError("is a list of feeds; saved beside briefing.yml, its file's name would be right")
    announced = (
        page_signs(data, fetched.url).feeds if ending_of(data, fetched.content_type, fetched.url) == ".html" else ()
    )
    if announced:
        raise ExtractionError(f"is a page and no feed; {announced[0]}, which it announces, would be right")
    raise ExtractionError("is no feed; the address of one in RSS, Atom or JSON would be right")
