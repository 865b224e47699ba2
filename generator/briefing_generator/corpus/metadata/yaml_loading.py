"""YAML as people write it, read within limits, with the line of each key; what is wrong is told with its cure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from briefing_generator.corpus.metadata.yaml_cures import cure, strange_place

LONGEST = 64_000
"""Characters of front matter."""
_DEEPEST = 12
_ALIASES = 20
_EXPANDED = 4
"""How many times longer all values may be once every alias is written out."""


@dataclass(frozen=True, slots=True)
class FrontMatterError(Exception):
    """Front matter that cannot be read: ``code`` of the problem, line and column from 1, and what is wrong."""

    code: str
    line: int
    column: int
    message: str


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


def load_yaml(  # noqa: C901
    source: str, first_line: int = 1, longest: int = LONGEST, joined: bool = False
) -> tuple[Any, dict[str, int]]:
    """Returns a YAML document of up to ``longest`` characters and the line of each key of its outermost mapping.

    The entries of a list below a key have lines too, as ``key[0]``. ``joined`` reads two lists below one key as one.

    Raises :class:`FrontMatterError` where it is no YAML, or longer, deeper or more entangled than a person writes.
    """
    measure(source, first_line, longest)
    loader = None
    try:
        loader = _Loader(source, _EXPANDED * longest)
        node = loader.get_single_node()
        lines: dict[str, int] = {}
        if isinstance(node, yaml.MappingNode):
            if joined:
                _join(node)
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
        # The parser stumbles behind a sign that looks like a space; the cure is where that stands.
        strange = strange_place(source)
        if strange is not None and _place(source, strange)[0] <= line:
            line, column = _place(source, strange)
        told = f"is no YAML: {cure(source, line, str(error.problem or error.context))}"
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


def _join(node: yaml.MappingNode) -> None:
    """Joins the lists of a mapping that stand below the same key, each of which a person meant."""
    first: dict[str, yaml.SequenceNode] = {}
    kept = []
    for key, value in node.value:
        held = first.get(str(key.value))
        if held is not None and isinstance(value, yaml.SequenceNode):
            held.value = [*held.value, *value.value]
            continue
        if isinstance(value, yaml.SequenceNode):
            first[str(key.value)] = value
        kept.append((key, value))
    node.value = kept


def _place(source: str, offset: int) -> tuple[int, int]:
    """Returns line and column, from 0. YAML itself also ends lines where no editor does (U+0085, U+2028)."""
    return source.count("\n", 0, offset), offset - source.rfind("\n", 0, offset) - 1


def measure(source: str, first_line: int, longest: int) -> None:
    """Raises :class:`FrontMatterError` for a source longer than that."""
    if len(source) > longest:
        raise FrontMatterError("front-matter-huge", first_line, 0, f"is longer than {longest} characters")
