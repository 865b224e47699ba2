"""The HTML of a whole document (of a Word file, of a message) to Markdown, by markdownify: nothing is left out but links."""

from __future__ import annotations

from typing import Any

from briefing_generator.extraction.tidying import tidy


def as_markdown(page: str) -> str:
    """Returns HTML as Markdown, with one blank line between blocks and lines that break within one as lines."""
    from markdownify import markdownify

    return tidy(markdownify(
        page, heading_style="ATX", bullets="-", strip=["img", "a"], escape_asterisks=False, escape_underscores=False,
        escape_misc=False, table_infer_header=True,
    ))  # fmt: skip


def without_layout(tree: Any) -> None:
    """Makes plain containers of the tables of a page that only place things, such as a frame around the whole text."""
    data = {table for table in tree.xpath("//table") if _holds_data(table)}
    for element in tree.xpath("//tbody|//thead|//tfoot|//tr|//td|//th"):
        if next(element.iterancestors("table"), None) not in data:
            element.tag = "div"
    for element in tree.xpath("//table|//center"):
        if element not in data:
            element.tag = "div"


def _holds_data(table: Any) -> bool:
    """Tells whether a table has rows of several short cells, and not the parts of a page."""
    if table.get("role") in ("presentation", "none") or table.xpath(".//table|.//h1|.//h2|.//h3|.//ul"):
        return False
    rows = [row.xpath("./td|./th") for row in table.iter("tr")]
    wide = [cells for cells in rows if len(cells) > 1]
    return len(wide) > 1 and all(len(cell.text_content().split()) <= 40 for cells in wide for cell in cells)
