"""An entry put into a list of ``briefing.yml``, or taken out of it: every other letter of the file stays as it is.

The file is a person's: a library that reads it and writes it anew would lay its comments, quotation marks and line ends
otherwise. So lines are put between lines, and the outcome is read again before it counts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

from briefing_generator.corpus.article_paths import inside
from briefing_generator.corpus.metadata.yaml_loading import FrontMatterError, load_yaml
from briefing_generator.store.files import save

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

NAME = "briefing.yml"
_LONGEST = 500_000
"""Characters that are read of the file."""
_INDENT = 2


class NotWrittenError(Exception):
    """A decision that cannot be written into ``briefing.yml``; the message says why, and what would help."""


def put_entry(folder: Path, key: str, entry: Mapping[str, str], known: Sequence[str] = ("id",)) -> None:
    """Writes an entry into a list of a folder's ``briefing.yml``, in the place of those that are known as the same.

    Args:
        folder: the briefing's folder; the file is made where it is missing.
        key: the list: ``statements``.
        entry: what is written.
        known: the keys by which an entry is known; those with the same values are the same.

    Raises :class:`NotWrittenError`, or ``NotSavedError`` where the disk does not take it: the file stays as it was.
    """
    source = _read(folder)
    save(folder / NAME, put(_without(source, key, {name: entry[name] for name in known}), key, entry))


def take_entry(folder: Path, key: str, identity: Mapping[str, str]) -> None:
    """Takes the entries with these values out of a list of a folder's ``briefing.yml``; raises as :func:`put_entry` does."""
    source = _read(folder)
    if (left := _without(source, key, identity)) != source:
        save(folder / NAME, left)


def put(source: str, key: str, entry: Mapping[str, str]) -> str:
    """Returns a ``briefing.yml`` with one more entry at the end of a list; raises :class:`NotWrittenError`.

    >>> print(put("statements:\\n- id: a # seen\\n# the end\\n", "statements", {"id": "b", "action": "hide"}), end="")
    statements:
    - id: a # seen
    - id: b
      action: hide
    # the end
    """
    before = _loaded(source)
    held = before.get(key) or []
    if not isinstance(held, list):
        raise NotWrittenError(f"`{key}` in {NAME} is no list; entries that begin with `- ` would be right.")
    made = _inserted(source, key, entry)
    by_hand = f"no line can be put into it safely; by hand it would be: {json.dumps(dict(entry), ensure_ascii=False)}"
    _same(made, {**before, key: [*held, dict(entry)]}, by_hand)
    return made


def _without(source: str, key: str, identity: Mapping[str, str]) -> str:
    """Returns a ``briefing.yml`` without the entries that have these values; raises :class:`NotWrittenError`."""
    before = _loaded(source)
    held = before.get(key)
    if not isinstance(held, list) or not any(_is(entry, identity) for entry in held):
        return source
    nodes = [(name, value) for name, value in _mapping(source) if name.value == key]
    gone: list[tuple[int, int]] = []
    for name, value in nodes:
        found = [node for node in value.value if _is(_plain(node), identity)]
        # A line that also bears a comment stays.
        bare = "#" not in source[name.start_mark.index : value.start_mark.index]
        whole = bare and len(found) == len(value.value) and not value.flow_style
        if whole:
            gone.append(_lines(source, name, value))
        else:
            gone += [_stretch(source, value, node) for node in found]
    left = source
    for start, end in sorted(gone, reverse=True):
        left = left[:start] + left[end:]
    told = " and ".join(f"`{name}: {value}`" for name, value in identity.items())
    kept = [entry for entry in held if not _is(entry, identity)]
    _same(
        left,
        {**before, key: kept},
        f"no line can be taken out of it safely; by hand, the entry with {told} would go.",
    )
    return left


def _is(entry: Any, identity: Mapping[str, str]) -> bool:
    return isinstance(entry, dict) and all(entry.get(name) == value for name, value in identity.items())


