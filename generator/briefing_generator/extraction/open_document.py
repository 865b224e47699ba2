"""OpenDocument texts (LibreOffice, Google Docs, Word) to Markdown, by odfdo."""

from __future__ import annotations

import io
import re
from typing import Any

from briefing_generator.extraction.errors import ExtractionError
from briefing_generator.extraction.packed import root_of, unpacked
from briefing_generator.extraction.tidying import keywords, language_code, one_line, tidy
from briefing_generator.model import Document

_CONTENT, _META = "content.xml", "meta.xml"
_MOST = 20_000
"""Elements and cells of the largest text; a page of a newspaper has some hundreds."""
_HIDDEN = re.compile(
    rb'<style:style [^<>]{0,300}?style:name="([\w.-]{1,60})"[^<>]{0,300}>\s{0,20}<style:text-properties [^<>]{0,600}?'
    rb'(?:text:display="none"|style:text-line-through-(?:style|type)="(?!none)[a-z-]{1,30}")'
)
"""The names of styles whose words are hidden or struck out."""
_LEFT_OUT = (
    "text:tracked-changes", "office:annotation", "office:annotation-end", "text:note", "text:table-of-content", "draw:image", "svg:title",
    "svg:desc",
)  # fmt: skip
"""What is not of the article's words: struck out, remarked, noted below, listed, or pictures."""


def read_open_document(data: bytes) -> Document:
    """Returns an OpenDocument text; raises :class:`ExtractionError` where it is none."""
    kind, content, meta = unpacked(data, "OpenDocument text", "mimetype", _CONTENT, _META)
    if not content or b"opendocument.text" not in kind:
        raise ExtractionError("is no OpenDocument text")
    import odfdo

    try:
        for part in filter(None, (content, meta)):
            _measure(part)
        document = odfdo.Document(io.BytesIO(data))
        body = document.body
        for name in _LEFT_OUT:
            for element in body.get_elements(f"//{name}"):
                element.delete()
        for name in _HIDDEN.findall(content):
            for element in body.get_elements(f'//text:span[@text:style-name="{name.decode()}"]'):
                element.delete()
        text = str(document.to_markdown())
        if not meta:  # a file may lack its properties, and odfdo trips over that
            return Document(text=tidy(_without_links(text)))
        told = document.meta
        words = [str(element.text_recursive) for element in told.get_elements("//meta:keyword")]
    except (ExtractionError, MemoryError):
        raise
    except Exception as error:  # what a broken file makes it trip over has no common name
        raise ExtractionError("is an OpenDocument text that cannot be read") from error
    return Document(
        text=tidy(_without_links(text)),
        title=one_line(told.title),
        author=one_line(told.initial_creator or told.creator),
        description=one_line(told.description or told.subject),
        tags=keywords(*words),
        language=language_code(told.language),
    )


def _measure(part: bytes) -> None:
    """Raises as :func:`root_of` does, and :class:`ExtractionError` where a part would be written out into too much."""
    from lxml import etree

    root = root_of(part)
    elements = list(root.iter(etree.Element))
    sizes: dict[Any, int] = {}
    # From the end, so that what stands inside an element is measured before it. A cell, a row, a space may stand for many.
    for element in reversed(elements if len(elements) <= _MOST else ()):
        told = {etree.QName(key).localname: value for key, value in element.attrib.items()}
        times = _times(told, "number-columns-repeated") * _times(told, "number-rows-repeated") * _times(told, "c")
        sizes[element] = min(
            _MOST + 1, times * (1 + sum(sizes[child] for child in element.iterchildren(etree.Element)))
        )
    if sizes.get(root, _MOST + 1) > _MOST:
        raise ExtractionError("is larger than an article can be")


def _times(told: dict[str, str], name: str) -> int:
    digits = told.get(name, "1").strip()
    # Of a number that long nothing but its length is needed.
    return max(1, int(digits)) if digits.isdigit() and len(digits) < 10 else _MOST if digits.isdigit() else 1


def _without_links(text: str) -> str:
    """Returns the Markdown with links as their words, and lines that break within a paragraph as lines."""
    text = re.sub(r"(?<!!)\[([^\[\]\n]{1,1000})\]\((?:https?:|mailto:|#)[^()\s]{0,2000}\)", r"\1", text)
    return text.replace("\\\n", "\n")
