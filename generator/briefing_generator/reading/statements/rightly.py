"""Acts that a verb decides against the tagger: who warns accepts nothing, who fights on for a matter does not refuse it.

Of some verbs the act is plain whatever the tagger hears in the words around them: who pushes back on a ban refuses it,
who would not oppose a sale consents to it, who waives a duty gives way and who raises one gives nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import children, lemma, possessor
from briefing_generator.reading.grammar.conditions import way_out
from briefing_generator.reading.grammar.modality import negated, unsettled
from briefing_generator.reading.grammar.scope import ahead
from briefing_generator.reading.patterns.contents import content_heads
from briefing_generator.reading.spans.telling import deed
from briefing_generator.reading.statements.announcements import fits
from briefing_generator.reading.statements.frames import spared

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from briefing_generator.model import Act
    from briefing_generator.reading.candidates.candidate import Site

_WORDS = load_words("telling")
_MADE = load_words("pointers")["offered"]
_PROMISING = load_words("grammar")["promising"]


def rightly(site: Site, cue: Token, act: Act) -> Act:
    """Returns the act that a clause carries by its verb where that is plain, else the one given.

    Args:
        site: the sentence.
        cue: the word that carries the act.
        act: what the tagger takes it for.
    """
    if cue.pos_ not in ("VERB", "AUX", "ADJ"):
        return act
    if act in ("threatens", "rejects") and _spares(site, cue):
        return "offers"
    verb, turned = deed(cue)
    if verb.pos_ != "VERB" or unsettled(verb):
        return act
    if turned:
        return _turned(site, verb, act)
    if act in ("threatens", "rejects") and _leaves_off(site, verb, cue):
        return "offers"
    return next((right for right, wrong, is_so in _RIGHT if act in wrong and is_so(site, verb)), act)


def _turned(site: Site, verb: Token, act: Act) -> Act:
    """Returns the act of what is not done: who "would not oppose" consents, who "will not talk unless" refuses to."""
    if act == "rejects" and _plainly(site, verb, "rejects"):
        return "accepts"
    return "rejects" if act == "demands" and _unless(verb) else act


def _spares(site: Site, verb: Token) -> bool:
    """Tells whether a hostile deed is promised never to be done ("pledged not to use its missiles")."""
    if lemma(verb) not in _PROMISING or negated(verb):
        return False
    return any(negated(deed) and spared(site, verb, deed) for deed in children(verb, "xcomp"))


def _leaves_off(site: Site, verb: Token, cue: Token) -> bool:
    """Tells whether somebody will leave off what he does to others ("will suspend its missile tests")."""
    if not (ahead(verb) or (verb.i != cue.i and verb.tag_ == "VB")):
        return False
    owners = [w for o in children(verb, "dobj") for w in children(o, "poss")]
    if any(w.tag_ != "PRP$" for w in owners):
        return False
    frames = site.lexicon.frames.get(("announced", lemma(verb)), ())
    return any(f.act == "offers" and f.objects and fits(verb, f) for f in frames)


def _gives(_site: Site, verb: Token) -> bool:
    """Tells whether an offer is made, whatever it answers ("sent a counteroffer to Norway")."""
    if lemma(verb) not in _WORDS["giving"]:
        return False
    things = children(verb, "dobj")
    return bool(things) and things[-1].lemma_.casefold() in _MADE


def _eases(_site: Site, verb: Token) -> bool:
    """Tells whether one's own burden on another is made lighter ("waived the duty", "will put off its ultimatum")."""
    if lemma(verb) == "exempt":
        return True
    if lemma(verb) not in _WORDS["easing"]:
        return False
    # "Could delay invoking sanctions"
    laid = [verb, *(c for c in children(verb, "xcomp") if c.tag_ == "VBG")]
    owners = [possessor(o) for v in laid for o in children(v, "dobj", "nsubjpass") if _burden(o)]
    return bool(owners) and all(owner is None or owner.tag_ == "PRP$" for owner in owners)


def _burden(thing: Token) -> bool:
    words = _WORDS["burdens"]
    return thing.lemma_.casefold() in words or any(c.lemma_.casefold() in words for c in children(thing, "compound"))


