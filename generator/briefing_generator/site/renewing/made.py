"""The briefings of a site as they were made last: one is made again only where one of its files changed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click
from mkdocs.plugins import get_plugin_logger

from briefing_generator.site.renewing.last_good import settings_for
from briefing_generator.site.renewing.watching import Key, Watching, fingerprint, own_pack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing_generator.model import Briefing, Page, Readers

log = get_plugin_logger("briefings")


class Made:
    """What was made of each briefing's folder, for as long as MkDocs serves."""

    def __init__(self) -> None:
        """Starts with nothing made."""
        self._made: dict[str, tuple[Key, Briefing, tuple[Page, ...]]] = {}
        self._told: set[str] = set()

    def __iter__(self) -> Iterator[tuple[Briefing, tuple[Page, ...]]]:
        """Yields each briefing with its pages."""
        for _, briefing, pages in self._made.values():
            yield briefing, pages

    def __contains__(self, name: str) -> bool:
        """Tells whether there is a briefing of that name."""
        return name in self._made

    @property
    def briefings(self) -> list[Briefing]:
        """The briefings, in order."""
        return [briefing for briefing, _ in self]

    def only(self, names: list[str]) -> None:
        """Forgets the briefings of other names, and puts the rest in this order."""
        self._made = {name: self._made[name] for name in names if name in self._made}

    def renew(
        self, folder: Path, cache: Path | None, watching: Watching | None, readers: Readers | None = None
    ) -> None:
        """Makes a briefing where one of its files changed, and says what that did.

        Args:
            folder: the briefing's folder.
            cache: where work is kept.
            watching: what looks at files while the site is served; None where it is built once. While it is served,
                what cannot be made is told, and the pages stay as they were: whoever is writing mends it in a moment.
            readers: who reads the articles; None takes as many processes here as pay.
        """
        from briefing_generator.make import make_folder_and_pages
        from briefing_generator.site.renewing.renewal_log import renewal_lines

        pack = own_pack(folder)
        if pack and watching:
            watching.watch(pack)
        key = fingerprint(folder, pack)
        before = self._made.get(folder.name)
        if before and before[0] == key:
            return
        settings, wrong = settings_for(folder, before[1].settings if before else None, cache)
        if wrong:
            log.warning(f"{folder.parent.name}/{folder.name}/{wrong}")
            return
        try:
            briefing, pages = make_folder_and_pages(folder, cache, settings, readers)
        except Exception as error:
            if not watching:
                raise
            log.error(f"{folder.name} cannot be read: {error}")
            return
        self._made[folder.name] = (key, briefing, pages)
        for line in renewal_lines(before[1] if before else None, briefing):
            log.info(line)

    def tell_problems(self, root: str, *, again: bool) -> None:
        """Says what is wrong in the folders; what was said of the build before only where ``again``.

        While somebody works, what is new must not drown in what was said before. ``root`` is the name of the folder of
        all briefings.
        """
        told: set[str] = set()
        wrong: set[tuple[str, str]] = set()
        for briefing in self.briefings:
            for problem in briefing.problems:
                told.add(line := f"{root}/{briefing.name}/{problem}")
                if problem.severity == "error":
                    wrong.add((briefing.name, problem.path))
                if again or line not in self._told:
                    (log.warning if problem.severity == "error" else log.info)(line)
        if wrong and not log.isEnabledFor(logging.WARNING):
            # `mkdocs --quiet` keeps each of them to itself, yet nothing may be left out without a word.
            names = "1 file has errors" if len(wrong) == 1 else f"{len(wrong):,} files have errors"
            click.echo(f"{names}, and what is wrong is left out of the site: `briefing check` tells.", err=True)
        self._told = told
