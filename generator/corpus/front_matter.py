"""Front matter in its dialects: YAML, TOML (Hugo) and pandoc's title block, each value with its line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import yaml
from frontmatter.default_handlers import TOMLHandler, YAMLHandler

_LONGEST = 64_000
_DEEPEST = 12
_ALIASES = 20


@dataclass(frozen=True, slots=True)
class FrontMatterError(Exception):
    """Front matter that cannot be read: ``code`` of the problem, line and column from 1, and what is wrong."""

    code: str
    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values by key, the line of each key, and where the body starts (line from 1, offset into the text)."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1


class _Loader(yaml.SafeLoader):
    """A safe loader that leaves dates as they are written: a wrong one is ours to report."""


_Loader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(source: str, first_line: int = 1) -> tuple[Any, dict[str, int]]:
    """Returns a YAML document and the line of each key of its outermost mapping.

    Raises :class:`FrontMatterError` where it is no YAML, or longer, deeper or more entangled than a person writes.
    """
    if len(source) > _LONGEST:
        raise FrontMatterError("front-matter-huge", first_line, 0, f"is longer than {_LONGEST} characters")
    depth = aliases = 0
    lines: dict[str, int] = {}
    try:
        for event in yaml.parse(source, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            aliases += isinstance(event, yaml.AliasEvent)
            if depth > _DEEPEST or aliases > _ALIASES:
                raise FrontMatterError(
                    "front-matter-huge",
                    first_line + (event.start_mark.line if event.start_mark else 0),
                    0,
                    "is nested too deep or refers to itself too often",
                )
        node = yaml.compose(source, Loader=_Loader)
        if isinstance(node, yaml.MappingNode):
            lines = {str(key.value): first_line + key.start_mark.line for key, _ in node.value}
        return yaml.load(source, Loader=_Loader), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise FrontMatterError(
            "front-matter-broken",
            line,
            (mark.column + 1) if mark else 0,
            f"is no YAML: {error.problem or error.context}",
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FrontMatterError("front-matter-broken", first_line, 0, f"is no YAML: {error}".split("\n")[0]) from error


def split_front_matter(text: str) -> FrontMatter:
    """Returns a file's front matter and its body; a file without any is all body.

    Raises :class:`FrontMatterError` where it begins and never ends, or is not what its fence says.
    """
    for kind, handler in (("yaml", YAMLHandler()), ("toml", TOMLHandler())):
        if not handler.detect(text):
            continue
        fence = text.split("\n", 1)[0].strip()
        try:
            source, body = handler.split(text)
        except ValueError:
            # A rule at the top of a page is no front matter; keys without an end are.
            if kind == "yaml" and not re.match(r"-+\s*\n[\w-]+:(\s|$)", text):
                return FrontMatter(body=text)
            wanted = f"begins with {fence} and never ends; a line of {fence} would end it"
            raise FrontMatterError("front-matter-broken", 1, 1, wanted) from None
        values, lines = _parse(kind, source.removeprefix("\n"))
        if values is not None and not isinstance(values, dict):
            raise FrontMatterError("front-matter-broken", 2, 1, "is no list of `key: value` lines")
        line = text[: len(text) - len(body)].count("\n") + 1
        return FrontMatter({str(k): v for k, v in (values or {}).items()}, lines, body, line)
    return _title_block(text)


def _title_block(text: str) -> FrontMatter:
    """Reads pandoc's title block: up to three lines of title, author and date that begin with ``%``."""
    lines = text.split("\n", 3)[:3]
    marked = [line for line in lines if line.startswith("% ")]
    if not lines[0].startswith("% ") or marked != lines[: len(marked)]:
        return FrontMatter(body=text)
    keys = ("title", "author", "date")[: len(marked)]
    values = dict(zip(keys, (line[1:].strip() for line in marked), strict=True))
    body = text.split("\n", len(marked))[len(marked)] if text.count("\n") >= len(marked) else ""
    return FrontMatter(values, {key: at for at, key in enumerate(keys, 1)}, body, len(marked) + 1)


def _parse(kind: str, source: str) -> tuple[Any, dict[str, int]]:
    if kind == "yaml":
        return load_yaml(source, 2)
    try:
        values = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise FrontMatterError(
            "front-matter-broken", 1 + int(found.group(1)) if found else 1, 0, f"is no {kind.upper()}: {error}"
        ) from error
    where = {
        m.group(1): i
        for i, line in enumerate(source.split("\n"), 2)
        if (m := re.match(r"[\"']?([\w-]+)[\"']?\s*[=:]", line))
    }
    return values, where
