"""Who may hold a statement: every party that a sentence names or stands under, with what speaks for each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from briefing_generator.language.words import load_name_words, load_words
from briefing_generator.reading.grammar.clauses import SUBJECTS, ancestors, children, doer, own_subject, possessor
from briefing_generator.reading.names.short_names import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span

    from briefing_generator.reading.candidates.candidate import Found, Site
    from briefing_generator.reading.tagger.tagging import Stretch, Tags
    from briefing_generator.reading.text.parse import ParsedSentence

_SAYING = load_words("speech")["saying"]
_TELLING = load_words("telling")
_LEAST = 0.02
"""Share of the tagger's choice from which words may name a holder."""
_FLOOR = 0.001
_FAR = 6
"""Sentences back in which it is looked for whose "the offer" is."""


@dataclass(frozen=True, slots=True)
class Option:
    """A party that may hold a statement (None: nobody that is known), the word that names it, and what speaks for it."""

    party: str | None
    named: Token | None
    traits: dict[str, float]


def options(site: Site, tags: Tags | None, words: Span, one: Found, stretch: Stretch | None) -> list[Option]:
    """Returns who may hold an act, in order of the text; nobody comes last.

    Args:
        site: the sentence.
        tags: what the tagger tells of it.
        words: the words that carry the act.
        one: the act; its parties are those that patterns find.
        stretch: the tagger's stretch for it, where it has one.
    """
    shares = _shares(site, tags, words, stretch)
    nobody = shares.pop(-1, _FLOOR)
    who = doer(one.cue)
    heads = _heads(site, shares, who)
    told_by = site.speaker(one.cue)[1]
    spoken = site.finder.speaker_of_quote(*site.sentence.span(words[0], words[-1]))
    spoken = site.finder.referents.party(spoken) if spoken is not None else None
    carried = site.finder.carried_for(site.sentence)
    found: dict[str, Option] = {}
    left_over = 0.0
    for token, share in heads:
        party = site.party(token)
        if party is None:
            left_over += share
            continue
        before = found.get(party)
        traits = _traits(token, words, one, who)
        traits["share"] = share + (before.traits["share"] if before else 0.0)
        if before is None or share >= before.traits["own share"]:
            traits["own share"] = share
            found[party] = Option(party, token, traits)
        else:
            before.traits["share"] = traits["share"]
    stranger = _stranger(site, who)
    third = who is not None and who.lower_ in ("he", "she", "it", "they")
    first = who is not None and who.lower_ in ("i", "we")
    lately = site.salience.just_now(site.sentence) if site.salience is not None else {}
    for party in (*one.parties, told_by, spoken, carried, *site.lead, *lately):
        if party is not None and party not in found:
            found[party] = Option(party, None, {"share": 0.0, "own share": 0.0})
    for party, option in found.items():
        t = option.traits
        t["others between"] = float(_between(option, found, one))
        t["by pattern"] = float(party in one.parties)
        t["says it"] = float(party == told_by)
        t["speaks the quote"] = float(party == spoken)
        t["speaks the quote of others"] = float(party == spoken and third)
        t["speaks the quote of itself"] = float(party == spoken and first)
        t["spoke before"] = float(party == carried and option.named is None)
        t["leads in"] = float(party in site.lead)
        t["not named here"] = float(option.named is None)
        t["a stranger is the subject"] = stranger * t["not named here"]
        t["nobody's share not named"] = nobody * t["not named here"]
        t["left over not named"] = left_over * t["not named here"]
        back, subject_there = lately.get(party, (0, False))
        t["one back"], t["two back"] = float(back == 1), float(back == 2)
        t["just now not named"] = (1.0 / back if back else 0.0) * t["not named here"]
        t["a subject just now"] = float(subject_there) * t["not named here"]
        t["often"] = site.salience.shares.get(party, 0.0) if site.salience is not None else 0.0
        t["often not named"] = t["often"] * t["not named here"]
        t[site.finder.referents.entity(party).kind] = 1.0
        t["alone"] = float(len(found) == 1)
        t["log share"] = math.log(max(t["share"], _FLOOR))
        t.pop("own share")
    none = {
        "nobody": 1.0,
        "share": nobody,
        "log share": math.log(max(nobody, _FLOOR)),
        "nobody by pattern": float(one.parties == (None,)),
        "nobody, a stranger": stranger,
    }
    return [*found.values(), Option(None, None, none)]


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


