"""The face of the site: brings in, out of the package, what the pages look and work like beside Material's theme.

A stranger's ``mkdocs.yml`` names the theme and the plugin, no more. Whatever it sets itself wins: a setting is filled in
only where the theme's own value still stands, style sheets come before those of the site, and a file of the same name in
``docs/`` or in the theme's ``custom_dir`` takes the place of ours.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir, get_theme_names

from briefing_generator.site.heading_ids import heading_slugs

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

FOLDER = Path(__file__).parents[1] / "theme"
"""Laid between the site's own folder of templates and the theme's."""
_FILES = "assets/briefings"
"""Below the built site, and in :data:`FOLDER`: a name that no site takes by chance."""
_STYLES = tuple(f"{_FILES}/css/{name}.css" for name in ("theme", "briefings", "figures", "search", "print"))
SYSTEM_FONTS = f"{_FILES}/css/system-fonts.css"
"""Laid over ours where the theme's `font` is off."""
_SCRIPTS = tuple(f"{_FILES}/js/{name}.js" for name in ("citations", "filters", "menu", "sorting", "correcting"))
_WORKER = f"{_FILES}/iframe-worker/shim.js"
_SEARCH = f"{_FILES}/js/search.js"
_NEEDED = {
    "attr_list": "citations",
    "md_in_html": "what stands in boxes",
    "tables": "tables",
    "briefing_generator.pages.showing.evidence_marks": "highlighted sentences",
    "briefing_generator.pages.tables": "captions of tables",
}
"""Markdown extensions, each with what would come out as raw Markdown without it."""
_SAME = {name: f"markdown.extensions.{name}" for name in ("attr_list", "md_in_html", "tables")}
_EXTRA = ("extra", "markdown.extensions.extra")
"""Brings the first three along."""
_SEPARATOR = r"""(?:&(?:[lg]t|amp|quot|#39);|[\s\-–—,:;!?=\[\]()"“”„«»‘’'ʼ/…&])+|\.(?!\d)"""
_FOOT = (
    "Briefings are read out of news articles by rules, which can err: "
    "follow a claim to its sentence before you rely on it."
)
_FEATURES = (
    "navigation.tabs", "navigation.indexes", "navigation.prune", "navigation.top", "search.highlight", "search.suggest",
    "toc.follow",
)  # fmt: skip


def put_on(config: MkDocsConfig) -> None:
    """Fills in what the site did not set itself; where the theme is not Material, the Markdown extensions alone.

    Has to come before the plugins of search and of use offline have looked at their settings.
    """
    present = _extensions(config)
    config.markdown_extensions = [*config.markdown_extensions, *(name for name in _NEEDED if name not in present)]
    contents = config.mdx_configs.setdefault("toc", {})
    contents["slugify"] = heading_slugs(contents.get("slugify"))
    if config.copyright is None:
        config.copyright = _FOOT
    if not _is_material(config):
        return
    new = str(FOLDER) not in config.theme.dirs
    if new:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(FOLDER))
    # Whoever wants no fonts to be loaded gets none of ours either.
    styles = (*_STYLES, SYSTEM_FONTS) if new and config.theme.get("font") is False else _STYLES
    config.extra_css = _before(styles, config.extra_css)
    config.extra_javascript = _before(_SCRIPTS, config.extra_javascript)
    given = list(config.extra.get("polyfills") or ())
    # The offline plugin fetches a worker from elsewhere unless it sees one; ours stands where search can build on it.
    worker = () if any("iframe-worker" in str(script) for script in given) else (_WORKER,)
    config.extra["polyfills"] = [*worker, *given, *(() if _SEARCH in given else (_SEARCH,))]
    config.extra.setdefault("generator", False)
    theirs, plain = config.theme, Theme(name=config.theme.name)
    for key, value in (("features", list(_FEATURES)), ("palette", _palette()), ("font", False)):
        if theirs.get(key) == plain.get(key):
            theirs[key] = value
    search = config.plugins.get("material/search")
    if search is not None and not search.config.separator:
        search.config.separator = _SEPARATOR


def missing(config: MkDocsConfig, protected: bool) -> list[str]:
    """Returns a sentence for each thing that pages need and that is missing or switched off, with what would mend it.

    ``protected`` tells that pages carry a Content-Security-Policy, which blocks what comes from other sites.
    """
    told = []
    if not _is_material(config):
        told.append(
            f"the theme is `{config.theme.name}`: colours, filters, citations and search are made for Material; "
            "set `theme: material` in mkdocs.yml."
        )
    search = config.plugins.get("material/search") or config.plugins.get("search")
    if search is None:
        told.append(
            "the plugin `search` is missing: pages cannot be searched; add it, as in `plugins: [search, briefings]`."
        )
    elif not search.config.get("enabled", True):
        told.append("the plugin `search` is switched off: pages cannot be searched; leave out its `enabled: false`.")
    lost = [f"`{name}` ({what})" for name, what in _NEEDED.items() if name not in _extensions(config)]
    if lost:
        told.append(f"another plugin takes Markdown extensions away that pages need: {', '.join(lost)}.")
    blocked = _foreign(config) if protected else []
    if blocked:
        told.append(
            f"the Content-Security-Policy of built pages blocks what mkdocs.yml fetches from elsewhere: {', '.join(blocked)}; "
            "take copies into docs/, or set `policy: false` of the plugin `briefings`."
        )
    return told


def _is_material(config: MkDocsConfig) -> bool:
    # A theme may extend Material under a name of its own.
    return "material" in get_theme_names() and get_theme_dir("material") in config.theme.dirs


def _extensions(config: MkDocsConfig) -> set[str]:
    given = set(config.markdown_extensions)
    if given.intersection(_EXTRA):
        given |= set(_SAME)
    return given | {name for name, long in _SAME.items() if long in given}


def _before(ours: tuple[str, ...], theirs: list[Any]) -> list[Any]:
    named = {str(path) for path in theirs}
    return [*(path for path in ours if path not in named), *theirs]


def _foreign(config: MkDocsConfig) -> list[str]:
    addresses = [*config.extra_css, *config.extra_javascript, *(config.extra.get("polyfills") or ())]
    found = [f"`{path}`" for path in map(str, addresses) if path.startswith(("https://", "http://", "//"))]
    if _is_material(config) and config.theme.get("font"):
        found.append("the fonts of `theme.font`")
    return found


def _palette() -> list[dict[str, Any]]:
    schemes = (("light", "default", "night", "dark"), ("dark", "slate", "sunny", "light"))
    return [
        {
            "media": f"(prefers-color-scheme: {media})",
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": f"material/weather-{icon}", "name": f"Switch to the {other} colours"},
        }
        for media, scheme, icon, other in schemes
    ]
