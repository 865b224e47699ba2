"""The templates, and what they may call.

Escaping is the rule, not a matter of care: every value that a template puts on a page is one line of inert words
(:mod:`briefing_generator.pages.showing.inert`) unless it is a number or says of itself that it is Markdown already
(``markupsafe.Markup``).
"""

from __future__ import annotations

import json
import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from briefing_generator.briefing.telling.prospects import mark_of
from briefing_generator.issues import tell_choice
from briefing_generator.model import ACTS
from briefing_generator.pages.figures import coverage_figure, positions_figure, relations_figure
from briefing_generator.pages.showing import escaping, facing, vocabulary
from briefing_generator.pages.showing.versions_shown import told_revisions
from briefing_generator.pages.showing.view import foreign, plain_source, said

_EXCERPT = 6
_FEW = 4
_RECENT = 4
"""Rows of a position that are shown at once."""


def render(template: str, **context: object) -> str:
    """Returns a page: the template ``<template>.md.j2``, given ``context``."""
    content = _environment().get_template(f"{template}.md.j2").render(**context)
    return re.sub(r"\n{3,}", "\n\n", content).strip() + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("briefing_generator.pages"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined, finalize=_escaped, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {
        "own": Markup,
        "meta": lambda text: Markup(_meta(text)),
        "data": lambda value: Markup(_data(value)),
        "oneline": lambda text: Markup(" ".join(text.split())),
        "flat": escaping.flat,
        "path": lambda name: Markup(escaping.path(name)),
        "slug": lambda text: Markup(escaping.slug(text)),
        "clipped": vocabulary.clipped,
    }
    environment.globals |= {
        "words": vocabulary, "said": said, "plain_source": plain_source, "foreign": foreign, "web": escaping.web_address, "excerpt": _EXCERPT, "recent": _RECENT, "few": _FEW, "ACTS": ACTS,
        "sides": facing.sides, "told_revisions": told_revisions, "tell_choice": tell_choice, "mark_of": mark_of,
        "relations_figure": relations_figure, "positions_figure": positions_figure, "coverage_figure": coverage_figure,
    }  # fmt: skip
    return environment


_REFUSED = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def _escaped(value: object) -> object:
    if value is None:
        return ""
    if hasattr(value, "__html__"):
        return value
    return Markup(value) if isinstance(value, int) else Markup(escaping.md(value))


def _meta(text: object) -> str:
    # Themes put titles and descriptions into the head of a page as they are: nothing that HTML knows may stand in them.
    signs: dict[str, str | int | None] = {"<": "‹", ">": "›", '"': "”", "&": "＆", "'": "’"}
    swapped = escaping.plain(text).translate(str.maketrans(signs))
    return _yaml(swapped)


def _data(value: object) -> str:
    # JSON is YAML too; what HTML knows is written as escapes, so that it is harmless wherever a theme puts it.
    signs: dict[str, str | int | None] = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
    return _yaml(value).translate(str.maketrans(signs))


def _yaml(value: object) -> str:
    # JSON is YAML but for characters that YAML refuses or takes for the end of a line: one of them in a title, and all
    # of the front matter would be read as text of the page.
    return _REFUSED.sub(lambda c: f"\\u{ord(c[0]):04x}", json.dumps(value, ensure_ascii=False, sort_keys=True))
