"""What ``mkdocs.yml`` may say of the plugin."""

from __future__ import annotations

import os

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError

from briefing_generator.model import Readers


class BriefingsConfig(Config):
    """What ``mkdocs.yml`` may say of the plugin."""

    folder = options.Type(str, default="briefings")
    cache = options.Type(str, default=".cache/briefings")
    workers = options.Optional(options.Type(int))
    policy = options.Type(bool, default=True)
    search = options.Choice(("built-in", "pagefind"), default="built-in")
    guide = options.ListOfItems(options.Type(str), default=[])
    search_text = options.Choice(("auto", "full", "evidence"), default="auto")
    examples = options.Type(bool, default=True)
    edit_url = options.Optional(options.Type(str))

    def readers(self) -> Readers:
        """Returns who reads: as the command or the environment says, which is said last, else as ``mkdocs.yml`` does.

        Raises ``PluginError`` where there is no such number or address. A cluster is no setting of a site: which
        machines run one's code, no file that came with it should say.
        """
        workers = os.environ.get("BRIEFING_WORKERS", "")
        if not workers and self.workers is not None:
            workers = str(self.workers)
        try:
            return Readers.told(workers, os.environ.get("BRIEFING_CLUSTER", ""))
        except ValueError as error:
            raise PluginError(f"briefings: {error}") from error
