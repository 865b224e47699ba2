"""Reads a lexicon's frame where a word stands: is its content there, who holds it, is it turned?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.candidates.candidate import Found, Site
from briefing_generator.reading.grammar.clauses import SUBJECTS, ancestors, children, lemma, possessor, subject
from briefing_generator.reading.grammar.conditions import way_out
from briefing_generator.reading.grammar.modality import negated, not_yet, unsettled
from briefing_generator.reading.grammar.scope import (
    able,
    ahead,
    alone,
    asserted,
    beside,
    deeper,
    idle,
    purpose,
    question,
    titled,
)
from briefing_generator.reading.patterns.contents import content_heads
from briefing_generator.reading.patterns.lexicon import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.model import Act

TURNED: dict[Act, Act | None] = {
    "demands": "accepts", "rejects": "accepts", "accepts": "rejects", "offers": "rejects", "threatens": None,
}  # fmt: skip
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "PROPN": "noun"}
_MATTERS = load_words("matters")
_OUGHT = frozenset(("must", "should", "ought"))
_ASKING = frozenset(("ask", "call", "request", "seek", "press", "push", "urge", "lobby", "campaign", "appeal"))
_WHEN = frozenset(("on", "by", "in", "at", "from"))


def read_frames(site: Site, token: Token) -> Found | None:
    """Returns the act that a word carries by one of its frames, None where none fits."""
    pos = _POS.get(token.pos_)
    if pos is None or (token.dep_ in ("aux", "auxpass", "compound") and pos != "noun"):
        return None
    frames = site.lexicon.frames
    found: tuple[Frame, ...] = ()
    if pos == "adjective" or (pos == "verb" and token.tag_ == "VBN"):
        found = frames.get(("adjective", token.lower_), ())
    found = found or frames.get((pos, lemma(token)), ()) or frames.get((pos, token.lemma_.casefold()), ())
    for frame in found:
        one = _read(site, token, frame)
        if one is not None:
            return one
    return None


def _content(site: Site, token: Token, frame: Frame) -> list[Token]:  # noqa: C901
    """Returns the heads of a frame's content, none where the content does not fit the frame."""
    contents = content_heads(token, frame)
    heads = [c.lemma_.casefold() for c in contents]
    if frame.pos == "noun":
        # "the demands of the protesters" names who demands.
        contents = [c for c in contents if c.head.lower_ != "of" or not site.finder.someone(c)]
    contents = [deeper(c) for c in contents if not (c.ent_type_ in ("DATE", "TIME") and c.head.lower_ in _WHEN)]
    if not contents or all(idle(c) for c in contents) or (_guessed(token) and _befalls(contents)):
        return []
    if frame.objects and not any(h in frame.objects for h in heads):
        return []
    if frame.hostile and not any(_hostile(site, c) for c in contents):
        return []
    if frame.deed:
        words = {t.lemma_.casefold() for c in contents for t in c.subtree}
        if not words & (site.lexicon.deeds | site.lexicon.hostile):
            return []
    if frame.things and any(site.finder.someone(c) or c.pos_ == "PRON" for c in contents):
        return []
    if frame.addressed and not (_told(site, token) or any(_doer(site, c, token) for c in contents)):
        return []
    if frame.asserts and all(c.dep_ == "ccomp" and asserted(c) for c in contents):
        return []
    if not frame.questions and any(question(c) for c in contents if c.pos_ in ("VERB", "AUX")):
        return []
    return contents


def _hostile(site: Site, deed: Token) -> bool:
    if negated(deed):
        return False
    things = {o.lemma_.casefold() for o in children(deed, "dobj")}
    return (
        deed.lemma_.casefold() in site.lexicon.hostile or bool(things & site.lexicon.deeds) or way_out(deed) is not None
    )


def _told(site: Site, token: Token) -> bool:
    """Tells whether somebody else is told to do it; one's own troops are no addressee."""
    return any(
        (site.finder.someone(c) or site.party(c) is not None) and not any(p.tag_ == "PRP$" for p in c.children)
        for c in children(token, "dobj", "dative")
    )


