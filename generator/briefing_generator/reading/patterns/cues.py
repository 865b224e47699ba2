"""The language of reporting: which verbs, nouns and adjectives report, and where their content stands.

One YAML file a class in ``language/en/cues``: lemmas that share frames, with examples that are tests. The classes
are of the kind of VerbNet's (Kipper Schuler 2005): say, assert, tell, urge, intend, believe, judge, accuse, name,
discuss, show.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing_generator.language.words import language_files
from briefing_generator.reading.grammar.clauses import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

FRAMES = {
    "clause": "a finite clause after the verb: say that …, know how …",
    "quote": "words spoken, with the verb before, amid or after them: “…,” she said",
    "to": "the infinitive of what the subject does itself: vow to …",
    "doing": "a gerund: consider …ing",
    "order": "somebody and what he or she is to do: urge the panel to …",
    "naming": "somebody or something and its name: call the loan a disgrace",
    "object": "an object with what belongs to it: attack the ministry for …",
    "object as": "an object, where `as` follows: describe the merger as …",
    "object for": "an object, where a reason follows or a person is meant: slam the ministry for …",
    "that": "a clause that a noun or adjective takes: the claim that …, sure that …",
}
"""Every frame and what it looks like; besides ``prep:for`` (the object of a preposition), ``topic:of`` (the same after an
object or in the passive: accuse the agency of …) and ``on:to`` (call on members to …)."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frames by part of speech (``verb``, ``noun``, ``adjective``) and lemma with its particle (``point out``).

    ``labels`` are nouns that a headline may name as its source, ``bodies`` nouns in the form of abstractions that name
    people, ``nobody`` words that never name a source, ``words`` the nouns of "in her words",
    "in their view", ``inverted`` what may stand before a name and a colon ("Said Hult: …"),
    ``titled`` what stands before a title in marks, ``small`` words that a title may write without a capital.
    """

    frames: dict[tuple[str, str], frozenset[str]]
    labels: frozenset[str]
    bodies: frozenset[str]
    nobody: frozenset[str]
    words: frozenset[str]
    inverted: frozenset[str]
    titled: frozenset[str]
    small: frozenset[str]

    def of(self, pos: str, word: str) -> frozenset[str]:
        """Returns the frames of a word; none where it does not report."""
        return self.frames.get((pos, word), frozenset())

    def of_verb(self, verb: Token) -> frozenset[str]:
        """Returns the frames of a verb, with its particle or, failing that, without."""
        return self.of("verb", lemma(verb)) or self.of("verb", verb.lemma_.casefold())


def classes() -> dict[str, dict[str, Any]]:
    """Returns the classes of reporting words as they are written, by name of their file: the files with examples."""
    return {name: raw for name, raw in language_files("cues").items() if "examples" in raw}


@cache
def load_lexicon() -> Lexicon:
    """Reads the classes once a process; a lemma in several classes has the frames of them all."""
    frames: dict[tuple[str, str], frozenset[str]] = {}
    for raw in classes().values():
        for plural, pos in (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective")):
            for entry in raw.get(plural, ()):
                for word in entry["lemmas"]:
                    frames[pos, word] = frames.get((pos, word), frozenset()) | frozenset(entry["frames"])
    return Lexicon(frames, **{name: frozenset(words) for name, words in language_files("cues")["sources"].items()})
