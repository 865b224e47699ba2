"""Acts that a verb decides against the tagger: who warns accepts nothing, who fights on for a matter does not refuse it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import children, lemma
from briefing_generator.reading.grammar.modality import negated
from briefing_generator.reading.grammar.scope import ahead
from briefing_generator.reading.patterns.contents import content_heads
from briefing_generator.reading.spans.telling import deed
from briefing_generator.reading.statements.announcements import fits
from briefing_generator.reading.statements.frames import spared

if TYPE_CHECKING:
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
    if turned or verb.pos_ != "VERB":
        return act
    if act != "offers" and _gives(verb):
        return "offers"
    if act in ("threatens", "rejects") and _eases(site, verb, cue):
        return "offers"
    if act in ("accepts", "offers") and _against_another(site, verb):
        return "threatens"
    if act == "accepts" and _turns_down(site, verb):
        return "rejects"
    if act == "rejects" and _asks(site, verb):
        return "demands"
    return act


def _spares(site: Site, verb: Token) -> bool:
    """Tells whether a hostile deed is promised never to be done ("pledged not to use its missiles")."""
    if lemma(verb) not in _PROMISING or negated(verb):
        return False
    return any(negated(deed) and spared(site, verb, deed) for deed in children(verb, "xcomp"))


def _eases(site: Site, verb: Token, cue: Token) -> bool:
    """Tells whether somebody will leave off what he does to others ("will suspend its missile tests")."""
    if not (ahead(verb) or (verb.i != cue.i and verb.tag_ == "VB")):
        return False
    owners = [w for o in children(verb, "dobj") for w in children(o, "poss")]
    if any(w.tag_ != "PRP$" for w in owners):
        return False
    frames = site.lexicon.frames.get(("announced", lemma(verb)), ())
    return any(f.act == "offers" and f.objects and fits(verb, f) for f in frames)


def _against_another(site: Site, verb: Token) -> bool:
    """Tells whether a deed is one against another: a warning, an attack, a duty imposed."""
    if lemma(verb) in _WORDS["warning"] | _WORDS["attacking"]:
        return True
    frames = site.lexicon.frames.get(("announced", lemma(verb)), ())
    return any(f.act == "threatens" and f.objects and not f.beside and fits(verb, f) for f in frames)


def _gives(verb: Token) -> bool:
    """Tells whether an offer is made, whatever it answers ("sent a counteroffer to Norway")."""
    if lemma(verb) not in _WORDS["giving"]:
        return False
    things = children(verb, "dobj")
    return bool(things) and things[-1].lemma_.casefold() in _MADE


def _turns_down(site: Site, verb: Token) -> bool:
    """Tells whether a verb refuses together with its object ("poured cold water on it", "slammed the door")."""
    things = {o.lemma_.casefold() for o in children(verb, "dobj")}
    frames = [f for f in site.lexicon.frames.get(("verb", lemma(verb)), ()) if f.having & things]
    return bool(frames) and all(f.act == "rejects" and not f.negated_only for f in frames)


def _asks(site: Site, verb: Token) -> bool:
    """Tells whether a verb asks for something whatever stands around it ("continue to push for a raise")."""
    frames = site.lexicon.frames.get(("verb", lemma(verb)), ())
    return (
        bool(frames)
        and all(f.act == "demands" and f.strength == "strong" for f in frames)
        and any(content_heads(verb, f) for f in frames)
    )
