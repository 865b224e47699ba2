"""Gold: what a careful reader finds in the articles of a briefing, kept in ``gold.yml`` beside them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from briefing_generator.corpus import load_corpus
from briefing_generator.model import Corpus

ROOT = Path(__file__).parents[2]
Span = tuple[int, int]


def folded(name: str) -> str:
    """Returns a name as it is compared: small letters, straight apostrophes, no article or possessive."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("’", "'").strip()
    return re.sub(r"'s$", "", re.sub(r"^the\s+", "", plain))


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """A statement as the annotator has it; of several acts, issues or parties any one is right."""

    article: str
    span: Span
    parties: tuple[str | None, ...]
    acts: tuple[str, ...]
    issues: tuple[str, ...]
    conditional: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """A stretch inside quotation marks, and who said it."""

    article: str
    span: Span
    speaker: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of one briefing; ``articles`` are the ids of those that are annotated and in use."""

    articles: frozenset[str]
    statements: tuple[GoldStatement, ...]
    quotations: tuple[GoldQuotation, ...]
    known: dict[str, str]
    """Each stakeholder's names and aliases, folded, with the name that stands for it."""
    party_of: dict[str, str]

    def name(self, alias: str) -> str:
        """Returns the name that stands for whom an alias names, the folded alias where nobody knows it."""
        return self.known.get(folded(alias), folded(alias))

    def side(self, alias: str) -> str:
        """Returns whom somebody speaks for: a person's party, else the name itself."""
        name = self.name(alias)
        return self.party_of.get(name, name)


def briefings() -> list[Path]:
    """Returns the folders of the bundled briefings that have gold, sorted."""
    return sorted(path.parent for path in (ROOT / "briefings").glob("*/gold.yml"))


def unseen() -> list[Path]:
    """Returns the folders of the articles that no rule may be made for, sorted."""
    return sorted(path.parent for path in Path(__file__).parent.glob("unseen/*/gold.yml"))


def _many(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _span(text: str, words: str, where: str) -> Span:
    """Returns where words stand; they must stand there to the letter, and once."""
    if text.count(words) != 1:
        raise ValueError(f"{where}: {words!r} stands {text.count(words)} times in the article; once would be right.")
    start = text.index(words)
    return start, start + len(words)


def load_gold(folder: Path, corpus: Corpus | None = None) -> Gold:
    """Reads a briefing's gold; raises ``ValueError`` where it does not fit the articles."""
    raw = yaml.safe_load((folder / "gold.yml").read_text(encoding="utf-8"))
    corpus = corpus or load_corpus(folder)
    by_stem = {Path(a.path).stem: a for a in corpus.articles}
    copies = raw.get("copies") or {}
    known: dict[str, str] = {}
    party_of: dict[str, str] = {}
    for entry in raw["stakeholders"]:
        for name in (entry["name"], *entry["aliases"]):
            known[folded(name)] = entry["name"]
        if entry.get("party"):
            party_of[entry["name"]] = entry["party"]
    named = set(known)
    statements = []
    quotations = []
    read = set()
    for stem, article in sorted(by_stem.items()):
        source = copies.get(stem, stem)
        if source not in raw["statements"]:
            raise ValueError(f"{folder.name}: {stem} has no gold.")
        if article.status != "used":
            continue
        read.add(article.id)
        for row in raw["statements"][source] or ():
            parties = _many(row["party"])
            if strange := [p for p in parties if p is not None and folded(p) not in named]:
                raise ValueError(f"{folder.name}: {stem}: nobody is called {strange[0]!r}.")
            statements.append(
                GoldStatement(
                    article.id,
                    _span(article.text, row["evidence"], f"{folder.name}: {stem}"),
                    parties,
                    _many(row["act"]),
                    _many(row["issue"]),
                    bool(row.get("conditional")),
                    bool(row.get("optional")),
                )
            )
        for row in raw["quotations"].get(source) or ():
            # A short quotation may stand twice; its first place is meant.
            at = article.text.index(row["quote"])
            quotations.append(
                GoldQuotation(article.id, (at, at + len(row["quote"])), row["speaker"], bool(row.get("optional")))
            )
    return Gold(frozenset(read), tuple(statements), tuple(quotations), known, party_of)
