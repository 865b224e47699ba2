"""What goes into every page of a site beside its own text, as one hash: settings, theme, navigation, versions, code."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing_generator.store.version import code_digest, library_versions

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

_KNOWN = {"briefings", "search", "material/search", "offline", "material/offline"}
"""Plugins of which all that they look at while a page is made is in the hash."""
_SETTINGS = (
    "site_name", "site_url", "site_author", "site_description", "copyright", "repo_url", "repo_name", "edit_uri",
    "edit_uri_template", "use_directory_urls", "markdown_extensions", "mdx_configs", "extra", "extra_css",
    "extra_javascript",
)  # fmt: skip
_LIBRARIES = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "pygments", "nh3", "babel")
_ROOMS = ("model", "store", "language", "pages", "theme", "site")


def surroundings(files: Files, nav: Navigation, config: MkDocsConfig) -> str | None:
    """Returns a hash of what goes into every page; None where that cannot be known: other plugins take part, or hooks.

    Args:
        files: all files of the site.
        nav: the navigation.
        config: the settings, after all plugins had their say.
    """
    if config.hooks or not set(config.plugins) <= _KNOWN:
        return None
    told = [
        {name: config[name] for name in _SETTINGS},
        {name: config.theme[name] for name in config.theme},
        {name: dict(plugin.config) for name, plugin in config.plugins.items()},
        [(item.title if item.is_section else item.url, len(item.ancestors)) for item in _items(nav.items)],
        library_versions(_LIBRARIES),
        code_digest(_ROOMS),
        str(config.config_file_path),
    ]
    digest = hashlib.sha256(json.dumps(told, sort_keys=True, default=_named).encode())
    # Titles of pages written by hand stand in the navigation, and their own templates go before the theme's.
    by_hand = [file for file in files.documentation_pages() if file.generated_by is None]
    own = sorted(p for p in Path(config.theme.custom_dir).rglob("*") if p.is_file()) if config.theme.custom_dir else []
    for content in (*(file.content_bytes for file in by_hand), *(path.read_bytes() for path in own)):
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _items(items: list[Any]) -> list[Any]:
    return [each for item in items for each in (item, *_items(item.children or []))]


def _named(value: object) -> str:
    """Returns what tells a setting that is no plain value from others: a function's name, else its words without an address."""
    told = str(getattr(value, "__qualname__", value))
    return type(value).__qualname__ if " at 0x" in told else told
