"""Names in a draft that nearly are a name of the folder: misspelt, or put together of two."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing_generator.language.words import language_data
from briefing_generator.model import Evidence, Finding
from briefing_generator.reading.names.spelling import look_alike
from briefing_generator.verifying.folder_words import plain_word, words_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing_generator.model import Briefing, Draft, Reading, Stakeholder
    from briefing_generator.verifying.folder_words import FolderWords, Word

_SHORTEST = 4
"""Letters of the shortest word of a name that may be misspelt: shorter ones are near to too many."""
_LONG = 8
"""Letters from which two may be wrong."""
_BETWEEN = re.compile(r"[^\S\n]+(?:[A-Z]\.[^\S\n]+)?")


class NameChecker:
    """Checks the names of one draft."""

    def __init__(self, briefing: Briefing, folder: FolderWords, draft: Draft, reading: Reading) -> None:
        """Takes the briefing, the words of its articles, the draft, and what was read in it."""
        self._folder = folder
        self._draft = draft
        self._endings = frozenset(language_data("words", "drafts.yml")["endings"])
        self._mentioned = [(m.start, m.end) for e in reading.entities for m in e.mentions]
        self._sentences = {s.start for s in reading.sentences}
        self._owners: dict[str, list[Stakeholder]] = defaultdict(list)
        self._written: dict[str, str] = {}
        self._near: dict[str, set[str]] = defaultdict(set)
        self._people: dict[str, list[tuple[str, Stakeholder]]] = defaultdict(list)
        for one in briefing.stakeholders:
            self._learn(one)
        self._given = {name for people in self._people.values() for name, _ in people}

    def _learn(self, one: Stakeholder) -> None:
        for name in (one.name, *one.aliases):
            for written in re.findall(r"[^\W\d_][\w’'-]*", name):
                word = _possessed(plain_word(written))
                if len(word) < _SHORTEST or not written[0].isupper():
                    continue
                if one not in self._owners[word]:
                    self._owners[word].append(one)
                self._written.setdefault(word, written)
                for shorter in _shortened(word):
                    self._near[shorter].add(word)
        parts = one.name.split()
        if one.kind == "person" and len(parts) > 1:
            self._people[plain_word(parts[-1])].append((plain_word(parts[0]), one))

    def check(self) -> list[Finding]:
        """Returns a finding for each name that is not quite one of the folder's, in order of the draft."""
        words = [
            word
            for block in self._draft.article.blocks
            if block.kind != "code"
            for word in words_in_place(self._draft.article.text, block.start, block.end)
        ]
        found = [f for word in words if (f := self._misspelt(word)) is not None]
        return [*found, *self._mixed(words)]

    def _misspelt(self, word: Word) -> Finding | None:
        text = self._draft.article.text
        written = text[word.start : word.end]
        plain = _possessed(word.plain)
        if (
            len(plain) < _SHORTEST
            or not written[0].isupper()
            or self._folder.holds(word.plain)
            or self._folder.holds(plain)
        ):
            return None
        near = self._nearest(plain)
        if near is None or not self._is_name(word):
            return None
        owners = self._owners[near]
        names = " or ".join(dict.fromkeys(one.name for one in owners))
        alike = look_alike(near) == look_alike(plain)
        told = f"the folder writes {self._written[near]} ({names})."
        end = word.start + len(_possessed(written))
        return Finding(
            "name-differs",
            "note" if alike else "warning",
            word.start,
            end,
            text[word.start : end],
            told,
            _mentions(owners, near),
        )

    def _nearest(self, plain: str) -> str | None:
        """Returns the word of a name that is nearest to one that the folder does not have."""
        from rapidfuzz.distance import OSA

        near = {name for shorter in _shortened(plain) for name in self._near.get(shorter, ())}
        ranked = sorted(
            (OSA.distance(plain, name), name) for name in near if name != plain and not self._another_form(plain, name)
        )
        if not ranked:
            return None
        distance, name = ranked[0]
        return name if distance <= (2 if min(len(plain), len(name)) >= _LONG else 1) else None

    def _another_form(self, left: str, right: str) -> bool:
        """Tells whether two words are forms of one ("Norway", "Norways"; "Tavaria", "Tavarian")."""
        shorter, longer = sorted((left, right), key=len)
        ending = longer[len(shorter) :]
        # What ends in "s" takes no other ("Businesss").
        return (
            longer.startswith(shorter)
            and ending in self._endings
            and len(left) >= len(right)
            and not shorter.endswith(ending)
        )

    def _is_name(self, word: Word) -> bool:
        """Tells whether a capital marks a name: where a sentence begins any word has one."""
        if any(start <= word.start < end for start, end in self._mentioned):
            return True
        text = self._draft.article.text
        before = text[: word.start].rstrip(" *_\"“‘'([")
        if not before or before[-1] in ".!?:\n|-•>" or word.start in self._sentences:
            # Before another name it is one ("Tobais Renner").
            following = _BETWEEN.match(text, word.end)
            return (
                following is not None
                and plain_word(re.split(r"\W", text[following.end() :], maxsplit=1)[0]) in self._owners
            )
        return True

    def _mixed(self, words: list[Word]) -> Iterator[Finding]:
        """Yields names put together of one person's given name and another's surname."""
        text = self._draft.article.text
        for first, last in pairwise(words):
            bearers = self._people.get(_possessed(last.plain), [])
            given = {name for name, _ in bearers}
            given |= {plain_word(part) for _, one in bearers for part in one.name.split()}
            others = self._given - given
            if (
                bearers
                and first.plain in others
                and text[first.start].isupper()
                and _BETWEEN.fullmatch(text, first.end, last.start)
            ):
                names = " or ".join(one.name for _, one in bearers)
                end = last.start + len(_possessed(text[last.start : last.end]))
                yield Finding(
                    "name-differs", "warning", first.start, end, text[first.start : end], f"the folder knows {names}.",
                    _mentions([one for _, one in bearers], _possessed(last.plain)),
                )  # fmt: skip


def _mentions(owners: list[Stakeholder], word: str) -> tuple[Evidence, ...]:
    """Returns where the folder first has a name, once for each who bears it."""
    return tuple(
        Evidence(m.article, m.start, m.end, m.text)
        for one in owners[:2]
        if (m := next((m for m in one.mentions if word in plain_word(m.text)), None)) is not None
    )


def _possessed(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _shortened(word: str) -> set[str]:
    """Returns a word and all that is left of it without one letter, of a long one without two: words that are near share one."""
    one = {word[:at] + word[at + 1 :] for at in range(len(word))}
    two = {w[:at] + w[at + 1 :] for w in one for at in range(len(w))} if len(word) >= _LONG else set()
    return {word} | one | two
