"""Pictures of articles on pages: local ones are carried along, remote ones become links, so that no page asks the web."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from briefing_generator.model import Article, Block, Briefing, Page, Picture
from briefing_generator.pages.showing.escaping import md, slug, web_address

if TYPE_CHECKING:
    from briefing_generator.pages.showing.view import View


def picture_path(picture: Picture) -> str:
    """Returns where a local picture lies below a briefing's pages: its name, and a piece of its hash."""
    path = PurePosixPath(picture.path or "")
    return f"sources/pictures/{slug(path.stem)}-{picture.sha256[:8]}{path.suffix.casefold()}"


def pictures_of(view: View, article: Article, block: Block, here: str) -> list[str]:
    """Returns the pictures of a block as Markdown; ``here`` is the path of the page."""
    shown = []
    for picture in article.pictures:
        if not block.start <= picture.start < block.end:
            continue
        if picture.path:
            shown.append(f"![{md(picture.alt)}]({view.link(picture_path(picture), here)})")
        elif address := web_address(picture.url):
            told = f": {md(picture.alt)}" if picture.alt else ""
            shown.append(f'<a href="{md(address)}">Picture on the web{told}</a>')
    return shown


def carried_pictures(briefing: Briefing, folder: Path) -> tuple[Page, ...]:
    """Returns the files of the local pictures, each once, sorted by path.

    Args:
        briefing: what is shown.
        folder: the briefing's folder, which the pictures lie in.

    One that has gone or changed since the articles were read is left out.
    """
    found: dict[str, Page] = {}
    for article in briefing.articles:
        for picture in article.pictures:
            path = f"{briefing.name}/{picture_path(picture)}"
            if picture.path and path not in found:
                try:
                    data = (folder / picture.path).read_bytes()
                except OSError:
                    continue
                if hashlib.sha256(data).hexdigest() == picture.sha256:
                    found[path] = Page(path, data)
    return tuple(found[path] for path in sorted(found))