def _doer(site: Site, content: Token, cue: Token) -> bool:
    """Tells whether it is said who is to do it; the parser hangs "from Sweden" on the cue as often as on the content."""
    places = (content, cue) if content.dep_ == "dobj" else (content,)
    givers = [o for t in places for c in children(t, "prep") if c.lower_ == "from" for o in children(c, "pobj")]
    return bool(children(content, "nsubj", "nsubjpass")) or any(
        g.head.head.i == content.i or site.party(g) is not None or site.finder.someone(g) for g in givers
    )


def _fits(site: Site, token: Token, frame: Frame, turned: bool) -> bool:  # noqa: C901
    """Tells whether what a frame asks of the word's surroundings is there."""
    if (frame.negated_only and not turned) or unsettled(token) or not_yet(token):
        return False
    if turned and frame.settled and any(content_place(token, place) for place in frame.settled):
        return False
    if (frame.ahead and not ahead(token)) or (frame.done and able(token)) or titled(token):
        return False
    if frame.act != "demands" and any(c.dep_ == "aux" and c.lower_ in _OUGHT for c in token.children):
        return False
    if frame.having and not any(
        o.lemma_.casefold() in frame.having and not any(c.lower_ == "no" for c in o.children)
        for o in children(token, "dobj", "nsubjpass", "intj")
    ):
        return False
    if frame.current and purpose(token):
        return False
    if frame.answers and not alone(token):
        return False
    if not beside(token, frame.beside) or (frame.plural and token.tag_ != "NNS"):
        return False
    after = min((c.i for c in children(token, "prep")), default=len(token.doc))
    objects = [o for o in children(token, "dobj", "oprd") if not frame.alone or o.i < after]
    if frame.alone and objects:
        return False
    if frame.addressee and any(o.dep_ == "dobj" and not site.finder.someone(o) and not site.party(o) for o in objects):
        return False
    return not (frame.pos == "noun" and frame.needs_light and not _lit(token, frame))


def content_place(token: Token, place: str) -> bool:
    """Tells whether one place of content is filled."""
    return bool(content_heads(token, Frame("accepts", "verb", (place,))))


def _lit(token: Token, frame: Frame) -> bool:
    above = first_verb(token)
    if above is not None and above.lemma_ == "call" and children(above, "oprd", "ccomp"):
        return False
    return above is not None and above.lemma_.casefold() in frame.light


def first_verb(token: Token) -> Token | None:
    """Returns the nearest verb above a noun or adjective within its own clause."""
    for above in ancestors(token):
        if above.pos_ in ("VERB", "AUX"):
            return above
        if above.dep_ in ("relcl", "acl"):
            return None
    return None


def _read(site: Site, token: Token, frame: Frame) -> Found | None:
    turned = negated(token)
    if not _fits(site, token, frame, turned):
        return None
    contents = _content(site, token, frame)
    if not contents:
        return None
    held = _holders(site, token, frame)
    if held is None:
        return None
    parties, holder = held
    if frame.addressed and holder is not None and holder.lemma_ in load_words("speech")["guessers"]:
        return None
    act: Act | None = frame.act
    if turned and not frame.negated_only:
        act = TURNED[frame.act]
        if frame.act == "demands" and (frame.strength != "strong" or _denied_call(token, frame) or _not_asked(token)):
            return None
    if act is None:
        return None
    kept_from = act == "offers" and frame.pos == "verb" and all(c.dep_ == "xcomp" and negated(c) for c in contents)
    if kept_from and not any(spared(site, token, c) for c in contents):
        act = "rejects"
    strength = "strong" if frame.objects and frame.strength == "weak" else frame.strength
    if holder is None and not parties and frame.pos == "noun":
        strength = "weak"
    rule = f"{frame.act}.{frame.pos}: {'not ' if turned else ''}{lemma(token)}"
    no_more = turned and frame.pos == "verb" and (frame.negated_only or frame.act == "demands")
    whole = act == "accepts" and (frame.yields or no_more)
    pos = "answer" if frame.answers else frame.pos
    return Found(act, token, pos, tuple(contents), parties or (None,), holder, strength, rule, whole=whole)