def reporting(site: Site, held: Sequence[Option]) -> set[int]:
    """Returns the words that name a paper or a station which only reports ("the Norvik Times reported that …")."""
    entity = site.finder.referents.entity
    return {
        o.named.i
        for o in held
        if o.party is not None
        and o.named is not None
        and o.named.dep_ in SUBJECTS
        and o.named.head.lemma_ in _TELLING["reporting"]
        and kind_of(entity(o.party).name) == "media"
    }


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


def _stranger(site: Site, who: Token | None) -> float:
    """Tells (1 or 0) whether the act's subject is somebody in words whom nobody knows ("other unions pledged …")."""
    return float(
        who is not None and who.pos_ in ("NOUN", "PROPN") and site.finder.someone(who) and site.party(who) is None
    )


def _between(option: Option, found: dict[str, Option], one: Found) -> bool:
    """Tells whether another stands nearer before the act ("accused [Russia] of rejecting …")."""
    if option.named is None or option.named.i >= one.cue.i:
        return False
    return any(
        o.named is not None and o.party != option.party and option.named.i < o.named.i < one.cue.i
        for o in found.values()
    )


def _shares(site: Site, tags: Tags | None, words: Span, stretch: Stretch | None) -> dict[int, float]:
    """Returns by word of the parse the tagger's share that it names the holder; -1 stands for nobody."""
    if tags is None:
        return {}
    at = (
        (stretch.first, stretch.last)
        if stretch is not None
        else tags.tokens(words[0].idx, words[-1].idx + len(words[-1]))
    )
    if at is None:
        return {}
    nobody, each = tags.holder(*at)
    shares: dict[int, float] = {-1: nobody}
    owner = {i: t.i for t in site.sentence.doc for i in range(t.idx, t.idx + len(t))}
    for (start, _), share in zip(tags.places, each, strict=True):
        if start in owner:
            shares[owner[start]] = shares.get(owner[start], 0.0) + share
    return shares


def _heads(site: Site, shares: dict[int, float], who: Token | None) -> list[tuple[Token, float]]:
    """Returns the words that may name a holder, with the share of the whole phrase that each names it by."""
    doc = site.sentence.doc
    found: dict[int, float] = {}
    covered: dict[int, int] = {}
    for start, end, _ in site.finder.referents.within(site.sentence.start, site.sentence.end):
        inside = [t for t in doc if start <= site.sentence.char_start(t) < end]
        if inside:
            head = next(
                (t for t in inside if not any(a.i in {x.i for x in inside} for a in (t.head,)) or t.head.i == t.i),
                inside[-1],
            )
            covered |= {t.i: head.i for t in inside}
            found.setdefault(head.i, 0.0)
    for i, share in shares.items():
        if i in covered:
            found[covered[i]] += share
        elif share >= _LEAST and doc[i].pos_ in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"):
            head = doc[i]
            while head.dep_ in ("compound", "amod", "det", "nummod", "nmod") and head.head.i != head.i:
                head = head.head
            found[covered.get(head.i, head.i)] = found.get(covered.get(head.i, head.i), 0.0) + share
    if who is not None:
        found.setdefault(covered.get(who.i, who.i), 0.0)
    return [(doc[i], share) for i, share in sorted(found.items())]


def _traits(token: Token, words: Span, one: Found, who: Token | None) -> dict[str, float]:
    above = next((a for a in ancestors(token) if a.pos_ in ("VERB", "AUX")), None)
    subjects = token.dep_ in SUBJECTS
    return {
        "subject of it": float(who is not None and token.i == who.i),
        "a subject": float(subjects),
        "subject of saying": float(subjects and above is not None and above.lemma_.casefold() in _SAYING),
        "an owner": float(token.dep_ == "poss"),
        "an object": float(token.dep_ in ("dobj", "pobj", "dative")),
        "by": float(token.dep_ == "pobj" and token.head.lower_ in ("by", "from")),
        "inside": float(words.start <= token.i < words.end),
        "behind": float(token.i >= words.end),
        "pronoun": float(token.pos_ == "PRON"),
        "near": 1.0 / (1 + abs(token.i - one.cue.i)),
    }
