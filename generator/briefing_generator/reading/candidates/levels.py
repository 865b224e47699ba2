"""Who vouches for a position: the party itself, somebody else, or somebody who guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import ancestors, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.model import Level
    from briefing_generator.reading.candidates.candidate import Found
    from briefing_generator.reading.candidates.holders import HolderFinder
    from briefing_generator.reading.text.parse import ParsedSentence

_WORDS = load_words("speech")
_MAYBE = frozenset(("could", "might", "may"))


def _lemma(token: Token | None) -> str:
    return token.lemma_.casefold() if token is not None else ""


def _within_clause(cue: Token) -> list[Token]:
    """Returns a word and the heads above it up to its clause's verb, which carry its auxiliaries and adverbs."""
    chain = [cue]
    for above in ancestors(cue):
        if chain[-1].dep_ in ("ccomp", "advcl", "relcl", "parataxis"):
            break
        chain.append(above)
    return chain[:4]


def _told_of(token: Token) -> bool:
    """Tells whether others tell a deed of somebody, nobody knows who ("is understood to [be offering] 4 percent")."""
    above = token.head
    passive = any(c.dep_ == "auxpass" for c in above.children)
    return token.dep_ == "xcomp" and above.lemma_ in _WORDS["told_of"] and passive


def level(finder: HolderFinder, sentence: ParsedSentence, one: Found, party: str | None) -> tuple[Level, str | None]:
    """Returns the level of an act that a party is found to hold, and the key of who tells of it.

    A spokesperson's word is the party's own. Without anybody who says it the writer tells it as the party's own.
    """
    cue = one.cue
    chain = _within_clause(cue)
    words = {c.lower_ for t in chain for c in t.children if c.dep_ in ("advmod", "aux", "amod", "acomp")}
    words |= {t.lower_ for t in chain[1:]}
    who, key = finder.speaker_above(sentence, cue)
    own = key is not None and party is not None and finder.referents.party(key) == party
    guess = any(_lemma(t) in _WORDS["guessing"] for t in list(ancestors(cue))[:3])
    if guess and not own:
        return "expected", key
    if words & _WORDS["unsure"] or _lemma(who) in _WORDS["guessers"]:
        return "expected", key
    if words & _MAYBE and not own and one.act != "threatens":
        return "expected", key
    if "would" in words and who is None and key is None and cue.lemma_ in _WORDS["guessed_with_would"]:
        return "expected", key
    if words & _WORDS["heard"] or any(_told_of(t) for t in chain) or _lemma(who) in _WORDS["onlookers"]:
        return "reported", key
    if key is None:
        told_by_other = who is not None and (one.holder is None or who.i != one.holder.i)
        return ("reported", None) if told_by_other else ("own", party)
    return ("own", key) if own else ("reported", key)


def hearsay(finder: HolderFinder, sentence: ParsedSentence, one: Found, speaker: str | None, party: str | None) -> bool:
    """Tells whether somebody only guesses at another's wish ("Trump is confident that Putin wants peace")."""
    if party is None:
        return False
    doubts = [t for t in ancestors(one.cue) if _lemma(t) in _WORDS["guessing"] | _WORDS["confident"]]
    if speaker is not None and finder.referents.party(speaker) != party:
        return bool(doubts)
    for doubt in doubts:
        verb = next((t for t in (doubt, *ancestors(doubt)) if t.pos_ in ("VERB", "AUX")), doubt)
        who = subject(verb)
        if who is not None and finder.party_of(sentence, who) not in (None, party):
            return True
    return False
