"""Marks evidence in an article: a Markdown extension, and the anchors that citations lead to.

On an article's page a sentence that carries a claim is written ``==the sentence=={#s-1a2b3c4d}`` and rendered as
``<mark class="evidence" id="s-1a2b3c4d">the sentence</mark>``. The words inside are Markdown of their own. The
extension is an importable module, so that MkDocs, Zensical and Python-Markdown alone load it by its name::

    markdown_extensions:
      - briefing_generator.pages.showing.evidence_marks
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

    from markdown import Markdown

ANCHOR = r"s-[0-9a-f]{8}(?:-\d+)?"
_PATTERN = rf"==(?P<words>(?:(?!==).)+)==\{{ ?#(?P<anchor>{ANCHOR})\}}"
_BEFORE_ESCAPES_AND_LINKS = 185


class EvidenceProcessor(InlineProcessor):
    """Renders one mark of evidence."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        """Returns the element with its span in the text."""
        element = Element("mark", {"class": "evidence", "id": m["anchor"], "tabindex": "-1"})
        element.text = m["words"]
        return element, m.start(0), m.end(0)


class EvidenceExtension(Extension):
    """Adds marks of evidence to Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers the processor."""
        md.inlinePatterns.register(EvidenceProcessor(_PATTERN, md), "evidence", _BEFORE_ESCAPES_AND_LINKS)


def makeExtension(**options: Any) -> EvidenceExtension:
    """Returns the extension: the name is the one Python-Markdown looks for."""
    return EvidenceExtension(**options)


def mark(words: str, anchor: str) -> str:
    """Returns Markdown for a sentence of evidence; ``words`` is Markdown already."""
    return f"=={words}=={{#{anchor}}}"


def anchors(article: str, text: str, spans: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], str]:
    """Returns the anchor of each sentence of an article: ``s-`` and eight digits of a hash of its words.

    The anchor is made of the article's id and the sentence, so that it stays when other sentences come and go; a
    sentence that stands twice gets ``-2`` on its second place.
    """
    seen: dict[str, int] = {}
    found: dict[tuple[int, int], str] = {}
    for start, end in spans:
        words = " ".join(text[start:end].split())
        anchor = "s-" + hashlib.sha256(f"{article}\n{words}".encode()).hexdigest()[:8]
        seen[anchor] = seen.get(anchor, 0) + 1
        found[start, end] = anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
    return found
