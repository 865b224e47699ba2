"""Pages that a browser saved as one file: MHTML (Chromium, Edge) and web archives (Safari)."""

from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from briefing_generator.extraction.errors import ExtractionError
from briefing_generator.extraction.message import parsed
from briefing_generator.extraction.web_page import read_page

if TYPE_CHECKING:
    from briefing_generator.model import Document

_PAGES = ("text/html", "application/xhtml+xml")


def read_archive(data: bytes) -> Document:
    """Returns the article of a page in MHTML; raises :class:`ExtractionError` where there is no page in it."""
    message = parsed(data)
    for part in message.walk():
        if part.get_content_type() in _PAGES:
            page = part.get_payload(decode=True)
            address = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
            if isinstance(page, bytes):
                return read_page(page, _web(address))
    raise ExtractionError("is no saved web page")


def read_safari_archive(data: bytes) -> Document:
    """Returns the article of a web archive, a property list; raises :class:`ExtractionError` where it is none."""
    try:
        # Refuses a list that defines entities.
        main = plistlib.loads(data)["WebMainResource"]
        page, address = main["WebResourceData"], main.get("WebResourceURL", "")
    except (plistlib.InvalidFileException, ExpatError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ExtractionError("is no saved web page") from error
    if not isinstance(page, bytes) or main.get("WebResourceMIMEType", _PAGES[0]) not in _PAGES:
        raise ExtractionError("is no saved web page")
    return read_page(page, _web(str(address)))


def _web(address: str) -> str | None:
    return address if address.startswith(("http://", "https://")) else None
