"""What is no position in a dispute, whatever its verb may tell elsewhere: fighting, owning up, wishes, laws on other matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words, load_words
from briefing_generator.reading.grammar.clauses import children, lemma, own_subject, subject
from briefing_generator.reading.grammar.modality import asked, negated
from briefing_generator.reading.grammar.scope import ahead
from briefing_generator.reading.grammar.unreal import averted, denied
from briefing_generator.reading.spans.telling import deed
from briefing_generator.reading.statements.placing import OTHER

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.candidates.candidate import Found
    from briefing_generator.reading.spans.classifying import ScoringClassifier
    from briefing_generator.reading.spans.evidence import Matter

_WORDS, _SPEECH, _GRAMMAR = load_words("beside"), load_words("speech"), load_words("grammar")
_LEAST_ISSUES = 2
_BARGAINS = load_words("matters")["bargains"]


def beside_the_point(one: Found) -> bool:
    """Tells whether what looks like an act is none: denied or averted, fought, owned, privately wished, or foreseen."""
    cue = one.cue
    verb = deed(cue)[0]
    if one.act == "accepts" and asked(cue):
        # Who is asked whether he accepts has not.
        return True
    if _owned_as_hard(cue if cue.pos_ != "ADJ" else cue.head):
        return True
    if one.pos == "tagged" and one.act != "rejects" and cue.dep_ == "ccomp" and cue.head.lemma_ == "deny":
        return True
    if denied(cue) or averted(cue) or averted(verb):
        return True
    if cue.pos_ not in ("VERB", "AUX"):
        return False
    going_on = [c for c in children(cue, "advcl") if c.tag_ == "VBG" and c.i > cue.i]
    if any(_fought(each) for each in (verb, *going_on)):
        return True
    return _owned(cue) or _wished(cue) or _foreseen(cue) or _blamed(cue)


def stray(one: Found, matter: Matter, issues: ScoringClassifier) -> bool:
    """Tells whether an act is no position in a field by its matter: what papers ask for, or something else altogether."""
    if one.act == "demands" and matter.head.lemma_.casefold() in _WORDS["press"]:
        return True
    return _of_another_matter(one, matter, issues)


def _of_another_matter(one: Found, matter: Matter, issues: ScoringClassifier) -> bool:
    """Tells whether somebody makes a law that has to do with none of a field's issues ("signed a law on telephones")."""
    # Without a pack of a field every matter is open at first.
    if len(issues.pack.issues) < _LEAST_ISSUES or one.act == "threatens" or lemma(one.cue) not in _WORDS["enacting"]:
        return False
    if not any(t.lemma_.casefold() in _WORDS["laws"] for t in children(one.cue, "dobj", "nsubjpass")):
        return False
    return matter.issue == OTHER or not any(issues.terms(matter.words).values())


def _fought(verb: Token) -> bool:
    """Tells whether somebody keeps off who attacks ("repelled an assault", "troops go on resisting")."""
    if lemma(verb) not in _WORDS["repelling"] or ahead(verb):
        return False
    things = children(verb, "dobj", "nsubjpass")
    if things:
        return any(t.lemma_.casefold() in _WORDS["martial"] | _WORDS["armed"] for t in things)
    who = subject(verb)
    return who is not None and who.lemma_.casefold() in _WORDS["armed"] and not children(verb, "xcomp", "ccomp")


def _owned(verb: Token) -> bool:
    """Tells whether somebody only owns that things are hard ("accepts that the war will be long")."""
    if lemma(verb) not in _WORDS["owning"] or negated(verb):
        return False
    return any(_hard(clause) for clause in children(verb, "ccomp"))


def _owned_as_hard(clause: Token) -> bool:
    """Tells the same by the clause that is owned, which a stretch may begin with."""
    above = clause.head
    return clause.dep_ == "ccomp" and _hard(clause) and lemma(above) in _WORDS["owning"] and not negated(above)


def _hard(clause: Token) -> bool:
    told = [c.lemma_.casefold() for c in children(clause, "acomp")]
    return lemma(clause) in _WORDS["enduring"] or any(word in _WORDS["hard"] for word in told)


def _blamed(verb: Token) -> bool:
    """Tells whether somebody lays it to another that a bargain came to nothing, which refuses no bargain ("accused Chile of breaking the truce")."""
    if verb.lemma_ not in _SPEECH["charging"]:
        return False
    deeds = [d for c in children(verb, "prep") if c.lower_ in ("of", "for") for d in children(c, "pcomp")]
    return any(o.lemma_.casefold() in _BARGAINS for d in deeds for o in children(d, "dobj"))


def _wished(verb: Token) -> bool:
    """Tells whether somebody wants what is nobody else's affair ("wanted to run", "part of him wants to resign")."""
    if verb.lemma_ not in _WORDS["wishing"]:
        return False
    who = own_subject(verb)
    if who is not None and who.lemma_ in _WORDS["shares"]:
        whose = [w for c in children(who, "prep") if c.lower_ == "of" for w in children(c, "pobj")]
        if any(_one_person(w) for w in whose):
            return True
    return any(_private(each) for each in children(verb, "xcomp"))


def _one_person(token: Token) -> bool:
    names = load_name_words()
    known = names.offices | names.callings | _WORDS["persons"]
    return token.tag_ in ("NN", "NNP", "PRP") and (token.ent_type_ == "PERSON" or token.lower_ in known)


def _private(verb: Token) -> bool:
    if children(verb, "dobj", "ccomp", "xcomp"):
        return False
    where = next((c.lower_ for c in verb.children if c.dep_ == "advmod" and c.i == verb.i + 1), "")
    alone = lemma(verb) in _WORDS["private"] and not children(verb, "prep")
    return alone or f"{verb.lemma_} {where}" in _WORDS["private"]


def _foreseen(verb: Token) -> bool:
    """Tells whether somebody only expects what befalls others ("expects the army to collapse")."""
    if verb.lemma_ not in _SPEECH["guessing"]:
        return False
    told = [c for c in children(verb, "xcomp", "ccomp") if c.pos_ in ("VERB", "AUX")]
    return bool(told) and all(
        c.lemma_ in _GRAMMAR["befalling"] and c.lemma_ != "be" and not children(c, "dobj") for c in told
    )