def _against_another(site: Site, verb: Token) -> bool:
    """Tells whether a deed is one against another: a warning, an attack, a duty imposed, an inquiry opened."""
    if lemma(verb) in _WORDS["warning"] | _WORDS["attacking"]:
        return True
    if lemma(verb) in _WORDS["opening"] and any(o.lemma_ in _WORDS["inquiries"] for o in children(verb, "dobj")):
        return True
    frames = site.lexicon.frames.get(("announced", lemma(verb)), ())
    return any(f.act == "threatens" and (f.objects or f.beside) and not f.way_out and fits(verb, f) for f in frames)


def _averted(site: Site, verb: Token) -> bool:
    """Tells whether it is said what will be done to another unless he gives way ("production will end unless …")."""
    return _unless(verb) and any(
        f.act == "threatens" and f.way_out for f in site.lexicon.frames.get(("announced", lemma(verb)), ())
    )


def _unless(verb: Token) -> bool:
    clause = way_out(verb)
    return clause is not None and any(c.lower_ == "unless" for c in clause.children)


def _calls_out(site: Site, verb: Token) -> bool:
    """Tells whether people go on strike, or are asked whether they will ("to ballot its members on strikes")."""
    frames = site.lexicon.frames.get(("announced", lemma(verb)), ())
    return any(f.act == "threatens" and "strike" in f.beside and fits(verb, f) for f in frames)


def _turns_down(site: Site, verb: Token) -> bool:
    """Tells whether a verb refuses together with its object ("poured cold water on it", "slammed the door")."""
    things = {o.lemma_.casefold() for o in children(verb, "dobj")}
    frames = [f for f in site.lexicon.frames.get(("verb", lemma(verb)), ()) if f.having & things]
    return bool(frames) and all(f.act == "rejects" and not f.negated_only for f in frames)


def _refuses(site: Site, verb: Token) -> bool:
    """Tells whether a verb refuses, by itself or with what it takes up ("pushed back on …", "paused work on …")."""
    frames = site.lexicon.frames.get(("verb", lemma(verb)), ())
    things = {o.lemma_.casefold() for o in children(verb, "dobj")}
    return _plainly(site, verb, "rejects") or any(
        f.act == "rejects" and things & f.having and not f.negated_only and content_heads(verb, f) for f in frames
    )


def _asks(site: Site, verb: Token) -> bool:
    """Tells whether a verb asks for something whatever stands around it ("continue to push for a raise")."""
    return _plainly(site, verb, "demands") or (lemma(verb) == "expect" and _of_another(site, verb))


def _of_another(site: Site, verb: Token) -> bool:
    """Tells whether it is another who is to do something ("expected [Oslo to honour its word]")."""
    doers = [s for c in children(verb, "ccomp", "xcomp") for s in children(c, "nsubj") if c.i > verb.i]
    return any(site.party(s) is not None or site.finder.someone(s) for s in doers if s.pos_ != "PRON")


def _agrees(site: Site, verb: Token) -> bool:
    return lemma(verb) in _WORDS["accepting"] and _plainly(site, verb, "accepts")


def _yields(site: Site, verb: Token) -> bool:
    """Tells whether what was put up before is given up ("pulled back from its threat to …")."""
    frames = site.lexicon.frames.get(("verb", lemma(verb)), ())
    return any(
        f.yields and f.act == "accepts" and any(h.lemma_.casefold() in f.objects for h in content_heads(verb, f))
        for f in frames
    )


def _plainly(site: Site, verb: Token, act: Act) -> bool:
    """Tells whether the lexicon knows a verb for one act alone, with what that act is about."""
    frames = [f for f in site.lexicon.frames.get(("verb", lemma(verb)), ()) if not f.answers]
    return (
        bool(frames)
        and all(f.act == act and f.strength == "strong" for f in frames)
        and any(content_heads(verb, f) for f in frames)
    )


_RIGHT: tuple[tuple[Act, tuple[Act, ...], Callable[[Site, Token], bool]], ...] = (
    ("offers", ("demands", "rejects", "accepts", "threatens"), _gives),
    ("offers", ("rejects", "threatens"), _eases),
    ("threatens", ("accepts", "offers"), _against_another),
    ("threatens", ("demands", "offers"), _averted),
    ("threatens", ("rejects", "demands"), _calls_out),
    ("demands", ("rejects", "accepts", "offers", "threatens"), _asks),
    ("rejects", ("demands", "accepts", "offers"), _refuses),
    ("rejects", ("accepts",), _turns_down),
    ("accepts", ("rejects", "threatens", "demands"), _yields),
    ("accepts", ("offers",), _agrees),
)
"""Each act with those that the tagger takes it for, and how it is told."""
