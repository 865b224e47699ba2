"""``briefing.yml``: title, pack, threshold and the analyst's corrections; all of it optional."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from briefing_generator.corpus.article_paths import inside, written_paths
from briefing_generator.corpus.metadata.fields import one_line, shown
from briefing_generator.corpus.metadata.front_matter import FrontMatterError, load_yaml
from briefing_generator.model import (
    ACTS,
    Kind,
    Note,
    OverviewCorrection,
    Problem,
    Rename,
    Settings,
    StatementCorrection,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")
_LONGEST = 500_000
"""Characters: some thousand corrections."""
_KEYS = ("title", "description", "pack", "threshold", "example", "stakeholders", "statements", "overview", "notes")
_PAGES = ("overview", "conditions", "stakeholders", "timeline", "sources", "data")
_SINGLE_PAGES = ("stakeholders/", "sources/")
_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind), "set_act": ACTS, "page": _PAGES, "action": ("hide", "set", "add", "pin", "drop"),
}  # fmt: skip


def default_title(folder: Path) -> str:
    """Returns a title made of a folder's name."""
    return written_paths([folder.resolve().name])[0].replace("-", " ").replace("_", " ").strip().capitalize()


def load_settings(folder: Path) -> tuple[Settings, tuple[Problem, ...]]:  # noqa: C901
    """Returns a folder's settings and what is wrong with them; a folder without the file has the defaults."""
    path = folder / "briefing.yml"
    default = Settings(default_title(folder))
    if not os.path.isfile(path):  # noqa: PTH113 (a path's own method raises where it may not look)
        return default, ()
    problems: list[Problem] = []

    def report(code: str, line: int, message: str, column: int = 0) -> None:
        severity = "warning" if code == "settings-key" else "error"
        problems.append(Problem(path.name, line, column, severity, code, message))  # type: ignore[arg-type]

    try:
        if not inside(path, folder):
            report("settings-broken", 0, "the link leads out of the folder; a copy of the file would be right.")
            return default, tuple(problems)
        with path.open(encoding="utf-8") as file:
            raw, lines = load_yaml(file.read(_LONGEST + 1), longest=_LONGEST)
    except FrontMatterError as error:
        report("settings-broken", error.line, f"the file {error.message}.", error.column)
        return default, tuple(problems)
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        report("settings-broken", 0, f"the file cannot be read: {told}.")
        return default, tuple(problems)
    if raw is None:
        return default, ()
    if not isinstance(raw, dict):
        report("settings-broken", 1, "the file is no list of `key: value` lines; `title: Harbour strike` would be one.")
        return default, tuple(problems)
    for key in sorted(set(map(shown, raw)) - set(_KEYS)):
        from rapidfuzz import process

        near = process.extractOne(key, _KEYS)
        report("settings-key", lines.get(key, 0), f"nobody reads `{key}`; did you mean `{near[0]}`?")

    def text(key: str, otherwise: str | None) -> str | None:
        value = raw.get(key)
        if value is None:
            return otherwise
        words = one_line(value)
        if words is not None:
            return words
        report("settings-value", lines.get(key, 0), f"`{key}` is no text; a line of words would be right.")
        return otherwise

    threshold = raw.get("threshold", default.threshold)
    if not isinstance(threshold, int | float) or isinstance(threshold, bool) or not 0 <= threshold <= 1:
        report(
            "settings-value",
            lines.get("threshold", 0),
            f"`threshold: {shown(threshold)}` is no number from 0 to 1; 0.5 would be right.",
        )
        threshold = default.threshold

    example = raw.get("example", default.example)
    if not isinstance(example, bool):
        report(
            "settings-value", lines.get("example", 0),
            f"`example: {shown(example)}` is neither true nor false; true would be right for one that is no briefing of your own.",
        )  # fmt: skip
        example = default.example

    def rows(key: str, kind: Callable[..., T], needed: str) -> tuple[T, ...]:
        return _rows(raw.get(key), key, lines, kind, needed, report)

    return Settings(
        title=text("title", default.title) or default.title,
        description=text("description", None),
        pack=text("pack", "auto") or "auto",
        threshold=float(threshold),
        example=example,
        stakeholders=rows("stakeholders", Rename, "match"),
        statements=rows("statements", StatementCorrection, ""),
        overview=rows("overview", OverviewCorrection, "quote"),
        notes=rows("notes", Note, "text"),
    ), tuple(problems)


def _rows(
    raw: Any,
    key: str,
    lines: dict[str, int],
    kind: Callable[..., T],
    needed: str,
    report: Callable[[str, int, str], None],
) -> tuple[T, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        report("settings-value", lines.get(key, 0), f"`{key}` is no list; entries that begin with `- ` would be right.")
        return ()
    known = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    found = []
    for number, row in enumerate(raw, 1):
        line = lines.get(f"{key}[{number - 1}]", lines.get(key, 0))
        wrong = _wrong(row, known, needed) or (_wrong_statement(row) if kind is StatementCorrection else None)
        if wrong:
            report("settings-value", line, f"entry {number} of `{key}` {wrong}")
            continue
        values = {
            k: tuple(filter(None, map(one_line, value))) if isinstance(value, list) else value
            for k, value in row.items()
        }
        found.append(kind(**values, line=line))
    return tuple(found)


def _wrong(row: Any, known: dict[str, Any], needed: str) -> str | None:
    if not isinstance(row, dict):
        return "is no mapping of keys to values."
    strange = sorted(set(map(shown, row)) - set(known) - {"line"})
    if strange or "line" in row:
        return f"has the key `{(strange or ['line'])[0]}`; {', '.join(sorted(set(known) - {'line'}))} would be right."
    missing = [n for n, f in known.items() if f.default is dataclasses.MISSING and n not in row]
    if missing or (needed and not row.get(needed)):
        return f"lacks `{(missing or [needed])[0]}`."
    for key, value in row.items():
        if key == "page" and isinstance(value, str) and value.startswith(_SINGLE_PAGES):
            continue
        if key in _CHOICES and value is not None and value not in _CHOICES[key]:
            return f"has `{key}: {shown(value)}`; {', '.join(_CHOICES[key])} would be right."
        if key in ("merge", "split") and not isinstance(value, list):
            return f"has `{key}` that is no list of names."
        if key == "hide" and not isinstance(value, bool):
            return "has `hide` that is neither true nor false."
        if key not in ("merge", "split", "hide") and not isinstance(value, str):
            return f"has `{key}` that is no text; put it in quotation marks."
    return None


def _wrong_statement(row: dict[str, Any]) -> str | None:
    action = row.get("action", "set")
    if action not in ("hide", "set", "add"):
        return f"has `action: {shown(action)}`; hide, set, add would be right."
    if not row.get("quote") and (action == "add" or not row.get("id")):
        return "lacks `quote`, words of the article to the letter" + (
            " (or the `id` of a statement)." if action != "add" else "."
        )
    if action == "set" and not any(key.startswith("set_") for key in row):
        return "changes nothing; `set_act: rejects` would change the act, `action: hide` hides the statement."
    return None
