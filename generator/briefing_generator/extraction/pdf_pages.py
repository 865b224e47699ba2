"""The paragraphs on the pages of a PDF, in reading order: pdfminer.six finds letters and lines, here they are joined."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing_generator.extraction.errors import ExtractionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MOST_PAGES = 200
_MOST_LETTERS = 40_000
"""Letters on the fullest page that is read; a broadsheet's has some 30,000. Joining them to lines costs up to their square."""
_MOST_DRAWN = 20_000_000
"""Bytes that tell what to draw on all pages, as often as it is drawn: a form may be drawn on every page, and in forms."""
_FORM = 500
"""Bytes that a form counts for besides its own."""
_MOST_ORDERED = 300
"""Boxes on a page up to which columns are told apart, which costs their square; beyond, they are read from the top down."""
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " "}
_EDGE = 0.08
"""The part of a page's height at its top and bottom where running heads and page numbers stand."""
_RAGGED = 0.12
"""The part of its box's width by which lines of one width may differ."""
_RUN = 3
"""Lines as wide as each other from which on they fill what there is to fill."""
_SHORT, _ENDED = 0.55, 0.85
"""The part of its box's width below which a line ends a paragraph: any line, and one that ends a sentence."""


@dataclass(frozen=True, slots=True)
class Box:
    """A paragraph on one line: its words, size of its letters in points, whether it stands at the edge of its page."""

    words: str
    size: float
    edge: bool
    page: int


def boxes_of(data: bytes) -> Iterator[Box]:
    """Yields the paragraphs of a PDF; raises :class:`ExtractionError` where a page holds more than one can."""
    for number, page in enumerate(_pages(data)):
        margin = _EDGE * page.height
        for box in _in_order(page):
            edge = box.y1 < margin or box.y0 > page.height - margin
            size = _usual_size(box)
            for words in _paragraphs(_lines(box)):
                yield Box(words, size, edge, number)


def _pages(data: bytes) -> Iterator[Any]:
    """Yields the pages with all their letters, before these are joined to lines."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdftypes import stream_value

    class Counted(PDFPageAggregator):
        letters = 0

        def render_char(self, *drawn: Any, **how: Any) -> float:
            self.letters += 1
            if self.letters > _MOST_LETTERS:
                raise ExtractionError(f"has a page of more than {_MOST_LETTERS} letters")
            return super().render_char(*drawn, **how)

        def paint_path(self, *drawn: Any, **how: Any) -> None:
            """Lines, frames and pictures made of lines are no words."""

    class Measured(PDFPageInterpreter):
        drawn = 0

        def execute(self, streams: Sequence[object]) -> None:
            for stream in streams:
                Measured.drawn += _FORM + len(stream_value(stream).get_data())
            if Measured.drawn > _MOST_DRAWN:
                raise ExtractionError(f"tells how to draw its pages in more than {_MOST_DRAWN // 1_000_000} MB")
            super().execute(streams)

    resources = PDFResourceManager()
    device = Counted(resources, laparams=None)
    interpreter = Measured(resources, device)
    for page in PDFPage.get_pages(io.BytesIO(data), maxpages=_MOST_PAGES):
        device.letters = 0
        interpreter.process_page(page)
        yield device.get_result()


def _in_order(page: Any) -> list[Any]:
    """Returns the boxes of text on a page in reading order. Letters printed twice, as for bold type, count once."""
    from pdfminer.layout import IndexAssigner, LAParams, LTChar, LTPage, LTTextBox

    letters: dict[tuple[str, int, int], Any] = {}
    for letter in page:
        if isinstance(letter, LTChar):
            letters.setdefault((letter.get_text(), round(letter.x0), round(letter.y0)), letter)
    layout = LAParams()
    once = LTPage(page.pageid, page.bbox, page.rotate)
    once.extend(letters.values())
    once.analyze(LAParams(boxes_flow=None))
    boxes = [box for box in once if isinstance(box, LTTextBox)]
    if len(boxes) > _MOST_ORDERED:
        return boxes
    assigner = IndexAssigner()
    for group in once.group_textboxes(layout, boxes):
        group.analyze(layout)
        assigner.run(group)
    return sorted(boxes, key=lambda box: box.index)


def _usual_size(box: Any) -> float:
    from pdfminer.layout import LTChar

    letters = (letter for line in box if hasattr(line, "__iter__") for letter in line)
    sizes = Counter(round(letter.size, 1) for letter in letters if isinstance(letter, LTChar))
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _lines(box: Any) -> Iterable[tuple[str, float]]:
    """Yields the lines of a box, each with the part of the width that it fills: of the box, or of what a frame beside leaves.

    Lines that run beside a frame are all as narrow; one that ends a paragraph is narrower than those around it.
    """
    lines = list(box)
    for at, line in enumerate(lines):
        words = str(line.get_text()) if hasattr(line, "get_text") else ""
        for sign, letters in _LIGATURES.items():
            words = words.replace(sign, letters)
        words = " ".join("".join(c if c.isprintable() or c == "\u00ad" else " " for c in words).split())
        yield words, _filled(lines, at, box.width)


def _filled(lines: Sequence[Any], at: int, width: float) -> float:
    """Returns the part of the width that a line fills: all of it where it is one of several as wide, one below the other."""
    edges = [getattr(line, "x1", None) for line in lines[max(0, at - _RUN + 1) : at + _RUN]]
    here = edges[min(at, _RUN - 1)]
    for first in range(len(edges) - _RUN + 1):
        run = edges[first : first + _RUN]
        inside = first <= min(at, _RUN - 1) < first + _RUN
        if inside and all(edge is not None and abs(edge - here) < _RAGGED * width for edge in run):
            return 1.0
    return float(lines[at].width / width) if width else 1.0


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
