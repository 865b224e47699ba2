"""A briefing's folder to a corpus: every file accounted for."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from anyascii import anyascii

from generator.corpus.blocks import find_blocks
from generator.corpus.codes import severity
from generator.corpus.decoding import LARGEST, decode
from generator.corpus.duplicates import mark_duplicates
from generator.corpus.fields import Fields, read_fields
from generator.corpus.front_matter import FrontMatterError, split_front_matter
from generator.corpus.inference import infer_date, infer_source, infer_title, run_together_title
from generator.corpus.settings import load_settings
from generator.model import Article, Block, Corpus, Problem

SUFFIXES = (".md", ".markdown", ".txt")
_PASSING = re.compile(r"^[.~#]|[~#]$|\.(tmp|temp|part|partial|crdownload|swp|bak)$|^~\$|sync-conflict", re.IGNORECASE)
_ENOUGH_TO_TELL = 40
_LONGEST_ID = 100


def article_files(folder: Path) -> list[Path]:
    """Returns the files of a briefing that may be articles, sorted by path; editors' temporary files are passed over."""
    root = folder / "articles"
    if not root.is_dir():
        return []
    found = [p for p in root.rglob("*") if p.suffix.casefold() in SUFFIXES and (p.is_file() or p.is_symlink())]
    return sorted(
        (p for p in found if not any(_PASSING.search(part) for part in p.relative_to(root).parts)),
        key=lambda p: p.as_posix(),
    )


def article_ids(paths: list[str]) -> dict[str, str]:
    """Returns an id for each path: its stem, with its folder in front where the file lies in a subfolder.

    An id depends on its own path; only where two paths fold to one id does a short hash of the path tell them apart.
    """

    def slug(path: str) -> str:
        stem = re.sub(r"\.\w+$", "", path.removeprefix("articles/"))
        name = re.sub(r"[^a-z0-9]+", "-", anyascii(stem).casefold()).strip("-") or "article"
        return name if len(name) <= _LONGEST_ID else f"{name[:88]}-{hashlib.sha256(path.encode()).hexdigest()[:8]}"

    counts = Counter(slug(path) for path in paths)
    return {
        p: slug(p) if counts[slug(p)] == 1 else f"{slug(p)}-{hashlib.sha256(p.encode()).hexdigest()[:6]}" for p in paths
    }


def _inside(file: Path, folder: Path) -> bool:
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead in a circle
        return False


