"""Word files to Markdown: mammoth reads them, markdownify writes headings, lists and tables."""

from __future__ import annotations

import io
import re
from contextlib import suppress

from generator.extraction.documents import ExtractionError
from generator.extraction.packed import unpacked
from generator.extraction.whole_page import as_markdown
from generator.model import Document

_PROPERTIES = "docProps/core.xml"


def read_word(data: bytes) -> Document:
    """Returns a Word file's text; raises :class:`ExtractionError` where it is none."""
    import mammoth

    stated = _properties(data)
    try:
        page = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(lambda image: {})
        ).value
    except MemoryError:
        raise
    except Exception as error:  # mammoth has no error of its own: whatever a broken file makes it trip over
        raise ExtractionError("is a Word file that cannot be read") from error
    return Document(
        text=as_markdown(page),
        title=stated.get("title"),
        author=stated.get("creator"),
        description=stated.get("description"),
        tags=tuple(filter(None, re.split(r"[,;]\s*", stated.get("keywords", "")))),
    )


def _properties(data: bytes) -> dict[str, str]:
    """Returns what a file's properties state. Its days are those of the file and not of the article, and left out."""
    from lxml import etree

    (raw,) = unpacked(data, "Word file", _PROPERTIES)
    found: dict[str, str] = {}
    with suppress(etree.XMLSyntaxError):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        for element in etree.fromstring(raw, parser) if raw else ():
            words = " ".join((element.text or "").split())
            if words and isinstance(element.tag, str):
                found[etree.QName(element).localname] = words
    return found
