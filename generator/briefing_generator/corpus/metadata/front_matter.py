"""Front matter in its dialects: YAML, TOML and JSON (Hugo), pandoc's title block, each value with its line."""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from briefing_generator.corpus.metadata.loose_yaml import quoted

_LONGEST = 64_000
_DEEPEST = 12
_ALIASES = 20
_LONGEST_TITLE_BLOCK = 20
"""Lines."""
_EXPANDED = 4
"""How many times longer all values may be once every alias is written out."""
_HANDLERS = (("yaml", YAMLHandler()), ("toml", YAMLHandler(re.compile(r"^\+{3,}\s*$", re.MULTILINE))))
"""Both are only asked to find the fences; the TOML handler of python-frontmatter wants a package of its own."""


@dataclass(frozen=True, slots=True)
class FrontMatterError(Exception):
    """Front matter that cannot be read: ``code`` of the problem, line and column from 1, and what is wrong."""

    code: str
    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values by key, the line of each key, and where the body starts (line from 1, offset into the text).

    ``loose`` names line and key of values that are no YAML as they stand and were read as words.
    """

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    loose: tuple[tuple[int, str], ...] = ()


class _TooMuch(Exception):
    """Raised at a line (from 0) where YAML becomes deeper or more entangled than a person writes."""

    def __init__(self, line: int) -> None:
        self.line = line


class _Loader(yaml.SafeLoader):
    """A safe loader with limits that are held while it reads, before anything is built.

    It leaves dates as they are written, so that a wrong one is ours to report, knows no merge keys (``<<`` multiplies
    what it names), and takes half a surrogate pair, which no file can hold, for a character that cannot be read.
    """

    def __init__(self, source: str, heaviest: int) -> None:
        super().__init__(source)
        self._heaviest = heaviest
        self._depth = self._aliases = self._weight = 0
        self._weights: dict[int, int] = {}

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Composes a node, counting depth, aliases of collections, and how long all would be without aliases."""
        alias = self.check_event(yaml.AliasEvent)
        line = self.peek_event().start_mark.line  # type: ignore[no-untyped-call]
        before = self._weight
        self._depth += 1
        if self._depth > _DEEPEST + 1:
            raise _TooMuch(line)
        node = super().compose_node(parent, index)
        self._depth -= 1
        if alias:
            # What is not finished yet is named inside itself.
            if id(node) not in self._weights:
                raise _TooMuch(line)
            self._aliases += isinstance(node, yaml.CollectionNode)
            self._weight += self._weights[id(node)]
        else:
            self._weight += len(node.value) + 1 if isinstance(node, yaml.ScalarNode) else 1
            self._weights[id(node)] = self._weight - before
        if self._aliases > _ALIASES or self._weight > self._heaviest:
            raise _TooMuch(line)
        return node

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        """Returns a scalar's characters, all of which can be written."""
        value = super().construct_scalar(node)
        return _SURROGATES.sub("\ufffd", value) if isinstance(value, str) else value


_SURROGATES = re.compile(r"[\ud800-\udfff]")
_LEFT_OUT = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:merge")
_Loader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in resolvers if tag not in _LEFT_OUT]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(source: str, first_line: int = 1, longest: int = _LONGEST) -> tuple[Any, dict[str, int]]:  # noqa: C901
    """Returns a YAML document of up to ``longest`` characters and the line of each key of its outermost mapping.

    The entries of a list below a key have lines too, as ``key[0]``.

    Raises :class:`FrontMatterError` where it is no YAML, or longer, deeper or more entangled than a person writes.
    """
    _measure(source, first_line, longest)
    loader = None
    try:
        loader = _Loader(source, _EXPANDED * longest)
        node = loader.get_single_node()
        lines: dict[str, int] = {}
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                lines[str(key.value)] = first_line + _place(source, key.start_mark.index)[0]
                if isinstance(value, yaml.SequenceNode):
                    for number, entry in enumerate(value.value):
                        lines[f"{key.value}[{number}]"] = first_line + _place(source, entry.start_mark.index)[0]
        return None if node is None else loader.construct_document(node), lines
    except _TooMuch as error:
        raise FrontMatterError(
            "front-matter-huge", first_line + error.line, 0, "is nested too deep or refers to itself too often"
        ) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = _place(source, mark.index) if mark else (0, -1)
        told = f"is no YAML: {error.problem or error.context}"
        raise FrontMatterError("front-matter-broken", first_line + line, column + 1, told) from error
    except yaml.reader.ReaderError as error:
        line, column = _place(source, error.position)
        told = f"is no YAML: it holds the sign U+{error.character:04X}, which YAML does not allow"
        raise FrontMatterError("front-matter-broken", first_line + line, column + 1, told) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FrontMatterError("front-matter-broken", first_line, 0, f"is no YAML: {error}".split("\n")[0]) from error
    except (ValueError, ArithmeticError, LookupError, AttributeError, TypeError) as error:
        # PyYAML lets pass what its constructors trip over: `!!int ''`, `!!bool x`, `!!timestamp y`, 0o99.
        raise FrontMatterError("front-matter-broken", first_line, 0, "holds a value that is not of its tag") from error
    finally:
        if loader is not None:
            loader.dispose()


def _place(source: str, offset: int) -> tuple[int, int]:
    """Returns line and column, from 0. YAML itself also ends lines where no editor does (U+0085, U+2028)."""
    return source.count("\n", 0, offset), offset - source.rfind("\n", 0, offset) - 1


def _measure(source: str, first_line: int, longest: int) -> None:
    if len(source) > longest:
        raise FrontMatterError("front-matter-huge", first_line, 0, f"is longer than {longest} characters")


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
            wanted = f"begins with {fence} and never ends; a line of {fence} would end it"
            raise FrontMatterError("front-matter-broken", 1, 1, wanted) from None
        values, lines, loose = _parse(kind, source.removeprefix("\n"))
        if values is not None and not isinstance(values, dict):
            raise FrontMatterError("front-matter-broken", 2, 1, "is no list of `key: value` lines")
        line = text[: len(text) - len(body)].count("\n") + 1
        return FrontMatter({str(k): v for k, v in (values or {}).items()}, lines, body, line, loose)
    return _json_block(text) or _title_block(text)


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
        values, end = json.JSONDecoder().raw_decode(text[:_LONGEST])
    except RecursionError as error:
        raise FrontMatterError("front-matter-huge", 1, 1, "is nested too deep") from error
    except json.JSONDecodeError as error:
        if not re.match(r"\{\s*\"[\w-]+\"\s*:", text):
            return None
        if len(text) > _LONGEST <= error.pos:
            _measure(text, 1, _LONGEST)
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
            return *load_yaml(source, 2), ()
        except FrontMatterError as error:
            mended, loose = quoted(source)
            if error.code != "front-matter-broken" or not loose:
                raise
            with contextlib.suppress(FrontMatterError):
                return *load_yaml(mended, 2), tuple((2 + line, key) for line, key in loose)
            raise
    _measure(source, 2, _LONGEST)
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