def _guessed(token: Token) -> bool:
    return token.lemma_ in load_words("speech")["guessing"]


def _befalls(contents: list[Token]) -> bool:
    """Tells whether contents are but what befalls somebody ("expects [the army to collapse]")."""
    words = load_words("grammar")["befalling"]
    return all(c.pos_ in ("VERB", "AUX") and c.lemma_ in words for c in contents)


def spared(site: Site, token: Token, deed: Token) -> bool:
    """Tells whether not to do a deed is something offered: a hostile one, or what a promise not to do gives nobody up."""
    if deed.lemma_.casefold() in site.lexicon.hostile:
        return True
    if token.lemma_ not in load_words("grammar")["promising"]:
        return False
    return not any(f.act in ("accepts", "offers") for f in site.lexicon.frames.get(("verb", lemma(deed)), ()))


def _not_asked(token: Token) -> bool:
    """Tells whether a thing was merely never asked for; who "no longer asks" or "does not insist" has given way."""
    return token.pos_ == "VERB" and token.lemma_ in _ASKING and not any(c.lower_ == "longer" for c in token.children)


def _denied_call(token: Token, frame: Frame) -> bool:
    """Tells whether the noun of a demand stands under a verb that merely ends ("ended its call") or only may come."""
    if any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return False
    if frame.pos == "noun" and unsettled(token.head):
        return True
    return frame.pos == "noun" and token.head.lemma_ not in ("drop", "abandon", "waive", "have", "make")


def _holders(site: Site, token: Token, frame: Frame) -> tuple[tuple[str | None, ...], Token | None] | None:
    """Returns the parties that hold an act and the head of the phrase that names them; None where it is nobody's."""
    finder = site.finder
    if frame.stance:
        stance = subject(token)
        owner = possessor(stance) if stance is not None else None
        party = site.party(owner)
        return ((party,), owner) if party is not None else None
    found, holder, named = finder.holders(site.sentence, token, frame.pos, frame.light)
    if found:
        return tuple(found), holder
    if not named:
        return _unnamed(site, token, frame, holder)
    assert holder is not None
    if finder.matter(holder) and holder.pos_ != "PRON" and frame.pos != "noun":
        _who, speaker = site.speaker(token)
        if frame.bargain and speaker is not None and holder.lemma_.casefold() in _MATTERS["bargains"]:
            return (speaker,), holder
        if frame.pos == "verb" or speaker is None:
            return None
        return (speaker,), holder
    if frame.pos == "noun":
        return ((), holder) if finder.someone(holder) or holder.tag_ == "PRP$" else None
    if (
        not frame.anyone
        and not finder.someone(holder)
        and not (holder.lower_ == "it" and frame.strength == "strong" and token.dep_ != "advcl" and not frame.bargain)
    ):
        return None
    return (), holder


def _unnamed(
    site: Site, token: Token, frame: Frame, holder: Token | None
) -> tuple[tuple[str | None, ...], Token | None] | None:
    """Looks for the holder of an act beyond its clause: who speaks, who proposed, who held the block's last position."""
    finder = site.finder
    if frame.pos != "noun":
        if token.dep_ in SUBJECTS:
            return None
        if site.lead and subject(token) is None and token.dep_ in ("ROOT", "conj", "acomp"):
            return site.lead, holder
        passive = any(c.dep_ == "auxpass" for c in token.children)
        loose = frame.strength != "strong" or frame.bargain
        return None if loose and (token.dep_ == "ROOT" or passive) else ((), holder)
    if frame.terms:
        proposer = finder.proposer()
        if proposer is None or any(c.lower_ in ("could", "might", "may") for c in token.head.children):
            return None
        return (proposer,), holder
    if frame.told:
        _who, speaker = site.speaker(token)
        return ((speaker,), holder) if speaker else None
    if frame.act != "demands" or frame.strength == "weak":
        return None
    _who, speaker = site.speaker(token)
    party = speaker or finder.carried_for(site.sentence)
    if party is None and token.lemma_ not in _MATTERS["lists"]:
        return None
    return ((party,) if party else ()), holder
