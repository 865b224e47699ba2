"""Front matter in its dialects: YAML, TOML and JSON (Hugo), pandoc's title block, each value with its line."""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from frontmatter.default_handlers import YAMLHandler

from briefing_generator.corpus.metadata.loose_yaml import cut_off, quoted, twice, uncurled
from briefing_generator.corpus.metadata.missing import is_missing
from briefing_generator.corpus.metadata.yaml_cures import no_mapping, odd_fence, unended
from briefing_generator.corpus.metadata.yaml_loading import LONGEST, FrontMatterError, load_yaml, measure

__all__ = ["FrontMatter", "FrontMatterError", "load_yaml", "odd_values", "split_front_matter"]

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_TITLE_BLOCK = 20
"""Lines."""
_HANDLERS = (("yaml", YAMLHandler()), ("toml", YAMLHandler(re.compile(r"^\+{3,}\s*$", re.MULTILINE))))
"""Both are only asked to find the fences; the TOML handler of python-frontmatter wants a package of its own."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values by key, the line of each key, and where the body starts (line from 1, offset into the text).

    ``loose`` names line and key of values that are no YAML as they stand and were read as words, ``twice`` keys that stand
    there again, each with the line of the first, ``curly`` values that stood in curly quotation marks and were read without.
    """

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    loose: tuple[tuple[int, str], ...] = ()
    twice: tuple[tuple[int, str, int], ...] = ()
    curly: tuple[tuple[int, str], ...] = ()


def split_front_matter(text: str) -> FrontMatter:
    """Returns a file's front matter and its body; a file without any is all body.

    Raises :class:`FrontMatterError` where it begins and never ends, or is not what its fence says.
    """
    for kind, handler in _HANDLERS:
        if not handler.detect(text):
            continue
        fence = text.split("\n", 1)[0].strip()
        try:
            source, body = _pandoc_end(text) or handler.split(text)
        except ValueError:
            # A rule at the top of a page is no front matter; keys without an end are.
            if kind == "yaml" and not re.match(r"-+\s*\n[\w-]+:(\s|$)", text):
                return FrontMatter(body=text)
            wanted = f"begins with {fence} and never ends; {unended(text, fence)}"
            raise FrontMatterError("front-matter-broken", 1, 1, wanted) from None
        straight, curly = uncurled(source.removeprefix("\n")) if kind == "yaml" else (source.removeprefix("\n"), ())
        values, lines, loose = _parse(kind, straight)
        if values is not None and not isinstance(values, dict):
            raise FrontMatterError("front-matter-broken", 2, 1, f"is no front matter: {no_mapping(source)}")
        line = text[: len(text) - len(body)].count("\n") + 1
        again = tuple((2 + at, key, 2 + first) for at, key, first in twice(source.removeprefix("\n")) if kind == "yaml")
        return FrontMatter({str(k): v for k, v in (values or {}).items()}, lines, body, line, loose, again,
                           tuple((2 + at, key) for at, key in curly))  # fmt: skip
    if told := odd_fence(text):
        raise FrontMatterError("front-matter-broken", 1, 1, told)
    return _json_block(text) or _title_block(text)


def odd_values(matter: FrontMatter) -> Iterator[tuple[str, int, str]]:
    """Yields code, line and message for each value that was not read as YAML has it, and each key that stands twice."""
    for line, key in matter.loose:
        if not is_missing(matter.values.get(key)):
            told = f"the value of `{key}` is no YAML as it stands and was read as words; in quotation marks it would be right."
            yield "front-matter-quotes", line, told
    for line, key in matter.curly:
        told = f"the value of `{key}` stands in curly quotation marks, which YAML takes for words; it was read without them, and straight ones would be right."
        yield "front-matter-quotes", line, told
    for line, key, first in matter.twice:
        yield "key-twice", line, f"`{key}` stands in line {first}, too, and the later one holds; one of them can go."


def _pandoc_end(text: str) -> list[str] | None:
    """Returns source and body of YAML that ends with three points, as pandoc writes it; None where dashes come first."""
    end = re.compile(r"^(?:-{3,}|(\.{3}))[ \t]*(?:\n|\Z)", re.MULTILINE).search(text, text.find("\n") + 1)
    if not text.startswith("---") or end is None or end[1] is None:
        return None
    return [text[text.find("\n") : end.start()], text[end.end() :]]


