"""What the built-in search looks through: the theme's index, made lean and told what each page is.

The theme writes one entry for each section of each page, all words of an article and of what is said of it again on
other pages. A browser reads the whole of that before it can answer. Here an article becomes one entry with its words
once, and beyond :data:`MOST` characters of articles only with the sentences that carry something; the pages that repeat
those sentences keep their headings. Each entry also gets the fields ``briefing`` and ``kind``, which the filters in the
search box read.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

from anyascii import anyascii

from briefing_generator.pages.showing.escaping import flat, slug
from briefing_generator.pages.showing.view import View
from briefing_generator.store.files import save

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from briefing_generator.model import Article, Briefing

Depth = Literal["auto", "full", "evidence"]
Entry = dict[str, Any]

MOST = 2_000_000
"""Characters of articles that are searched whole: about two seconds of a browser's work."""
GUIDE, SOURCES = "Guide", "Sources"
KINDS = {
    "": "Overview",
    "conditions": "Conditions",
    "stakeholders": "Stakeholders",
    "timeline": "Timeline",
    "sources": "Articles",
    "data": "Data",
}
"""What a page is called in the filters, by the first part of its path below the briefing."""
_BOOSTS = {"Overview": 2.0, "Conditions": 1.5, "Stakeholders": 1.5, GUIDE: 0.5}
_WORD = re.compile(r"[^\W\d_]+")
_REPEAT = {"Overview", "Conditions", "Timeline"}
"""Kinds of pages whose sentences stand in the articles as well."""


def tuned_index(index: Mapping[str, Any], briefings: Iterable[Briefing], depth: Depth = "auto") -> dict[str, Any]:
    """Returns the theme's search index (``config`` and ``docs``) with the entries of these briefings' pages made anew.

    ``depth`` tells how much of an article is searched: ``full`` its words, ``evidence`` the sentences that carry
    something, ``auto`` its words as long as all articles together stay below :data:`MOST` characters.
    """
    made = {briefing.name: briefing for briefing in briefings}
    size = sum(len(article.text) for briefing in made.values() for article in briefing.articles)
    lean = depth == "evidence" or (depth == "auto" and size > MOST)
    words = {name: _Words(briefing, lean) for name, briefing in made.items()}
    docs: list[Entry] = []
    issue = ""
    for doc in index["docs"]:
        tuned = _tuned(doc, words, lean)
        if tuned is None:
            continue
        if tuned.get("kind") == "Conditions" and "#" in tuned["location"]:
            # A party's heading says little in a list of hits: the issue above it is named too.
            if tuned["title"] in words[_name(tuned)].issues:
                issue = tuned["title"]
            elif issue and tuned["text"]:
                tuned["title"] = f"{issue}: {tuned['title']}"
        docs.append(tuned)
    return {**index, "docs": docs}


def _name(doc: Entry) -> str:
    return unquote(doc["location"]).split("/")[0]


def tune_file(path: Path, briefings: Iterable[Briefing], depth: Depth = "auto") -> None:
    """Does to the theme's ``search_index.json`` what :func:`tuned_index` does to its content."""
    index = json.loads(path.read_text(encoding="utf-8"))
    save(
        path, json.dumps(tuned_index(index, briefings, depth), ensure_ascii=False, separators=(",", ":")), durable=False
    )


def _tuned(doc: Entry, words: Mapping[str, _Words], lean: bool) -> Entry | None:
    page, _, anchor = doc["location"].partition("#")
    name, *below = unquote(page).removesuffix("/").removesuffix(".html").split("/")
    if name not in words:
        return {**doc, "kind": GUIDE, "boost": _BOOSTS[GUIDE]} if below or name not in ("", "index") else dict(doc)
    below = below[:-1] if below[-1:] == ["index"] else below
    kind = SOURCES if below == ["sources"] else KINDS.get(below[0] if below else "", GUIDE)
    told: Entry = {"briefing": words[name].title, "kind": kind}
    if kind in _BOOSTS:
        told["boost"] = _BOOSTS[kind]
    held = words[name].of("/".join(below))
    if held is not None:
        return None if anchor else {**doc, **told, "text": held}
    return {**doc, **told, **({"text": ""} if lean and kind in _REPEAT else {})}


class _Words:
    """What is searched of the pages of one briefing that have a text of their own: articles and stakeholders."""

    def __init__(self, briefing: Briefing, lean: bool) -> None:
        self.title = briefing.settings.title
        self._view = View(briefing)
        self.issues = {escape(self._view.issue(position.issue), quote=False) for position in briefing.positions}
        self._lean = lean
        self._articles = {f"sources/{slug(a.id)}": a for a in briefing.articles if a.status != "refused"}
        self._stakeholders = {f"stakeholders/{slug(s.id)}": s for s in briefing.stakeholders}

    def of(self, path: str) -> str | None:
        """Returns the text of a page as the index holds it; None for a page without a text of its own."""
        if path in self._articles:
            return self._article(self._articles[path])
        if path in self._stakeholders:
            held = self._stakeholders[path]
            issues = dict.fromkeys(s.issue for s in self._view.statements_by_party.get(held.id, ()))
            told = [*held.aliases, *(role.role for role in held.roles), *map(self._view.issue, issues)]
            return _paragraphs([*told, _bare_letters(held.name, *told)])
        return None

    def _article(self, article: Article) -> str:
        if self._lean:
            spans = sorted(self._view.cited.get(article.id, ()))
        else:
            spans = [(block.start, block.end) for block in article.blocks if block.kind != "furniture"]
        told = [article.source or "", article.author or "", *article.tags]
        texts = [flat(article.text[start:end]) for start, end in spans]
        return _paragraphs(
            [
                *(text for text in texts if text != article.title),
                " ".join(told),
                _bare_letters(article.title, *texts, *told),
            ]
        )


def _bare_letters(*texts: str) -> str:
    """Returns the words of texts that have marks on their letters, without these: whoever looks for Ocalan finds Öcalan.

    >>> _bare_letters("Abdullah Öcalan spoke", "in Malmö")
    'Ocalan Malmo'
    """
    words = dict.fromkeys(word for text in texts if not text.isascii() for word in _WORD.findall(text))
    return " ".join(dict.fromkeys(bare for word in words if (bare := anyascii(word)) != word))


def _paragraphs(texts: Iterable[str]) -> str:
    flattened = dict.fromkeys(flat(text) for text in texts)
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in flattened if text)
