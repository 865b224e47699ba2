"""What a party says it will or will not do: "will walk out unless …", "voted to strike", "would never sign".

The verbs stand in the acts' files under ``announced``. A deed announced against another is a threat, a deed for another
an offer, a deed refused a rejection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.reading.candidates.candidate import Found, Site
from briefing_generator.reading.grammar.clauses import children, conjuncts, lemma, subject
from briefing_generator.reading.grammar.conditions import way_out
from briefing_generator.reading.grammar.modality import negated, not_yet, unsettled
from briefing_generator.reading.grammar.scope import beside, speaking_of_itself
from briefing_generator.reading.patterns.contents import content_heads
from briefing_generator.reading.patterns.lexicon import Frame
from briefing_generator.reading.statements.frames import read_frames

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL = frozenset(("will", "would", "'ll", "’ll", "shall", "wo", "’d", "'d"))
_MAY = frozenset(("may", "might", "could"))
_CAN = frozenset(("can", "could", "ca", "can’t"))
_INTENDING = frozenset(("plan", "intend", "vote", "decide", "prepare", "go", "set", "determine", "resolve", "aim"))
_NOW = frozenset(("negotiate", "bargain", "talk", "deal", "recognise", "recognize", "negotiate", "budge", "compromise"))
"""Verbs whose bare present tells a standing refusal ("does not bargain with terrorists")."""


_WANTING = frozenset(("want", "ask", "urge", "press", "prefer", "tell", "expect", "like"))
_MOVING = frozenset(("go", "move", "stretch", "rise", "climb", "come", "extend"))
_UNLESS = Frame("threatens", "announced", ("none",), "known", way_out=True)
"""Whatever one says one will do unless another gives way is a threat."""


def announced(site: Site, token: Token) -> Found | None:  # noqa: C901
    """Returns the act of a verb that tells what a party will do, None where it announces nothing."""
    if token.pos_ != "VERB" or unsettled(token) or not_yet(token):
        return None
    if (moved := _moved(site, token)) is not None:
        return moved
    frames = site.lexicon.frames
    found = frames.get(("announced", lemma(token)), ())
    if not found and way_out(token) is None:
        return None
    turned = _refused(token)
    if turned and read_frames(site, token) is not None:
        return None
    averted = way_out(token)
    if not (turned or _will(token) or (averted is not None and _may(token))):
        return None
    if averted is not None and any(c.lower_ == "once" for c in averted.children):
        averted = None
    if averted is not None and not turned and any(c.lower_ == "unless" for c in averted.children):
        found = (*found, _UNLESS)
    for frame in sorted(found, key=lambda f: not f.way_out) if averted is not None else found:
        if frame.negated_only != turned or not fits(token, frame):
            continue
        if frame.way_out and averted is None:
            continue
        held = _holder(site, token, frame)
        if held is None:
            continue
        parties, holder = held
        rule = f"{frame.act}.announced: {'not ' if turned else ''}{lemma(token)}"
        return Found(frame.act, token, "announced", (token,), parties, holder, frame.strength, rule)
    return None


def spurned(site: Site, token: Token) -> Found | None:
    """Reads what somebody will not do: "would resign rather than [end the strike]", "wants it to pay rather than [buy]"."""
    first = token.head
    joints = [c for c in first.children if c.lower_ == "than" and c.dep_ == "cc" and first.i < c.i < token.i]
    if (
        token.dep_ != "conj"
        or token.pos_ != "VERB"
        or not any(g.lower_ == "rather" for c in joints for g in c.children)
    ):
        return None
    wanted = first.head if first.dep_ in ("ccomp", "xcomp") and first.head.lemma_ in _WANTING else first
    who = subject(wanted)
    party = site.party(who) if who is not None else None
    if who is None or (party is None and not site.finder.someone(who)):
        return None
    return Found("rejects", token, "announced", (token,), (party,), who, "known", f"rejects.spurned: {lemma(token)}")


def _moved(site: Site, token: Token) -> Found | None:
    """Reads how far somebody would come: "might go to 6 percent if …", "could stretch to eleven hours"."""
    to = [o for c in children(token, "prep") if c.lower_ == "to" for o in children(c, "pobj")]
    figure = any(t.pos_ == "NUM" and t.ent_type_ != "DATE" for o in to for t in (o, *children(o, "nummod")))
    if token.lemma_ not in _MOVING or not figure or not _aux(token) & (_WILL | _MAY) or _refused(token):
        return None
    held = _holder(site, token, Frame("offers", "announced", ("none",)))
    if held is None:
        return None
    return Found("offers", token, "announced", (token,), *held, "known", f"offers.announced: {lemma(token)} to")


def _aux(token: Token) -> set[str]:
    return {c.lower_ for t in (token, _first(token)) for c in t.children if c.dep_ == "aux"}


def _first(token: Token) -> Token:
    return token.head if token.dep_ == "conj" and token.tag_ == "VB" and token.head.pos_ == "VERB" else token


def _will(token: Token) -> bool:
    if _aux(token) & _WILL:
        return True
    head = _first(token).head
    return (
        _first(token).dep_ == "xcomp"
        and head.lemma_ in _INTENDING
        and not negated(head)
        and (head.lemma_ != "go" or head.tag_ == "VBG")
    )


def _may(token: Token) -> bool:
    return bool(_aux(token) & _MAY)


def _refused(token: Token) -> bool:
    aux = _aux(token)
    if not negated(token) and not negated(_first(token)):
        return False
    return bool(aux & (_WILL | _CAN)) or (bool(aux & {"do", "does"}) and token.lemma_ in _NOW)


def fits(token: Token, frame: Frame) -> bool:
    """Tells whether a verb has the objects that a frame of announced deeds asks for."""
    if not beside(token, frame.beside):
        return False
    if frame.having and not any(o.lemma_.casefold() in frame.having for o in children(token, "dobj")):
        return False
    if not frame.objects:
        return True
    things = [c for o in children(token, "dobj", "nsubjpass") for c in conjuncts(o)]
    things += content_heads(token, Frame(frame.act, "verb", ("prep:from", "prep:to", "prep:of", "prep:with")))
    words = {t.lemma_.casefold() for o in things for t in (o, *children(o, "compound"))}
    words |= {g.lemma_.casefold() for o in things for p in children(o, "prep") for g in children(p, "pobj")}
    # "Will stop [enriching] uranium"
    words |= {c.lemma_.casefold() for c in children(token, "xcomp") if c.tag_ == "VBG"}
    if frame.having:
        # "An order [imposing duties]"
        # The parser hangs it on what stands between as well ("an order on Friday [imposing duties]").
        words |= {g.lemma_.casefold() for c in token.subtree if c.dep_ in ("acl", "advcl") for g in children(c, "dobj")}
    return bool(words & frame.objects)


def _holder(site: Site, token: Token, frame: Frame) -> tuple[tuple[str | None, ...], Token | None] | None:
    """Returns who announces: the verb's subject; of a passive threat whoever says it."""
    who = subject(token)
    passive = any(c.dep_ == "auxpass" for c in token.children)
    if passive and who is None:
        _speaker, party = site.speaker(token)
        return ((party,), _speaker) if party is not None and frame.act in ("threatens", "rejects") else None
    if who is None:
        return (site.lead, None) if site.lead and token.dep_ in ("ROOT", "conj") else None
    if who.lower_ in ("it", "they"):
        who = speaking_of_itself(who) or who
    parties = tuple(dict.fromkeys(p for one in conjuncts(who) if (p := site.party(one)) is not None))
    if parties:
        return parties, who
    speaker, party = site.speaker(token)
    if frame.act == "threatens" and frame.way_out and party is not None and not site.finder.someone(who):
        # "The mill will close unless …": whoever says so threatens.
        return (party,), speaker
    decided = token.dep_ == "xcomp" and token.head.lemma_ in _INTENDING
    if not site.finder.someone(who) or (party is None and speaker is None and not decided):
        return None
    if who.pos_ == "PRON" and party is not None and who.lower_ in ("we", "i", "it", "they"):
        return (party,), who
    return (None,), who
