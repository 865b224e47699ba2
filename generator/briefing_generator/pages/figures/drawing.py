"""Templates of the pictures: every value that one puts into SVG is escaped, whoever wrote it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from briefing_generator.pages.showing.escaping import md, plain

NARROW = 288
"""Width in pixels of the narrowest column that a picture is laid out for: that of a telephone 320 pixels wide."""
CHARACTER = 7.4
"""Width in pixels of an average character of a label."""

_COLOURS = {
    "demands": "#b8661b", "rejects": "#cf4350", "offers": "#3a80bd", "accepts": "#2e8b57", "threatens": "#9a5cc0",
    "article": "#3a80bd", "met": "#2e8b57", "opposed": "#cf4350",
}  # fmt: skip
"""For pages whose style sheet knows nothing of our pictures: legible on white and on black. Ours has its own."""


def draw(template: str, **context: object) -> Markup:
    """Returns a picture as one block of HTML without empty lines, which Markdown leaves as it is."""
    drawn = _environment().get_template(f"{template}.svg.j2").render(**context)
    return Markup("\n".join(line.strip() for line in drawn.splitlines() if line.strip()))


def without_table(figure: Markup) -> Markup:
    """Returns a figure without the table behind it; nothing where there is but a table."""
    end = Markup("</figure>")
    return Markup(figure.partition(end)[0] + end) if end in figure else Markup("")


def width(text: str) -> float:
    """Returns about how wide a label is in pixels; characters of East Asia count double."""
    return CHARACTER * sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)


def wrapped(text: str, most: float, lines: int) -> list[str]:
    """Returns a label in at most ``lines`` lines of at most ``most`` pixels, cut with an ellipsis where it is longer."""
    rows: list[str] = []
    for word in plain(text).split(" "):
        if rows and width(f"{rows[-1]} {word}") <= most:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    short = [_cut(row, most) for row in rows[:lines]]
    if len(rows) > lines and not short[-1].endswith("…"):
        short[-1] = _cut(short[-1] + "…", most)
    return short


def _cut(text: str, most: float) -> str:
    if width(text) <= most:
        return text
    while text and width(text + "…") > most:
        text = text[:-1]
    return text.rstrip("….,;: ") + "…"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("briefing_generator.pages.figures"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined, finalize=_escaped,
    )  # fmt: skip
    environment.globals |= {"colours": _COLOURS}
    return environment


def _escaped(value: object) -> object:
    if isinstance(value, float):
        return Markup(re.sub(r"\.?0+$", "", f"{value:.2f}"))
    if isinstance(value, int):
        return Markup(value)
    return value if hasattr(value, "__html__") else Markup(md(value))
