"""The statements as web annotations (W3C, JSON-LD): what was read, and of which words of which article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.export.directory import Directory

if TYPE_CHECKING:
    from briefing_generator.model import Article, Briefing, Evidence, Statement

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters before and behind a quote that tell which of several alike is meant."""


def export_annotations(briefing: Briefing) -> str:
    """Returns the statements as a collection of annotations, in the order of the articles.

    Each has the article's file as its target, by quote and by position, and, where the article has an address, the page
    there, by the words that a reader sees.
    """
    where = Directory(briefing)
    items = [_annotation(where, statement) for statement in where.statements]
    collection = {
        "@context": _CONTEXT, "id": _id(briefing, "annotations"), "type": "AnnotationCollection",
        "label": briefing.settings.title, "total": len(items),
        "first": {"id": _id(briefing, "page"), "type": "AnnotationPage", "startIndex": 0, "items": items},
    }  # fmt: skip
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _id(briefing: Briefing, name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'briefing:{briefing.name}/{name}')}"


def _annotation(where: Directory, s: Statement) -> dict[str, Any]:
    article = where.articles[s.evidence.article]
    tags = [where.name(s.party), s.act, where.issue(s.issue), *(["conditional"] if s.conditional else []), s.level]
    return {
        "id": _id(where.briefing, s.id), "type": "Annotation", "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "describing", "value": where.told(s), "format": "text/plain", "language": "en"},
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags if tag),
        ],
        "target": [_in_file(article, s.evidence), *_on_the_web(article, s.evidence)],
    }  # fmt: skip


def _in_file(article: Article, e: Evidence) -> dict[str, Any]:
    before, behind = article.text[max(0, e.start - _AROUND) : e.start], article.text[e.end : e.end + _AROUND]
    return {
        "source": quote(article.path),
        "selector": [
            {"type": "TextQuoteSelector", "exact": e.quote, "prefix": before, "suffix": behind},
            {"type": "TextPositionSelector", "start": e.start, "end": e.end},
        ],
    }


def _on_the_web(article: Article, e: Evidence) -> list[dict[str, Any]]:
    selector = {"type": "TextQuoteSelector", "exact": as_shown(e.quote)}
    return [{"source": address, "selector": selector} for address in (article.url, article.archive) if address]
