"""``briefing.yml``: title, pack, threshold and the analyst's corrections; all of it optional."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from briefing_generator.corpus.article_paths import inside, written_paths
from briefing_generator.corpus.metadata.fields import one_line, shown
from briefing_generator.corpus.metadata.front_matter import FrontMatterError, load_yaml
from briefing_generator.corpus.settings_entries import entries
from briefing_generator.model import (
    BracketCorrection,
    ComparisonCorrection,
    EventCorrection,
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
_KEYS = (
    "title", "description", "pack", "threshold", "example", "stakeholders", "statements", "overview", "events",
    "disagreements", "discrepancies", "meetings", "brackets", "notes",
)  # fmt: skip


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
        return entries(raw.get(key), key, lines, kind, needed, report)

    return Settings(
        title=text("title", default.title) or default.title,
        description=text("description", None),
        pack=text("pack", "auto") or "auto",
        threshold=float(threshold),
        example=example,
        stakeholders=rows("stakeholders", Rename, "match"),
        statements=rows("statements", StatementCorrection, ""),
        overview=rows("overview", OverviewCorrection, "quote"),
        events=rows("events", EventCorrection, ""),
        disagreements=rows("disagreements", ComparisonCorrection, ""),
        discrepancies=rows("discrepancies", ComparisonCorrection, ""),
        meetings=rows("meetings", ComparisonCorrection, ""),
        brackets=rows("brackets", BracketCorrection, ""),
        notes=rows("notes", Note, "text"),
    ), tuple(problems)
