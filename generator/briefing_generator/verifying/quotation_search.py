"""Where quoted words stand in a folder: to the word, as a fair quotation shortens them, or nearly."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.comparison_words import stop_words
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.language.words import language_data
from briefing_generator.model import Piece
from briefing_generator.verifying.folder_words import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing_generator.verifying.folder_words import FolderWords, Word
    from briefing_generator.verifying.quoted_words import QuotedWords, Segment

NEAR = 0.6
"""How much, from 0 to 1, quoted words and an article's have in common that are one passage."""
_PLAIN_WORD = 0.3
"""What a word without a meaning of its own counts, where one with one counts 1."""
_COMMON = 60
"""Places from which a word or pair stands in too many to tell where to look."""
_LOOKED_AT = 8
"""Passages that quoted words are compared with, the likeliest ones."""
_BUCKET = 8
_TELLING = 4
"""Words from which a part of a shortened quotation tells by itself where it is from."""
_MATTERS = 4
"""Words passed over among which one that says "not" was left out to turn the sense round."""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that is nearly what is quoted, and how nearly."""

    run: Run
    likeness: float


class QuotationSearch:
    """Looks for quoted words in a folder."""

    def __init__(self, folder: FolderWords) -> None:
        """Takes the words of the folder."""
        self._folder = folder
        told = language_data("words", "drafts.yml")
        self._turning, self._turned = frozenset(told["turning"]), tuple(told["turned"])

    def exact(self, quoted: QuotedWords) -> list[Run]:
        """Returns the passages that a quotation repeats fairly: all its words, with no others but where it says so."""
        if whole := self._folder.runs(quoted.words):
            return whole
        first, *rest = quoted.segments or (None,)
        if first is None or not rest:
            return self._folder.runs(first.words) if first is not None else []
        return [run for begun in self._folder.runs(first.words) for run in self._followed(begun, rest)]

    def _followed(self, begun: Run, rest: Sequence[Segment]) -> Iterator[Run]:
        plain = self._folder.plain[begun.article]
        last = begun.last
        for segment in rest:
            many = len(segment.words)
            found = next(
                (at for at in range(last, min(last + segment.gap, len(plain) - many) + 1) if tuple(plain[at : at + many]) == segment.words),
                None,
            )  # fmt: skip
            if found is None or (found - last <= _MATTERS and self._turns(plain[last:found])):
                return
            last = found + many
        yield Run(begun.article, begun.first, last)

    def _turns(self, words: Sequence[str]) -> bool:
        """Tells whether words say "not": left out without a word, they turn the sense round."""
        return any(word in self._turning or word.endswith(self._turned) for word in words)

    def nearest(self, quoted: QuotedWords) -> Near | None:
        """Returns the passage that a quotation is most like; None where none is like it."""
        longest = max(quoted.segments, key=lambda s: len(s.words), default=None)
        near = self._nearest(quoted.placed)
        if near is None and longest is not None and len(quoted.segments) > 1 and len(longest.words) >= _TELLING:
            return self._nearest(_placed(quoted.placed, longest.words))
        return near

    def _nearest(self, placed: Sequence[Word]) -> Near | None:
        words = [word.plain for word in placed]
        ranked = sorted(self._likely(words).items(), key=lambda item: (-item[1], item[0]))[:_LOOKED_AT]
        compared = [near for (number, at), _ in ranked if (near := self._compared(words, number, at)) is not None]
        best = max(compared, key=lambda near: (near.likeness, -near.run.article, -near.run.first), default=None)
        return best if best is not None and best.likeness >= NEAR else None

    def _likely(self, words: Sequence[str]) -> Counter[tuple[int, int]]:
        """Returns where a passage may begin that has words and pairs of a quotation, by how many of them it has."""
        votes: Counter[tuple[int, int]] = Counter()
        for at, word in enumerate(words):
            single = [] if word in stop_words() else self._folder.places(word)
            pair = self._folder.places(word, words[at + 1]) if at + 1 < len(words) else []
            for places, weight in ((single, 1), (pair, 2)):
                for number, where in places if len(places) <= _COMMON else ():
                    votes[number, max(0, where - at) // _BUCKET] += weight
        return votes

    def _compared(self, words: Sequence[str], number: int, bucket: int) -> Near | None:
        plain = self._folder.plain[number]
        slack = _BUCKET + len(words) // 4
        first, last = max(0, bucket * _BUCKET - slack), min(len(plain), (bucket + 1) * _BUCKET + len(words) + slack)
        blocks = [
            b for b in SequenceMatcher(None, words, plain[first:last], autojunk=False).get_matching_blocks() if b.size
        ]
        blocks = _gathered(blocks, words)
        if not blocks:
            return None
        # What is other at the ends stands in the article, too, in as many words.
        begin = max(0, first + blocks[0].b - blocks[0].a)
        end = min(len(plain), first + blocks[-1].b + blocks[-1].size + len(words) - blocks[-1].a - blocks[-1].size)
        there = plain[begin:end]
        weight = sum(map(_weight, words)) + sum(map(_weight, there))
        shared = [word for b in blocks for word in words[b.a : b.a + b.size]]
        if sum(word not in stop_words() for word in shared) < min(2, len(words)) and len(shared) < _TELLING:
            # One word in common is no passage.
            return None
        common = 2 * sum(map(_weight, shared))
        return Near(Run(number, begin, end), common / weight if weight else 0.0)


def _gathered(blocks: list[Match], words: Sequence[str]) -> list[Match]:
    """Returns matching blocks without small ones at the ends that lie far from the rest: a chance "the"."""
    while len(blocks) > 1:
        first, second = blocks[0], blocks[1]
        if first.size <= 2 and (second.b - first.b - first.size) > len(words) // 2 + 2:
            blocks = blocks[1:]
            continue
        before, last = blocks[-2], blocks[-1]
        if last.size <= 2 and (last.b - before.b - before.size) > len(words) // 2 + 2:
            blocks = blocks[:-1]
            continue
        break
    return blocks


def _weight(word: str) -> float:
    return _PLAIN_WORD if word in stop_words() else 1.0


def _placed(placed: Sequence[Word], words: Sequence[str]) -> Sequence[Word]:
    """Returns the words of a quotation that are those of one of its segments."""
    plain = [word.plain for word in placed]
    many = len(words)
    at = next((at for at in range(len(plain) - many + 1) if plain[at : at + many] == list(words)), None)
    return placed if at is None else placed[at : at + many]


def difference(article: str, there: Sequence[Word], draft: str, words: Sequence[Word]) -> tuple[Piece, ...]:
    """Returns how words of a draft differ from those of an article, both as they are written."""
    told: list[Piece] = []
    plain = [word.plain for word in there], [word.plain for word in words]
    for what, a, b, c, d in SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        if a < b:
            told.append(
                Piece("same" if what == "equal" else "left-out", as_shown(article[there[a].start : there[b - 1].end]))
            )
        if c < d and what != "equal":
            told.append(Piece("put-in", as_shown(draft[words[c].start : words[d - 1].end])))
    return tuple(told)
