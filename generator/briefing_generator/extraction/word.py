"""Word files to Markdown: mammoth reads them, markdownify writes headings, lists and tables."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress

from briefing_generator.extraction.errors import ExtractionError
from briefing_generator.extraction.packed import root_of, unpacked, unpacked_where
from briefing_generator.extraction.tidying import keywords, one_line
from briefing_generator.extraction.whole_page import as_markdown, without_layout
from briefing_generator.model import Document

_PROPERTIES, _TEXT = "docProps/core.xml", "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HIDDEN = re.compile(rb"<w:(?:vanish|dstrike)\b")
_OFF = ("0", "false", "off")
_MOST_XML = 20_000_000
"""Bytes of XML in the largest file that is read; an article has some hundred thousand."""
_MOST_TAGS = 150_000
"""Tags in that XML: the library keeps every element."""


def read_word(data: bytes) -> Document:
    """Returns a Word file's text; raises :class:`ExtractionError` where it is none."""
    import mammoth

    stated = _properties(data)
    _measure(data)
    try:
        data = _without_hidden(data)
        page = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _image: {})
        ).value
    except (MemoryError, ExtractionError):
        raise
    except Exception as error:  # mammoth has no error of its own: whatever a broken file makes it trip over
        raise ExtractionError("is a Word file that cannot be read") from error
    return Document(
        text=as_markdown(_without_frames(page)),
        title=stated.get("title"),
        author=stated.get("creator"),
        description=stated.get("description"),
        tags=keywords(stated.get("keywords", "")),
    )


def _without_hidden(data: bytes) -> bytes:
    """Returns the file without runs that are hidden or struck out twice, which the library would take for words."""
    (raw,) = unpacked(data, "Word file", _TEXT)
    if not _HIDDEN.search(raw):
        return data
    root = root_of(raw)
    for mark in list(root.iter(f"{_W}vanish", f"{_W}dstrike")):
        run = mark.getparent().getparent() if mark.getparent() is not None else None
        if mark.get(f"{_W}val") not in _OFF and run is not None and run.tag == f"{_W}r" and run.getparent() is not None:
            run.getparent().remove(run)
    from lxml import etree

    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in archive.infolist():
            copy.writestr(entry.filename, etree.tostring(root) if entry.filename == _TEXT else archive.read(entry))
    return packed.getvalue()


def _without_frames(page: str) -> str:
    from lxml import html

    if "<table" not in page:
        return page
    tree = html.document_fromstring(page.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8"))
    without_layout(tree)
    return str(html.tostring(tree, encoding="unicode"))


def _measure(data: bytes) -> None:
    """Raises :class:`ExtractionError` where a file holds more than an article, which the library would find out too late."""
    parts = unpacked_where(data, "Word file", lambda name: name.endswith((".xml", ".rels")), _MOST_XML)
    if sum(part.count(b"<") for part in parts) > _MOST_TAGS:
        raise ExtractionError(f"is a Word file of more than {_MOST_TAGS} tags")


def _properties(data: bytes) -> dict[str, str]:
    """Returns what a file's properties state. Its days are those of the file and not of the article, and left out."""
    from lxml import etree

    (raw,) = unpacked(data, "Word file", _PROPERTIES)
    found: dict[str, str] = {}
    with suppress(etree.XMLSyntaxError, ExtractionError):
        for element in root_of(raw) if raw else ():
            words = one_line(element.text)
            if words and isinstance(element.tag, str):
                found[etree.QName(element).localname] = words
    return found
