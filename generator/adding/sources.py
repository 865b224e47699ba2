"""What `briefing add` is given, one after the other: addresses, feeds, files and folders, to articles in a briefing."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from generator.adding.addresses import NotFetchedError
from generator.adding.article_writing import as_markdown, file_name, missing, write_article
from generator.adding.feeds import Entry, as_document, feed_entries, is_feed
from generator.adding.fetching import Fetcher
from generator.adding.kinds import ending_of
from generator.adding.pictures import take_pictures
from generator.corpus.article_file import FileReader
from generator.corpus.decoding import decode
from generator.corpus.fields import read_fields
from generator.corpus.files import DOCUMENTS, TEXTS, article_files, readable_files
from generator.corpus.front_matter import FrontMatter, FrontMatterError, split_front_matter
from generator.corpus.stated_lines import stated_lines
from generator.extraction import ExtractionError, extract
from generator.model import Document
from generator.saving import NotSavedError

FEEDS = (".rss", ".atom", ".xml", ".rdf")
_ENOUGH = 120
"""Words from which the text that a feed carries stands in for a page that cannot be had."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one source.

    ``path`` is the article's file, None where there is none; ``new`` is False where it stood there before. ``missing``
    names what the source does not state, ``problem`` tells why nothing came of it, ``note`` what else there is to know.
    """

    source: str
    path: Path | None = None
    new: bool = False
    words: int = 0
    missing: tuple[str, ...] = ()
    problem: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    source: str
    entry: Entry | None = None
    data: bytes | None = None
    whole: Path | None = None
    """The folder that a file was found in, where that was named."""


def add_sources(
    sources: Iterable[str],
    briefing: Path,
    fetcher: Fetcher,
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
    work = deque(_Item(source) for source in sources)
    if given is not None:
        work.append(_Item("standard input", data=given))
    adding = _Adding(briefing, fetcher, url, limit)
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


class _Adding:
    def __init__(self, briefing: Path, fetcher: Fetcher, url: str | None, limit: int) -> None:
        self.briefing, self.folder = briefing, briefing / "articles"
        self.fetcher, self.url, self.limit = fetcher, url, limit
        self._known: dict[str, Path] | None = None

    def one(self, item: _Item) -> Added | list[_Item]:
        """Returns what became of an item, or the items that it holds (a folder's, a feed's)."""
        try:
            if item.data is not None:
                return self._bytes(item, item.data, ending_of(item.data), self.url)
            if item.entry is not None or re.match(r"(?i)https?://", item.source):
                return self._address(item)
            return self._file(item, Path(item.source))
        except (NotFetchedError, ExtractionError, FrontMatterError) as error:
            message = error.message if isinstance(error, FrontMatterError) else str(error)
            return Added(item.source, problem=message)
        except NotSavedError as error:
            return Added(item.source, problem=f"cannot be kept: {error}")
        except OSError as error:
            return Added(item.source, problem=f"cannot be read: {error.strerror or error}")

    def _address(self, item: _Item) -> Added | list[_Item]:
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
            return self._entries(item, fetched.data)
        ending = ending_of(fetched.data, fetched.content_type, fetched.url)
        return self._bytes(item, fetched.data, ending, fetched.url)

    def _file(self, item: _Item, path: Path) -> Added | list[_Item]:
        if item.whole is not None and path.is_dir():
            next(path.iterdir(), None)  # raises where the folder may not be opened
            raise ExtractionError("is a link to a folder; name that folder by itself")
        if item.whole is not None and path.exists() and not path.is_file():
            raise ExtractionError("is a pipe or a device")
        if path.is_dir():
            found = readable_files(path)
            if not found:
                raise ExtractionError("holds no file that could be an article")
            return [_Item(file.as_posix(), whole=path) for file in found]
        data = path.read_bytes()
        ending = path.suffix.casefold()
        if ending in FEEDS and is_feed(data):
            return self._entries(item, data)
        if ending in TEXTS:
            added = self._text_file(item, path, data)
            left = take_pictures(path, decode(data).text, self.folder, item.whole) if added.new else ()
            told = f"not taken, since others of that name are there: {', '.join(left)}"
            return replace(added, note=told) if left else added
        return self._bytes(item, data, ending if ending in DOCUMENTS else ending_of(data), self.url)

    def _text_file(self, item: _Item, path: Path, data: bytes) -> Added:
        if not _has_front_matter(data):
            return self._keep(item, _from_text(data))
        kept, new = write_article(self.folder, path.stem, data, path.suffix)
        return Added(item.source, kept, new, len(decode(data).text.split()))

    def _entries(self, item: _Item, data: bytes) -> Added | list[_Item]:
        entries = feed_entries(data)
        if not entries:
            raise ExtractionError("is a feed without entries")
        return [_Item(entry.url or f"{item.source}: {entry.title}", entry) for entry in entries[: self.limit]]

    def _bytes(self, item: _Item, data: bytes, ending: str | None, url: str | None) -> Added | list[_Item]:
        if item.entry is None and is_feed(data):
            return self._entries(item, data)
        if ending is None:
            raise ExtractionError("is neither a page nor a document that could be read")
        document = _from_text(data) if ending in TEXTS else extract(data, ending, url)
        if url and not document.url:
            document = replace(document, url=url)
        if item.entry:
            told = as_document(replace(item.entry, page=""))
            document = replace(
                document, title=document.title or told.title, date=document.date or told.date,
                author=document.author or told.author, source=document.source or told.source,
            )  # fmt: skip
        return self._keep(item, document)

    def _keep(self, item: _Item, document: Document, note: str | None = None) -> Added:
        for url in filter(None, (document.url, item.entry.url if item.entry else None)):
            if there := self.known().get(same_address(url)):
                return Added(item.source, there)
        otherwise = urlsplit(item.source).path if "://" in item.source else item.source
        name = file_name(document, Path(otherwise).stem)
        path, new = write_article(self.folder, name, as_markdown(document))
        for url in filter(None, (document.url, item.entry.url if item.entry else None)):
            self.known()[same_address(url)] = path
        return Added(item.source, path, new, len(document.text.split()), missing(document), note=note)

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


def same_address(url: str) -> str:
    """Returns an address as two that lead to one page are alike: no fragment, no marks of campaigns, no slash at the end."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if not re.match(r"utm_|fbclid|gclid|at_medium", k)])
    return urlunsplit(("", host, parts.path.rstrip("/"), query, ""))


def _has_front_matter(data: bytes) -> bool:
    decoded = decode(data)
    return not decoded.refused and bool(split_front_matter(decoded.text).values)


def _from_text(data: bytes) -> Document:
    decoded = decode(data)
    if decoded.refused:
        raise ExtractionError("is empty" if decoded.refused == "file-empty" else "is no text")
    matter = split_front_matter(decoded.text)
    text = matter.body.strip()
    stated = stated_lines(text)
    both = FrontMatter(stated.values | matter.values, stated.lines | matter.lines)
    fields = read_fields(both, lambda code, line, message: None)
    return Document(
        text=text, title=fields.title, date=fields.date, source=fields.source, url=fields.url, author=fields.author,
        description=fields.description, tags=fields.tags, language=fields.language,
    )  # fmt: skip
