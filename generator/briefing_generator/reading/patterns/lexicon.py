"""The language of acts: which words demand, refuse, offer, accept or threaten, and how.

One YAML file an act in ``language/en/acts``: classes of lemmas that share a frame, which says where the content of
the act stands relative to the word that carries it. Each class brings sentences that carry the act (``yes``) and
sentences that do not (``no``); a test reads them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from briefing_generator.language.words import language_data
from briefing_generator.model import ACTS, Act

Strength = Literal["strong", "known", "weak"]
"""Whether a word tells of a position whatever its content, only of a known party, or only on a known issue."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How one word carries an act.

    Attributes:
        act: what it carries.
        pos: ``verb``, ``noun``, ``adjective``, or ``announced`` for a verb that tells what a party will do.
        content: where the content stands, the first that is there wins: a dependency (``dobj``, ``xcomp``, ``ccomp``,
            ``acl``, ``appos``), ``prep:for`` for the object of a preposition, ``xcomp+prep:on`` where the addressee
            must be there, ``attr`` and ``include`` for the complement of a copula or a verb of containing, ``figure`` for a number behind one, ``as`` for what is called so ("guarantees as preconditions"), ``terms`` for
            what a proposal entails, ``none`` where the word carries its content.
        strength: whether it tells of a position whatever its content, of a known party only, or on a known issue only.
        light: verbs that lend a noun their subject ("express willingness").
        needs_light: whether a noun says nothing without one.
        objects: lemmas that the head of the content must have, where given.
        beside: a preposition and its object that must stand by ("put … on the table").
        having: lemmas that the verb's direct object must have where its content stands elsewhere ("draw the line at").
        asserts: whether a clause in the past or about the future behind it is a mere assertion ("insisted that it was").
        addressed: whether somebody must be told to do it ("expects Washington to act").
        addressee: whether a direct object must be somebody who is asked ("press the minister to pay", not a lever).
        alone: whether a direct object makes it another word ("call it a day").
        bargain: whether a holder that is no party must be a bargain ("any deal requires …").
        stance: whether the subject must be somebody's stance ("its consent hinges on …").
        questions: whether its content may be a question ("asked whether …").
        ahead: whether it counts only of the time to come ("would consider").
        deed: whether the content must be something that one does to another ("warned of sanctions").
        hostile: whether the content must be a hostile deed ("vowed to retaliate").
        negated_only: whether it counts only when negated ("is not seeking a truce").
        settled: contents that make no refusal when negated ("could not agree on a date").
        terms: verbs that list what a proposal holds ("the proposal entails …").
        told: whether its holder is whoever says it ("there is room for compromise").
        done: whether it counts only of what is done or will be ("could strike a deal" is an ability).
        plural: whether a noun counts only in the plural ("its terms").
        anyone: whether any subject can do it, so that a holder nobody knows counts too ("the terminals refuse").
        things: whether its content must be no person ("live with the compromise").
        current: whether an infinitive behind a noun is only a purpose ("a fund to support the process").
        yields: whether it accepts by giving up its content ("dropped its objection").
        answers: whether it stands alone and answers what another asked or offered just before ("Norway refused").
        way_out: whether an announced deed counts only with what would avert it ("unless …").
    """

    act: Act
    pos: str
    content: tuple[str, ...]
    strength: Strength = "strong"
    light: frozenset[str] = frozenset()
    needs_light: bool = False
    objects: frozenset[str] = frozenset()
    beside: tuple[str, ...] = ()
    having: frozenset[str] = frozenset()
    addressed: bool = False
    addressee: bool = False
    alone: bool = False
    bargain: bool = False
    stance: bool = False
    questions: bool = True
    ahead: bool = False
    deed: bool = False
    hostile: bool = False
    negated_only: bool = False
    settled: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()
    yields: bool = False
    way_out: bool = False
    told: bool = False
    done: bool = False
    plural: bool = False
    asserts: bool = False
    current: bool = False
    things: bool = False
    anyone: bool = False
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """A preposition that takes sides behind certain verbs ("voted against …")."""

    act: Act
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames by part of speech and lemma (with its particle: ``rule out``), and what stands outside frames."""

    frames: dict[tuple[str, str], tuple[Frame, ...]]
    predicates: dict[str, tuple[tuple[str, Act], ...]]
    """By its last word, each phrase that makes a subject out of the question or indispensable, and its act."""
    verdicts: dict[str, Act]
    sides: dict[str, tuple[Side, ...]]
    hostile: frozenset[str]
    deeds: frozenset[str]


_SECTIONS = (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective"), ("announced", "announced"))
_FLAGS = (
    "needs_light", "addressed", "addressee", "alone", "bargain", "stance", "questions", "ahead", "deed", "hostile",
    "negated_only", "yields", "way_out", "told", "done", "plural", "asserts", "current", "things",
    "anyone", "answers",
)  # fmt: skip


def act_source(act: Act) -> dict[str, Any]:
    """Returns the raw file of an act, with its examples."""
    raw: dict[str, Any] = language_data("acts", f"{act}.yml")
    return raw


def _frame(act: Act, pos: str, raw: dict[str, Any]) -> Frame:
    flags: dict[str, bool] = {flag: bool(raw[flag]) for flag in _FLAGS if flag in raw}
    if raw.get("negated"):
        flags["negated_only"] = True
    return Frame(
        act=act,
        pos=pos,
        content=tuple(raw.get("content", ("none",))),
        strength=raw.get("strength", "strong"),
        light=frozenset(raw.get("light", ())),
        objects=frozenset(raw.get("objects", ())),
        beside=tuple(raw.get("beside", ())),
        having=frozenset(raw.get("having", ())),
        settled=tuple(raw.get("settled", ())),
        terms=frozenset(raw.get("terms", ())),
        **flags,
    )


@cache
def load_lexicon() -> Lexicon:
    """Reads the five files of acts once a process."""
    frames: dict[tuple[str, str], tuple[Frame, ...]] = {}
    predicates: dict[str, tuple[tuple[str, Act], ...]] = {}
    verdicts: dict[str, Act] = {}
    sides: dict[str, tuple[Side, ...]] = {}
    hostile: set[str] = set()
    deeds: set[str] = set()
    for act in ACTS:
        raw = act_source(act)
        for section, pos in _SECTIONS:
            for entry in raw.get(section, ()):
                frame = _frame(act, pos, entry)
                for lemma in entry["lemmas"]:
                    before = frames.get((pos, lemma), ())
                    frames[pos, lemma] = (frame, *before) if entry.get("first") else (*before, frame)
        for entry in raw.get("predicates", ()):
            for phrase in entry["phrases"]:
                last = phrase.split()[-1]
                predicates[last] = (*predicates.get(last, ()), (phrase, act))
        for entry in raw.get("sides", ()):
            for word in entry["words"]:
                sides[word] = (*sides.get(word, ()), Side(act, frozenset(entry["verbs"])))
        verdicts.update(dict.fromkeys(raw.get("verdicts", ()), act))
        hostile.update(raw.get("hostile", ()))
        deeds.update(raw.get("deeds", ()))
    return Lexicon(frames, predicates, verdicts, sides, frozenset(hostile), frozenset(deeds))