def _plain(node: yaml.Node) -> dict[str, str]:
    """Returns the words of a mapping's scalars."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {str(k.value): v.value for k, v in pairs if isinstance(v, yaml.ScalarNode)}


def _read(folder: Path) -> str:
    path = folder / NAME
    if not path.exists() and not path.is_symlink():
        return ""
    if not inside(path, folder):
        raise NotWrittenError(f"{NAME} is a link that leads out of the folder; a copy of the file would be right.")
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotWrittenError(f"{NAME} cannot be read: it is not UTF-8.") from error
    except OSError as error:
        raise NotWrittenError(f"{NAME} cannot be read: {error.strerror}.") from error


def _loaded(source: str) -> dict[str, Any]:
    try:
        raw, _ = load_yaml(source, longest=_LONGEST, joined=True)
    except FrontMatterError as error:
        raise NotWrittenError(f"{NAME}:{error.line}: the file {error.message}.") from error
    if raw is not None and not isinstance(raw, dict):
        raise NotWrittenError(f"{NAME} holds no keys with values; `title: …` would be one.")
    return raw or {}


def _same(made: str, wanted: dict[str, Any], otherwise: str) -> None:
    """Raises :class:`NotWrittenError` where a file does not say what it should: it is built as we do not know it."""
    try:
        fits = _said(_loaded(made)) == _said(wanted)
    except NotWrittenError:
        fits = False
    if not fits:
        raise NotWrittenError(f"{NAME} is written in a way in which {otherwise}")


def _said(told: dict[str, Any]) -> dict[str, Any]:
    """Returns what a file says; an empty list says nothing."""
    return {key: value for key, value in told.items() if value not in (None, [])}


def _mapping(source: str) -> list[tuple[yaml.ScalarNode, Any]]:
    node = yaml.compose(source, Loader=yaml.SafeLoader)
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _inserted(source: str, key: str, entry: Mapping[str, str]) -> str:
    pairs = _mapping(source)
    column = _column(source, pairs[0][0].start_mark.index) if pairs else 0
    value = next((value for name, value in reversed(pairs) if name.value == key), None)
    if value is None:
        return _between(source, _end_of_keys(source), [f"{' ' * column}{key}:", *_rows(entry, column + _INDENT)])
    if isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style:
        return _between(source, _after(source, value), _rows(entry, _column(source, value.start_mark.index)))
    if isinstance(value, yaml.SequenceNode) and value.value:
        last, close = _last(value.value[-1]).end_mark.index, value.end_mark.index - 1
        comma = "" if "," in source[last:close] else ", "
        return source[:close] + comma + json.dumps(dict(entry), ensure_ascii=False) + source[close:]
    # `statements:` with nothing, `[]` or `~` behind it: the list goes below.
    head = source[: value.start_mark.index].rstrip(" ")
    left = head + source[value.end_mark.index :]
    return _between(left, _line_end(left, len(head)), _rows(entry, column + _INDENT))


def _rows(entry: Mapping[str, str], column: int) -> list[str]:
    told = yaml.safe_dump([dict(entry)], allow_unicode=True, sort_keys=False, width=1_000_000, default_flow_style=False)
    return [" " * column + row for row in told.splitlines()]


def _between(source: str, at: int, rows: list[str]) -> str:
    """Returns a source with rows before the line that begins at a place, with the line ends that it has."""
    ending = "\r\n" if "\r\n" in source else "\n"
    opened = "" if at == 0 or source[at - 1] == "\n" else ending
    return source[:at] + opened + ending.join(rows) + ending + source[at:]


def _end_of_keys(source: str) -> int:
    """Returns where a new key goes: behind all lines, before a mark that ends the document."""
    pairs = _mapping(source)
    tail = _after(source, pairs[-1][1]) if pairs else 0
    ends = source.find("\n...", max(0, tail - 1))
    return len(source) if ends < 0 else ends + 1


def _last(node: yaml.Node) -> yaml.Node:
    """Returns the last scalar or flow collection of a node: what is built of lines ends behind the blanks that follow."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node


def _after(source: str, node: yaml.Node) -> int:
    """Returns where the line behind the last one of a node begins."""
    last = _last(node)
    end = last.end_mark.index
    if isinstance(last, yaml.ScalarNode) and last.style in ("|", ">"):
        end = len(source[:end].rstrip(" \t\r\n"))
    return _line_end(source, end)


def _line_end(source: str, at: int) -> int:
    end = source.find("\n", at)
    return len(source) if end < 0 else end + 1


def _column(source: str, at: int) -> int:
    return len(source[source.rfind("\n", 0, at) + 1 : at].removeprefix("\ufeff"))


def _stretch(source: str, held: yaml.SequenceNode, node: yaml.Node) -> tuple[int, int]:
    """Returns what goes with an entry of a list: its lines, and between brackets the comma behind it."""
    if not held.flow_style:
        return _lines(source, node, node)
    end = node.end_mark.index
    comma = source.find(",", end)
    return node.start_mark.index, comma + 1 if comma >= 0 and not source[end:comma].strip() else end


def _lines(source: str, first: yaml.Node, last: yaml.Node) -> tuple[int, int]:
    """Returns the lines from the one in which a node begins to the one in which another ends."""
    return source.rfind("\n", 0, first.start_mark.index) + 1, _after(source, last)
