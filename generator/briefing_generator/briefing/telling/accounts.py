"""Where two articles give different figures, or different days, for one thing.

A figure that parties bargain over is no matter of fact, and what grows from day to day is no contradiction: only figures
of the same days count, of the same noun, in sentences that otherwise say the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.comparison_words import load_contrary
from briefing_generator.briefing.comparing.disagreements import identity_of
from briefing_generator.briefing.comparing.quantities import figures_of
from briefing_generator.briefing.comparing.similarity import Meaning, content_words
from briefing_generator.model import Account, Article, Discrepancy, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing_generator.briefing.telling.sentences import Telling
    from briefing_generator.briefing.telling.wording import Worded

MOST = 6
_DAYS = 2
_DATE = "date"
_WORDS, _NEAR = 2, 0.5
"""The number of common words, and the meaning, from which two sentences tell of one thing."""
_SHARED, _MEASURED, _DATED = 0.34, 0.5, 0.6
"""The share of common words: for figures of a noun, of a mere measure ("percent"), and for days."""
_ROUGH = 1.2
"""By how much two figures differ at least of which one is a rough one."""
_COMPARED = 60
"""Figures of one noun that are compared, the latest ones."""


@dataclass(frozen=True, slots=True)
class _Told:
    article: Article
    text: str
    evidence: Evidence
    words: frozenset[str]
    of: str
    value: float
    said: str
    loose: bool
    beside: frozenset[float]
    """The other values of this noun in the sentence."""


def _told(tellings: Iterable[Telling]) -> Iterator[_Told]:
    dated = (telling for telling in tellings if telling.article.date is not None)
    for telling in sorted(dated, key=lambda t: (t.article.date, t.article.id)):
        article = telling.article
        days = {mention.sentence: mention for mention in telling.reading.dates if mention.precision == "day"}
        for place, worded in enumerate(telling.worded):
            if worded is None:
                continue
            bargained = {
                figure.value for s in telling.carried(worded.evidence) for figure in figures_of(f"{s.content} {s.condition or ''}")
            }  # fmt: skip
            yield from _figures(article, worded, bargained)
            if place in days:
                mention = days[place]
                words = content_words(worded.text) - content_words(mention.text) - load_contrary().measures
                day = float(date.fromisoformat(mention.date).toordinal())
                yield _Told(
                    article, worded.text, worded.evidence, words, _DATE, day, mention.text, False, frozenset({day})
                )


def _figures(article: Article, worded: Worded, bargained: set[float]) -> Iterator[_Told]:
    figures = figures_of(worded.text)
    for figure in figures:
        if figure.value in bargained:
            continue
        words = content_words(worded.text) - load_contrary().measures - set(figure.of)
        for of in figure.of:
            beside = frozenset(other.value for other in figures if of in other.of)
            said = worded.text[figure.start : figure.end]
            yield _Told(article, worded.text, worded.evidence, words, of, figure.value, said, figure.loose, beside)


def find_discrepancies(tellings: Iterable[Telling], meaning: Meaning) -> tuple[Discrepancy, ...]:
    """Returns where two independent articles of the same days give different figures or days for one thing, the clearest first."""
    by_noun: dict[str, list[_Told]] = defaultdict(list)
    for told in _told(tellings):
        by_noun[told.of].append(told)
    found: dict[frozenset[Evidence], tuple[float, Discrepancy]] = {}
    for of in sorted(by_noun):
        held = by_noun[of][-_COMPARED:]
        for at, right in enumerate(held):
            for left in held[:at]:
                if not _differ(left, right):
                    continue
                about = _about(left, right, meaning)
                if about <= 0:
                    continue
                pair = frozenset((left.evidence, right.evidence))
                ends = (Account(left.said, left.evidence), Account(right.said, right.evidence))
                identity = identity_of("figures", *(e.evidence.article + e.evidence.quote for e in ends))
                if pair not in found or about > found[pair][0]:
                    found[pair] = (about, Discrepancy(identity, ends))
    ranked = sorted(found.values(), key=lambda entry: (-entry[0], entry[1].id))
    return tuple(discrepancy for _, discrepancy in ranked[:MOST])


def _differ(left: _Told, right: _Told) -> bool:
    if left.article.family == right.article.family or left.beside & right.beside:
        return False
    days = abs((date.fromisoformat(str(left.article.date)) - date.fromisoformat(str(right.article.date))).days)
    if days > _DAYS:
        return False
    least, most = sorted((left.value, right.value))
    return most >= _ROUGH * least if left.loose or right.loose else most > least


def _about(left: _Told, right: _Told, meaning: Meaning) -> float:
    """Returns how surely two sentences tell of one thing, 0 where they may not."""
    shared = left.words & right.words
    share = len(shared) / max(1, min(len(left.words), len(right.words)))
    measured = left.of in load_contrary().measures or not left.of[:1].isalpha()
    wanted = _DATED if left.of == _DATE else _MEASURED if measured else _SHARED
    if len(shared) < _WORDS or share < wanted:
        return 0.0
    near = meaning.near(left.text, right.text)
    return share + near if near >= _NEAR else 0.0
