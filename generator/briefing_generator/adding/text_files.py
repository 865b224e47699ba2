"""Plain text and Markdown that is added: what it states of itself, as a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.decoding import decode
from briefing_generator.corpus.body.marks import ENTITY
from briefing_generator.corpus.body.markup import entity_sign
from briefing_generator.corpus.metadata.bylines import find_bylines
from briefing_generator.corpus.metadata.fields import read_fields
from briefing_generator.corpus.metadata.front_matter import FrontMatter, split_front_matter
from briefing_generator.corpus.metadata.inference import IN_THE_TEXT, infer_date, infer_title
from briefing_generator.corpus.metadata.stated_lines import stated_lines
from briefing_generator.extraction import ExtractionError
from briefing_generator.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = frozenset("<>*_[]`#|\\~")
"""Signs that Markdown gives a meaning to: an entity that stands for one stays."""


def has_front_matter(data: bytes) -> bool:
    """Tells whether a file begins with front matter; raises :class:`briefing_generator.corpus.metadata.front_matter.FrontMatterError`."""
    decoded = decode(data)
    return not decoded.refused and bool(split_front_matter(decoded.text).values)


def text_document(data: bytes) -> Document:
    """Returns a text as a document, its metadata as its first lines state it, entities of HTML written out.

    Raises :class:`ExtractionError` where it is empty or no text.
    """
    decoded = decode(data)
    if decoded.refused:
        raise ExtractionError("is empty" if decoded.refused == "file-empty" else "is no text")
    matter = split_front_matter(decoded.text)
    text = re.sub(ENTITY, _sign, matter.body).strip()
    stated = stated_lines(text)
    both = FrontMatter(stated.values | matter.values, stated.lines | matter.lines)
    fields = read_fields(both, lambda *_: None)
    author = fields.author or next((byline.author for byline in find_bylines(text) if byline.author), None)
    return Document(
        text=text, title=fields.title, date=fields.date, source=fields.source, url=fields.url, author=author,
        description=fields.description, tags=fields.tags, language=fields.language,
    )  # fmt: skip


def inferred(document: Document, name: str) -> tuple[str | None, str | None]:
    """Returns the title and the date of a text as every build would infer them; None where it states or lacks them.

    They name the file, and stay out of its front matter: what was inferred is not written down as stated. A date that
    merely stands somewhere in the text names nothing.
    """
    first = next(_first_lines(document.text), "")
    title = None if document.title or not first else infer_title(first, name).value
    bylines = [byline.words for byline in find_bylines(document.text)]
    when = None if document.date else infer_date(name, document.text, None, bylines, document.url)
    return title, when.value if when and when.origin != IN_THE_TEXT else None


def _first_lines(text: str) -> Iterator[str]:
    return (re.sub(r"^#{1,6}\s+", "", line.strip()) for line in text.split("\n") if line.strip())


def _sign(found: re.Match[str]) -> str:
    sign = entity_sign(found.group())
    return found.group() if sign is None or sign in _MARKS else sign
