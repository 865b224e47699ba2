"""A page of ours, once MkDocs has made HTML of it: the words of others put back, and nothing left that no template wrote.

The sanitiser (nh3, which parses as browsers do) is the last step. What it lets pass stands in ``allowed.yml`` and is what
our templates, pictures and extensions of Markdown write; on a page whose words were made inert it finds nothing to remove,
and what it does remove is told.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html import escape
from typing import TYPE_CHECKING

import nh3

from briefing_generator.pages.showing.inert import as_html, words_in
from briefing_generator.store.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs.structure.toc import AnchorLink

_PACKAGE = "briefing_generator.site"
_SCHEMES = {"http", "https", "mailto"}
_ID = re.compile(r"[A-Za-z0-9][\w.:-]{0,200}")
"""What an id may look like: none begins as those of the theme's own switches do (``__search``)."""
_ELEMENT = re.compile(r"<([A-Za-z][\w-]*)([^<>]*)>")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE = re.compile(r"\s([A-Za-z][\w:-]*)")


def finished(page: str) -> tuple[str, tuple[str, ...]]:
    """Returns a page of HTML whose inert words are words again, and what had to be removed from it (``a onclick``), sorted."""
    whole = as_html(page)
    clean = _sanitiser().clean(whole)
    missing = _census(whole) - _census(clean)
    return clean, tuple(sorted(missing))


def finish_contents(entries: Iterable[AnchorLink]) -> None:
    """Puts the words back into a page's table of contents, whose titles themes put into pages as they are."""
    for entry in entries:
        entry.title = escape(words_in(entry.title), quote=False)
        finish_contents(entry.children)


def _kept(_: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return value if all(name in _classes() for name in value.split()) else None
    if attribute == "id":
        return value if _ID.fullmatch(value) else None
    if attribute in ("href", "src"):
        # An address without a scheme that names a host all the same leads out of the site.
        return None if value.lstrip().startswith(("//", "/\\", "\\")) else value
    return value


def _census(page: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for element, attributes in _ELEMENT.findall(page):
        name = element.casefold()
        found[name] += 1
        found.update(f"{name} {a.casefold()}" for a in _ATTRIBUTE.findall(_VALUE.sub("", attributes)))
    return found


@cache
def _classes() -> frozenset[str]:
    return frozenset(shipped(_PACKAGE, "allowed.yml")["classes"].split())


@cache
def _sanitiser() -> nh3.Cleaner:
    raw = shipped(_PACKAGE, "allowed.yml")
    elements: dict[str, Sequence[str]] = raw["elements"]
    return nh3.Cleaner(
        tags=set(elements),
        clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "embed", "textarea"},
        attributes={name: set(own) for name, own in elements.items() if own} | {"*": set(raw["everywhere"])},
        attribute_filter=_kept,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
