"""One page to print: the whole briefing in a file that needs nothing beside it."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefing_generator.pages.edition.chapters import chapters, render

if TYPE_CHECKING:
    from briefing_generator.model import Briefing


def export_html(briefing: Briefing) -> str:
    """Returns the briefing as one well-formed document of HTML."""
    described = briefing.settings.description or (briefing.bottom_line[0].text if briefing.bottom_line else "")
    looks = style("print")
    digest = Markup(base64.b64encode(hashlib.sha256(looks.encode()).digest()).decode())
    return str(
        render(
            "document.html.j2", b=briefing, chapters=chapters(briefing), description=described, style=looks, digest=digest,
        )
    )  # fmt: skip


def style(name: str) -> Markup:
    """Returns one of the edition's style sheets."""
    return Markup((files("briefing_generator.pages.edition") / "templates" / f"{name}.css").read_text("utf-8").strip())
