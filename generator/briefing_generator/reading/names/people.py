"""People of one article: who is introduced in full is known by surname, by given name or by a part of the name afterwards."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.short_names import head_of
from briefing_generator.reading.names.spelling import fold_spelling, same_given

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Kind


_ARTICLE = re.compile(r"(?:\b[AaEe]l[-‑]|(?<=\w )[AaEe]l )(?=\w)")
"""The Arabic article of a surname, which some write and some do not ("al-Sharaa", "Al Sharaa", "Sharaa")."""


def name_parts(name: str) -> list[str]:
    """Returns a name's words, folded, without article ("al-") and what stands behind the surname ("Jr.")."""
    words = fold_spelling(_ARTICLE.sub("", name).replace("-", "")).split()
    while len(words) > 1 and words[-1] in load_name_words().generations:
        words.pop()
    return words


def _bare(word: str) -> str:
    return fold_spelling(_ARTICLE.sub("", word).replace("-", ""))


def one_person(left: list[str], right: list[str]) -> bool:
    """Tells whether two who have one surname may be one, by the words of their names: given names and initials agree."""
    between = [[word for word in parts[1:-1] if len(word) == 1] for parts in (left, right)]
    apart = all(between) and between[0][0] != between[1][0]
    return same_given(left[0], right[0]) and not apart


def perhaps_person(kind: Kind, name: str) -> bool:
    """Tells whether one who is taken for an organisation may be somebody of whom the article gives only the surname."""
    return kind == "organisation" and name.istitle() and name.isalpha() and head_of(name) is None


def _written_in_capitals(word: str) -> bool:
    """Tells whether a word is rather an acronym ("U.N.") than somebody's surname ("Un")."""
    return word.isupper() and 1 < sum(c.isalpha() for c in word) < 4


def _rank(name: str) -> int:
    parts = name_parts(name)
    return 2 if not parts or parts[0] in load_name_words().particles else int(len(parts) > 2)


@dataclass(slots=True)
class PeopleIndex:
    """The full names of one article; every look-up takes the time of one look into a table.

    ``names`` maps keys to the longest form of each name.
    """

    names: dict[str, str] = field(default_factory=dict)
    _surnames: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _others: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _told: Counter[str] = field(default_factory=Counter)
    _joined: dict[str, str] = field(default_factory=dict)
    _tails: dict[tuple[str, ...], list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, names: Iterable[str]) -> PeopleIndex:
        """Builds the index from full names in order of the text; two-word names come first, longer ones join them."""
        index = cls()
        counts = Counter(names)
        for name in sorted(counts, key=_rank):
            index._add(name, counts[name])
        return index

    def _add(self, name: str, times: int) -> None:
        parts = name_parts(name)
        if len(parts) < 2:
            return
        key = self.full(name)
        if key is None:
            key = " ".join(parts)
            self.names[key] = name
            self._joined["".join(parts)] = key
            self._surnames[parts[-1]].append(key)
            for word in dict.fromkeys(parts[:-1]):
                self._others[word].append(key)
        elif self._fuller(parts, name_parts(self.names[key])):
            self.names[key] = name
        self._told[key] += times
        for at in range(1, len(parts) - 1):
            if key not in self._tails[tuple(parts[at:])]:
                self._tails[tuple(parts[at:])].append(key)

    @staticmethod
    def _fuller(parts: list[str], known: list[str]) -> bool:
        """Tells whether a name says more than the known one; a single word in front is rather a calling than a given name."""
        return len(parts) > len(known) and (parts[0] == known[0] or len(parts) - len(known) > 1)

    def full(self, name: str) -> str | None:
        """Returns the key of a name of two words or more, None where nobody is called so."""
        parts = name_parts(name)
        known = " ".join(parts)
        if known in self.names:
            return known
        if "".join(parts) in self._joined:
            return self._joined["".join(parts)]
        for key in self._surnames.get(parts[-1], ()):
            other = key.split()
            if one_person(other, parts) or (len(other) == 2 and other == parts[-2:]):
                return key
        tails = self._tails.get(tuple(parts), [])
        return tails[0] if len(tails) == 1 else None

    def word(self, word: str) -> str | None:
        """Returns the key of the only one who has this surname, else of the only one who has this other name."""
        if _written_in_capitals(word):
            return None
        folded = _bare(word)
        for table in (self._surnames, self._others):
            keys = table.get(folded, [])
            if keys:
                return keys[0] if len(keys) == 1 else self._foremost(keys)
        return None

    def _foremost(self, keys: list[str]) -> str | None:
        """Returns who of several is told of in full more than twice as often as each other."""
        most, next_most = sorted(keys, key=lambda k: -self._told[k])[:2]
        return most if self._told[most] > 2 * self._told[next_most] else None

    def surname(self, word: str) -> bool:
        """Tells whether somebody introduced in full has this surname."""
        return not _written_in_capitals(word) and bool(self._surnames.get(_bare(word)))

    def shared(self, word: str) -> bool:
        """Tells whether several people have this surname, so that it names none of them for sure."""
        return len(self._surnames.get(_bare(word), ())) > 1
