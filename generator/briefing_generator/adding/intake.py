"""What `briefing add` is given, one after the other: addresses, feeds, files and folders, to articles in a briefing."""

from __future__ import annotations

import contextlib
import re
from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing_generator.adding.article_writing import as_markdown, file_name, missing, plain_name, write_article
from briefing_generator.adding.feed_entries import Entry, as_document, feed_entries, is_feed
from briefing_generator.adding.fetched import Fetched, Fetching, NotFetchedError
from briefing_generator.adding.media_types import ending_of, in_utf8
from briefing_generator.adding.page_signs import PageSigns, is_front_page, page_signs
from briefing_generator.adding.picture_copies import take_pictures
from briefing_generator.adding.text_files import has_front_matter, inferred, text_document
from briefing_generator.corpus.article_file import FileReader
from briefing_generator.corpus.article_paths import (
    DOCUMENTS,
    TEXTS,
    UNREAD,
    article_files,
    inside,
    on_its_way,
    readable_files,
)  # fmt: skip
from briefing_generator.corpus.body.decoding import decode
from briefing_generator.corpus.metadata.canonical import same_address, without_tracking
from briefing_generator.corpus.metadata.front_matter import FrontMatterError
from briefing_generator.extraction import KINDS, ExtractionError, extract
from briefing_generator.extraction.documents import LARGEST
from briefing_generator.store.files import NotSavedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefing_generator.adding.fetched import Fetched
    from briefing_generator.model import Document

