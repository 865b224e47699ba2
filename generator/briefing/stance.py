"""Whether two statements stand against each other: for or against one matter, with and without conditions, by how much.

An act alone does not tell: to demand that somebody *abandon* a plan is to be against the plan, and to reject its
*exclusion* is to be for it. So a statement is taken as a side (for, against) towards a matter, and two statements are
contrary when their sides differ on a matter that they share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from generator.briefing.language import load_contrary
from generator.briefing.similarity import Meaning, overlap, stem, words_of
from generator.briefing.standing import names_other, shared_good, shared_matter
from generator.model import Statement

Reason = Literal["opposite", "terms", "figures"]
"""What is contrary: for and against, conditions waived and set, or the figures."""

_FOR = ("demands", "offers", "accepts")
_QUANTITY = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)(?:[\s-]*(%|[^\W\d_]+))?(?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEGATED = re.compile(r"(?:\S+\s+){0,5}?(?:not|no|without|never|\w+n[’']t)\b(?!\s+only)", re.IGNORECASE)
_EXISTS = "(?:must|should|will|would|can|is|was|has|be)"
_FIGURE_WORDS = 0.5
_LEAST_NEAR = 0.36
_TERMS = 0.4
_ANYTIME = 0.75
"""How clearly "at any time" waives conditions, where "without preconditions" does so wholly."""
_ONE_ISSUE = 0.25
"""How surely one party speaks of one matter that flatly contradicts itself on one issue in words that have nothing in common."""
_AROUND = 0.2
"""How near the sentences around such words must be."""
_SURE = 0.7
_TURNED = 0.6
"""How surely two must speak of one matter where only a word that turns it round sets them apart."""
_LEAST_BOTH = 0.5
_OPENING = 3
"""Content words among which a word turns the matter round, and which it turns; further on is something else."""
_HEAD = 3
"""Content words that tell what a content is about in the first place."""
_POINTING = 1
"""Content words at most beside a word that only points ("to repeal it")."""
_POINTED = 0.45
"""How surely two parties speak of one matter that both only point at in the same words."""
_REFERENCE = 4
"""Content words at most of a content that is only a reference to another's words."""


@dataclass(frozen=True, slots=True)
class Stance:
    """A statement's side towards its matter.

    ``side`` is 1 for and -1 against the content as it stands; ``turned`` tells that the content turns its matter round
    (a ban of it, an end to it); ``matter`` holds the stems of what it is about, ``head`` the first ones; ``refers`` that the content
    opens with a word for what somebody else asked ("a demand Kyiv …"), ``vague`` that it is nothing but such words,
    ``bare`` that it is nothing but a figure; ``waives`` how clearly
    conditions are waived (0 to 1), ``ties`` that some are set; ``quantities`` are figures by unit.
    """

    side: int
    turned: bool
    matter: frozenset[str]
    head: frozenset[str]
    refers: bool
    vague: bool
    bare: bool
    waives: float
    ties: bool
    quantities: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """How two statements are contrary; ``about`` (0 to 1) tells how surely they speak of one matter."""

    reason: Reason
    about: float


