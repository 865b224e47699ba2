"""The lists of ``briefing.yml``: corrections, notes and feeds, an entry each, and what is wrong with one."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, get_args
from urllib.parse import urlsplit

from briefing_generator.corpus.metadata.fields import one_line, shown
from briefing_generator.corpus.metadata.yaml_cures import strange_sign
from briefing_generator.model import ACTS, Kind, Precision, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_PAGES = ("overview", "conditions", "stakeholders", "timeline", "sources", "data")
_SINGLE_PAGES = ("stakeholders/", "sources/")
_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind), "set_act": ACTS, "page": _PAGES, "action": ("hide", "set", "add", "confirm", "pin", "drop"),
    "set_stage": get_args(Stage), "filter": ("briefing", "words", "everything"),
}  # fmt: skip
_LISTS = ("merge", "split", "words")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,24}(?::\d+)?(?:/.*)?", re.IGNORECASE)
_FEED_FILES = (".opml", ".xml", ".rss", ".atom", ".rdf", ".json")
_ACTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "statements": ("statement", ("hide", "set", "add", "confirm")),
    "events": ("event", ("hide", "set", "add")),
    "brackets": ("sentence", ("hide", "set")),
    "disagreements": ("disagreement", ("hide",)),
    "discrepancies": ("discrepancy", ("hide",)),
    "meetings": ("meeting", ("hide",)),
}
"""The lists of corrections, each with what it corrects and what may be done to that."""


def dated(words: str) -> tuple[str, Precision] | None:
    """Returns the first day and the precision of ``2025-03-13``, ``2025-03`` or ``2025``; None for what is no date.

    >>> dated("2025-03"), dated("2025-13"), dated("soon")
    (('2025-03-01', 'month'), None, None)
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", words.strip())
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return first.isoformat(), "day" if day else "month" if month else "year"


def entries(
    raw: Any,
    key: str,
    lines: dict[str, int],
    kind: Callable[..., T],
    needed: str,
    report: Callable[[str, int, str], None],
) -> tuple[T, ...]:
    """Returns the entries of a list of ``briefing.yml``; those that are wrong are reported and left out.

    Args:
        raw: what stands behind the key.
        key: the list's name.
        lines: the line of each key, and of each entry (``key[0]``).
        kind: what an entry is made to.
        needed: a key that an entry must have, "" for none.
        report: takes code, line and message.
    """
    if raw is None:
        return ()
    code = "feed-broken" if key == "feeds" else "settings-value"
    if not isinstance(raw, list):
        sign = strange_sign(next((w for w in (raw if isinstance(raw, dict) else [raw]) if isinstance(w, str)), ""))
        told = f"{sign}." if sign else "entries that begin with `- ` would be right."
        report(code, lines.get(key, 0), f"`{key}` is no list; {told}")
        return ()
    known = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    found = []
    for number, row in enumerate(raw, 1):
        line = lines.get(f"{key}[{number - 1}]", lines.get(key, 0))
        if key == "feeds":
            row = _feed(row)
        wrong = _wrong(row, known, needed)
        if not wrong:
            wrong = _wrong_correction(row, key) if key in _ACTIONS else _wrong_feed(row) if key == "feeds" else None
        if wrong:
            report(code, line, f"entry {number} of `{key}` {wrong}")
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
        if "action" in strange and "hide" in known:
            return (
                f"has `action: {shown(row['action'])}`, which a stakeholder has not; `hide: true` would take it away."
            )
        return f"has the key `{(strange or ['line'])[0]}`; {', '.join(sorted(set(known) - {'line'}))} would be right."
    missing = [n for n, f in known.items() if f.default is dataclasses.MISSING and n not in row]
    if missing or (needed and not row.get(needed)):
        return f"lacks `{(missing or [needed])[0]}`."
    return next((wrong for key, value in row.items() if (wrong := _wrong_value(key, value))), None)


