"""A briefing as a book: EPUB 3, a chapter a file, the notes as endnotes with links there and back.

The container is written here, with the ZIP of the standard library: an EPUB is a few small files beside its chapters,
and the one library for it that is kept puts the time of day into each book and is under the AGPL.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from typing import TYPE_CHECKING

from briefing_generator.pages.edition.bundle import put
from briefing_generator.pages.edition.chapters import Chapter, chapters, render
from briefing_generator.pages.edition.whole import style

if TYPE_CHECKING:
    from briefing_generator.model import Briefing


def export_epub(briefing: Briefing) -> bytes:
    """Returns the briefing as an EPUB, the same bytes for the same briefing."""
    made = chapters(briefing, split=True)
    held = {
        "META-INF/container.xml": render("container.xml.j2"),
        "OEBPS/style.css": style("book") + "\n",
        "OEBPS/title.xhtml": render("title.xhtml.j2", b=briefing),
        "OEBPS/nav.xhtml": render("nav.xhtml.j2", b=briefing, chapters=made),
        **{f"OEBPS/{chapter.id}.xhtml": render("chapter.xhtml.j2", chapter=chapter) for chapter in made},
        "OEBPS/package.opf": render(
            "package.opf.j2", b=briefing, chapters=made, identity=_identity(briefing, made), pictured=_pictured(made),
            modified=f"{briefing.as_of or '1980-01-01'}T00:00:00Z",
        ),
    }  # fmt: skip
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        put(book, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        for path, content in held.items():
            put(book, path, str(content).encode("utf-8"))
    return target.getvalue()


def _identity(briefing: Briefing, made: tuple[Chapter, ...]) -> str:
    """Returns a UUID (version 8) made of the name and the chapters: another state of the briefing is another book."""
    whole = "\n".join([briefing.name, *(str(chapter.html) for chapter in made)])
    digits = hashlib.sha256(whole.encode()).hexdigest()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"


def _pictured(made: tuple[Chapter, ...]) -> set[str]:
    return {chapter.id for chapter in made if re.search(r"<svg\b", chapter.html)}
