"""Annotated stories: folders of articles with a row for each statement, as what a tagger and a scorer can learn from.

A story is a folder with ``articles/*.md``, ``gold.jsonl`` (a row a statement: article, evidence to the letter, party, act, issue,
optional) and ``parties.json`` (each party with its other names, and for whom a person speaks).
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

_SPACES = re.compile(r"\s+")
_TITLES = re.compile(r"^(?:the|president)\s+")


def folded(words: str | None) -> str:
    """Returns words in small letters, with straight quotation marks and single spaces."""
    told = (words or "").casefold()
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        told = told.replace(curly, straight)
    return _SPACES.sub(" ", told).strip()


def bare_name(name: str | None) -> str:
    """Returns a name as it is compared: folded, without article, "president" and possessive ending."""
    return re.sub(r"'s$", "", _TITLES.sub("", folded(name))).strip(" .,")


@dataclass(frozen=True, slots=True)
class Row:
    """A statement that an annotator found; ``start`` and ``end`` count in the article's text without its front matter."""

    article: str
    start: int
    end: int
    party: str | None
    acts: tuple[str, ...]
    issues: tuple[str, ...]
    content: str
    optional: bool


@dataclass(frozen=True)
class Story:
    """A folder of articles with its rows and parties."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder's name with that of the folder around it ("train/deals")."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    @cached_property
    def _told(self) -> dict[str, Any]:
        return json.loads((self.folder / "parties.json").read_text(encoding="utf-8"))

    @property
    def pack(self) -> str:
        """The pack whose codes the rows bear; ``free`` where their issues are words of the annotator."""
        return self._told["pack"]

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Every name of a party, bare, with the party's own name."""
        found: dict[str, str] = {}
        for party in self._told["parties"]:
            for name in (party["name"], *party.get("aliases", [])):
                found.setdefault(bare_name(name), party["name"])
        return found

    @cached_property
    def _party_of(self) -> dict[str, str]:
        return {party["name"]: party.get("party") or party["name"] for party in self._told["parties"]}

    def side(self, name: str) -> str:
        """Returns the party for which a name acts, bare."""
        at = self.aliases.get(bare_name(name), name)
        for _ in range(4):
            if self._party_of.get(at, at) == at:
                break
            at = self._party_of[at]
        return bare_name(at)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows in the order of the file; raises ``ValueError`` where an evidence does not stand in its article."""
        texts = {path.stem: _body(path.read_text(encoding="utf-8")) for path in (self.folder / "articles").glob("*.md")}
        found = []
        for line in (self.folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            told = json.loads(line)
            at = texts[told["article"]].find(told["evidence"])
            if at < 0:
                raise ValueError(f"{self.folder}: no such words in {told['article']}: {told['evidence'][:60]!r}")
            found.append(
                Row(
                    told["article"], at, at + len(told["evidence"]), told["party"], _many(told["act"]),
                    _many(told["issue"]), told.get("content", ""), bool(told.get("optional")),
                )
            )  # fmt: skip
        return tuple(found)

    def copy_of_articles(self) -> tempfile.TemporaryDirectory[str]:
        """Returns a temporary folder with a copy of the articles alone, as a user would have them."""
        made = tempfile.TemporaryDirectory()
        shutil.copytree(self.folder / "articles", Path(made.name) / self.folder.name / "articles")
        return made


def _many(told: str | list[str]) -> tuple[str, ...]:
    return tuple(told) if isinstance(told, list) else (told,)


def _body(text: str) -> str:
    front = re.match(r"---\r?\n.*?\n---\r?\n", text, re.DOTALL)
    return (text[front.end() :] if front else text).strip()


def stories(folder: Path) -> list[Story]:
    """Returns the stories below a folder, by name."""
    return sorted((Story(path.parent) for path in folder.glob("**/gold.jsonl")), key=lambda story: story.name)


def folds(path: Path | None, found: list[Story]) -> dict[str, tuple[str, ...]]:
    """Returns what is left out together, by name: the lists of a JSON file, else each story by itself."""
    if path is None:
        return {story.folder.name: (story.folder.name,) for story in found}
    return {name: tuple(names) for name, names in json.loads(path.read_text(encoding="utf-8")).items()}
