"""What stands around a word of acts and decides whether it carries one: time, ability, purpose, title, question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import ancestors, children, own_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_MATTERS = load_words("matters")
_SAYING = load_words("speech")["saying"]
_DECISIONS = load_words("grammar")["decisions"]
_AHEAD = frozenset(("will", "would", "'ll", "’ll", "could", "may", "might", "shall", "wo"))


def ahead(token: Token) -> bool:
    """Tells whether a verb tells of the time to come ("will", "would", "could")."""
    return any(c.dep_ == "aux" and c.lower_ in _AHEAD for c in token.children)


def able(token: Token) -> bool:
    """Tells whether a verb tells of what may be done, not of what is or will be done."""
    helpers = {c.lower_ for c in token.children if c.dep_ == "aux"}
    return bool(helpers & {"could", "can", "might", "may", "would", "to"}) or (token.tag_ == "VBG" and not helpers)


def purpose(token: Token) -> bool:
    """Tells whether an infinitive tells a purpose ("a fund to support the process"), not what somebody decided."""
    if token.tag_ != "VB" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
        return False
    return token.dep_ in ("acl", "relcl", "advcl") and token.head.lemma_.casefold() not in _DECISIONS


def asserted(clause: Token) -> bool:
    """Tells whether a clause says how things are or will be ("that the army would go in"), not how they should be."""
    helpers = {c.lower_ for c in clause.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"must", "should", "have", "be", "to"}:
        return False
    if clause.lemma_ == "be" and clause.tag_ in ("VBZ", "VBP") and not children(clause, "xcomp"):
        return True
    return clause.tag_ == "VBD" or bool(helpers & {"will", "would", "was", "were", "had", "has", "is", "are"})


def titled(token: Token) -> bool:
    """Tells whether a word is capitalised within its sentence, as words are in headlines and titles of works."""
    if not token.text[0].isupper() or token.i == token.sent.start:
        return False
    return not (token.nbor(-1).is_punct or token.nbor(-1).is_quote or token.nbor(-1).text in ("“", "‘", ":", "("))


def beside(token: Token, wanted: tuple[str, ...]) -> bool:
    """Tells whether a preposition and its object stand by a verb ("put … on the table")."""
    if not wanted:
        return True
    preps = [c for c in token.children if c.dep_ in ("prep", "prt", "advmod") and c.lower_ == wanted[0]]
    preps += [g for c in token.children if c.dep_ == "dobj" for g in c.children if g.lower_ == wanted[0]]
    return any(p.lemma_.casefold() == wanted[1] for prep in preps for p in children(prep, "pobj"))


def idle(content: Token) -> bool:
    """Tells whether a content makes no position ("declined to comment")."""
    return content.lemma_.casefold() in _MATTERS["idle"] and content.pos_ in ("VERB", "AUX", "NOUN", "PRON")


def deeper(content: Token) -> Token:
    """Returns what somebody refuses or promises to say will be done ("refused to say that it would halt …")."""
    if content.lemma_ in ("say", "promise", "confirm", "guarantee") and content.pos_ == "VERB":
        return next((c for c in children(content, "ccomp") if c.i > content.i and not question(c)), content)
    return content


def question(content: Token) -> bool:
    """Tells whether a clause asks ("whether it would sign", "Is it true")."""
    first = min(content.subtree, key=lambda t: t.i)
    return (
        first.tag_ in ("WRB", "WP", "WDT", "WP$")
        or first.lower_ in ("if", "whether")
        or any(
            c.dep_ == "aux" and any(s.dep_ == "nsubj" and s.i > c.i for s in content.children) for c in content.children
        )
    )


def alone(token: Token) -> bool:
    """Tells whether a verb stands without anything that says what it is about, so that it answers what came before."""
    told = ("dobj", "xcomp", "ccomp", "prep", "dative", "nsubjpass", "prt", "oprd", "parataxis")
    return token.dep_ in ("ROOT", "conj", "ccomp") and not [
        c for c in children(token, *told) if not any(t.ent_type_ in ("DATE", "TIME") for t in c.subtree)
    ]


def speaking_of_itself(pronoun: Token) -> Token | None:
    """Returns who speaks of himself by a pronoun ("[The party] said it would …"), None where it may be another."""
    above = next((a for a in ancestors(pronoun.head) if a.lemma_.casefold() in _SAYING), None)
    who = own_subject(above) if above is not None else None
    if who is None or who.i > pronoun.i:
        return None
    return who if who.pos_ != "PRON" or (pronoun.lower_ == "it" and who.lower_ in ("he", "she")) else None
