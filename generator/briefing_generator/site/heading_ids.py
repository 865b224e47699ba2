"""Ids of headings: made of the words that a heading shows, whatever they look like to the parser."""

from __future__ import annotations

from collections.abc import Callable

from markdown.extensions.toc import slugify

from briefing_generator.pages.showing.inert import words_in

Slugify = Callable[[str, str], str]


def heading_slugs(own: Slugify | None = None) -> Slugify:
    """Returns what makes ids of headings, after a site's own way where it has one.

    No id begins with an underscore: such are those of the theme's own switches.
    """
    make = own or slugify

    def slug(value: str, separator: str) -> str:
        return make(words_in(value), separator).lstrip("_")

    return slug
