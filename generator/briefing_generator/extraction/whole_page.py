"""The HTML of a whole document (of a Word file, of a message) to Markdown, by markdownify: nothing is left out but links."""

from __future__ import annotations

from briefing_generator.extraction.tidying import tidy


def as_markdown(page: str) -> str:
    """Returns HTML as Markdown, with one blank line between blocks and lines that break within one as lines."""
    from markdownify import markdownify

    return tidy(markdownify(
        page, heading_style="ATX", bullets="-", strip=["img", "a"], escape_asterisks=False, escape_underscores=False,
        escape_misc=False, table_infer_header=True,
    ))  # fmt: skip
