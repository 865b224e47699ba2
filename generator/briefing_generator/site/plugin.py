"""MkDocs asks, we answer: adds every briefing's pages to the site, and makes again only what changed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from briefing_generator.site.face import missing, put_on
from briefing_generator.site.navigation import navigation
from briefing_generator.site.plugin_settings import BriefingsConfig
from briefing_generator.site.renewing.kept_pages import KeptPages
from briefing_generator.site.renewing.last_good import Aside
from briefing_generator.site.renewing.made import Made
from briefing_generator.site.renewing.site_folder import SiteFolder
from briefing_generator.site.renewing.surroundings import surroundings
from briefing_generator.site.renewing.watching import Watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

    from briefing_generator.model import Page

log = get_plugin_logger("briefings")


class BriefingsPlugin(BasePlugin[BriefingsConfig]):
    """Adds the briefings to the site. The instance, and with it what was made, lives as long as ``mkdocs serve``."""

    def __init__(self) -> None:
        """Starts with nothing made."""
        self.made = Made()
        self._kept: KeptPages | None = None
        self._folder: SiteFolder | None = None
        self._serving = False
        self._own_navigation = False
        self._watching: Watching | None = None
        self._missed: set[str] = set()
        self._aside: Aside | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Being there makes MkDocs keep this instance from build to build."""
        self._serving = command == "serve"

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Makes the server see what settings come to name while it runs, and the folder when it comes back.

        What it sends has the policy of a built page, with live reload allowed.
        """
        if self.config.policy:
            from briefing_generator.site.serving import allowing_reload

            server.set_app(allowing_reload(server.serve_request))
        if self._watching:
            self._watching.begin(server)
        return server

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Brings in the face of the site, before other plugins look at it, and watches the briefings' folder."""
        root = self._root(config)
        if not root.is_dir():
            told = "there is no such folder; make it, or set `folder` of the plugin `briefings`."
            raise PluginError(f"{root.name}: {told}")
        if str(root) not in config.watch:
            config.watch.append(str(root))
        if self._serving and self._watching is None:
            self._watching = Watching(root)
        put_on(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Says, once every plugin has had its say, what pages need and do not get; puts aside pages that cannot be made anew."""
        for line in missing(config, self.config.policy):
            if line not in self._missed:
                log.warning(line)
            self._missed.add(line)
        if not self._serving:
            from briefing_generator.corpus.article_paths import briefing_folders

            site = Path(config.site_dir)
            self._aside = Aside(briefing_folders(self._root(config)), site, self._cache(config))
            self._folder = SiteFolder(site)
            if self._folder.begin():
                config.site_dir = str(self._folder.new)
            else:
                self._folder = None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the pages as generated files."""
        from briefing_generator.corpus.article_paths import briefing_folders
        from briefing_generator.pages import render_home, render_llms
        from briefing_generator.pages.followed_files import with_addresses

        root = self._root(config)
        folders = self._shown(briefing_folders(root))
        for folder in folders:
            self.made.renew(folder, self._cache(config), self._watching, self.config.readers())
        self.made.only([folder.name for folder in folders])
        self.made.tell_problems(root.name, again=not self._serving)
        taken = {_place(file.dest_uri): file.src_uri for file in files}
        for briefing, pages in self.made:
            own = {
                self._add(files, page, config): page.path for page in with_addresses(pages, briefing, config.site_url)
            }
            if other := next((taken[place] for place in own if place in taken), None):
                log.warning(
                    f"{root.name}/{briefing.name}: `{other}` has the address of one of its pages; rename the folder."
                )
            taken |= own
        if not any(file.dest_uri == "index.html" for file in files):
            self._add(files, render_home(self.made.briefings), config)
        if files.get_file_from_path("llms.txt") is None:
            self._add(files, render_llms(self.made.briefings, lambda path: _address(files, path, config)), config)
        if config.nav is None:
            self._own_navigation = True
            config.nav = navigation(self.made, files, self.config.guide)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Leaves the navigation for the next build to make anew, and writes the pages that come out as they did last."""
        if self._own_navigation:
            config.nav = None
        self._kept = None
        cache, around = self._cache(config), surroundings(files, nav, config)
        if cache and around:
            self._kept = KeptPages(cache, around)
            self._kept.begin(files, config)
        return nav

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Gives the sitemap the day of a briefing's latest article, which is when its pages last had news."""
        date = str(page.meta.get("date", ""))
        if page.file.generated_by and re.fullmatch(r"\d{4}-\d\d-\d\d", date):
            page.update_date = date
        return markdown

    @event_priority(100)
    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Puts the words of others into a page of ours, before any other plugin looks at it.

        The names of single positions and events are left out of the contents beside it.
        """
        if page.file.generated_by != "briefings" or (self._kept and self._kept.knows(page)):
            return html
        from briefing_generator.site.finishing import finish_contents, finished

        for entry in page.toc:
            for below in entry.children if entry.level == 1 else [entry]:
                below.children.clear()

        finish_contents(page.toc)
        whole, removed = finished(html)
        if removed:
            if self._kept:
                self._kept.forget(page)
            log.warning(
                f"{page.file.src_uri}: {', '.join(removed)}: no template writes that; it was left out of the page."
            )
        return whole + self._correcting(page, config)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Takes the pages that are written already out of what is still to do: all links to them are made by now."""
        if self._kept:
            self._kept.pass_over(files)
        return env

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Puts all pages into the map of the site."""
        if self._kept and template_name == "sitemap.xml":
            context["pages"] = self._kept.all_files()
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Puts the Content-Security-Policy into a page, last of all plugins, and keeps it for the next build."""
        whole = self._protected(output, config, styles=page.file.generated_by != "briefings")
        if self._kept:
            self._kept.written(page, whole)
        return whole

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Puts the policy into pages that are no articles: ``404.html``."""
        return self._protected(output_content, config) if template_name.endswith(".html") else output_content

    @event_priority(-50)
    def _search(self, *, config: MkDocsConfig) -> None:
        """Makes the search index lean, after the theme has written it and before it is copied for use offline."""
        if self._aside:
            self._aside.put_back(Path(config.site_dir))
        path = Path(config.site_dir) / "search" / "search_index.json"
        if self._kept:
            self._kept.finish(path)
        if not path.is_file():
            return
        from briefing_generator.site.paged_search import NoPagefindError, page_search
        from briefing_generator.site.search_index import tune_file

        if not self._paged(config):
            depth: Any = self.config.search_text
            tune_file(path, self.made.briefings, depth)
            return
        try:
            page_search(Path(config.site_dir), self.made.briefings)
        except NoPagefindError as error:
            raise PluginError(str(error)) from error

    @event_priority(-1000)
    def _in_place(self, *, config: MkDocsConfig) -> None:
        """Puts the new site in the place of the last one, when all plugins are done with it."""
        if self._folder:
            self._folder.finish()
            config.site_dir = str(self._folder.site)
            log.info(f"The site is whole, and stands in {config.site_dir}")

    on_post_build = CombinedEvent(_search, _in_place)

    def on_build_error(self, *, error: Exception) -> None:
        """Says in a sentence what keeps the site from being made: a full disk, a cluster that does not answer."""
        from briefing_generator.reading.many.job import NoReadersError
        from briefing_generator.store.files import not_written

        if self._folder:
            self._folder.give_up()
        if isinstance(error, NoReadersError):
            raise Abort(f"{error} Nothing was built.") from error
        if told := not_written(error):
            if self._folder is None:
                raise Abort(f"{told} The site is not whole; build it again once that is mended.") from error
            told = told.replace(self._folder.new.name, self._folder.site.name)
            raise Abort(f"{told} The site is as it was; build it again once that is mended.") from error

    def _paged(self, config: MkDocsConfig) -> bool:
        # From a disk a browser loads no piece of an index.
        return self.config.search == "pagefind" and config.use_directory_urls

    def _protected(self, page: str, config: MkDocsConfig, styles: bool = False) -> str:
        if not self.config.policy:
            return page
        from briefing_generator.site.policy import theme_scripts, with_policy

        return with_policy(page, theme_scripts(tuple(config.theme.dirs)), wasm=self._paged(config), styles=styles)

    def _root(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path or ".").resolve().parent / self.config.folder

    def _correcting(self, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Returns what a page's script asks of where corrections are written."""
        from briefing_generator.site.editing import told_place

        name = page.file.src_uri.partition("/")[0]
        return told_place(self._root(config) / name, config, self.config.edit_url) if name in self.made else ""

    def _cache(self, config: MkDocsConfig) -> Path | None:
        from briefing_generator.store.cache import chosen_place

        root = Path(config.config_file_path or ".").resolve().parent
        return chosen_place(root / self.config.cache if self.config.cache else None)

    def _shown(self, folders: list[Path]) -> list[Path]:
        from briefing_generator.corpus.settings_file import load_settings

        if self.config.examples:
            return folders
        return [folder for folder in folders if not load_settings(folder)[0].example]

    def _add(self, files: Files, page: Page, config: MkDocsConfig) -> str:
        file = File.generated(config, page.path, content=page.inert or page.content)
        # Whoever writes a navigation chooses, and need not be told of each page that is not in it.
        if not page.in_navigation or config.nav is not None:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        if page.source and config.repo_url and config.edit_uri:
            file.edit_uri = f"../{page.source}"
        files.append(file)
        return _place(file.dest_uri)


def _place(path: str) -> str:
    # Two names that differ in their case or in how an accent is written are one on many disks.
    return unicodedata.normalize("NFC", path).casefold()


def _address(files: Files, path: str, config: MkDocsConfig) -> str:
    file = files.get_file_from_path(path)
    return urljoin(config.site_url or "", file.url if file else path)
