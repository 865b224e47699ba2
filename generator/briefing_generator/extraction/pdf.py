"""PDFs to Markdown: the paragraphs of :mod:`briefing_generator.extraction.pdf_pages` without running heads, and headings."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from briefing_generator.extraction.errors import ExtractionError
from briefing_generator.extraction.pdf_pages import Box, boxes_of
from briefing_generator.model import Document

_LARGER = 1.15
"""How many times larger than the text's the letters of a heading are."""
_ADDRESS = re.compile(r"https?://\S+")


def read_pdf(data: bytes) -> Document:
    """Returns a PDF's text; raises :class:`ExtractionError` where it is none, is locked, or holds pictures alone."""
    if b"%PDF" not in data[:1024]:
        raise ExtractionError("is no PDF")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        boxes = list(boxes_of(data))
        stated = _properties(data)
    except (ExtractionError, MemoryError):
        raise
    except PDFPasswordIncorrect as error:
        raise ExtractionError("is a PDF that is locked with a password") from error
    except Exception as error:  # a broken file makes the library trip in more ways than it names
        raise ExtractionError("is a PDF that cannot be read") from error
    if not boxes:
        raise ExtractionError("is a PDF without text, perhaps of scanned pages; text recognition would be needed first")
    kept, address = _without_running_heads(boxes)
    text = _markdown(kept)
    return Document(
        text=text, title=_title(stated.get("Title"), text), author=stated.get("Author") or None, url=address,
        description=stated.get("Subject") or None,
    )  # fmt: skip


def _without_running_heads(boxes: list[Box]) -> tuple[list[Box], str | None]:
    """Returns the boxes but for what stands at the edges of pages, and the address that a browser prints there."""
    pages = boxes[-1].page + 1

    def alike(box: Box) -> str:
        return re.sub(r"\d+", "0", box.words)

    often = Counter(alike(box) for box in boxes if box.edge)
    running = {words for words, times in often.items() if times > 1 and times >= pages / 2}
    dropped = [
        box
        for box in boxes
        if box.edge
        and (alike(box) in running or len(box.words.split()) < 4 or re.match(r"(?:https?|file)://", box.words))
    ]
    addresses = (_ADDRESS.search(box.words) for box in dropped)
    address = next((found.group() for found in addresses if found), None)
    gone = {id(box) for box in dropped}
    return [box for box in boxes if id(box) not in gone], address


def _markdown(boxes: list[Box]) -> str:
    letters: Counter[float] = Counter()
    for box in boxes:
        letters[box.size] += len(box.words)
    usual = letters.most_common(1)[0][0] if letters else 0.0
    parts: list[str] = []
    for before, box in zip([None, *boxes], boxes, strict=False):
        heading = box.size >= _LARGER * usual and len(box.words.split()) <= 25
        goes_on = before is not None and before.page < box.page and before.size == box.size and box.words[0].islower()
        if goes_on and parts and parts[-1][-1] not in ".!?:":
            joined = parts[-1][:-1] if re.search(r"[a-z]-$", parts[-1]) else parts[-1] + " "
            parts[-1] = joined + box.words
        else:
            parts.append(f"## {box.words}" if heading else box.words)
    return "\n\n".join(parts).strip() + "\n"


def _title(stated: str | None, text: str) -> str | None:
    """Returns the stated title; where the text's first heading begins it, the outlet's name behind that is left out."""
    heading = re.match(r"#+ (.+)", text)
    if heading and stated and stated.startswith(heading.group(1)):
        return heading.group(1)
    return stated or None


def _properties(data: bytes) -> dict[str, str]:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.utils import decode_text

    found: dict[str, str] = {}
    for info in PDFDocument(PDFParser(io.BytesIO(data))).info:
        for key, value in info.items():
            if isinstance(value, bytes):
                found[key] = " ".join(decode_text(value).split())
    return found
