"""What still stands between two parties: whether they answer each other, and have not moved on since."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.comparison_words import load_contrary
from briefing_generator.briefing.comparing.polarity import stance
from briefing_generator.briefing.comparing.similarity import content_words, sense, senses, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.briefing.comparing.context import Ground
    from briefing_generator.model import Statement

_COUNTERPART = re.compile(r"\b(?:with|between)\s+(?:the\s+)?((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+)*)")
_APART = 21
"""Days from which an answer is no longer one to what was said, if its speaker has moved since."""
_MEASURED = re.compile(r"\b\d+(?:[.,]\d+)*[\s-]*([^\W\d_]+)")


def named_by_issue(*statements: Statement) -> frozenset[str]:
    """Returns the stems of what the statements' issues are called after: all that is said on an issue speaks of these."""
    return _senses_of(tuple(s.issue for s in statements))


@cache
def _senses_of(issues: tuple[str, ...]) -> frozenset[str]:
    return frozenset(sense(word) for issue in issues for word in issue.split("-"))


def shared_matter(left: Statement, right: Statement, ground: Ground) -> frozenset[str]:
    """Returns the stems that the content of one and the content or quote of the other share.

    Left out are the parties' names and the words that every statement on the issue uses.
    """
    a, b = stance(left).matter, stance(right).matter
    shared = (a & (b | senses(right.evidence.quote))) | (b & senses(left.evidence.quote))
    return shared - ground.called(left, right) - named_by_issue(left, right) - load_contrary().measures


def shared_good(left: Statement, right: Statement, ground: Ground) -> frozenset[str]:
    """Returns the stems of what two figures may be figures of: shared by contents or quotes, and no unit of either.

    Where each content names something beside that the other does not ("a quota for lamb", "a quota for cheese"), it is
    two goods. Two figures of one unit in one breath are figures of one good.
    """
    quotes = (left.evidence.quote, right.evidence.quote, left.content, right.content)
    units = frozenset(stem(unit.casefold()) for text in quotes for unit in _MEASURED.findall(text))
    dull = units | ground.called(left, right) | load_contrary().measures | _empty()
    a, b = (content_words(f"{s.content} {s.evidence.quote}") - dull for s in (left, right))
    own = [content_words(s.content) - dull - (a & b) - named_by_issue(s) for s in (left, right)]
    by = ground.apart(left, right)
    close = by is not None and abs(by) <= 1
    goods = units - load_contrary().measures
    if all(own) or (any(own) and not goods):
        return frozenset()
    return (a & b) - named_by_issue(left, right) or ((a & b) | goods if close or goods else frozenset())


@cache
def _empty() -> frozenset[str]:
    language = load_contrary()
    return frozenset(map(stem, (*language.empty, *language.references, *language.acting)))


def names_other(left: Statement, right: Statement, ground: Ground) -> bool:
    """Tells whether one of two statements names the other's party, as whom it addresses or in its words."""
    if left.party is not None and (left.addressee == right.party or right.addressee == left.party):
        return True
    return any(
        (ground.called(other) & ground.own - load_contrary().bodies)
        & content_words(one.evidence.quote) - ground.called(one)
        for one, other in ((left, right), (right, left))
    )


def may_answer(ask: Statement, answer: Statement, ground: Ground) -> bool:
    """Tells whether an answer can be one to this demand: neither is addressed to, or about dealing with, somebody else."""
    if ask.addressee not in (None, answer.party) or answer.addressee not in (None, ask.party):
        return False
    return all(
        not named or bool(frozenset(map(stem, words_of(named[1]))) & ground.called(other))
        for named, other in (
            (_COUNTERPART.search(ask.content), answer),
            (_COUNTERPART.search(answer.content), ask),
        )
    )


def _is_paper(statement: Statement) -> bool:
    """Tells whether words name a paper that another one may take the place of: a bill, an offer, a plan."""
    return bool((stance(statement).whole | senses(statement.content)) & load_contrary().replaced)


def _good(unit: str) -> bool:
    """Tells whether a unit names what is counted ("40 prisoners"), and is no mere measure."""
    return bool(unit) and unit[0].isalpha() and stem(unit) not in load_contrary().measures


