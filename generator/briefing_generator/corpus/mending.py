"""Writes what was inferred into an article's front matter, and touches nothing else of the file.

The file keeps its encoding, its mark, its line ends, its comments and the order of its keys: lines are put in or filled
in, never written anew. What would come out is read again before it is saved, and left alone where it would say anything
else than before.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import yaml

from briefing_generator.corpus.article_paths import TEXTS
from briefing_generator.corpus.body.decoding import raw_text
from briefing_generator.corpus.metadata.fields import read_fields
from briefing_generator.corpus.metadata.front_matter import FrontMatter, FrontMatterError, split_front_matter
from briefing_generator.corpus.metadata.loose_yaml import quoted
from briefing_generator.store.files import save

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefing_generator.model import Article, Corpus

_SAVED_DAY = "from the day it was saved"
_KEYS = {
    "title": ("title", "headline"),
    "author": ("author", "byline"),
    "date": ("date", "published"),
    "source": ("source", "publisher"),
}
"""What each field is written as: the first that is not taken by something else, such as an address in ``source``."""
_EMPTY = (
    ("title", "headline"),
    ("author", "authors", "byline", "creator", "creators"),
    ("date", "published", "pubDate", "publishDate"),
    ("source", "publisher", "site", "outlet"),
)
"""Keys of one meaning: one that stands there without a value is filled in rather than another written beside it."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done to one file: the fields that were written, the keys whose values were put in quotation marks."""

    path: str
    written: tuple[str, ...]
    quoted: tuple[str, ...] = ()


def mend_corpus(corpus: Corpus, folder: Path) -> tuple[Mended, ...]:
    """Mends the files of a briefing's folder and returns what was done, sorted by path.

    Raises :class:`briefing_generator.store.files.NotSavedError` where a file cannot be written; those before it are mended.
    """
    found = (mend_article(article, folder) for article in corpus.articles if article.status != "refused")
    return tuple(mended for mended in found if mended is not None)


def mend_article(article: Article, folder: Path) -> Mended | None:
    """Mends one file; returns None where there is nothing to write, or no way to write only that."""
    file = folder / article.path
    if file.suffix.casefold() not in TEXTS or not file.is_file():
        return None
    raw = raw_text(file.read_bytes())
    if raw is None:
        return None
    text, codec = raw
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = _LINES.findall(text.removeprefix(mark))
    plain = "".join(line.rstrip("\r\n") + "\n" * (line[-1] in "\r\n") for line in lines)
    try:
        matter = split_front_matter(plain)
    except FrontMatterError:
        return None
    # Whole lines: what ends front matter may leave its own line end to the body.
    head_end = len(plain) - len(matter.body)
    head = plain[: plain.find("\n", head_end - 1) + 1 or len(plain)] if head_end else ""
    if head and not head.endswith("\n"):
        return None  # front matter and body share a last line that nothing ends
    body, of_head = plain[len(head) :], head.count("\n")
    wanted, names = _inferred(article, matter)
    loose = {line - 1 for line, _ in matter.loose}
    in_quotes, keys = quoted(head, loose) if loose else (head, ())
    made = _with_fields(in_quotes, {names[field]: value for field, value in wanted.items()})
    if made == head or _twice(made) > _twice(head) or not _says_the_same(matter, made + body, wanted):
        return None
    try:
        mended = (mark + _with_ends(made, lines, of_head) + "".join(lines[of_head:])).encode(codec)
    except UnicodeEncodeError:
        return None
    save(file, mended)
    return Mended(article.path, tuple(wanted), tuple(key for _, key in keys))


def _with_ends(made: str, lines: list[str], of_head: int) -> str:
    """Returns mended front matter with the line ends of the file: each line keeps its own, a new one has its neighbour's."""

    def end(at: int) -> str:
        line = lines[min(max(at, 0), len(lines) - 1)] if lines else ""
        return line[len(line.rstrip("\r\n")) :] or "\n"

    new = made.split("\n")[:-1]
    old = [line.rstrip("\r\n") for line in lines[:of_head]]
    found: list[str] = []
    for kind, first, last, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for number in range(begin, stop):
            at = first - 1 if kind == "insert" else min(first + number - begin, last - 1)
            found.append(new[number] + end(at))
    return "".join(found)


def _inferred(article: Article, matter: FrontMatter) -> tuple[dict[str, str], dict[str, str]]:
    """Returns what was inferred, by field, and the key that each is to be written under.

    The day on which an article was saved is left out: it stands there already, under its own name. So is what has no
    key left that is not taken.
    """
    # The file may say by now what it did not when it was read: two names may lead to one file.
    now = read_fields(matter, lambda *_: None)
    told = {
        "title": article.title if article.title_basis == "inferred" and not now.title else None,
        "author": article.author if article.author_basis == "inferred" and not now.author else None,
        "date": article.date
        if article.date_basis == "inferred" and article.date_from != _SAVED_DAY and not now.date
        else None,
        "source": article.source if article.source_basis == "inferred" and not now.source else None,
    }
    taken = {key.casefold() for key, value in matter.values.items() if value not in (None, "")}
    names = {field: next((name for name in _KEYS[field] if name not in taken), "") for field in told}
    return {field: value for field, value in told.items() if value and names[field]}, names


