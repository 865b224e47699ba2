"""Which side a statement takes towards which matter: for or against it, with conditions set or waived, by how much.

An act alone does not tell: to demand that somebody *abandon* a plan is to be against the plan, and to reject its
*exclusion* is to be for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.comparison_words import load_contrary, stop_words
from briefing_generator.briefing.comparing.similarity import sense, stem, words_of

if TYPE_CHECKING:
    from briefing_generator.model import Statement

FOR = ("demands", "offers", "accepts")
# "30 per week", "40 a month": what is counted stands elsewhere, so the unit is the rate itself.
_RATE = re.compile(r"(\d)\s+(?:per|an?|each|every)\s+(\w+)\b(?!-)", re.IGNORECASE)
_QUANTITY = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)(?:[\s-]*(%|[^\W\d_]+))?(?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ANYTIME = 0.75
"""How clearly "at any time" waives conditions, where "without preconditions" does so wholly."""
_OPENING = 3
"""Content words among which a word turns the matter round, and which it turns; further on is something else."""
_POINTING = 1
"""Content words at most beside a word that only points ("to repeal it")."""
_REFERENCE = 3
"""Content words at most of a content that is only a reference to another's words."""


@dataclass(frozen=True, slots=True)
class Stance:
    """A statement's side towards its matter.

    ``side`` is 1 for and -1 against the content as it stands; ``turned`` tells that the content turns its matter round
    (a ban of it, an end to it). ``matter`` holds the stems of what it is about, ``whole`` those of all its words, ``head``
    the first ones of the matter in order, up to the first preposition. ``kinds`` tells to which acts the content refers where it is only a word for what somebody else
    said ("a demand that …"), ``vague`` that it names nothing by itself, ``bare`` that it is nothing but a figure, ``talks``
    that it is only to talk about the matter, ``sweeping`` that it is all there is of it ("any ransom"),
    ``nominal`` that it is a thing and no deed ("a truce", not "to sign a truce"); ``waives`` how
    clearly conditions are waived (0 to 1), ``ties`` that some are set; ``quantities`` are figures by unit.
    """

    side: int
    turned: bool
    matter: frozenset[str]
    whole: frozenset[str]
    head: tuple[str, ...]
    kinds: frozenset[str]
    vague: bool
    bare: bool
    talks: bool
    sweeping: bool
    nominal: bool
    waives: float
    ties: bool
    quantities: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def sign(self) -> int:
        """1 for and -1 against the matter itself."""
        return -self.side if self.turned else self.side

    def without(self, names: frozenset[str]) -> frozenset[str]:
        """Returns the matter without these names; with what turns it round where it is nothing but names ("disarming X")."""
        return self.matter - names or self.whole - names or self.matter


