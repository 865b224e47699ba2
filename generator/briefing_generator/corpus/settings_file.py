"""``briefing.yml``: title, pack, threshold and the analyst's corrections; all of it optional."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from briefing_generator.corpus.article_paths import inside, written_paths
from briefing_generator.corpus.codes import severity
from briefing_generator.corpus.metadata.fields import one_line, shown
from briefing_generator.corpus.metadata.loose_yaml import cut_off, twice, twice_inside, uncurled
from briefing_generator.corpus.metadata.yaml_cures import no_mapping, strange_sign
from briefing_generator.corpus.metadata.yaml_loading import FrontMatterError, load_yaml
from briefing_generator.corpus.settings_entries import entries
from briefing_generator.model import (
    BracketCorrection,
    ComparisonCorrection,
    EventCorrection,
    Feed,
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
    "disagreements", "discrepancies", "meetings", "brackets", "notes", "feeds",
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
        problems.append(Problem(path.name, line, column, severity(code), code, message))

    try:
        if not inside(path, folder):
            report("settings-broken", 0, "the link leads out of the folder; a copy of the file would be right.")
            return default, tuple(problems)
        with path.open(encoding="utf-8") as file:
            source = file.read(_LONGEST + 1)
        source, curly = uncurled(source)
        raw, lines = load_yaml(source, longest=_LONGEST, joined=True)
    except FrontMatterError as error:
        report("settings-broken", error.line, f"the file {error.message}.", error.column)
        return default, tuple(problems)
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "it is not UTF-8; saved as that it would be"
        report("settings-broken", 0, f"the file cannot be read: {told}.")
        return default, tuple(problems)
    if raw is None:
        return default, ()
    if not isinstance(raw, dict):
        report("settings-broken", 1, f"the file cannot be read: {no_mapping(source)}.")
        return default, tuple(problems)
    for written in sorted((key for key in raw if key not in _KEYS), key=str):
        from rapidfuzz import process

        key, sign = shown(written), strange_sign(str(written))
        near = process.extractOne(key, _KEYS)
        told = f"{sign}." if sign else f"did you mean `{near[0]}`?"
        report("settings-key", lines.get(str(written), 0), f"nobody reads `{key}`; {told}")
    for line, key, first in twice(source):
        held = "both lists are read" if isinstance(raw.get(key), list) else "the later one holds"
        report("key-twice", line + 1, f"`{key}` stands in line {first + 1}, too, and {held}; once would be right.")
    for line, key, first in twice_inside(source):
        told = f"`{key}` stands in line {first + 1}, too, in one entry, and the later one holds; two entries, or one of them, would be right."
        report("key-twice", line + 1, told)
    for line, key in curly:
        told = f"the value of `{key}` stands in curly quotation marks, which YAML takes for words; it was read without them, and straight ones would be right."
        report("settings-quotes", line + 1, told)
    for line in cut_off(source, deep=True):
        key, _, value = source.split("\n")[line].strip(" -").partition(":")
        right = "{}: '{}'".format(key, value.strip().replace("'", "''"))
        told = f"a `#` behind a space begins a comment, and the words from there on are not read; `{shown(right)}` would be right."
        report("settings-quotes", line + 1, told)

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

    feeds = rows("feeds", Feed, "url")
    for feed in feeds:
        if "://" not in feed.url and not os.path.isfile(folder / feed.url):  # noqa: PTH113 (as above)
            told = f"there is no file {shown(feed.url)} in the briefing's folder; its path from there would be right."
            report("feed-missing", feed.line, told)

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
        feeds=feeds,
    ), tuple(problems)
