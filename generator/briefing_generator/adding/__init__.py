"""Sources from outside to articles: addresses, feeds, files and folders, each written as Markdown with front matter."""

from briefing_generator.adding.intake import Added, add_sources

__all__ = ["Added", "add_sources"]
