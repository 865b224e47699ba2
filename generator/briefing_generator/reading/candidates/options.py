"""Who may hold a statement: every party that a sentence names or stands under, with what speaks for each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import SUBJECTS, ancestors, doer
from briefing_generator.reading.names.short_names import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span

    from briefing_generator.reading.candidates.candidate import Found, Site
    from briefing_generator.reading.tagger.tagging import Stretch, Tags

_SAYING = load_words("speech")["saying"]
_TELLING = load_words("telling")
_LEAST = 0.02
"""Share of the tagger's choice from which words may name a holder."""
_FLOOR = 0.001


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
