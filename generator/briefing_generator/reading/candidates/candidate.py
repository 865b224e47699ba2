"""What passes between the steps of finding statements: the place one looks at, and an act found there."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from briefing_generator.model import Act
from briefing_generator.reading.candidates.holders import HolderFinder
from briefing_generator.reading.candidates.salience import Salience
from briefing_generator.reading.patterns.lexicon import Lexicon, Strength
from briefing_generator.reading.text.parse import ParsedSentence


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A sentence of an article with what is needed to read acts in it.

    ``lead`` holds the parties that a lead-in lends to its bullets, or a subject above to its clauses. ``demanded`` tells that the sentence before it demands something, so that "These include …" goes on listing.
    """

    sentence: ParsedSentence
    finder: HolderFinder
    lexicon: Lexicon
    demanded: bool = False
    lead: tuple[str, ...] = ()
    salience: Salience | None = None

    def party(self, token: Token | None) -> str | None:
        """Returns the party for which the phrase with this head acts, None where nobody knows."""
        return self.finder.party_of(self.sentence, token) if token is not None else None

    def speaker(self, token: Token) -> tuple[Token | None, str | None]:
        """Returns who says the clause of a word, and the party that he or she speaks for."""
        who, key = self.finder.speaker_above(self.sentence, token)
        return who, self.finder.referents.party(key) if key is not None else None


@dataclass(frozen=True, slots=True)
class Found:
    """An act found in a sentence, before it becomes statements.

    ``contents`` are the heads of what it is about; ``parties`` holds entity keys, None for a holder nobody knows;
    ``condition`` encloses the words of a condition that the construction itself brings. ``whole`` tells that the content
    alone would say the contrary of what is accepted ("dropped its demand", "no longer calls for a ban"), so that the cue
    belongs to its words. ``until`` is the last word that belongs to it where a clause follows that shares its verb,
    and ``shared`` that verb in the act of the clause behind.
    """

    act: Act
    cue: Token
    pos: str
    contents: tuple[Token, ...]
    parties: tuple[str | None, ...]
    holder: Token | None
    strength: Strength
    rule: str
    condition: tuple[Token, Token] | None = None
    whole: bool = False
    until: Token | None = None
    shared: Token | None = None
