"""A briefing as pages of Markdown, with evidence marked in its articles."""

from briefing_generator.pages.llms_txt import render_llms
from briefing_generator.pages.markdown_folder import write_pages
from briefing_generator.pages.rendering import render_home, render_pages

__all__ = ["render_home", "render_llms", "render_pages", "write_pages"]
