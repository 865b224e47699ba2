"""What changed between the versions of one article in what parties say, and where a copy says something else.

An earlier version is read like an article and counted nowhere. Laid beside the version in use, sentence by sentence, most of
it stands there to the letter; only what does not is compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.disagreements import identity_of
from briefing_generator.briefing.comparing.similarity import stem
from briefing_generator.corpus.seen_words import seen_sentences, words_in
from briefing_generator.model import Article, Evidence, Reading, Revision, Statement
from briefing_generator.reading.names.spelling import fold_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefing_generator.briefing.stakeholders.stakeholders import Merged

_SAME_PLACE = 0.35
"""Share of words from which one sentence stands where the other stood."""
_SAME_MATTER = 0.6
"""Share of words from which two contents of one act are the same in other words."""

Span = tuple[int, int]


@dataclass(frozen=True)
class _Version:
    """An article and its reading, looked at by sentences."""

    article: Article
    reading: Reading
    threshold: float

    @cached_property
    def whole(self) -> str:
        """All words, between blanks, so that a sentence is found in them wherever its ends are drawn."""
        return f" {' '.join(word for words in seen_sentences(self.article) for word in words)} "

    @cached_property
    def sentences(self) -> dict[Span, tuple[str, ...]]:
        """The words of each sentence."""
        spans = [(s.start, s.end) for s in self.reading.sentences]
        return {span: words for span in spans if (words := words_in(self.article.text, *span))}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that a page would show."""
        return tuple(s for s in self.reading.statements if s.party and s.confidence >= self.threshold)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of entities by key."""
        return {entity.key: entity.name for entity in self.reading.entities}

    def sentence_of(self, statement: Statement) -> Span:
        """Returns the sentence in which a statement's evidence begins."""
        at = statement.evidence.start
        here = (statement.evidence.start, statement.evidence.end)
        return next((span for span in self.sentences if span[0] <= at < span[1]), here)

    def evidence(self, span: Span) -> Evidence:
        """Returns a sentence as evidence."""
        return Evidence(self.article.id, *span, self.article.text[span[0] : span[1]])

    def apart_from(self, other: _Version) -> list[Span]:
        """Returns the sentences whose words do not stand in the other version."""
        return [span for span, words in self.sentences.items() if f" {' '.join(words)} " not in other.whole]

    def party(self, statement: Statement) -> str:
        """Returns the name of a statement's party as versions share it."""
        return fold_spelling(self.names.get(str(statement.party), str(statement.party)))


def find_revisions(
    articles: Mapping[str, Article], readings: Iterable[Reading], merged: Merged, threshold: float
) -> tuple[Revision, ...]:
    """Returns what earlier versions and differing copies say otherwise than the articles in use, in the order of their text.

    Args:
        articles: all files by id.
        readings: of the articles in use and of those that differ from them.
        merged: who the entities of the articles in use are.
        threshold: the confidence from which a statement is shown.
    """
    by_id = {reading.article: reading for reading in readings}
    found: list[Revision] = []
    for key in sorted(by_id):
        now = articles[key].duplicate_of
        if now in by_id:
            before = _Version(articles[key], by_id[key], threshold)
            found += _Comparison(before, _Version(articles[now], by_id[now], threshold), merged).revisions()
    return tuple(found)


class _Comparison:
    """An earlier version beside the one in use."""

    def __init__(self, before: _Version, now: _Version, merged: Merged) -> None:
        self.before, self.now, self.merged = before, now, merged
        self.gone, self.new = before.apart_from(now), now.apart_from(before)

    def revisions(self) -> Iterator[Revision]:
        """Yields what differs, in the order of the earlier text."""
        by_sentence: dict[Span, list[Statement]] = {span: [] for span in self.gone}
        for statement in self.before.statements:
            by_sentence.setdefault(self.before.sentence_of(statement), []).append(statement)
        for span in self.gone:
            there = [s for s in by_sentence[span] if not self._still_there(s)]
            yield from (revision for s in there if (revision := self._statement(s)) is not None)
            if not there:
                yield self._made(self.before.evidence(span), self._beside(span))

    def _still_there(self, was: Statement) -> bool:
        """Tells whether a statement's evidence stands in the version in use to the letter, and only words around it differ."""
        words = words_in(self.before.article.text, was.evidence.start, was.evidence.end)
        return f" {' '.join(words)} " in self.now.whole

    def _statement(self, was: Statement) -> Revision | None:
        """Returns what became of a statement; None where it is still said, in whatever words."""
        party = self.before.party(was)
        rivals = [s for s in self.now.statements if self.now.party(s) == party]
        if any(_says_the_same(was, s) for s in rivals):
            return None
        words = self.before.sentences.get(self.before.sentence_of(was), ())
        new = [s for s in rivals if self.now.sentence_of(s) in self.new]
        place = [(s, _alike(words, self.now.sentences.get(self.now.sentence_of(s), ()))) for s in new]
        near = [(s, share) for s, share in place if share >= _SAME_PLACE]
        best = min(near, key=lambda n: (n[0].issue != was.issue, -n[1], n[0].evidence.start), default=None)
        if best is not None:
            return self._made(was.evidence, best[0].evidence, was, best[0])
        return self._made(was.evidence, self._beside(self.before.sentence_of(was)), was)

    def _beside(self, span: Span) -> Evidence | None:
        """Returns the sentence of the version in use that stands where one of the earlier stood."""
        words = self.before.sentences.get(span, ())
        near = [(_alike(words, self.now.sentences[s]), s) for s in self.new]
        share, best = min(near, key=lambda n: (-n[0], n[1]), default=(0.0, span))
        return self.now.evidence(best) if share >= _SAME_PLACE else None

    def _made(
        self, was: Evidence, now: Evidence | None, earlier: Statement | None = None, later: Statement | None = None
    ) -> Revision:
        party = self._party(earlier) if earlier else None
        return Revision(
            identity_of("revision", was.article, str(was.start), str(was.end), earlier.act if earlier else ""), was.article,
            self.now.article.id, was, now, party, earlier.issue if earlier else None, earlier.act if earlier else None,
            later.act if later else None,
        )  # fmt: skip

    def _party(self, statement: Statement) -> str:
        """Returns the stakeholder that holds a statement of the earlier version; its name where the articles in use know none."""
        name = self.before.names.get(str(statement.party), str(statement.party))
        folded = fold_spelling(name)
        for key, known in self.now.names.items():
            if fold_spelling(known) == folded and (found := self.merged.ids.get((self.now.article.id, key))):
                return found
        called = (s for s in self.merged.stakeholders if folded in {fold_spelling(n) for n in (s.name, *s.aliases)})
        return next((s.id for s in called), name)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    words, others = set(one), set(other)
    return len(words & others) / max(1, len(words | others))


def _says_the_same(one: Statement, other: Statement) -> bool:
    """Tells whether two statements of one party are one in other words: same act, same figures, most words of the content."""
    if (one.act, one.conditional) != (other.act, other.conditional):
        return False
    contents = [_bare(s.content) for s in (one, other)]
    figures = [set(re.findall(r"\d+(?:[.,]\d+)*", s.content)) for s in (one, other)]
    return figures[0] == figures[1] and _alike(*contents) >= _SAME_MATTER


def _bare(content: str) -> tuple[str, ...]:
    """Returns the words of a content that carry it, roughly: no small ones, and each in one form ("approves", "approved")."""
    return tuple(stem(word) for word in words_in(content, 0, len(content)) if len(word) > 2 or word.isdigit())
