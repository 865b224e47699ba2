"""What must hold of a page, whatever words stand in it: as many elements as with tame words, no attribute more, all words.

The same page is made twice, with words from outside and with tame ones, and goes the two ways that pages go: inert
through Markdown and what the plugin does behind it, and written out for other generators, with what these have switched
on. A parser of HTML5 says what a browser would see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from xml.etree.ElementTree import Element

import tinyhtml5
from briefing_generator.pages.showing.escaping import md, plain
from briefing_generator.pages.showing.inert import as_markdown
from briefing_generator.site.finishing import finished
from briefing_generator.site.heading_ids import heading_slugs
from briefing_generator.store.resources import shipped
from markdown import Markdown

OURS = ["toc", "tables", "fenced_code", "attr_list", "md_in_html", "briefing_generator.pages.showing.evidence_marks",
        "briefing_generator.pages.tables"]  # fmt: skip
OTHERS = ["toc", "tables", "attr_list", "md_in_html", "abbr", "def_list", "footnotes", "admonition", "pymdownx.superfences",
          "pymdownx.snippets", "pymdownx.tilde", "pymdownx.caret", "pymdownx.critic", "pymdownx.keys", "pymdownx.details",
          "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.magiclink", "pymdownx.inlinehilite", "pymdownx.arithmatex",
          "briefing_generator.pages.showing.evidence_marks", "briefing_generator.pages.tables"]  # fmt: skip
PAGE = """# {0}

<p class="gist" title="{0}">{0}</p>

- **{0}** demands {0} in 2025. [{0}](sources/index.md) <span class="party">{0}</span>
- {0}

> {0}

Table: {0}

| {0} | second |
| --- | --- |
| **{0}** | {0}, *{0}* |

<div class="card" markdown="1">
{0}

## {0}

</div>

=={0}=={{#s-12345678}} and ({0})
"""
TAME = "qzq"
_ANY_VALUE = {"id", "href", "title", "data-label"}
"""Attributes whose values are made of words; what they may be, the list says."""


@cache
def _markdown(extensions: tuple[str, ...]) -> Markdown:
    return Markdown(extensions=list(extensions), extension_configs={"toc": {"slugify": heading_slugs()}})


def inert_way(words: str) -> str:
    """Returns the page as a built site has it; raises AssertionError where the sanitiser found something to remove."""
    page = PAGE.format(md(words))
    whole, removed = finished(_markdown(tuple(OURS)).reset().convert(page))
    assert removed == (), removed
    return whole


def written_way(words: str) -> str:
    """Returns the page as another generator makes it of what ``briefing write`` wrote."""
    page = as_markdown(PAGE.format(md(words)))
    return _markdown(tuple(OTHERS)).reset().convert(page)


def check(words: str, way: Callable[[str], str]) -> None:
    """Raises AssertionError where words act in a page, or are not all there."""
    shown = words_shown(words)
    if not shown:
        return
    seen, tame = _parsed(way(words)), _parsed(way(TAME))
    assert _skeleton(seen) == _skeleton(tame)
    assert _text(seen) == _text(tame).replace(TAME, shown)
    for element in seen.iter():
        if address := element.get("href"):
            assert re.fullmatch(r"sources/index\.md|#[^\"]*", address), address


def words_shown(words: str) -> str:
    """Returns the words that a page shows: on one line, without what nobody sees."""
    return " ".join(plain(words).split())


def _parsed(page: str) -> Element:
    return tinyhtml5.parse(f"<!doctype html><body>{page}", namespace_html_elements=False)


def _skeleton(page: Element) -> list[tuple[str, tuple[str, ...]]]:
    return list(_elements(page))


def _elements(page: Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    allowed = shipped("briefing_generator.site", "allowed.yml")
    for element in page.iter():
        name = str(element.tag)
        for attribute_name in element.attrib:
            assert attribute_name in (*allowed["everywhere"], *(allowed["elements"].get(name) or ())), (
                name,
                attribute_name,
            )
        kept = tuple(sorted(k if k in _ANY_VALUE else f"{k}={v}" for k, v in element.items()))
        yield name, kept


def _text(page: Element) -> str:
    return " ".join("".join(page.itertext()).split())
