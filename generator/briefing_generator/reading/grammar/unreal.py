"""What a sentence tells of as never done: reports that are brushed aside, and deeds that something came between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import ancestors, children, first_conjunct, lemma
from briefing_generator.reading.grammar.modality import asked, negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS, _SAYING = load_words("unreal"), load_words("speech")["saying"]
_BRINK, _DUE = (re.compile(rf"\b(?:{'|'.join(sorted(_WORDS[each]))})(?: \w+ly)?$") for each in ("brink", "due"))
_AT_BRINK = re.compile(rf"(?:{'|'.join(sorted(_WORDS['brink']))})\b")
_BEFORE = 9
"""Words before a verb among which stands what tells that it was about to be done."""
_CLAUSES = ("acl", "ccomp", "relcl", "xcomp", "pcomp")


def denied(cue: Token) -> bool:
    """Tells whether an act is only what a report tells that is taken back ("shrugged off rumours that it had agreed")."""
    below = cue
    for above in ancestors(cue):
        if below.dep_ in _CLAUSES:
            if above.pos_ == "NOUN" and (_taken_back(above) or (_none_of(above) and below.dep_ != "pcomp")):
                return True
            if above.pos_ == "VERB" and below.dep_ in ("ccomp", "xcomp") and not negated(above):
                reports = [n for n in children(above, "dobj") if n.lemma_ in _WORDS["reports"] and n.i < below.i]
                # A pattern takes "denied that it had agreed" for a refusal.
                turned = above.lemma_ == "deny" and below.dep_ == "ccomp"
                if (lemma(above) in _WORDS["gainsaying"] and not turned) or any(_taken_back(n) for n in reports):
                    return True
        below = above
    return False


def _taken_back(noun: Token) -> bool:
    """Tells whether a report is said not to be so, by who is asked or by the writer."""
    if noun.lemma_ not in _WORDS["reports"]:
        return False
    noun = first_conjunct(noun)
    above = noun.head
    if noun.dep_ in ("dobj", "nsubjpass"):
        return lemma(above) in _WORDS["dismissing"] and not negated(above)
    if noun.dep_ == "pobj" and above.dep_ in ("prep", "agent"):
        verb = above.head
        water = verb.lemma_ == "pour" and any(o.lemma_ == "water" for o in children(verb, "dobj"))
        return water or f"{lemma(verb)} {above.lower_}" in _WORDS["dismissing"]
    if noun.dep_ == "nsubj":
        said = [c.lemma_.casefold() for c in children(above, "acomp", "attr")]
        return any(word in _WORDS["untrue"] for word in said) and not negated(above)
    return False


def _none_of(noun: Token) -> bool:
    """Tells whether nothing is said to show something ("there is no sign that …")."""
    if noun.lemma_ not in _WORDS["evidence"]:
        return False
    scant = any(c.lower_ in ("no", "little", "scant") for c in noun.children)
    return scant or (noun.dep_ in ("attr", "dobj") and negated(noun.head))


def averted(cue: Token) -> bool:
    """Tells whether a deed never was, though it might have been ("was about to accept", "had Norway accepted")."""
    if cue.pos_ not in ("VERB", "AUX"):
        return False
    helpers = [c for c in cue.children if c.dep_ == "aux"]
    if _supposed(cue):
        return True
    if any(h.lower_ == "would" for h in helpers) and any(_supposed(c) for c in children(cue, "advcl")):
        return True
    nearly = [c for c in cue.children if c.dep_ == "advmod" and c.lower_ in _WORDS["nearly"]]
    if any(c.nbor(1).i in (cue.i, *(h.i for h in helpers)) for c in nearly if c.i < cue.i):
        return cue.tag_ in ("VBD", "VBN")
    before = " ".join(t.lower_ for t in cue.doc[max(0, cue.i - _BEFORE) : cue.i])
    from_here = " ".join(t.lower_ for t in cue.doc[cue.i : cue.i + _BEFORE])
    if _BRINK.search(before) or _AT_BRINK.match(from_here):
        # "Norway said that it was about to sign" tells what it will do.
        return _came_between(cue) or not any(a.lemma_ in _SAYING for a in ancestors(cue))
    return bool(_DUE.search(before)) and _came_between(cue)


def _supposed(verb: Token) -> bool:
    """Tells whether a clause only supposes what was not so ("had Norway accepted", "if Norway had accepted")."""
    had = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "had"), None)
    if had is None or asked(verb):
        return False
    inverted = any(had.i < s.i < verb.i for s in children(verb, "nsubj", "nsubjpass"))
    return inverted or any(c.lower_ == "if" and c.dep_ == "mark" for c in verb.children)


def _came_between(cue: Token) -> bool:
    """Tells whether something happened that kept a deed from being done ("… when the talks collapsed")."""
    return any(
        t.lower_ in _WORDS["came_between"] and _past(t)
        for t in cue.doc[cue.i + 1 :]
        if t.dep_ in ("mark", "advmod", "cc")
    )


def _past(link: Token) -> bool:
    clause = link.head
    if link.dep_ == "cc":
        clause = next((c for c in children(clause, "conj") if c.i > link.i), clause)
    return clause.tag_ == "VBD" or any(c.lower_ in ("was", "were", "had") for c in children(clause, "aux", "auxpass"))
