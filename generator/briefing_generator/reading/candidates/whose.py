"""Whom a sentence names beside an act without their holding it (whom one asks, who accuses), and whose an offer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words, load_words
from briefing_generator.reading.grammar.clauses import charge, children, own_subject, possessor

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.candidates.candidate import Found, Site
    from briefing_generator.reading.text.parse import ParsedSentence

_TELLING = load_words("telling")
_FAR = 6
"""Sentences back in which it is looked for whose "the offer" is."""


def answered(one: Found) -> set[int]:
    """Returns the words that tell whose it is what an act accepts or refuses, or who is given what it offers: not the holder's.

    "Rejected [Norway]'s offer", "[Norway] received a new offer from Sweden", "[the drivers] were offered a bonus".
    """
    cue = one.cue
    if one.act == "offers" and cue.pos_ == "VERB":
        return {t.i for who in (*_given(cue), *_faced(cue, one.act)) for t in who.subtree}
    if one.act not in ("accepts", "rejects"):
        return {who.i for who in _faced(cue, one.act)}
    things = [c for c in cue.children if c.dep_ in ("dobj", "nsubjpass")]
    if cue.pos_ == "NOUN":
        things = [w for c in cue.children if c.dep_ == "prep" and c.lower_ == "of" for w in c.children]
    owners: set[int] = set()
    for thing in (t for t in things if t.pos_ == "NOUN"):
        for word in thing.children:
            if word.dep_ in ("poss", "compound", "amod") or (word.dep_ == "prep" and word.lower_ in ("by", "from")):
                owners.update(t.i for t in word.subtree)
    return owners


def putting(site: Site, one: Found) -> str | None:
    """Returns whose proposal it is that holds an offer or a demand, whoever tells of it, None where it is not told.

    "Zack said [Orrin]'s offer included a cut"; "the offer also ended overtime" is of whose offer was told before.
    """
    if one.act not in ("offers", "demands"):
        return None
    words, held = load_name_words(), one.cue
    while held.pos_ not in ("VERB", "AUX") and held.dep_ in ("dobj", "attr", "conj", "appos") and held.head.i != held.i:
        held = held.head
    thing = own_subject(held) if held.pos_ in ("VERB", "AUX") else None
    if thing is None or thing.dep_ != "nsubj" or thing.lemma_.casefold() not in words.put:
        return None
    owner = possessor(thing)
    if owner is not None:
        return site.party(owner)
    if not any(c.lower_ == "the" for c in thing.children):
        return None
    return next((p for s in site.finder.before(site.sentence, _FAR) if (p := _owner_in(site, s)) is not None), None)


def _owner_in(site: Site, sentence: ParsedSentence) -> str | None:
    """Returns the party whose proposal a sentence tells of last."""
    words = load_name_words().put
    for token in reversed(sentence.doc):
        if token.pos_ == "NOUN" and token.lemma_.casefold() in words and (owner := possessor(token)) is not None:
            party = site.finder.party_of(sentence, owner)
            if party is not None:
                return party
    return None


def accusing(cue: Token) -> set[int]:
    """Returns the words that name who accuses another of an act, which is never the accuser's ("[Norway] accused Sweden of …")."""
    above = charge(cue)
    if above is None:
        return set()
    makers = [c for c in above.children if c.dep_ == "nsubj"]
    makers += [w for c in above.children if c.dep_ == "agent" for w in c.children]
    return {t.i for each in makers for t in each.subtree}


def _given(cue: Token) -> list[Token]:
    """Returns whom a verb says to be given something ("[the board] confirmed that [it] had received an offer")."""
    below = next((c for c in children(cue, "ccomp") if c.lemma_ in _TELLING["receiving"] and children(c, "dobj")), None)
    if below is not None and cue.lemma_ not in _TELLING["receiving"]:
        return [*children(cue, "nsubj"), *children(below, "nsubj")]
    things = [c for c in cue.children if c.dep_ == "dobj"]
    if cue.lemma_ in _TELLING["receiving"] and things:
        return [c for c in cue.children if c.dep_ == "nsubj"]
    if cue.lemma_ in _TELLING["handing"] and things:
        return [c for c in cue.children if c.dep_ == "nsubjpass"]
    return []


def _faced(cue: Token, act: str) -> list[Token]:
    """Returns whom something is asked of, offered to or threatened with ("asked for clarity from [Norway]")."""
    facing = _TELLING[f"facing_{act}"]
    nouns = [c for c in cue.children if c.dep_ in ("dobj", "prep", "pobj") and c.i > cue.i]
    preps = [
        p
        for top in (cue, *nouns, *(w for n in nouns for w in children(n, "pobj")))
        for p in children(top, "prep", "dative")
    ]
    asked = [w for p in preps if p.lower_ in facing and p.i > cue.i for w in children(p, "pobj")]
    if cue.pos_ == "VERB" and cue.lemma_ in _TELLING["turning"]:
        told = [c for c in cue.children if c.dep_ in ("dobj", "dative", "nsubj") and c.i > cue.i]
        below = [c for v in cue.children if v.dep_ in ("ccomp", "xcomp") for c in v.children if c.dep_ == "nsubj"]
        asked += [c for c in (*told, *below) if c.i > cue.i]
    return asked


def aside(cue: Token) -> set[int]:
    """Returns the words of clauses that only say which people a verb's subject is ("the unions that met [Oslo] want …")."""
    who = own_subject(cue) if cue.pos_ in ("VERB", "AUX") else None
    return (
        {t.i for clause in children(who, "relcl", "acl", "dobj") for t in clause.subtree} if who is not None else set()
    )
