"""One file to one article: opened, decoded or taken out of its document, its metadata read, its text cut into blocks."""

from __future__ import annotations

import hashlib
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from briefing_generator.corpus.article_paths import DOCUMENTS, UNREAD, inside
from briefing_generator.corpus.body.apart import set_page_apart
from briefing_generator.corpus.body.blocks import find_blocks
from briefing_generator.corpus.body.decoding import LARGEST, decode
from briefing_generator.corpus.body.highlights import find_highlights
from briefing_generator.corpus.body.noise import set_apart
from briefing_generator.corpus.body.placed_marks import with_stated
from briefing_generator.corpus.body.stubs import stub_reason
from briefing_generator.corpus.codes import severity
from briefing_generator.corpus.metadata.bylines import find_bylines
from briefing_generator.corpus.metadata.fields import Fields, OpenDate, read_fields, shown
from briefing_generator.corpus.metadata.front_matter import (
    FrontMatter,
    FrontMatterError,
    odd_values,
    split_front_matter,
)
from briefing_generator.corpus.metadata.inference import (
    headline_above,
    infer_date,
    infer_source,
    infer_title,
    run_together_title,
    writer_of,
)
from briefing_generator.corpus.metadata.stated_lines import stated_lines
from briefing_generator.corpus.pictures import PictureFinder
from briefing_generator.extraction import ExtractionError
from briefing_generator.extraction.document_cache import DocumentCache
from briefing_generator.extraction.documents import LARGEST as LARGEST_DOCUMENT
from briefing_generator.extraction.errors import LaterError
from briefing_generator.model import Article, Block, Document, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing_generator.corpus.metadata.written_dates import Order

_EACH_PROCESS, _MOST_PROCESSES = 3, 8
"""Documents for which another process that takes them apart pays (it loads libraries), and such processes at most."""
_ENOUGH_TO_TELL = 40
"""Words from which the language of an article can be told."""


@dataclass(frozen=True, slots=True)
class _Refused(Exception):
    code: str
    message: str
    data: bytes = b""
    line: int = 0
    column: int = 0
    told: Fields | None = None
    """What the file says of its article, where it is only the text that is not there."""