FEEDS = (".rss", ".atom", ".xml", ".rdf", ".json")
PAGES = tuple(ending for ending, kind in KINDS.items() if kind in ("page", "archive", "safari"))
_FEWEST = 15
"""Words below which a page of the web is no article: a menu, a form, the shell of a program."""
_ENOUGH = 120
"""Words from which the text that a feed carries stands in for a page that cannot be had."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one source.

    ``path`` is the article's file, None where there is none; ``new`` is False where it stood there before. ``missing``
    names what the source does not state, ``problem`` tells why nothing came of it, ``note`` what else there is to know,
    ``later`` after how many seconds its server wants to be asked again.
    """

    source: str
    path: Path | None = None
    new: bool = False
    words: int = 0
    missing: tuple[str, ...] = ()
    problem: str | None = None
    note: str | None = None
    later: float | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A source on its way; ``entry`` where it is one of a feed, whose address it then is."""

    source: str
    entry: Entry | None = None
    data: bytes | None = None
    whole: Path | None = None
    """The folder that a file was found in, where that was named."""
    announced_by: str | None = None
    """The page that announces this feed, where that was named."""


def add_sources(
    sources: Iterable[str],
    briefing: Path,
    fetcher: Fetching,
    *,
    given: bytes | None = None,
    url: str | None = None,
    limit: int = 50,
    told: Callable[[int, int], None] | None = None,
) -> Iterator[Added]:
    """Adds sources to a briefing's ``articles`` folder and yields what became of each; one that fails stops no other.

    Args:
        sources: web addresses, files, folders.
        briefing: the briefing's folder.
        fetcher: fetches the addresses.
        given: a document that stands in no file (standard input).
        url: the address that ``given``, or the only source, comes from.
        limit: how many entries of a feed are taken at most.
        told: called with how many items are done and how many are known so far.
    """
    work = deque(Item(source) for source in sources)
    if given is not None:
        work.append(Item("standard input", data=given))
    adding = Intake(briefing, fetcher, url, limit)
    done = 0
    while work:
        item = work.popleft()
        outcome = adding.one(item)
        if isinstance(outcome, Added):
            done += 1
            yield outcome
        else:
            work.extendleft(reversed(outcome))
        if told:
            told(done, done + len(work))


class Intake:
    """Brings sources into one briefing, and knows the addresses of the articles that are there."""

    def __init__(self, briefing: Path, fetcher: Fetching, url: str | None, limit: int) -> None:
        """Takes the briefing's folder, what fetches, and what :func:`add_sources` takes."""
        self.briefing, self.folder = briefing, briefing / "articles"
        self.fetcher, self.url, self.limit = fetcher, url, limit
        self._known: dict[str, Path] | None = None

    def one(self, item: Item) -> Added | list[Item]:
        """Returns what became of an item, or the items that it holds (a folder's, a feed's)."""
        try:
            if item.data is not None:
                return self._bytes(item, item.data, ending_of(item.data), self.url)
            if item.entry is not None or re.match(r"(?i)https?://", item.source):
                return self._address(item)
            if re.match(r"(?i)[a-z][a-z0-9+.-]*://", item.source):
                raise NotFetchedError("is no web address; one that begins with https:// would be")
            return self._file(item, Path(item.source))
        except (NotFetchedError, ExtractionError, FrontMatterError) as error:
            message = error.message if isinstance(error, FrontMatterError) else str(error)
            return Added(item.source, problem=message, later=getattr(error, "later", None))
        except NotSavedError as error:
            return Added(item.source, problem=f"cannot be kept: {str(error).removesuffix('.')}")
        except OSError as error:
            return Added(item.source, problem=f"cannot be read: {error.strerror or error}")

    def _address(self, item: Item) -> Added | list[Item]:
        url = item.entry.url if item.entry else item.source
        if url and (there := self.known().get(same_address(url))):
            return Added(item.source, there)
        carried = as_document(item.entry) if item.entry else None
        try:
            if not url:
                raise NotFetchedError("has no address of its own")
            fetched = self.fetcher.fetch(url)
        except NotFetchedError as error:
            if carried and len(carried.text.split()) >= _ENOUGH:
                return self._keep(item, carried, f"the page {error}; what the feed carries was taken")
            raise
        if item.entry is None and is_feed(fetched.data):
            return self._entries(item, fetched.data, fetched.url)
        return self._fetched(item, replace(fetched, data=in_utf8(fetched.data, fetched.content_type)))

    def _fetched(self, item: Item, fetched: Fetched) -> Added | list[Item]:
        ending = ending_of(fetched.data, fetched.content_type, fetched.url)
        signs = page_signs(fetched.data, fetched.url) if ending == ".html" else PageSigns(True, True, ())
        front = item.entry is None and item.announced_by is None and not signs.article
        if front and signs.feeds and is_front_page(fetched.url):
            return [Item(signs.feeds[0], announced_by=item.source)]
        try:
            added = self._bytes(item, fetched.data, ending, without_tracking(fetched.url), least=_FEWEST)
        except ExtractionError as error:
            if front and signs.feeds:
                return [Item(signs.feeds[0], announced_by=item.source)]
            if ending == ".html" and not error.passing:
                raise ExtractionError(f"{error}; save the page in a browser and add the file") from error
            raise
        if isinstance(added, Added) and added.new and not signs.free:
            told = "the page says that it is not free to read, so this may be only its beginning"
            return replace(added, note=f"{added.note}; {told}" if added.note else told)
        return added

    def _file(self, item: Item, path: Path) -> Added | list[Item]:
        if item.whole is not None:
            _check_found(path, item.whole)
        if path.is_dir():
            found = readable_files(path)
            if not found:
                raise ExtractionError("holds no file that could be an article")
            return [Item(file.as_posix(), whole=path) for file in found]
        if inside(path, self.folder) and path.is_file():
            return Added(item.source, path)
        named = "/" in item.source or path.suffix.casefold() not in (*TEXTS, *DOCUMENTS, *UNREAD, *FEEDS)
        if named and not path.exists() and re.match(r"(?:[\w-]+\.)+[a-z]{2,24}(?:/|$)", item.source):
            raise ExtractionError(f"is no file here; an address is written with its beginning, https://{item.source}")
        data = _read(path)
        ending = path.suffix.casefold()
        if ending in UNREAD:
            raise ExtractionError(
                f"ends in {ending}, which is not read; one saved as .docx, .pdf, .html or .md would be"
            )
        if ending in FEEDS and is_feed(data):
            return self._entries(item, data)
        if ending in TEXTS:
            added = self._text_file(item, path, data)
            left = take_pictures(path, decode(data).text, self.folder, item.whole) if added.new else ()
            told = f"not taken, since others of that name are there: {', '.join(left)}"
            return replace(added, note=told) if left else added
        return self._bytes(item, data, ending if ending in DOCUMENTS else ending_of(data), self.url)

    def _text_file(self, item: Item, path: Path, data: bytes) -> Added:
        if not has_front_matter(data):
            return self._keep(item, text_document(data))
        name = plain_name(path.stem)
        if on_its_way(name + path.suffix):  # under this name nobody would read it
            name = "article"
        kept, new = write_article(self.folder, name, data, path.suffix)
        return Added(item.source, kept, new, len(decode(data).text.split()))

    def _entries(self, item: Item, data: bytes, url: str | None = None) -> Added | list[Item]:
        entries = feed_entries(data, url)
        if not entries:
            raise ExtractionError("is a feed without entries")
        return [Item(entry.url or f"{item.source}: {entry.title}", entry) for entry in entries[: self.limit]]

    def _bytes(
        self, item: Item, data: bytes, ending: str | None, url: str | None, least: int = 0
    ) -> Added | list[Item]:
        if is_feed(data):
            if item.entry:
                raise ExtractionError("is a feed within a feed, and no article")
            return self._entries(item, data)
        if ending is None:
            raise ExtractionError("is neither a page nor a document that could be read")
        document = text_document(data) if ending in TEXTS else extract(data, ending, url)
        if ending == ".html" and len(document.text.split()) < least:
            raise ExtractionError("holds hardly any text")
        # A page tells which address is its own; what a printer left at the edge of a PDF may be any.
        if url and (not document.url or ending not in PAGES):
            document = replace(document, url=url)
        if item.entry:
            told = as_document(replace(item.entry, page=""))
            document = replace(
                document, title=document.title or told.title, date=document.date or told.date,
                author=document.author or told.author, source=document.source or told.source,
            )  # fmt: skip
        return self._keep(item, document)

    def _keep(self, item: Item, document: Document, note: str | None = None) -> Added:
        for url in filter(None, (document.url, item.entry.url if item.entry else None)):
            if there := self.known().get(same_address(url)):
                return Added(item.source, there)
        otherwise = _stem(item.source)
        title, date = inferred(document, otherwise)
        named = replace(document, title=document.title or title, date=document.date or date)
        document = replace(document, url=without_tracking(document.url) if document.url else None)
        path, new = write_article(self.folder, file_name(named, otherwise), as_markdown(document))
        for url in filter(None, (document.url, item.entry.url if item.entry else None)):
            self.known()[same_address(url)] = path
        return Added(item.source, path, new, len(document.text.split()), missing(named), note=note)

    def known(self) -> dict[str, Path]:
        """Returns the addresses of the articles that are there, and their files."""
        if self._known is None:
            reader = FileReader(self.briefing)
            self._known = {}
            for file in article_files(self.briefing):
                url = reader.read(file, file.name, "known").url
                if url and urlsplit(url).path.strip("/"):
                    self._known[same_address(url)] = file
        return self._known


def _stem(source: str) -> str:
    """Returns what an address, a file or what a feed says in place of an address would name an article."""
    with contextlib.suppress(ValueError):
        return Path(urlsplit(source).path if "://" in source else source).stem
    return ""


def _read(path: Path) -> bytes:
    """Returns what a file, or a pipe that was named, holds; no more of it is read than a document may have."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ExtractionError(f"has more than {LARGEST // 1_000_000} MB")
    return data


def _check_found(path: Path, whole: Path) -> None:
    """Raises :class:`ExtractionError` for what lies in a folder that is added and is no file of it."""
    if path.is_dir():
        next(path.iterdir(), None)  # raises where the folder may not be opened
        raise ExtractionError("is a link to a folder; name that folder by itself")
    if path.exists() and not path.is_file():
        raise ExtractionError("is a pipe or a device")
    if not inside(path, whole):
        raise ExtractionError("is a link to a file elsewhere; name that file by itself")
