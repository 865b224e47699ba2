"""Sources from outside to articles: addresses, feeds, files and folders, each written as Markdown with front matter."""

from generator.adding.sources import Added, add_sources

__all__ = ["Added", "add_sources"]
