"""Every word of a folder's articles, in order and by an index, so that a passage is found in the time of a look-up."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import plain_view
from briefing_generator.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing_generator.model import Article

_WORD = re.compile(r"[%$€£¥]|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’ʼ‐‑-][^\W\d_]+)*")
_JOINING = re.compile("[‐‑-]")
_APOSTROPHES = re.compile("[’ʼ]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands."""

    plain: str
    start: int
    end: int


def words_in_place(text: str, start: int, end: int) -> list[Word]:
    """Returns the words of a stretch as a reader sees them: of any case, kind of apostrophe and hyphen.

    What stands between them (marks, dashes, white space, Markdown) is no matter. A hyphen joins: ``cease-fire`` and
    ``ceasefire`` are one word.
    """
    view = plain_view(text, start, end)
    return [
        Word(plain_word(found[0]), view.offsets[found.start()], view.offsets[found.end() - 1] + 1)
        for found in _WORD.finditer(view.text)
    ]


def plain_word(word: str) -> str:
    """Returns a word as it is compared with others."""
    told = unicodedata.normalize("NFKC", word).casefold()
    return _APOSTROPHES.sub("'", _JOINING.sub("", told))


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand one behind the other in an article: its number, and which of its words (``last`` is the one behind)."""

    article: int
    first: int
    last: int


class FolderWords:
    """The words of a folder's articles."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Takes the articles that may be quoted."""
        self.articles = list(articles)
        self.words: list[list[Word]] = []
        self.plain: list[list[str]] = []
        self._singles: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._pairs: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for number, article in enumerate(self.articles):
            words = [
                word
                for block in article.blocks
                # What is of the page and not of the article is told there all the same: captions, for one.
                for word in words_in_place(article.text, block.start, block.end)
            ]
            plain = [word.plain for word in words]
            self.words.append(words)
            self.plain.append(plain)
            for at, word in enumerate(plain):
                self._singles[word].append((number, at))
                if at:
                    self._pairs[plain[at - 1], word].append((number, at - 1))

    def holds(self, word: str) -> bool:
        """Tells whether any article has a word, as it is compared."""
        return word in self._singles

    def places(self, *words: str) -> list[tuple[int, int]]:
        """Returns where one word stands, or two in a row: number of the article and of the word."""
        return self._singles.get(words[0], []) if len(words) == 1 else self._pairs.get((words[0], words[1]), [])

    def runs(self, words: Sequence[str]) -> list[Run]:
        """Returns every place where these words stand in a row; their rarest pair is looked up, the rest compared."""
        if not words:
            return []
        if len(words) == 1:
            return [Run(number, at, at + 1) for number, at in self.places(words[0])]
        rarest = min(range(len(words) - 1), key=lambda at: len(self.places(words[at], words[at + 1])))
        found = []
        for number, at in self.places(words[rarest], words[rarest + 1]):
            first = at - rarest
            if first >= 0 and self.plain[number][first : first + len(words)] == list(words):
                found.append(Run(number, first, first + len(words)))
        return found

    def evidence(self, run: Run) -> Evidence:
        """Returns the passage of a run as the article has it."""
        article, words = self.articles[run.article], self.words[run.article]
        start, end = words[run.first].start, words[run.last - 1].end
        return Evidence(article.id, start, end, article.text[start:end])
