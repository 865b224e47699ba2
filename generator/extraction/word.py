"""Word files to Markdown: mammoth reads them, markdownify writes headings, lists and tables."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress

from generator.extraction.documents import ExtractionError
from generator.model import Document

_LARGEST = 100_000_000
"""Bytes that a file may hold once unpacked: what packs better than any article is meant to do harm."""
_PROPERTIES = "docProps/core.xml"


def read_word(data: bytes) -> Document:
    """Returns a Word file's text; raises :class:`ExtractionError` where it is none."""
    import mammoth
    from markdownify import markdownify

    stated = _properties(data)
    try:
        page = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(lambda image: {})
        ).value
    except MemoryError:
        raise
    except Exception as error:  # mammoth has no error of its own: whatever a broken file makes it trip over
        raise ExtractionError("is a Word file that cannot be read") from error
    text = markdownify(
        page, heading_style="ATX", bullets="-", strip=["img", "a"], escape_asterisks=False, escape_underscores=False,
        escape_misc=False, table_infer_header=True,
    )  # fmt: skip
    return Document(
        text=re.sub(r"\n{3,}", "\n\n", text).strip() + "\n",
        title=stated.get("title"),
        author=stated.get("creator"),
        description=stated.get("description"),
        tags=tuple(filter(None, re.split(r"[,;]\s*", stated.get("keywords", "")))),
    )


def _properties(data: bytes) -> dict[str, str]:
    """Returns what a file's properties state. Its days are those of the file and not of the article, and left out."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _LARGEST:
                raise ExtractionError(f"unpacks to more than {_LARGEST // 1_000_000} MB")
            raw = packed.read(_PROPERTIES) if _PROPERTIES in packed.namelist() else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise ExtractionError("is no Word file") from error
    found: dict[str, str] = {}
    with suppress(etree.XMLSyntaxError):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        for element in etree.fromstring(raw, parser) if raw else ():
            words = " ".join((element.text or "").split())
            if words and isinstance(element.tag, str):
                found[etree.QName(element).localname] = words
    return found
