"""What can be read, chosen by the ending of a name, and the reading itself: always done in the sandbox."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from briefing_generator.extraction.errors import TOO_DEAR, ExtractionError
from briefing_generator.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS: dict[str, str] = {
    ".html": "page", ".htm": "page", ".xhtml": "page", ".mhtml": "archive", ".mht": "archive", ".webarchive": "safari",
    ".docx": "word", ".odt": "open", ".rtf": "rich", ".pdf": "pdf", ".eml": "message",
}  # fmt: skip
"""Endings of the files that can be read, and what each is."""
LARGEST = 30_000_000
"""Bytes of the largest document that is read: a saved page may carry its pictures."""

LONGEST = 5_000_000
"""Letters of the longest text that is taken out of a document: as many as an article in Markdown may have."""


def take_apart(data: bytes, suffix: str, url: str | None = None) -> Document:
    """Returns what :func:`briefing_generator.extraction.extract` does and raises as it, in this process and without its limits."""
    kind = KINDS[suffix.casefold()]
    try:
        found = _reader(kind)(data, url)
    except ExtractionError:
        raise
    except MemoryError as error:
        raise ExtractionError(TOO_DEAR, dear=True) from error
    except ModuleNotFoundError as error:
        raise ExtractionError(
            "is not read without more libraries: pip install 'briefing-generator[documents]'", passing=True
        ) from error
    except (OSError, ImportError) as error:
        raise ExtractionError("cannot be read", passing=True) from error
    except Exception as error:  # what the libraries trip over in broken documents has no common name
        raise ExtractionError("cannot be read") from error
    if len(found.text) > LONGEST:
        raise ExtractionError(f"holds a text of more than {LONGEST // 1_000_000} MB")
    if not found.text.strip():
        raise ExtractionError("holds no text that could be an article")
    return found


def as_json(outcome: Document | ExtractionError) -> bytes:
    """Returns a document, or why there is none, as a line of JSON without its end: between processes and runs."""
    if isinstance(outcome, ExtractionError):
        return json.dumps({"error": str(outcome), "passing": outcome.passing, "dear": outcome.dear}).encode()
    return json.dumps(asdict(outcome)).encode()


def from_json(written: bytes) -> Document:
    """Returns the document that :func:`as_json` wrote; raises the :class:`ExtractionError` where it wrote that."""
    told = json.loads(written)
    if "error" in told:
        raise ExtractionError(told["error"], told["passing"], told["dear"])
    return Document(**told | {"tags": tuple(told["tags"])})


def _reader(kind: str) -> Callable[[bytes, str | None], Document]:
    # Each brings its library along, and they are heavy.
    if kind == "pdf":
        from briefing_generator.extraction.pdf import read_pdf

        return lambda data, _url: read_pdf(data)
    if kind == "word":
        from briefing_generator.extraction.word import read_word

        return lambda data, _url: read_word(data)
    if kind == "open":
        from briefing_generator.extraction.open_document import read_open_document

        return lambda data, _url: read_open_document(data)
    if kind == "rich":
        from briefing_generator.extraction.rich_text import read_rich_text

        return lambda data, _url: read_rich_text(data)
    if kind == "message":
        from briefing_generator.extraction.message import read_message

        return lambda data, _url: read_message(data)
    if kind == "page":
        from briefing_generator.extraction.web_page import read_page

        return read_page
    from briefing_generator.extraction.archives import read_archive, read_safari_archive

    return lambda data, _url: (read_archive if kind == "archive" else read_safari_archive)(data)