def _wrong_value(key: str, value: Any) -> str | None:
    if key == "page" and isinstance(value, str) and value.startswith(_SINGLE_PAGES):
        return None
    if key in _CHOICES and value is not None and value not in _CHOICES[key]:
        return f"has `{key}: {shown(value)}`; {', '.join(_CHOICES[key])} would be right."
    if key in _LISTS and not isinstance(value, list):
        return f"has `{key}` that is no list of {'words' if key == 'words' else 'names'}; `{key}: [{shown(value)}]` would be right."
    if key == "hide" and not isinstance(value, bool):
        return "has `hide` that is neither true nor false; `hide: true` would take the stakeholder away."
    if key not in (*_LISTS, "hide") and not isinstance(value, str):
        return f"has `{key}` that is no text; put it in quotation marks."
    return None


def _wrong_correction(row: dict[str, Any], key: str) -> str | None:
    thing, actions = _ACTIONS[key]
    action = row.get("action", "hide" if actions == ("hide",) else "set")
    if action not in actions:
        return f"has `action: {shown(action)}`; {', '.join(actions)} would be right."
    if not row.get("quote") and (action == "add" or not row.get("id")):
        return "lacks `quote`, words of the article to the letter" + (
            f" (or the `id` of a {thing})." if action != "add" else "."
        )
    if key == "events" and action == "add" and not row.get("set_date"):
        return "lacks `set_date`, the day of what happened; `set_date: 2025-03-13` would be right."
    if row.get("set_date") is not None and dated(row["set_date"]) is None:
        return (
            f"has `set_date: {shown(row['set_date'])}`, which is no date; 2025-03-13, 2025-03 or '2025' would be right."
        )
    changes = {
        "statements": "`set_act: rejects` would change the act",
        "events": "`set_date: 2025-03-13` would change the day",
        "brackets": "`set_name` would change the name",
    }
    changed = next((name for name in row if name.startswith("set_")), None)
    if action == "confirm" and changed:
        return f"has `{changed}` beside `action: confirm`; without that line it would change, without `{changed}` it would confirm."
    if action == "set" and changed is None:
        return f"changes nothing; {changes[key]}, `action: hide` hides the {thing}."
    return None


def _feed(row: Any) -> Any:
    """Returns an entry of ``feeds`` in full: an address alone is one, and a word alone a list of it."""
    if isinstance(row, str):
        return {"url": row.strip()}
    if not isinstance(row, dict):
        return row
    words = row.get("words")
    full = row | {"url": row["url"].strip()} if isinstance(row.get("url"), str) else row
    return full | {"words": [words]} if isinstance(words, str) else full


def _wrong_feed(row: dict[str, Any]) -> str | None:
    url = row["url"]
    try:
        parts = urlsplit(url)
        web = parts.scheme in ("http", "https") and bool(parts.hostname)
        secret = web and bool(parts.username or parts.password)
    except ValueError:
        return f"has `url: {shown(url)}`, which is no web address; https://courier.example/feed.xml would be one."
    if secret:
        return "has a `url` that holds a name or a password; without them it could be fetched."
    if not web and re.match(r"[a-z][a-z0-9+.-]+:", url, re.IGNORECASE):
        return f"has `url: {shown(url)}`, which is no web address; one that begins with https:// would be."
    file = url.casefold().endswith(_FEED_FILES) and not ("/" in url and _HOST.fullmatch(url))
    if not web and not file and _HOST.fullmatch(url):
        return f"has `url: {shown(url)}`; an address is written with its beginning, https://{shown(url)}."
    if not web and not file:
        return f"has `url: {shown(url)}`; a web address, or a file that ends in {' or '.join(_FEED_FILES)}, would be right."
    if any(one_line(word) is None for word in row.get("words") or ()):
        return "has `words` of which one is no text; put it in quotation marks."
    if row.get("filter") == "words" and not row.get("words"):
        return "has `filter: words` and no `words`; `words: [dockers, harbour]` would be right."
    return None
