"""Ids of headings: made of the words that a heading shows, whatever they look like to the parser."""

from __future__ import annotations

from collections.abc import Callable

from markdown.extensions.toc import slugify

from briefing_generator.pages.showing.inert import words_in

Slugify = Callable[[str, str], str]
_LONGEST = 180
"""Letters of an id, to which the table of contents may add a number."""


def heading_slugs(own: Slugify | None = None) -> Slugify:
    """Returns what makes ids of headings, after a site's own way where it has one.

    No id begins with an underscore: such are those of the theme's own switches. Nor is one empty, as for a heading of
    letters or signs that the way has nothing for: the table of contents would make such an id of an underscore.
    """
    make = own or slugify

    def slug(value: str, separator: str) -> str:
        return make(words_in(value), separator).lstrip("_-.:")[:_LONGEST] or "section"

    return slug
