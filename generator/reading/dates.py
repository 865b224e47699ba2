"""Dated events: which sentences tell of something that happened or will happen, and when.

Expressions are found by their form and resolved against the article's date; without one only absolute dates count.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from generator.model import DateMention, Precision, Sentence
from generator.reading.parse import Parsed

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = rf"(?P<month>{'|'.join(m.capitalize() for m in _MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_EXPRESSION = re.compile(
    rf"(?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)"
    rf"|\b(?P<dmy>(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.replace('month', 'm1')}(?:,?\s+(?P<y1>\d{{4}}))?)\b"
    rf"|\b(?P<mdy>{_MONTH.replace('month', 'm2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y2>\d{{4}}))?)\b"
    rf"|\b(?P<my>(?:(?P<rel3>last|next|this|in|since|by|until)\s+){_MONTH.replace('month', 'm3')}(?:\s+(?P<y3>\d{{4}}))?)(?!\s*\d)\b"
    rf"|\b(?P<my4>{_MONTH.replace('month', 'm4')}\s+(?P<y4>\d{{4}}))\b"
    rf"|\b(?P<wd>(?:(?P<relw>last|next|this|on|by)\s+)?(?P<weekday>{'|'.join(d.capitalize() for d in _DAYS)}))\b"
    rf"|\b(?P<rel>yesterday|today|tomorrow|(?P<which>last|next|this)\s+(?P<unit>week|month|year))\b"
)  # fmt: skip
_NO_EVENT = re.compile(r"^(published|updated|posted|copyright|©)", re.IGNORECASE)


def _month(word: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold()[:3]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest_year(month: int, day: int, base: date, word: str | None = None) -> int:
    """Returns the year that brings a month closest to the article's date, or in the direction that a word gives."""
    candidates = [base.year - 1, base.year, base.year + 1]
    if word == "last":
        return max(y for y in candidates if (y, month) < (base.year, base.month))
    if word == "next":
        return min(y for y in candidates if (y, month) > (base.year, base.month))
    return min(candidates, key=lambda y: abs((date(y, month, min(day, 28)) - base).days))


def _resolve(match: re.Match[str], base: date | None, future: bool) -> tuple[date, Precision] | None:
    g = match.groupdict()
    if g["iso"]:
        year, month, day = (int(part) for part in g["iso"].split("-"))
        found = _day(year, month, day)
        return (found, "day") if found else None
    for d, m, y in (("d1", "m1", "y1"), ("d2", "m2", "y2")):
        if g[m]:
            if g[y] is None and base is None:
                return None
            number = _month(g[m])
            year = int(g[y]) if g[y] else _nearest_year(number, int(g[d]), base or date(2000, 1, 1))
            found = _day(year, number, int(g[d]))
            return (found, "day") if found else None
    if g["m4"]:
        return date(int(g["y4"]), _month(g["m4"]), 1), "month"
    if g["m3"]:
        if g["y3"] is None and base is None:
            return None
        number = _month(g["m3"])
        year = int(g["y3"]) if g["y3"] else _nearest_year(number, 15, base or date(2000, 1, 1), g["rel3"])
        return date(year, number, 1), "month"
    if base is None:
        return None
    if g["weekday"]:
        ahead = (_DAYS.index(g["weekday"].casefold()) - base.weekday()) % 7
        if g["relw"] == "next" or (future and g["relw"] != "last"):
            return base + timedelta(days=ahead or 7), "day"
        return base - timedelta(days=(7 - ahead) % 7), "day"
    word = (g["rel"] or "").casefold()
    if word in ("yesterday", "today", "tomorrow"):
        return base + timedelta(days=("yesterday", "today", "tomorrow").index(word) - 1), "day"
    step = {"last": -1, "this": 0, "next": 1}[g["which"].casefold()]
    if g["unit"] == "week":
        return base - timedelta(days=base.weekday()) + timedelta(weeks=step), "week"
    if g["unit"] == "month":
        months = base.year * 12 + base.month - 1 + step
        return date(months // 12, months % 12 + 1, 1), "month"
    return date(base.year + step, 1, 1), "year"


def find_dates(parsed: Parsed, sentences: tuple[Sentence, ...]) -> tuple[DateMention, ...]:
    """Returns the dated sentences of an article, one entry for each sentence: its first resolvable expression.

    Args:
        parsed: the article's parse.
        sentences: its sentences outside headings; ``DateMention.sentence`` is an index into them.
    """
    base = date.fromisoformat(parsed.article.date) if parsed.article.date else None
    at = {sentence.start: index for index, sentence in enumerate(sentences)}
    found = []
    for sentence in parsed.sentences:
        index = at.get(sentence.start)
        if (
            index is None
            or _NO_EVENT.match(sentence.doc.text)
            or not any(t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX") for t in sentence.doc)
        ):
            continue
        for match in _EXPRESSION.finditer(sentence.doc.text):
            verbs = {t.lower_ for t in sentence.doc if t.pos_ == "AUX"} | {
                t.lemma_ for t in sentence.doc if t.lemma_ in ("schedule", "plan", "expect")
            }
            resolved = _resolve(match, base, bool(verbs & {"will", "schedule", "plan", "expect"}))
            if resolved is None:
                continue
            start, end = sentence.offsets[match.start()], sentence.offsets[match.end() - 1] + 1
            found.append(DateMention(resolved[0].isoformat(), resolved[1], parsed.text[start:end], start, end, index))
            break
    return tuple(found)
