"""What still stands between two parties: whether they name one matter in words of its own, answer each other, and have not moved on.

Two statements on one issue are not yet about one thing: all of an issue's statements speak of pay, or of talks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from generator.briefing.language import load_contrary
from generator.briefing.similarity import content_words, stem, words_of
from generator.model import Statement

_COUNTERPART = re.compile(r"\b(?:with|between)\s+(?:the\s+)?((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+)*)")
_APART = 21
"""Days from which an answer is no longer one to what was said, if its speaker has moved since."""
_MEASURED = re.compile(r"\b\d+(?:[.,]\d+)*[\s-]*([^\W\d_]+)")


def _names(*statements: Statement) -> frozenset[str]:
    return frozenset(stem(word) for s in statements for word in words_of((s.party or "").replace("-", " ")))


def _specific(words: frozenset[str], names: frozenset[str]) -> frozenset[str]:
    generic = load_contrary().generic
    return frozenset(word for word in words if word not in names and not generic.fullmatch(word))


def shared_matter(left: Statement, right: Statement) -> frozenset[str]:
    """Returns the stems that the content of one and the content or quote of the other share, without the parties' names
    and the words that every statement on an issue uses (``generic`` in ``contrary.yml``)."""
    a, b = content_words(left.content), content_words(right.content)
    shared = (a & (b | content_words(right.evidence.quote))) | (b & content_words(left.evidence.quote))
    return _specific(shared, _names(left, right))


def shared_good(left: Statement, right: Statement) -> frozenset[str]:
    """Returns the stems of what two figures may be figures of: shared by contents or quotes, and no unit of either.

    Where each content names something beside that the other does not ("a quota for lamb", "a quota for cheese"), it is
    two goods.
    """
    quotes = (left.evidence.quote, right.evidence.quote, left.content, right.content)
    units = frozenset(stem(unit.casefold()) for text in quotes for unit in _MEASURED.findall(text))
    names = _names(left, right)
    a, b = (content_words(f"{s.content} {s.evidence.quote}") for s in (left, right))
    shared = _specific((a & b) - units, names)
    own = [_specific(content_words(s.content) - units - shared, names) for s in (left, right)]
    return frozenset() if all(own) else shared


def names_other(left: Statement, right: Statement) -> bool:
    """Tells whether one of two statements names the other's party, as whom it addresses or in its words."""
    if left.addressee == right.party or right.addressee == left.party:
        return True
    return any(
        _names(other) & content_words(one.evidence.quote) - _names(one) for one, other in ((left, right), (right, left))
    )


def may_answer(ask: Statement, answer: Statement) -> bool:
    """Tells whether an answer can be one to this demand: neither is addressed to, or about dealing with, somebody else."""
    if ask.addressee not in (None, answer.party) or answer.addressee not in (None, ask.party):
        return False
    return all(
        not named or bool(frozenset(map(stem, words_of(named[1]))) & _names(other))
        for named, other in (
            (_COUNTERPART.search(ask.content), answer),
            (_COUNTERPART.search(answer.content), ask),
        )
    )


class Later:
    """Tells what parties came to accept or offer after they had said something else."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Takes all statements."""
        self._given: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        self._closed: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for s in statements:
            if s.party is None or s.date is None or s.conditional or s.level == "expected":
                continue
            if s.act in ("accepts", "offers"):
                self._given[s.party, s.issue].append(s)
            if s.act == "accepts" and load_contrary().settlement.search(s.evidence.quote):
                self._closed[s.party].append((s.date, content_words(s.evidence.quote)))

    def moved(self, left: Statement, right: Statement) -> bool:
        """Tells whether an opposition of two parties is past: one of them later signed an agreement, or gave way on the issue.

        To give way is to accept or offer, after one's own words, something on their matter; what is accepted weeks
        after it was asked for is an answer to later words.
        """
        if left.date is None or right.date is None or left.party == right.party:
            return False
        latest = max(left.date, right.date)
        far = abs((date.fromisoformat(left.date) - date.fromisoformat(right.date)).days) > _APART
        if far and max(left, right, key=lambda s: str(s.date)).act == "accepts":
            return True
        for one, other in ((left, right), (right, left)):
            names = _specific(_names(other), frozenset()) or _names(other)
            if any(day > latest and names & words for day, words in self._closed[str(one.party)]):
                return True
            if any(
                given.date is not None
                and given.date > str(one.date)
                and given.id not in (left.id, right.id)
                and one.act in ("demands", "rejects")
                and (shared_matter(given, one) | shared_matter(given, other)) - _names(left, right)
                for given in self._given[str(one.party), one.issue]
            ):
                return True
        return False

    def renewed(self, ask: Statement, answer: Statement) -> bool:
        """Tells whether an offer had been followed by another of the same party when it was answered."""
        return ask.act == "offers" and any(
            given.act == "offers" and str(ask.date) < str(given.date) <= str(answer.date)
            for given in self._given[str(ask.party), ask.issue]
        )