class FileReader:
    """Reads the files of one folder and gathers what is wrong with them."""

    def __init__(self, folder: Path, cache: Path | None = None, drafts: bool = False) -> None:
        """Takes the briefing's folder, which no file may lead out of, and a folder that keeps what documents hold.

        ``drafts`` tells that texts are read that call themselves drafts, or are too short for an article.
        """
        self.folder = folder
        self._drafts = drafts
        self.problems: list[Problem] = []
        self.open_dates: dict[str, OpenDate] = {}
        self.orders: dict[str, Order] = {}
        self.passing = False
        """Whether a document was refused that another run may read."""
        self._pictures = PictureFinder(folder)
        self._documents = DocumentCache(cache)

    def read_ahead(self, files: Sequence[Path]) -> None:
        """Takes documents apart, several at once where there are many, so that :meth:`read` finds them done."""
        documents = [file for file in files if file.suffix.casefold() in DOCUMENTS and inside(file, self.folder)]
        processes = min(os.cpu_count() or 1, _MOST_PROCESSES, len(documents) // _EACH_PROCESS)
        if processes > 1:
            with ThreadPoolExecutor(processes) as pool:
                list(pool.map(self._read_ahead, documents))

    def _read_ahead(self, file: Path) -> None:
        with suppress(_Refused):
            data = _bytes(file, LARGEST_DOCUMENT)
            if data.strip():
                self._documents.extract_ahead(data, file.suffix)

    def report(self, path: str, code: str, message: str, line: int = 0, column: int = 0) -> None:
        """Adds a problem of a file."""
        self.problems.append(Problem(path, line, column, severity(code), code, message))

    def read(self, file: Path, path: str, identity: str) -> Article:
        """Returns the article in a file; one that is refused where the file cannot be used, and then a problem says why."""
        try:
            return self._read(file, path, identity)
        except _Refused as refused:
            self.report(path, refused.code, refused.message, refused.line, refused.column)
            article = Article(
                identity, path, Path(path).stem, "inferred", None, "unknown", None, None, "unknown", None, None, None, (), None,
                None, 0, hashlib.sha256(refused.data).hexdigest(), "refused", refused.message.rstrip("."), None, identity, "",
                1, (),
            )  # fmt: skip
            return article if refused.told is None else _named(article, refused.told)

    def _read(self, file: Path, path: str, identity: str) -> Article:
        if not inside(file, self.folder):
            told = "the link leads out of the briefing’s folder; a copy of what it leads to would be right."
            raise _Refused("file-outside", told)
        if file == self.folder / "articles" or os.path.isdir(file):  # noqa: PTH112 (a path's own method raises where it may not look)
            _refuse_folder(file)
        ending = file.suffix.casefold()
        if ending in UNREAD:
            told = f"files that end in {ending} are not read; one saved as .docx, .pdf, .html or .md would be."
            raise _Refused("file-kind", told)
        if ending in DOCUMENTS:
            return self._from_document(file, path, identity)
        data = _bytes(file, LARGEST)
        text = self._decoded(data, path)
        try:
            matter = split_front_matter(text)
        except FrontMatterError as error:
            told = f"the front matter {error.message}."
            raise _Refused(error.code, told, data, error.line, error.column) from error
        for code, line, told in odd_values(matter):
            self.report(path, code, told, line)
        text = matter.body.strip()
        lead = matter.body[: len(matter.body) - len(matter.body.lstrip())]
        body_line = matter.body_line + lead.count("\n")
        stated = stated_lines(text, body_line)
        both = FrontMatter(stated.values | matter.values, stated.lines | matter.lines)
        fields = read_fields(both, lambda code, line, message: self.report(path, code, message, line))
        if fields.draft and not self._drafts:
            raise _Refused("draft", "the article is a draft; without `draft: true` it would be used.", data)
        if not text:
            raise _Refused("file-empty", "the file has no text below its front matter; an article would.", data)
        article = self._article(path, identity, data, text, body_line, fields, stated.spans)
        return self._with_pictures(article, file, lead)

    def _with_pictures(self, article: Article, file: Path, lead: str) -> Article:
        """Returns an article with its pictures, and tells which of them, and of its highlights, are not there."""
        for lost in (h for h in article.highlights if h.quote and h.start == h.end):
            told = f"the highlight “{shown(lost.quote)}” does not stand in the article; words of it to the letter would be marked."
            self.report(article.path, "highlight-lost", told, lost.line)
        text = article.text
        pictures, missing = self._pictures.find(text, article.blocks, file)
        for start, address in missing:
            line = text.count("\n", 0, start)
            before = text.rfind("\n", 0, start) if line else lead.rfind("\n") - len(lead)
            told = f"`{shown(address)}` is no picture in the briefing’s folder; one beside the article would be shown."
            self.report(article.path, "picture-missing", told, article.body_line + line, start - before)
        return replace(article, pictures=pictures)

    def _decoded(self, data: bytes, path: str) -> str:
        decoded = decode(data)
        if decoded.refused == "file-empty":
            raise _Refused("file-empty", "the file is empty; an article would hold a text.", data)
        if decoded.refused:
            raise _Refused("file-binary", "the file is no text; Markdown or plain text would be read.", data)
        if decoded.encoding:
            self.report(path, "encoding", f"the file is {decoded.encoding}, not UTF-8; it was read all the same.")
        return decoded.text

    def _from_document(self, file: Path, path: str, identity: str) -> Article:
        data = _bytes(file, LARGEST_DOCUMENT)
        if not data.strip():
            raise _Refused("file-empty", "the file is empty; an article would hold a text.", data)
        try:
            document = self._documents.extract(data, file.suffix)
        except LaterError as error:
            self.passing = True
            raise _Refused("document-later", f"the file {error}; {self._documents.cure}.", data) from error
        except ExtractionError as error:
            self.passing |= error.passing
            raise _Refused(
                "document-unreadable", f"the file {error}; its text as Markdown would be right.", data
            ) from error
        text = decode(document.text.encode("utf-8", "replace")).text.strip()
        if not text:
            raise _Refused("document-unreadable", "the file holds no text; its text as Markdown would be right.", data)
        return self._article(path, identity, data, text, 1, _fields(document))

    def _article(
        self,
        path: str,
        identity: str,
        data: bytes,
        text: str,
        body_line: int,
        fields: Fields,
        stated: tuple[tuple[int, int], ...] = (),
    ) -> Article:
        bylines = find_bylines(text)
        spans = (*stated, *((byline.start, byline.end) for byline in bylines))
        blocks = set_apart(text, find_blocks(text, fields.title or headline_above(text, bylines)), spans)
        cut = run_together_title(text)
        if cut is not None and blocks and blocks[0].start < cut < blocks[0].end:
            head = Block("heading", blocks[0].start, cut, 1)
            blocks = (head, replace(blocks[0], kind="paragraph", start=cut + 1), *blocks[1:])
        blocks, marked = find_highlights(text, set_page_apart(text, blocks))
        if not self._drafts and (held := stub_reason(fields.title, text, blocks)) is not None:
            raise _Refused("stub", f"the file holds {held}; the article’s own text would be read.", data, told=fields)
        first = next((text[b.start : b.end] for b in blocks if b.kind != "furniture"), "")
        title = infer_title(first, Path(path).stem)
        signs = [byline.words for byline in bylines]
        when = None if fields.date else infer_date(Path(path).stem, text, fields.kept, signs, fields.url)
        self._note_order(path, fields)
        writer = writer_of(fields, text, bylines)
        stated_source = None if writer else fields.source
        source = None if stated_source else infer_source(text, fields.url)
        signed = None if fields.author else next((b.author for b in bylines if b.author), writer)
        words = sum(len(text[b.start : b.end].split()) for b in blocks if b.kind != "furniture")
        language = fields.language or self._language(path, text, words)
        return Article(
            id=identity, path=path,
            title=fields.title or title.value, title_basis="stated" if fields.title else "inferred",
            date=fields.date or (when.value if when else None),
            date_basis="stated" if fields.date else "inferred" if when else "unknown",
            date_from=when.origin if when else None,
            source=stated_source or (source.value if source else None),
            source_basis="stated" if stated_source else "inferred" if source else "unknown",
            url=fields.url, author=fields.author or signed,
            author_basis="stated" if fields.author else "inferred" if signed else "unknown", description=fields.description, tags=fields.tags, language=language,
            reliability=fields.reliability, words=words, sha256=hashlib.sha256(data).hexdigest(), status="used", reason=None,
            duplicate_of=None, family=identity, text=text, body_line=body_line, blocks=blocks,
            stakeholders=fields.stakeholders, conditions=fields.conditions, updated=fields.updated, moment=fields.moment, topic=fields.topic, archive=fields.archive, highlights=with_stated(text, marked, fields.highlights),
        )  # fmt: skip

    def _note_order(self, path: str, fields: Fields) -> None:
        if fields.open_date:
            self.open_dates[path] = fields.open_date
        if fields.order:
            self.orders[path] = fields.order

    def _language(self, path: str, text: str, words: int) -> str | None:
        if words < _ENOUGH_TO_TELL:
            return None
        import py3langid

        code = str(py3langid.classify(text[:3000])[0])
        if code != "en":
            self.report(path, "language", f"the article seems to be in {code!r}; only English is read well.")
        return code


def _bytes(file: Path, largest: int) -> bytes:
    try:
        # Opening a pipe would wait for somebody to write into it.
        with open(file, "rb", opener=lambda path, flags: os.open(path, flags | getattr(os, "O_NONBLOCK", 0))) as opened:
            status = os.fstat(opened.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _Refused("file-unreadable", "the file is a pipe or a device; a file with the text would be read.")
            size = status.st_size / 1_000_000
            data = opened.read(largest + 1)
    except OSError as error:
        raise _Refused("file-unreadable", f"the file cannot be opened: {error.strerror}.") from error
    if len(data) > largest:
        told = f"the file has {size:.1f} MB; an article of up to {largest // 1_000_000} MB would be read."
        raise _Refused("file-large", told)
    return data


def _refuse_folder(folder: Path) -> NoReturn:
    try:
        os.listdir(folder)  # noqa: PTH208
    except OSError as error:
        told = f"the folder cannot be opened: {error.strerror}; until it can be, nothing in it is read."
        raise _Refused("file-unreadable", told) from error
    told = "links to folders are not followed; a copy of the folder would be read."
    raise _Refused("file-outside", told)


def _named(article: Article, fields: Fields) -> Article:
    """Returns a refused article under the title, day, source and address that its file states: what is missing is known."""
    source = None if fields.source else infer_source("", fields.url)
    return replace(
        article, title=fields.title or article.title, title_basis="stated" if fields.title else "inferred",
        date=fields.date, date_basis="stated" if fields.date else "unknown",
        source=fields.source or (source.value if source else None),
        source_basis="stated" if fields.source else "inferred" if source else "unknown", url=fields.url, archive=fields.archive,
    )  # fmt: skip


def _fields(document: Document) -> Fields:
    return Fields(
        title=document.title, date=document.date, source=document.source, url=document.url, author=document.author,
        description=document.description, tags=document.tags,
    )  # fmt: skip