def _with_fields(head: str, wanted: dict[str, str]) -> str:
    """Returns front matter with values written under their keys."""
    if not wanted:
        return head
    if head.startswith("%"):
        return _in_title_block(head, wanted)
    if not head.strip():
        return "---\n" + "".join(f"{key}: {_yaml(value)}\n" for key, value in wanted.items()) + "---\n\n"
    if head.startswith("+++"):
        return _put(head, [f"{key} = {_toml(value)}" for key, value in wanted.items()], r"^(?:\[.*|\+{3,}\s*)$")
    if head.startswith("{"):
        indent = re.match(r"\{\s*\n([ \t]*)", head)
        lead = f"\n{indent.group(1)}" if indent else " "
        made = "".join(f"{lead}{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}," for k, v in wanted.items())
        return "{" + made + head[1:]
    left = []
    for key, value in wanted.items():
        filled = _filled(head, key, _yaml(value))
        if filled is None:
            left.append(f"{key}: {_yaml(value)}")
        else:
            head = filled
    return _put(head, left, r"^(?:-{3,}|\.{3})\s*$") if left else head


def _in_title_block(head: str, wanted: dict[str, str]) -> str:
    """Returns a title block of pandoc with title and date in it, and with a block of YAML below for what it has no place for."""
    lines = head.split("\n")
    inside = next((n for n, line in enumerate(lines) if not re.match(r"%|[ \t]+\S", line)), len(lines))
    block, rest = lines[:inside], "\n".join(lines[inside:])
    for number, key in enumerate(("title", "author", "date")):
        starts = [n for n, line in enumerate(block) if line.startswith("%")]
        value = wanted.get(key)
        if number >= len(starts) and any(name in wanted for name in ("title", "author", "date")[number:]):
            block.append(f"% {value}" if value else "%")
        elif value and block[starts[number]].strip() == "%":
            block[starts[number]] = f"% {value}"
        elif value:
            continue
        wanted = {name: told for name, told in wanted.items() if name != key}
    if wanted and rest.strip():
        gap = rest[: len(rest) - len(rest.lstrip("\n"))]
        rest = gap + _with_fields(rest.lstrip("\n"), wanted)
    elif wanted:
        rest = "\n---\n" + "".join(f"{key}: {_yaml(value)}\n" for key, value in wanted.items()) + "---\n" + rest
    return "\n".join(block) + "\n" + rest


def _filled(head: str, key: str, value: str) -> str | None:
    """Returns front matter with an empty key of this meaning filled in; None where there is none."""
    for name in next((names for names in _EMPTY if key in names), (key,)):
        empty = re.compile(
            rf"^({re.escape(name)}:)(?:[ \t]*(?:\"\"|''|~|null))?([ \t]+#.*|[ \t]*)$(?!\n[ \t]+\S)(?!\n-\s)",
            re.MULTILINE | re.IGNORECASE,
        )
        if empty.search(head):
            return empty.sub(lambda m: f"{m[1]} {value}{m[2].rstrip()}", head, count=1)
    return None


def _put(head: str, lines: Iterable[str], before: str) -> str:
    """Returns front matter with lines put in before the first line, after its first, that fits a pattern."""
    at = re.compile(before, re.MULTILINE).search(head, head.index("\n") + 1)
    if at is None:
        return head
    return head[: at.start()] + "".join(f"{line}\n" for line in lines) + head[at.start() :]


def _twice(head: str) -> int:
    """Returns how many keys of YAML stand there again, which not every program reads."""
    keys = [key.casefold() for key in re.findall(r"^([\w-]+)[ \t]*:", head, re.MULTILINE)]
    return len(keys) - len(set(keys))


def _yaml(value: str) -> str:
    if _DAY.fullmatch(value):
        return value
    return str(yaml.safe_dump(value, allow_unicode=True, width=1_000_000)).split("\n")[0]


def _toml(value: str) -> str:
    return value if _DAY.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _says_the_same(old: FrontMatter, after: str, wanted: dict[str, str]) -> bool:
    """Tells whether a mended text has the same body and values, and states what was meant."""
    try:
        new = split_front_matter(after)
    except FrontMatterError:
        return False
    if old.body.strip() != new.body.strip() or new.loose:
        return False
    fields = read_fields(new, lambda *_: None)
    kept = all(new.values.get(key) == value for key, value in old.values.items() if value not in (None, ""))
    return kept and all(getattr(fields, field) == value for field, value in wanted.items())
