"""Makes tables of Markdown fit for everybody: a caption, headers of rows, and cells that know their column.

Markdown's tables have neither. A paragraph right before a table that begins with ``Table:`` becomes its caption, a
first cell that is all bold becomes the header of its row, and each cell carries the words of its column's header as
``data-label``, which lets a style sheet stack the cells on a narrow screen. Elsewhere the page reads the same::

    Table: Who stands where

    | Issue | Norway |
    | --- | --- |
    | **Fishing** | demands quotas |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from markdown import Markdown

_BEGINS = "Table:"
_AFTER_INLINE = 15


class TableProcessor(Treeprocessor):
    """Dresses every table of a page."""

    def run(self, root: Element) -> None:
        """Changes the tables in place."""
        for parent in list(root.iter()):
            before: Element | None = None
            for element in list(parent):
                if element.tag == "table":
                    if before is not None and before.tag == "p" and (before.text or "").startswith(_BEGINS):
                        parent.remove(before)
                        element.insert(0, _caption(before))
                    _dress(element)
                before = element


def _caption(paragraph: Element) -> Element:
    caption = Element("caption")
    caption.text = (paragraph.text or "")[len(_BEGINS) :].lstrip()
    caption.extend(list(paragraph))
    return caption


def _dress(table: Element) -> None:
    table.set("class", "data")
    labels = ["".join(header.itertext()).strip() for header in table.findall("thead/tr/th")]
    for cell in table.iter():
        # A policy without inline styles forbids the attribute that Markdown writes for a column that stands to the right.
        if cell.tag in ("th", "td") and "right" in cell.attrib.pop("style", ""):
            cell.set("class", "number")
    for header in table.findall("thead/tr/th"):
        header.set("scope", "col")
    for row in table.findall("tbody/tr"):
        for label, cell in zip(labels, row, strict=False):
            cell.set("data-label", label)
        first = row[0] if len(row) else None
        if first is not None and len(first) == 1 and first[0].tag == "strong" and not (first.text or first[0].tail):
            first.tag = "th"
            first.set("scope", "row")


class TableExtension(Extension):
    """Adds the dressing of tables to Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers the processor, to run when the words inside cells are rendered."""
        md.treeprocessors.register(TableProcessor(md), "briefing-tables", _AFTER_INLINE)


def makeExtension(**options: Any) -> TableExtension:
    """Returns the extension: the name is the one Python-Markdown looks for."""
    return TableExtension(**options)