class _Reader:
    """Reads the files of one folder and gathers what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def report(self, path: str, code: str, message: str, line: int = 0, column: int = 0) -> None:
        self.problems.append(Problem(path, line, column, severity(code), code, message))

    def refuse(
        self, path: str, identity: str, code: str, message: str, data: bytes = b"", line: int = 0, column: int = 0
    ) -> Article:
        self.report(path, code, message, line, column)
        title = Path(path).stem
        return Article(
            identity, path, title, "inferred", None, "unknown", None, None, "unknown", None, None, None, (), None, None, 0,
            hashlib.sha256(data).hexdigest(), "refused", message.rstrip("."), None, identity, "", 1, (),
        )  # fmt: skip

    def read(self, file: Path, path: str, identity: str) -> Article:
        if not _inside(file, self.folder):
            return self.refuse(
                path,
                identity,
                "file-outside",
                "the link leads out of the briefing’s folder; a copy of the file would be right.",
            )
        try:
            size = file.stat().st_size / 1_000_000
            with file.open("rb") as opened:
                data = opened.read(LARGEST + 1)
            if len(data) > LARGEST:
                return self.refuse(
                    path,
                    identity,
                    "file-large",
                    f"the file has {size:.1f} MB; an article of up to {LARGEST // 1_000_000} MB would be read.",
                )
        except OSError as error:
            return self.refuse(path, identity, "file-unreadable", f"the file cannot be opened: {error.strerror}.")
        decoded = decode(data)
        if decoded.refused == "file-empty":
            return self.refuse(path, identity, "file-empty", "the file is empty; an article would hold a text.", data)
        if decoded.refused:
            return self.refuse(
                path, identity, "file-binary", "the file is no text; Markdown or plain text would be read.", data
            )
        if decoded.encoding:
            self.report(path, "encoding", f"the file is {decoded.encoding}, not UTF-8; it was read all the same.")
        try:
            matter = split_front_matter(decoded.text)
        except FrontMatterError as error:
            return self.refuse(
                path, identity, error.code, f"the front matter {error.message}.", data, error.line, error.column
            )
        fields = read_fields(matter, lambda code, line, message: self.report(path, code, message, line))
        text = matter.body.strip()
        if fields.draft:
            return self.refuse(
                path, identity, "draft", "the article is a draft; without `draft: true` it would be used.", data
            )
        if not text:
            return self.refuse(
                path, identity, "file-empty", "the file has no text below its front matter; an article would.", data
            )
        body_line = matter.body_line + len(matter.body[: len(matter.body) - len(matter.body.lstrip())].split("\n")) - 1
        return self._article(path, identity, data, text, body_line, fields)

    def _article(self, path: str, identity: str, data: bytes, text: str, body_line: int, fields: Fields) -> Article:
        blocks = find_blocks(text, fields.title)
        cut = run_together_title(text)
        if cut is not None and blocks and blocks[0].start < cut < blocks[0].end:
            rest = replace(blocks[0], kind="paragraph", start=cut + 1)
            blocks = (Block("heading", blocks[0].start, cut, 1), rest, *blocks[1:])
        first = next((text[b.start : b.end] for b in blocks if b.kind != "furniture"), "")
        title = infer_title(text, first, Path(path).stem)
        when = None if fields.date else infer_date(Path(path).stem, text)
        source = None if fields.source else infer_source(text, fields.url)
        words = sum(len(text[b.start : b.end].split()) for b in blocks if b.kind != "furniture")
        language = fields.language or self._language(path, text, words)
        return Article(
            id=identity, path=path,
            title=fields.title or title.value, title_basis="stated" if fields.title else "inferred",
            date=fields.date or (when.value if when else None),
            date_basis="stated" if fields.date else "inferred" if when else "unknown",
            date_from=when.origin if when else None,
            source=fields.source or (source.value if source else None),
            source_basis="stated" if fields.source else "inferred" if source else "unknown",
            url=fields.url, author=fields.author, description=fields.description, tags=fields.tags, language=language,
            reliability=fields.reliability, words=words, sha256=hashlib.sha256(data).hexdigest(), status="used", reason=None,
            duplicate_of=None, family=identity, text=text, body_line=body_line, blocks=blocks,
            stakeholders=fields.stakeholders, conditions=fields.conditions,
        )  # fmt: skip

    def _language(self, path: str, text: str, words: int) -> str | None:
        if words < _ENOUGH_TO_TELL:
            return None
        import py3langid

        code = str(py3langid.classify(text[:3000])[0])
        if code != "en":
            self.report(path, "language", f"the article seems to be in {code!r}; only English is read well.")
        return code


def _written(paths: Iterable[str]) -> list[str]:
    """Returns paths that can be written: bytes of a name that are no UTF-8 and control characters become ``\ufffd``."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for path in paths:
        plain = "".join("\ufffd" if "\ud800" <= c <= "\udfff" or ord(c) < 32 or ord(c) == 127 else c for c in path)
        seen[plain] += 1
        found.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return found


def load_corpus(folder: Path) -> Corpus:
    """Reads a briefing's folder: settings, every file below ``articles/``, and what was wrong.

    Bad files never stop the others: they come back as refused, with a problem that says why. Raises
    ``NotADirectoryError`` when there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder}: there is no such folder; a briefing is a folder with articles/ in it.")
    settings, problems = load_settings(folder)
    reader = _Reader(folder)
    files = article_files(folder)
    paths = _written(file.relative_to(folder).as_posix() for file in files)
    ids = article_ids(paths)
    articles = [reader.read(file, path, ids[path]) for file, path in zip(files, paths, strict=True)]
    if not articles:
        reader.report("articles", "no-articles", "there is no article; a Markdown file in this folder would be one.")
    titles: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        if article.status == "used" and article.title_basis == "stated":
            titles[article.title.casefold()].append(article.path)
    for same in titles.values():
        for path in same[1:]:
            reader.report(
                path, "title-twice", f"the title is that of {same[0]} as well; one of its own would be right."
            )
    return Corpus(
        folder.resolve().name, settings, mark_duplicates(articles), tuple(sorted((*problems, *reader.problems)))
    )