def _in_one_breath(one: Statement, given: Statement) -> bool:
    """Tells whether one article says of a party that it refused, and now gives, the same ("agreed to what it had refused")."""
    refused, matter = stance(one).matter, stance(given).matter
    return (
        one.act == "rejects"
        and given.evidence.article == one.evidence.article
        and stance(given).sign != stance(one).sign
        and 2 * len(refused & matter) >= max(1, len(refused))
    )


class Later:
    """Tells what parties came to accept or offer after they had said something else."""

    def __init__(self, statements: Iterable[Statement], ground: Ground) -> None:
        """Takes all statements."""
        self._ground = ground
        self._given: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        self._counted: dict[str, list[Statement]] = defaultdict(list)
        self._closed: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        self._put: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
        self._outdated: dict[tuple[str, str], bool] = {}
        for s in statements:
            if s.party is None or s.date is None or s.conditional or s.level == "expected":
                continue
            if s.act in ("accepts", "offers"):
                self._put[s.issue].append((s.date, s.party, _is_paper(s)))
            if s.act != "rejects" and stance(s).quantities:
                self._counted[s.party].append(s)
            if s.act in ("accepts", "offers") and not stance(s).talks:
                self._given[s.party, s.issue].append(s)
            if s.act == "accepts" and load_contrary().settlement.search(s.evidence.quote):
                self._closed[s.party].append((s.date, content_words(s.evidence.quote)))

    def moved(self, left: Statement, right: Statement) -> bool:
        """Tells whether an opposition of two parties is past: they came to terms since, or one of them gave way.

        What one still refuses on the day of an agreement, the agreement leaves open. To give way is to accept or offer,
        after one's own words, something on their matter; what is accepted weeks after it was asked for is an answer to
        later words.
        """
        if left.date is None or right.date is None or left.party == right.party:
            return False
        far = abs((date.fromisoformat(left.date) - date.fromisoformat(right.date)).days) > _APART
        if far and max(left, right, key=lambda s: str(s.date)).act == "accepts":
            return True
        called = self._ground.called(left, right) | self._ground.names_of_all
        held = [s for s in (left, right) if s.act == "rejects"] or [left, right]
        for one, other in ((left, right), (right, left)):
            names = self._ground.called(other) - self._ground.called(one)
            settled = [day for day, words in self._closed[str(one.party)] if names & words]
            if any(str(s.date) < day for s in held for day in settled):
                return True
            if one.act in ("demands", "rejects") and any(
                given.date is not None
                and (given.date > str(one.date) or _in_one_breath(one, given))
                and given.id not in (left.id, right.id)
                and stance(given).sign == stance(other).sign
                and (shared_matter(given, one, self._ground) | shared_matter(given, other, self._ground)) - called
                for given in self._given[str(one.party), one.issue]
            ):
                return True
        return False

    def outdated(self, statement: Statement) -> bool:
        """Tells whether a party has given another figure of the same unit since, on the issue or of the same good."""
        key = (statement.id, statement.content)
        if key not in self._outdated:
            self._outdated[key] = self._counted_since(statement)
        return self._outdated[key]

    def _counted_since(self, statement: Statement) -> bool:
        own = dict(stance(statement).quantities)
        return any(
            given.date is not None
            and str(statement.date) < given.date
            and any(
                unit in own and (given.issue == statement.issue or _good(unit)) for unit, _ in stance(given).quantities
            )
            for given in self._counted[str(statement.party)]
        )

    def renewed(self, ask: Statement, answer: Statement) -> bool:
        """Tells whether an offer had been followed by another of the same party when it was answered."""
        return ask.act == "offers" and any(
            given.act == "offers" and str(ask.date) < str(given.date) <= str(answer.date)
            for given in self._given[str(ask.party), ask.issue]
        )

    def overtaken(self, left: Statement, right: Statement) -> bool:
        """Tells whether what one of the two refuses is a paper ("the bill"), and one on the issue was put forward since."""
        refused = next((s for s in (left, right) if s.act == "rejects"), None)
        if refused is None or left.date is None or right.date is None or not _is_paper(refused):
            return False
        day = max(left.date, right.date)
        return any(
            since > day and (paper or party in (left.party, right.party))
            for issue in {left.issue, right.issue} - {"other"}
            for since, party, paper in self._put[issue]
        )
