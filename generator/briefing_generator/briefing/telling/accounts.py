"""Where two articles give different figures, or different days, for one thing.

A figure that parties bargain over is no matter of fact, and what grows from day to day is no contradiction: only figures
of the same days count, of the same noun, from independent voices, in sentences that otherwise say the same. What one outlet
counts anew on a later day is a course of things, told as a line ("from 12 to 6 hostages"). Prices of markets are neither.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.comparison_words import load_contrary, load_numbers
from briefing_generator.briefing.comparing.disagreements import identity_of
from briefing_generator.briefing.comparing.quantities import figures_of
from briefing_generator.briefing.comparing.similarity import Meaning, content_words, words_of
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
_LATER = 60
"""Days within which a figure that was counted anew is one of a course of things."""
_COURSE_WORDS, _COURSE_NEAR = 3, 0.6
"""What two sentences of a course have in common: more, as nothing else says that the same was counted."""
_KNOWN = (["the"], ["these"], ["those"], ["its"], ["their"], ["both"])
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
    voice: str
    """The outlet that gives the figure."""
    fixed: bool = False
    """Whether it is how many there are of a group that is known ("the three locals"), and no count of the day."""


def _told(tellings: Iterable[Telling]) -> Iterator[_Told]:
    dated = (telling for telling in tellings if telling.article.date is not None)
    for telling in sorted(dated, key=lambda t: (t.article.date, t.article.id)):
        article = telling.article
        days = {m.sentence: m for m in telling.reading.dates if m.precision == "day" and m.kind == "event"}
        for place, worded in enumerate(telling.worded):
            if worded is None or load_numbers().prices.search(worded.text):
                continue
            voice = article.source or article.id
            bargained = {
                figure.value for s in telling.carried(worded.evidence) for figure in figures_of(f"{s.content} {s.condition or ''}")
            }  # fmt: skip
            yield from _figures(article, worded, bargained, voice)
            if place in days:
                mention = days[place]
                words = content_words(worded.text) - content_words(mention.text) - load_contrary().measures
                day = float(date.fromisoformat(mention.date).toordinal())
                yield _Told(
                    article,
                    worded.text,
                    worded.evidence,
                    words,
                    _DATE,
                    day,
                    mention.text,
                    False,
                    frozenset({day}),
                    voice,
                )


def _figures(article: Article, worded: Worded, bargained: set[float], voice: str) -> Iterator[_Told]:
    figures = figures_of(worded.text)
    for figure in figures:
        if figure.value in bargained:
            continue
        words = content_words(worded.text) - load_contrary().measures - set(figure.of)
        for of in figure.of:
            beside = frozenset(other.value for other in figures if of in other.of)
            said = worded.text[figure.start : figure.end]
            fixed = words_of(worded.text[: figure.start])[-1:] in _KNOWN
            yield _Told(
                article, worded.text, worded.evidence, words, of, figure.value, said, figure.loose, beside, voice, fixed
            )


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
                later = _counted_anew(left, right)
                about = _about(left, right, meaning, later) if later or _differ(left, right) else 0.0
                if about <= 0:
                    continue
                pair = frozenset((left.evidence, right.evidence))
                ends = (Account(left.said, left.evidence), Account(right.said, right.evidence))
                identity = identity_of("figures", *(e.evidence.article + e.evidence.quote for e in ends))
                if pair not in found or about > found[pair][0]:
                    found[pair] = (about, Discrepancy(identity, ends, later))
    ranked = [one for _, one in sorted(found.values(), key=lambda entry: (-entry[0], entry[1].id))]
    apart = [one for one in ranked if not one.successive]
    return (*_once(apart)[:MOST], *_once(_courses([one for one in ranked if one.successive]))[:MOST])


def _once(ranked: list[Discrepancy]) -> list[Discrepancy]:
    """Returns the clearest of each sentence: a figure differs once, however many articles repeat it."""
    seen: set[Evidence] = set()
    kept = []
    for one in ranked:
        ends = {account.evidence for account in one.accounts}
        if not ends & seen:
            kept.append(one)
        seen |= ends
    return kept


def _courses(pairs: list[Discrepancy]) -> list[Discrepancy]:
    """Returns pairs of successive figures joined to lines over time, the earliest account first."""
    lines: list[list[Account]] = []
    for one in reversed(pairs):
        first, last = one.accounts
        for line in lines:
            if line[-1] == first:
                line.append(last)
                break
            if line[0] == last:
                line.insert(0, first)
                break
        else:
            lines.append([first, last])
    return [
        Discrepancy(identity_of("course", *(a.evidence.article + a.evidence.quote for a in line)), tuple(line), True)
        for line in reversed(lines)
    ]


def _apart(left: _Told, right: _Told) -> int:
    return abs((date.fromisoformat(str(left.article.date)) - date.fromisoformat(str(right.article.date))).days)


def _counted_anew(left: _Told, right: _Told) -> bool:
    """Tells whether a figure is a later count of the same: of a thing that is counted, on a later day, and no rough one that agrees."""
    if (
        left.of == _DATE
        or not left.of[:1].isalpha()
        or left.of in load_contrary().measures
        or left.beside & right.beside
    ):
        return False
    if left.fixed or right.fixed:
        return False
    same_voice = left.voice == right.voice
    least, most = sorted((left.value, right.value))
    if not (0 if same_voice else _DAYS) < _apart(left, right) <= _LATER or left.article.family == right.article.family:
        return False
    return most >= _ROUGH * least if left.loose or right.loose else most > least


def _differ(left: _Told, right: _Told) -> bool:
    if left.article.family == right.article.family or left.voice == right.voice or left.beside & right.beside:
        return False
    if _apart(left, right) > _DAYS:
        return False
    least, most = sorted((left.value, right.value))
    return most >= _ROUGH * least if left.loose or right.loose else most > least


def _about(left: _Told, right: _Told, meaning: Meaning, later: bool) -> float:
    """Returns how surely two sentences tell of one thing, 0 where they may not."""
    shared = left.words & right.words
    share = len(shared) / max(1, min(len(left.words), len(right.words)))
    measured = left.of in load_contrary().measures or not left.of[:1].isalpha()
    wanted = _DATED if left.of == _DATE else _MEASURED if measured else _SHARED
    if later:
        wanted = _MEASURED
    if len(shared) < (_COURSE_WORDS if later else _WORDS) or share < wanted:
        return 0.0
    near = meaning.near(left.text, right.text)
    return share + near if near >= (_COURSE_NEAR if later else _NEAR) else 0.0
