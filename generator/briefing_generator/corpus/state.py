"""What a briefing said at an earlier time: ``state.json`` in its folder, or any earlier ``briefing.json``.

A state is an input like the articles, put there by a person (``briefing mark``): were it written by every build, the same
articles would no longer give the same pages.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from briefing_generator.corpus.article_paths import inside
from briefing_generator.model import Act, EarlierPosition, EarlierState, Problem

if TYPE_CHECKING:
    from pathlib import Path

NAME = "state.json"
_LONGEST = 200_000_000


def load_state(folder: Path) -> tuple[EarlierState | None, tuple[Problem, ...]]:
    """Returns the state that lies in a briefing's folder, None without one, and what is wrong with it."""
    path = folder / NAME
    if not os.path.isfile(path):  # noqa: PTH113 (a path's own method raises where it may not look)
        return None, ()

    def broken(told: str) -> tuple[None, tuple[Problem, ...]]:
        message = f"{told}; `briefing mark` writes a new one, and until then no changes are told."
        return None, (Problem(NAME, 0, 0, "error", "state-broken", message),)

    try:
        if not inside(path, folder):
            return broken("the link leads out of the folder")
        if path.stat().st_size > _LONGEST:
            return broken("the file is larger than a state can be")
        state = state_of(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        return broken(f"the file cannot be opened: {error.strerror}")
    except (ValueError, RecursionError):
        return broken("the file is no state of a briefing")
    return state, ()


def state_of(data: object) -> EarlierState:
    """Returns the state that a ``state.json`` or ``briefing.json`` tells; raises ``ValueError`` where it is neither."""
    if not isinstance(data, Mapping) or not isinstance(data.get("briefing"), Mapping) or "statements" not in data:
        raise ValueError("no state of a briefing")
    as_of = data["briefing"].get("as_of")
    return EarlierState(
        as_of if isinstance(as_of, str) else None,
        _ids(data, "articles", lambda row: row.get("status", "used") == "used"),
        _ids(data, "statements"),
        _ids(data, "stakeholders"),
        tuple(sorted({p for row in _rows(data, "positions") if (p := _position(row)) is not None})),
        frozenset(str(row.get("message")) for row in _rows(data, "problems") if row.get("code") == "correction-stale"),
    )


def _rows(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows = data.get(key)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _ids(data: Mapping[str, Any], key: str, wanted: Any = lambda _row: True) -> frozenset[str]:
    return frozenset(str(row["id"]) for row in _rows(data, key) if "id" in row and wanted(row))


def _position(row: Mapping[str, Any]) -> EarlierPosition | None:
    party, issue, act = row.get("party"), row.get("issue"), row.get("act")
    if not isinstance(party, str) or not isinstance(issue, str) or (act is not None and act not in get_args(Act)):
        return None
    return EarlierPosition(party, issue, act or "", row.get("conditional") is True, row.get("changed") is True)
