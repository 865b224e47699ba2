"""What kind of document bytes are: by what they begin with, then by what the server and the address say."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from generator.extraction import KINDS

_TYPES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "multipart/related": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx", "text/plain": ".txt",
    "text/markdown": ".md", "text/x-markdown": ".md",
}  # fmt: skip
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)


def ending_of(data: bytes, content_type: str = "", url: str = "") -> str | None:
    """Returns the ending of files of this kind; None where no article can be in it."""
    head = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF"):
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        return ".docx" if b"word/" in data else None
    if head.startswith(b"<") and _PAGE.search(head):
        return ".html"
    if re.match(rb"(?:From|MIME-Version|Snapshot-Content-Location|Subject): ", head) and b"multipart/related" in head:
        return ".mhtml"
    told = _TYPES.get(content_type.split(";")[0].strip().casefold())
    if told:
        return told
    if content_type and not content_type.startswith(("text/", "application/octet-stream")):
        return None
    named = PurePosixPath(urlsplit(url).path).suffix.casefold() if url else ""
    if named in KINDS or named in (".md", ".txt"):
        return named
    return None if b"\0" in head else ".txt"
