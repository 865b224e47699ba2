"""A briefing as pages of Markdown, with evidence marked in its articles."""

from generator.pages.found import render_llms
from generator.pages.rendering import render_home, render_pages
from generator.pages.writing import write_pages

__all__ = ["render_home", "render_llms", "render_pages", "write_pages"]
