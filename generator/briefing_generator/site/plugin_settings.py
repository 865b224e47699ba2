"""What ``mkdocs.yml`` may say of the plugin."""

from __future__ import annotations

from mkdocs.config import config_options as options
from mkdocs.config.base import Config


class BriefingsConfig(Config):
    """What ``mkdocs.yml`` may say of the plugin."""

    folder = options.Type(str, default="briefings")
    cache = options.Type(str, default=".cache/briefings")
    policy = options.Type(bool, default=True)
    search = options.Choice(("built-in", "pagefind"), default="built-in")
    guide = options.ListOfItems(options.Type(str), default=[])
    search_text = options.Choice(("auto", "full", "evidence"), default="auto")
    examples = options.Type(bool, default=True)
    edit_url = options.Optional(options.Type(str))
