"""PDFs to Markdown: pdfminer.six finds the boxes of text in reading order, here they become headings and paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.extraction.documents import ExtractionError
from generator.model import Document

_MOST_PAGES = 200
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " "}
_LARGER = 1.15
"""How many times larger than the text's the letters of a heading are."""
_EDGE = 0.08
"""The part of a page's height at its top and bottom where running heads and page numbers stand."""
_SHORT, _ENDED = 0.55, 0.85
"""The part of its box's width below which a line ends a paragraph: any line, and one that ends a sentence."""
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class _Box:
    """A box of text: words on one line, size of its letters in points, whether it stands at the edge of its page."""

    words: str
    size: float
    edge: bool
    page: int


def read_pdf(data: bytes) -> Document:
    """Returns a PDF's text; raises :class:`ExtractionError` where it is none, is locked, or holds pictures alone."""
    if b"%PDF" not in data[:1024]:
        raise ExtractionError("is no PDF")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        boxes = list(_boxes(data))
        stated = _properties(data)
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


def _boxes(data: bytes) -> Iterable[_Box]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextContainer

    for number, page in enumerate(extract_pages(io.BytesIO(data), maxpages=_MOST_PAGES, laparams=LAParams())):
        margin = _EDGE * page.height
        for box in page:
            if not isinstance(box, LTTextContainer):
                continue
            edge = box.y1 < margin or box.y0 > page.height - margin
            size = _usual_size(box)
            for words in _paragraphs(_lines(box)):
                yield _Box(words, size, edge, number)


def _usual_size(box: Any) -> float:
    from pdfminer.layout import LTChar

    letters = (letter for line in box if hasattr(line, "__iter__") for letter in line)
    sizes = Counter(round(letter.size, 1) for letter in letters if isinstance(letter, LTChar))
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _lines(box: Any) -> Iterable[tuple[str, float]]:
    """Yields the lines of a box, each with the part of the box's width that it fills."""
    for line in box:
        words = str(line.get_text()) if hasattr(line, "get_text") else ""
        for sign, letters in _LIGATURES.items():
            words = words.replace(sign, letters)
        words = " ".join("".join(c if c.isprintable() or c == "\u00ad" else " " for c in words).split())
        yield words, line.width / box.width if box.width else 1.0


def _paragraphs(lines: Iterable[tuple[str, float]]) -> Iterable[str]:
    """Yields the paragraphs of a box: lines are joined, words that were parted at a line's end made whole.

    A line that ends a sentence far from the edge ends a paragraph, and so does one that fills little of the width.
    """
    gathered = ""
    for line, filled in lines:
        bullet = re.match(r"[•▪◦‣●○·–-]\s+", line)
        if gathered and (bullet or not line):
            yield gathered
            gathered = ""
        if not line:
            continue
        line = f"- {line[bullet.end() :]}" if bullet else line
        if gathered.endswith("\u00ad") or (re.search(r"[a-z]-$", gathered) and line[0].islower()):
            gathered = gathered[:-1] + line
        else:
            gathered = f"{gathered} {line}" if gathered else line
        if filled < _SHORT or (filled < _ENDED and re.search(r"[.!?:][”\"’)]?$", line)):
            yield gathered
            gathered = ""
    if gathered:
        yield gathered


def _without_running_heads(boxes: list[_Box]) -> tuple[list[_Box], str | None]:
    """Returns the boxes but for what stands at the edges of pages, and the address that a browser prints there."""
    pages = boxes[-1].page + 1

    def alike(box: _Box) -> str:
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


def _markdown(boxes: list[_Box]) -> str:
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
