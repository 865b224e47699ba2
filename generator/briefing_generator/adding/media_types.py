"""What kind of document bytes are: by what they begin with, then by what the server and the address say."""

from __future__ import annotations

import codecs
import contextlib
import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from briefing_generator.extraction import KINDS

_TYPES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "multipart/related": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx", "text/plain": ".txt",
    "application/vnd.oasis.opendocument.text": ".odt", "application/rtf": ".rtf", "text/rtf": ".rtf", "message/rfc822": ".eml",
    "application/x-webarchive": ".webarchive", "text/markdown": ".md", "text/x-markdown": ".md",
}  # fmt: skip
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t]|(From|MIME-Version|Received|Snapshot-Content-Location):")
_OF_A_MESSAGE = (b"From", b"MIME-Version", b"Received", b"Snapshot-Content-Location")
"""Fields one of which the head of every message has."""
_MOST_FIELDS = 60
"""Fields that may stand before it."""
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)


def in_utf8(data: bytes, content_type: str) -> bytes:
    """Returns a page's bytes as UTF-8 where only its server tells of another encoding; else as they are.

    A page that is UTF-8 stays so whatever the server says: many servers name an encoding that nobody chose.
    """
    told = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", content_type, re.IGNORECASE)
    if (
        told is None
        or not content_type.startswith("text/")
        or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    ):
        return data
    try:
        codec = codecs.lookup(told[1]).name
        if not codec.startswith(("utf-16", "utf-32")):
            with contextlib.suppress(UnicodeDecodeError):
                data.decode("utf-8")
                return data
        # By the standard of the web Latin-1 means the code page of Windows.
        return data.decode("cp1252" if codec == "iso8859-1" else codec, "replace").encode("utf-8", "replace")
    except (LookupError, ValueError):
        return data


def _is_message(head: bytes) -> bool:
    """Tells whether bytes begin with the head of a message: one of its fields, and two more behind it.

    Line by line: one pattern for it all would try every way to share out the lines, of which there are endlessly many.
    """
    names: list[bytes] = []
    for line in head.split(b"\n")[:-1]:
        if field := _FIELD.match(line):
            names.append(field[1] or field[2])
        elif not names or not line.startswith((b" ", b"\t")):
            break
    return any(name in _OF_A_MESSAGE for name in names[: min(_MOST_FIELDS + 1, max(0, len(names) - 2))])


def ending_of(data: bytes, content_type: str = "", url: str = "") -> str | None:  # noqa: C901
    """Returns the ending of files of this kind; None where no article can be in it."""
    head = data[:4000]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF"):
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        if b"application/vnd.oasis.opendocument.text" in head:
            return ".odt"
        return ".docx" if b"word/" in data else None
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if head.startswith(b"bplist00") and b"WebMainResource" in data:
        return ".webarchive"
    if head.startswith(b"<") and _PAGE.search(head):
        return ".html"
    if _is_message(head):
        saved = b"Snapshot-Content-Location:" in head or re.search(rb"^From: ?<Saved by", head, re.MULTILINE)
        return ".mhtml" if saved else ".eml"
    told = _TYPES.get(content_type.split(";")[0].strip().casefold())
    if told:
        return told
    if content_type and not content_type.startswith(("text/", "application/octet-stream")):
        return None
    named = PurePosixPath(urlsplit(url).path).suffix.casefold() if url else ""
    if named in KINDS or named in (".md", ".txt"):
        return named
    return None if b"\0" in head else ".txt"