def _quantities(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    language = load_contrary()
    text = language.unit_phrases.sub(lambda unit: language.units[_spelt(unit[0])], text)
    found: dict[str, set[str]] = {}
    text = _RATE.sub(r"\1 \2ly", text)
    for number, unit in _QUANTITY.findall(text):
        if _YEAR.fullmatch(number):
            continue
        word = "" if unit.casefold() in stop_words() else _spelt(unit)
        found.setdefault(language.units.get(word, word), set()).add(number.replace(",", ""))
    return tuple((unit, tuple(sorted(numbers))) for unit, numbers in sorted(found.items()))


def _spelt(unit: str) -> str:
    return re.sub(r"[\s-]+", " ", unit.casefold()).rstrip("s")


def _waived(act: str, quote: str) -> float:
    if act not in FOR:
        return 0.0
    language = load_contrary()
    return 1.0 if language.waivers.search(quote) else _ANYTIME if language.anytime.search(quote) else 0.0


def _said(text: str) -> list[str]:
    """Returns the words of a text that tell of a matter: neither empty ones, nor measures, nor spelt numbers."""
    language = load_contrary()
    return [w for w in words_of(text) if w not in language.stop and stem(w) not in language.measures]


def _turned(act: str, core: str, words: list[str]) -> tuple[list[str], list[str], bool]:
    """Returns the words of a matter behind what turns it round, its first ones, and whether something does."""
    language = load_contrary()
    turning = next((word for word in words[:_OPENING] if language.inverters.fullmatch(word)), None)
    if act == "rejects" and words and turning == words[0] == words_of(core)[0] and turning.endswith("ed"):
        # "Postponed the vote": the verb tells of the refusal itself, and does not turn its matter round.
        return words[1:] or words, words[1:] or words, False
    if turning and language.existing(turning).search(core):
        # "That the halt must last": the halt is there, and wanted.
        turning = None
    if turning and turning != words[0] and _by_the_way(turning, core, words):
        turning = None
    if turning:
        at = words.index(turning)
        # A ban *of exports*, an *export* ban.
        behind = words[at + 1 :]
        return [word for word in words if word != turning], behind or words[:at], True
    if phrase := language.phrases.match(core):
        rest = _said(core[phrase.end() :])
        return rest, rest, True
    if language.undone(core):
        kept = [word for word in words if not language.inverters.fullmatch(word)]
        return kept or words, kept or words, True
    return words, words, False


def _by_the_way(turning: str, core: str, words: list[str]) -> bool:
    """Tells whether a word that may turn a matter round only tells more of it, or what it is for.

    "A deal lowering tariffs" is a deal, and "to make a deal to end the dispute" is for one.
    """
    said = words_of(core)
    language = load_contrary()
    at = said.index(turning)
    if said[0] in language.determiners and turning.endswith("ing") and said[at - 1] in words:
        return True
    return said[0] == "to" and said[at - 1] == "to" and words[0] not in language.causing


def _head(core: str, words: list[str]) -> tuple[str, ...]:
    """Returns the stems of these words that stand before the first preposition behind one of them."""
    head: list[str] = []
    wanted = set(words)
    for word in words_of(core):
        if head and word in load_contrary().prepositions:
            break
        if word in wanted:
            head.append(sense(word))
    return tuple(head)


def _nominal(said: list[str], words: list[str]) -> bool:
    """Tells whether words open with a noun phrase: no infinitive, no clause, no gerund, no verb before its object."""
    if not words or said[0] in ("to", "that") or said[0].endswith("ing"):
        return False
    language = load_contrary()
    for word in said[said.index(words[0]) + 1 :]:
        if word in language.prepositions or word in language.determiners:
            return word in language.prepositions
    return True


def _kinds(core: str, words: list[str]) -> frozenset[str]:
    language = load_contrary()
    said = words_of(core)
    if len(words) > _REFERENCE or any(word in language.ordinals for word in words):
        return frozenset()
    for word in words:
        kind = language.references.get(word) or language.references.get(word.rstrip("s"))
        if kind and all(w == word or w in language.empty for w in words):
            return kind
        if kind and word == words[0]:
            # "A demand that Kyiv rejects" names the demand, whatever else it holds.
            return kind
    return frozenset({"any"}) if len(words) <= _POINTING and language.pointers.intersection(said) else frozenset()


def _negated(act: str, core: str) -> bool:
    """Tells whether a content denies its matter; "is no request for a truce" tells of the refusal itself, and denies none."""
    language = load_contrary()
    first = next(iter(words_of(core)), "")
    if act == "rejects" and (first in language.finite or core[:1] in "'’"):
        return False
    return language.negated.match(core) is not None


@lru_cache(maxsize=200_000)
def stance_of(act: str, core: str, quote: str, conditional: bool, against: bool = False) -> Stance:
    """Returns the stance of a statement with this act, bare matter, evidence and condition.

    ``against`` tells that to take the content is to be against the matter ("drops its demand for …").
    """
    language = load_contrary()
    for name, several in language.called:
        core = several.sub(name, core)
    words = _said(core)
    rest, foremost, turning = _turned(act, core, words)
    plain = [w for w in rest if w not in language.references and w.rstrip("s") not in language.references]
    waives = _waived(act, quote)
    if conditional and waives < 1:
        waives = 0.0
    said = words_of(core)
    empty = all(word in language.empty or word.rstrip("s") in language.references for word in words)
    elliptic = len(words) == 1 and said[:1] == ["to"] and len(said) == 2
    return Stance(
        side=1 if act in FOR else -1,
        turned=(against ^ turning) != _negated(act, core),
        matter=frozenset(map(sense, plain or rest or words)),
        whole=frozenset(map(sense, words)),
        head=_head(core, [w for w in foremost if w in plain] or foremost),
        kinds=frozenset({"elliptic"}) if elliptic else _kinds(core, words),
        bare=bool(_QUANTITY.search(core)) and not any(w not in language.units for w in words),
        vague=(empty and not _QUANTITY.search(core))
        or elliptic
        or (len(words) <= _POINTING and bool(language.pointers.intersection(said))),
        talks=bool(words) and language.talking.fullmatch(words[0]) is not None and len(words) > 1,
        sweeping=bool(said) and said[0] in language.sweeping,
        nominal=_nominal(said, words),
        waives=waives,
        ties=(conditional and not waives) or (act == "demands" and bool(language.ties.search(quote))),
        quantities=_quantities(core),
    )


def refers_to(statement: Statement) -> frozenset[str]:
    """Returns to which acts of others a statement's words refer, nothing where they name their matter.

    Where the reading has put what is meant for "a demand that …", the content stands before the words that carry it.
    """
    if statement.origin == "read" and statement.content not in statement.evidence.quote:
        said = [word for word in words_of(statement.evidence.quote) if word not in load_contrary().stop]
        return load_contrary().references.get(said[0], frozenset()) if said else frozenset()
    return stance(statement).kinds


def stance(statement: Statement) -> Stance:
    """Returns a statement's stance."""
    return stance_of(
        statement.act, matter_of(statement), statement.evidence.quote, statement.conditional, statement.against
    )


def matter_of(statement: Statement) -> str:
    """Returns the bare words of what a statement is about; its content where nothing is given up in it."""
    return statement.matter or statement.content


def figures_differ(left: Statement, right: Statement) -> bool:
    """Tells whether two contents give figures of one unit, and none of them in common."""
    a, b = dict(stance(left).quantities), dict(stance(right).quantities)
    return any(not set(a[unit]) & set(b[unit]) for unit in a.keys() & b.keys())