def _json_block(text: str) -> FrontMatter | None:
    """Reads front matter in JSON (Hugo): an object at the very beginning."""
    if not re.match(r"\{\s*\"", text):
        return None
    try:
        values, end = json.JSONDecoder().raw_decode(text[:LONGEST])
    except RecursionError as error:
        raise FrontMatterError("front-matter-huge", 1, 1, "is nested too deep") from error
    except json.JSONDecodeError as error:
        if not re.match(r"\{\s*\"[\w-]+\"\s*:", text):
            return None
        if len(text) > LONGEST <= error.pos:
            measure(text, 1, LONGEST)
        told = f"is no JSON: {error.msg}"
        raise FrontMatterError("front-matter-broken", error.lineno, error.colno, told) from error
    except ValueError:
        return None
    source = text[:end]
    where = {
        m.group(1): i for i, line in enumerate(source.split("\n"), 1) if (m := re.match(r"\s*\"([\w-]+)\"\s*:", line))
    }
    return FrontMatter({str(k): v for k, v in values.items()}, where, text[end:], source.count("\n") + 1)


def _title_block(text: str) -> FrontMatter:
    """Reads pandoc's title block: title, authors and date, each after a ``%``; lines that go on are indented.

    A block of YAML may follow, after an empty line.
    """
    values: dict[str, Any] = {}
    where: dict[str, int] = {}
    lines = text.split("\n", _LONGEST_TITLE_BLOCK)[:_LONGEST_TITLE_BLOCK]
    keys = ["title", "author", "date"]
    if not re.match(r"%(?:[ \t]+\S|[ \t]*\n%)", text):
        return FrontMatter(body=text)
    number = 0
    for number, line in enumerate(lines):
        if re.match(r"%(?:[ \t]|$)", line) and len(where) < len(keys):
            key = keys[len(where)]
            values[key], where[key] = line[1:].strip(), number + 1
        elif re.match(r"[ \t]+\S", line) and where:
            values[key] += ("; " if key == "author" else " ") + line.strip()
        else:
            break
    else:
        number += 1
    if values.get("author"):
        values["author"] = [name.strip() for name in values["author"].split(";")]
    parts = text.split("\n", number)
    body = parts[number] if len(parts) > number else ""
    gap = re.match(r"(?:[ \t]*\n){1,3}(?=---[ \t]*\n[\w-]+:(?:\s|$))", body)
    if gap is None:
        return FrontMatter(values, where, body, number + 1)
    above = number + gap.group().count("\n")
    try:
        below = split_front_matter(body[gap.end() :])
    except FrontMatterError as error:
        raise FrontMatterError(error.code, error.line + above, error.column, error.message) from error
    return FrontMatter(
        below.values | {key: value for key, value in values.items() if value},
        {key: line + above for key, line in below.lines.items()} | where,
        below.body, below.body_line + above, tuple((line + above, key) for line, key in below.loose),
    )  # fmt: skip


def _parse(kind: str, source: str) -> tuple[Any, dict[str, int], tuple[tuple[int, str], ...]]:
    if kind == "yaml":
        try:
            values, lines = load_yaml(source, 2)
            if not (cut := cut_off(source)):
                return values, lines, ()
            # "title: Deal #5 signed": what YAML takes for a comment was meant.
            mended, loose = quoted(source, cut)
            return *load_yaml(mended, 2), tuple((2 + line, key) for line, key in loose)
        except FrontMatterError as error:
            mended, loose = quoted(source)
            if error.code != "front-matter-broken" or not loose:
                raise
            with contextlib.suppress(FrontMatterError):
                return *load_yaml(mended, 2), tuple((2 + line, key) for line, key in loose)
            raise
    measure(source, 2, LONGEST)
    try:
        values = tomllib.loads(source)
    except (ValueError, RecursionError, OverflowError) as error:
        told, line, column = _toml_place(str(error), source)
        raise FrontMatterError("front-matter-broken", line, column, f"is no TOML: {told}") from error
    where = {
        m.group(1): i
        for i, line in enumerate(source.split("\n"), 2)
        if (m := re.match(r"[\"']?([\w-]+)[\"']?\s*[=:]", line))
    }
    return values, where, ()


def _toml_place(told: str, source: str) -> tuple[str, int, int]:
    """Returns what the TOML reader says without its place, and that place in the file, whose first line is the fence."""
    found = re.fullmatch(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", told, re.DOTALL)
    if found is None:
        return told, 1, 0
    if found[2] is None:
        return f"{found[1]} at its end", 1 + source.rstrip("\n").count("\n") + 1, 0
    return found[1], 1 + int(found[2]), int(found[3])