def _quantities(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    language = load_contrary()
    text = language.unit_phrases.sub(lambda unit: language.units[_spelt(unit[0])], text)
    found: dict[str, set[str]] = {}
    for number, unit in _QUANTITY.findall(text):
        if _YEAR.fullmatch(number):
            continue
        word = _spelt(unit)
        found.setdefault(language.units.get(word, word), set()).add(number.replace(",", ""))
    return tuple((unit, tuple(sorted(numbers))) for unit, numbers in sorted(found.items()))


def _spelt(unit: str) -> str:
    return re.sub(r"[\s-]+", " ", unit.casefold()).rstrip("s")


def _waived(act: str, quote: str) -> float:
    if act not in _FOR:
        return 0.0
    language = load_contrary()
    return 1.0 if language.waivers.search(quote) else _ANYTIME if language.anytime.search(quote) else 0.0


@lru_cache(maxsize=20_000)
def stance_of(act: str, core: str, quote: str, conditional: bool, against: bool = False) -> Stance:
    """Returns the stance of a statement with this act, bare matter, evidence and condition.

    ``against`` tells that to take the content is to be against the matter ("drops its demand for …").
    """
    language = load_contrary()
    words = [word for word in words_of(core) if word not in language.stop]
    turned = against
    turning = next((word for word in words[:_OPENING] if language.inverters.fullmatch(word)), None)
    if turning and re.search(rf"\b{re.escape(turning)}\s+{_EXISTS}\b", core, re.IGNORECASE):
        # "That the halt must last": the halt is there, and wanted.
        turning = None
    phrase = None if turning else language.phrases.match(core)
    if turning:
        at = words.index(turning)
        # A ban *of exports*, an *export* ban.
        turned_words = words[at + 1 :][:_OPENING] or words[:at]
        rest = [word for word in words if word != turning]
    elif phrase:
        rest = [word for word in words_of(core[phrase.end() :]) if word not in language.stop]
        turned_words = rest[:_OPENING]
    else:
        rest, turned_words = words, words[:_HEAD]
    turned ^= bool(turning or phrase)
    waives = _waived(act, quote)
    if conditional and waives < 1:
        waives = 0.0
    return Stance(
        side=1 if act in _FOR else -1,
        turned=turned != bool(_NEGATED.match(core)),
        matter=frozenset(map(stem, rest or words)),
        head=frozenset(map(stem, turned_words)),
        refers=bool(words) and words[0].rstrip("s") in language.references and len(words) <= _REFERENCE,
        bare=bool(_QUANTITY.search(core))
        and all(
            word in language.units
            for word in words_of(language.unit_phrases.sub("", core))
            if word not in language.stop
        ),
        vague=all(word in language.empty or word.rstrip("s") in language.references for word in words)
        or (len(words) <= _POINTING and bool(language.pointers.intersection(words_of(core)))),
        waives=waives,
        ties=(conditional and not waives) or (act == "demands" and bool(language.ties.search(quote))),
        quantities=_quantities(core),
    )


def stance(statement: Statement) -> Stance:
    """Returns a statement's stance."""
    return stance_of(
        statement.act, matter_of(statement), statement.evidence.quote, statement.conditional, statement.against
    )


def matter_of(statement: Statement) -> str:
    """Returns the bare words of what a statement is about; its content where nothing is given up in it."""
    return statement.matter or statement.content


def about_one_matter(left: Statement, right: Statement, meaning: Meaning) -> float:
    """Returns how surely two statements on one issue speak of one matter: 0 not at all, 1 in the same words.

    One shared word of many is chance, so few words in common count less; meaning makes up for other words.
    """
    a, b = stance(left), stance(right)
    shared = overlap(a.matter, b.matter)
    common = len(a.matter & b.matter)
    by_words = shared * (0.75 if common == 1 and max(len(a.matter), len(b.matter)) > 2 else 1.0)
    near = meaning.near(left.content, right.content)
    if near < _LEAST_NEAR and shared + near < _LEAST_BOTH:
        return 0.0
    return round(max(by_words * 0.6 + max(near, 0.0) * 0.4, near), 2)


def contrast(left: Statement, right: Statement, meaning: Meaning) -> Contrast | None:
    """Returns how two statements on one issue are contrary, None where they are not."""
    if "threatens" in (left.act, right.act):
        return None
    a, b = stance(left), stance(right)
    if referring(left, right):
        return Contrast("opposite", 1.0) if a.side != b.side else None
    about = about_one_matter(left, right, meaning)
    if left.party == right.party and ((a.waives and b.ties) or (b.waives and a.ties)):
        # Conditions are of the issue as a whole: "no conditions for talks", "any deal must …".
        about = max(about, meaning.near(left.evidence.quote, right.evidence.quote), _TERMS)
        return Contrast("terms", round(about * max(a.waives, b.waives), 2))
    if (a.vague or b.vague) and not shared_matter(left, right) - (a.matter if a.vague else b.matter):
        # "A proposal", "old demands": whose, and of what, neither the words nor their quote say. Only where two parties
        # use the same words for it, and one names the other, they speak of one thing ("to repeal it").
        same = a.vague and b.vague and bool(a.matter) and a.matter == b.matter
        clear = same and a.turned == b.turned and a.side != b.side and names_other(left, right)
        return Contrast("opposite", _POINTED) if clear else None
    if not shared_matter(left, right) and not _one_matter_still(left, right):
        # Two statements that both speak of "pay", or of "talks", speak of one issue, not yet of one matter.
        return None
    if a.bare or b.bare:
        # "4 percent" against "a raise of 12 percent": nothing but a figure is about the issue itself.
        about = max(about, _TERMS)
    if not about and _flat_contradiction(left, right):
        around = meaning.near(left.evidence.quote, right.evidence.quote)
        about = max(_ONE_ISSUE, round(0.8 * around, 2)) if around >= _AROUND else 0.0
    if not about:
        return None
    flipped = a.turned != b.turned and bool(a.head & b.head)
    # Where only one of the two turns its matter round, a chance likeness would set apart two who agree.
    if a.turned != b.turned and about < _TURNED and not (flipped and a.side != b.side):
        return None
    if (a.side != b.side) != flipped:
        return Contrast("opposite", about)
    alike = a.bare or b.bare or overlap(a.matter, b.matter) >= _FIGURE_WORDS
    if a.side == b.side == 1 and alike and figures_differ(left, right) and shared_good(left, right):
        return Contrast("figures", about)
    return None


def _one_matter_still(left: Statement, right: Statement) -> bool:
    if left.party == right.party:
        return _flat_contradiction(left, right) or bool(shared_good(left, right))
    return bool(stance(left).matter & stance(right).matter) and names_other(left, right)


def _flat_contradiction(left: Statement, right: Statement) -> bool:
    """Tells whether one party plainly accepts and plainly rejects something on one issue."""
    return (
        left.party == right.party
        and {left.act, right.act} == {"accepts", "rejects"}
        and all(not s.conditional and s.level != "expected" and s.confidence >= _SURE for s in (left, right))
    )


def referring(left: Statement, right: Statement) -> bool:
    """Tells whether one of two statements rejects or accepts, in the same sentence, what the other names ("a demand Kyiv rejects")."""
    a, b = left.evidence, right.evidence
    if a.article != b.article or left.party == right.party:
        return False
    apart = max(a.start, b.start) - min(a.end, b.end)
    first, second = (left, right) if a.start <= b.start else (right, left)
    return apart <= 3 and stance(second).refers and not stance(first).refers


def figures_differ(left: Statement, right: Statement) -> bool:
    """Tells whether two contents give figures of one unit, and none of them in common."""
    a, b = dict(stance(left).quantities), dict(stance(right).quantities)
    return any(not set(a[unit]) & set(b[unit]) for unit in a.keys() & b.keys())


def says_the_same(left: Statement, right: Statement, meaning: Meaning) -> bool:
    """Tells whether two statements of one party on one issue say the same, perhaps in other words.

    Same act, both with or both without a condition, no figure that differs, and either most words shared or a meaning
    that is near.
    """
    if left.act != right.act or left.conditional != right.conditional:
        return False
    a, b = stance(left), stance(right)
    if a.turned != b.turned or bool(a.waives) != bool(b.waives) or figures_differ(left, right):
        return False
    shared = overlap(a.matter, b.matter)
    near = meaning.near(left.content, right.content)
    return (shared >= 0.6 and near >= 0.5) or (shared >= 0.25 and near >= 0.7) or near >= 0.85
