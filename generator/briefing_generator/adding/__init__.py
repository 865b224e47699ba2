"""Sources from outside to articles: addresses, feeds, files and folders, each written as Markdown with front matter."""

from briefing_generator.adding.intake import Added, add_sources
from briefing_generator.adding.updating import Came, Followed, update_briefing

__all__ = ["Added", "Came", "Followed", "add_sources", "update_briefing"]
