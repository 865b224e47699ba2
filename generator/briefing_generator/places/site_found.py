"""The site that a folder lies in, looked for upward, and where it says that its briefings and its kept work lie."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

CONFIGS = ("mkdocs.yml", "mkdocs.yaml")
_FOLDER, _CACHE = "briefings", ".cache/briefings"
"""What holds where ``mkdocs.yml`` says nothing of it; the plugin has the same."""
_BUILT = "site"
"""The same of where a site is built; MkDocs has it so."""

_DEPTH = 4
"""Files that inherit from one another at most."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site: its root, the folder of its briefings, the folder of kept work (None for none), and its ``mkdocs.yml``.

    ``config`` is None where a folder ``briefings`` stands alone.
    """

    root: Path
    briefings: Path
    cache: Path | None
    config: Path | None


def _read(source: str) -> Any:
    """Returns what a ``mkdocs.yml`` holds, with ``!ENV`` in it; other tags mean nothing here and load nothing.

    Raises ``yaml.YAMLError`` where it is no YAML.
    """
    # Only when a file is read: `briefing --version` must not wait for it.
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!ENV", _from_environment)
    Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)
    return yaml.load(source, Loader)


def _from_environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """Returns what ``!ENV`` stands for: the first variable that is set, else the last of several values."""
    if isinstance(node.value, str):
        return os.environ.get(node.value)
    values = [loader.construct_object(each) for each in node.value]
    *names, default = values if len(values) > 1 else [*values, None]
    return next((os.environ[name] for name in names if isinstance(name, str) and name in os.environ), default)


def find_site(here: Path) -> Site | None:
    """Returns the site that a folder lies in: the nearest above it, or it itself; None where there is none.

    A site is a folder whose ``mkdocs.yml`` has the plugin, or that holds a folder of briefings.
    """
    start = Path(os.path.normpath(here.absolute()))
    for root in (start, *start.parents):
        if site := _site_at(root):
            return site
    return None


def _site_at(root: Path) -> Site | None:
    config = next((root / name for name in CONFIGS if (root / name).is_file()), None)
    settings = _plugin_settings(config) if config else None
    told = settings or {}
    briefings = root / str(told.get("folder") or _FOLDER)
    if settings is None and not briefings.is_dir():
        return None
    kept = told.get("cache", _CACHE)
    cache = root / str(kept) if kept and config else None
    return Site(root, briefings, cache, config)


def built_folder(site: Site) -> Path:
    """Returns the folder into which MkDocs builds a site, as its ``mkdocs.yml`` or the file that it inherits from says."""
    config, told = site.config, dict[str, Any]()
    for _ in range(_DEPTH):
        told = (_settings(config) if config else None) or {}
        inherited = told.get("INHERIT")
        if told.get("site_dir") or config is None or not isinstance(inherited, str):
            break
        config = config.parent / inherited
    return site.root / str(told.get("site_dir") or _BUILT)


def _settings(config: Path) -> dict[str, Any] | None:
    """Returns what a ``mkdocs.yml`` says; None where it says nothing that can be read."""
    try:
        told = _read(config.read_text(encoding="utf-8"))
    except Exception:  # whatever is wrong with it, MkDocs tells when it builds
        return None
    return told if isinstance(told, dict) else None


def _plugin_settings(config: Path, depth: int = _DEPTH) -> dict[str, Any] | None:
    """Returns what a ``mkdocs.yml`` says of the plugin, or the file that it inherits from; None where neither has it."""
    told = _settings(config)
    if told is None:
        return None
    plugins = told.get("plugins")
    entries = plugins.items() if isinstance(plugins, dict) else ()
    for entry in plugins if isinstance(plugins, list) else ():
        entries = (*entries, *(entry.items() if isinstance(entry, dict) else ((entry, None),)))
    for name, settings in entries:
        if name == "briefings":
            return settings if isinstance(settings, dict) else {}
    inherited = told.get("INHERIT")
    return _plugin_settings(config.parent / inherited, depth - 1) if isinstance(inherited, str) and depth else None
