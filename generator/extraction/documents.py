"""One way in for every kind of document, chosen by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable

from generator.model import Document

KINDS: dict[str, str] = {
    ".html": "page", ".htm": "page", ".xhtml": "page", ".mhtml": "archive", ".mht": "archive", ".docx": "word", ".pdf": "pdf",
}  # fmt: skip
"""Endings of the files that can be read, and what each is."""
LARGEST = 30_000_000
"""Bytes of the largest document that is read: a saved page may carry its pictures."""


class ExtractionError(Exception):
    """A document that nothing can be taken out of; the message goes on after "the file …"."""


def extract(data: bytes, suffix: str, url: str | None = None) -> Document:
    """Returns the main text and the metadata of a document.

    Args:
        data: its bytes.
        suffix: the ending of its name with the point, one of :data:`KINDS`.
        url: the address it was fetched from; links in it that are relative are relative to that.

    Raises :class:`ExtractionError` where it is not what its name says, holds no text, or is too large.
    """
    kind = KINDS[suffix.casefold()]
    if len(data) > LARGEST:
        raise ExtractionError(f"has more than {LARGEST // 1_000_000} MB")
    try:
        found = _reader(kind)(data, url)
    except ExtractionError:
        raise
    except Exception as error:  # what the libraries trip over in broken documents has no common name
        raise ExtractionError("cannot be read") from error
    if not found.text.strip():
        raise ExtractionError("holds no text that could be an article")
    return found


def _reader(kind: str) -> Callable[[bytes, str | None], Document]:
    # Each brings its library along, and they are heavy.
    if kind == "pdf":
        from generator.extraction.pdf import read_pdf

        return lambda data, url: read_pdf(data)
    if kind == "word":
        from generator.extraction.word import read_word

        return lambda data, url: read_word(data)
    from generator.extraction.web_page import read_archive, read_page

    return read_page if kind == "page" else lambda data, url: read_archive(data)
