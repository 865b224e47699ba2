"""The sources as a bibliography: what each article is as a reference, under a key that stays."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from briefing_generator.store.resources import shipped
from briefing_generator.store.slugs import slug_of

if TYPE_CHECKING:
    from briefing_generator.model import Article, Briefing

_AND = re.compile(r"\s*;\s*|\s*,?\s+(?:and|&)\s+|\s*,\s*")
_GENERATION = re.compile(r"(?:jr|sr)\.?|[ivx]{2,4}", re.IGNORECASE)


@cache
def _words_of_names() -> tuple[frozenset[str], frozenset[str]]:
    """Returns words that belong to a family name, and words of desks and agencies, which are nobody's."""
    raw = shipped("briefing_generator.export", "references.yml")
    return frozenset(raw["particles"]), frozenset(raw["desks"])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote an article; of a desk, an agency or a single name ``given`` is empty."""

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """An article as a reference; None and empty what is not known, ``day`` as ``YYYY-MM-DD``."""

    key: str
    title: str
    authors: tuple[Person, ...]
    outlet: str | None
    day: str | None
    address: str | None
    archive: str | None
    language: str | None
    abstract: str | None
    tags: tuple[str, ...]


def references(briefing: Briefing) -> list[Reference]:
    """Returns the articles in use as references, sorted by key."""
    found = [_reference(article) for article in briefing.articles if article.status == "used"]
    return sorted(found, key=lambda reference: reference.key)


def people(names: str | None) -> tuple[Person, ...]:
    """Returns the people that an article names as its authors.

    >>> people("Ada Lund and Jan van der Berg")
    (Person(family='Lund', given='Ada'), Person(family='van der Berg', given='Jan'))
    >>> people("Courier Staff")
    (Person(family='Courier Staff', given=''),)
    """
    found: list[Person] = []
    for name in _AND.split(_clean(names or "")):
        if _GENERATION.fullmatch(name) and found:
            found[-1] = Person(found[-1].family, f"{found[-1].given}, {name}" if found[-1].given else name)
        elif name:
            found.append(_person(name))
    return tuple(found)


def _person(name: str) -> Person:
    particles, desks = _words_of_names()
    words = name.split()
    if len(words) == 1 or any(word.casefold() in desks for word in words):
        return Person(name)
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in particles:
        first -= 1
    return Person(" ".join(words[first:]), " ".join(words[:first]))


def _reference(article: Article) -> Reference:
    return Reference(
        _key(article), _clean(article.title), people(article.author), _clean(article.source or "") or None,
        article.date, article.url, article.archive, article.language, _clean(article.description or "") or None,
        tuple(filter(None, map(_clean, article.tags))),
    )  # fmt: skip


def _key(article: Article) -> str:
    """Returns a key of outlet and year, and six signs of a hash of the article's id, by which it stays when other articles come."""
    outlet = slug_of(article.source or "", "article").replace("-", "")[:20]
    return f"{outlet}{(article.date or 'nd')[:4]}-{sha256(article.id.encode()).hexdigest()[:6]}"


def _clean(words: str) -> str:
    """Returns words on one line without signs that nobody sees: each is one field of one line."""
    line = " ".join(words.split())
    return "".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
