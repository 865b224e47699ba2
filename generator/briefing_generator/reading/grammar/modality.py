"""Negation and irrealis: what a sentence denies, and what it tells of only as something that may come."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import SUBJECTS, ancestors

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = load_words("grammar")
_PROVIDING = load_words("conditions")["clause_heads"]
_ENDS = frozenset((".", "?", "!"))
_FRONT = 12
"""Words before a verb among which a denial that inverts the sentence stands."""
_RAISING, _NEGATIVE, _STOPPING = _WORDS["raising"], _WORDS["negative"], _WORDS["stopping"]


def _no_longer(token: Token) -> bool:
    return any(
        child.lower_ == "longer" and child.i and child.nbor(-1).lower_ == "no"
        for child in token.children
        if child.dep_ in ("advmod", "neg")
    )


def _own_negations(token: Token) -> int:
    count = int(_no_longer(token))
    if not any(child.dep_ == "neg" for child in token.children):
        count += any(c.dep_ == "neg" for aux in token.children if aux.dep_ == "aux" for c in aux.children)
    for child in token.children:
        if _not_alone(child):
            continue
        if child.dep_ == "neg":
            count += not (child.lower_ == "no" and child.i + 1 < len(token.doc) and child.nbor(1).lower_ == "longer")
        elif child.lower_ in _NEGATIVE and child.dep_ in ("det", "advmod", "preconj", "mark"):
            count += 1
        elif child.lower_ in _WORDS["scant"] and child.dep_ == "amod":
            count += not any(c.lower_ == "a" for c in token.children)
        elif child.dep_ == "dobj" and child.lower_ == "nothing":
            count += not any(c.lower_ == "less" for c in child.children)
    count += _fronted(token)
    own = next((child for child in token.children if child.dep_ in SUBJECTS), None)
    if own is not None:
        denied = any(c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj", "cc") for c in own.children)
        count += denied or own.lower_ in ("nobody", "none", "neither")
    return count


def _not_alone(denial: Token) -> bool:
    """Tells whether "not" denies but that it is all ("not only did they sign")."""
    return denial.lower_ == "not" and any(
        t.lower_ in _WORDS["not_alone"] for t in denial.doc[denial.i + 1 : denial.i + 2]
    )


def _fronted(token: Token) -> bool:
    """Tells whether a denial in front denies a verb behind its subject ("under no circumstances will Norway sign")."""
    if token.pos_ != "VERB":
        return False
    doc = token.doc
    for at in range(max(0, token.i - _FRONT), token.i - 2):
        if doc[at].lower_ == "no" and doc[at + 1].lemma_ in _WORDS["by_no"] and doc[at + 2].pos_ == "AUX":
            return not any(t.pos_ == "VERB" for t in doc[at + 3 : token.i])
    return False


def negated(token: Token) -> bool:
    """Tells whether a word stands under negation ("does not reject", "no longer insists", "no indication of")."""
    count = _own_negations(token)
    head = token.head
    if head.i != token.i:
        if (token.dep_ in ("acomp", "attr", "xcomp") and head.lemma_ in _RAISING and negated(head)) or (
            token.dep_ in ("pobj", "dobj")
            and token.pos_ == "NOUN"
            and head.lemma_ in ("in", "show", "express")
            and (negated(head if head.pos_ == "VERB" else head.head))
        ):
            count += 1
        if token.dep_ in ("xcomp", "dobj") and head.lemma_ in _STOPPING and head.pos_ == "VERB":
            count += 1
        if token.dep_ == "pobj" and head.dep_ == "prep" and head.lower_ == "without":
            count += 1
        if token.dep_ == "ccomp" and head.lemma_ == "deny":
            count += 1
    return count % 2 == 1


def _even(token: Token) -> bool:
    """Tells whether a word is one of two that take back each other ("neither accepted nor rejected")."""
    other = token.head if token.dep_ == "conj" else next((c for c in token.children if c.dep_ == "conj"), None)
    return (
        other is not None
        and {token.lemma_, other.lemma_} <= _WORDS["balanced"]
        and any(c.lower_ in ("nor", "or") and c.dep_ == "cc" for t in (token, other) for c in t.children)
    )


def _counterfactual(token: Token) -> bool:
    """Tells whether a verb tells of what was not or is no longer so ("would have accepted", "had wanted more")."""
    helpers = {c.lower_ for c in token.children if c.dep_ == "aux"}
    if helpers >= {"would", "have"}:
        return True
    return "had" in helpers and token.lemma_ in _WORDS["trying"]


def not_yet(token: Token) -> bool:
    """Tells whether a stance has not been taken so far, which is no stance ("has yet to agree", "haven't agreed yet")."""
    return any(child.lower_ in _WORDS["not_yet"] for above in (token, token.head) for child in above.children) and (
        negated(token) or token.dep_ == "xcomp"
    )


def _moved(token: Token) -> bool:
    """Tells whether a verb is what somebody is moved to do; a finite clause only tells ("told them that it will go")."""
    finite = token.tag_ in ("VBD", "VBZ") or any(c.tag_ == "MD" for c in token.children)
    return token.dep_ == "xcomp" or (token.dep_ == "ccomp" and not finite)


def asked(token: Token) -> bool:
    """Tells whether the mark that ends a word's sentence is that of a question, also inside quotation marks."""
    return next((t.text for t in token.doc[token.i :] if t.text in _ENDS), "") == "?"


def _opening(token: Token) -> Token:
    """Returns the first word of what a word stands in: behind a quotation mark or a colon, else of all."""
    first = token
    for each in reversed(list(token.doc[: token.i])):
        if each.text in ("“", '"', "‘", ":"):
            break
        if each.is_alpha:
            first = each
    return first


def unsettled(token: Token) -> bool:  # noqa: C901
    """Tells whether a word tells only of what may come: "before Russia agrees", "to persuade Russia to accept"."""
    for child in token.children:
        if child.dep_ == "advmod" and child.lower_ in _WORDS["former"] and token.pos_ in ("VERB", "AUX"):
            return True
        if child.dep_ in ("mark", "advmod") and child.lower_ in _WORDS["unsettled"] and child.i < token.i:
            happened = child.lower_ in ("after", "when", "once") and token.tag_ in ("VBD", "VBN")
            return token.dep_ != "relcl" and not happened
        inverted = child.dep_ == "aux" and any(c.dep_ in SUBJECTS and c.i > child.i for c in token.children)
        if inverted and (child.lower_ == "should" or asked(token)):
            return True
    if asked(token) and _opening(token).lower_ in _WORDS["inverting"]:
        # "Will Norway accept it?", whose first words a parser may take for a name.
        return True
    if (
        token.head.lower_ in _PROVIDING
        and token.dep_ in ("ccomp", "pcomp", "advcl", "relcl")
        and token.head.i < token.i
    ):
        return True
    if _even(token) or _counterfactual(token):
        return True
    if any(t.lemma_.casefold() in _WORDS["doubts"] and t.pos_ == "NOUN" for t in islice(ancestors(token), 5)):
        return True
    head = token.head
    if token.dep_ == "acl" and token.tag_ == "VB" and head.lemma_.casefold() in _WORDS["prospects"]:
        return True
    if token.dep_ == "pcomp" and head.lower_ in ("before", "without", "instead", "of") and head.dep_ == "prep":
        return head.lower_ != "of" or head.head.lower_ == "instead"
    if token.dep_ == "xcomp" and head.lemma_ in ("expect", "likely", "unlikely", "forecast") and negated(head):
        return True
    if token.dep_ == "xcomp" and (head.lemma_ == "unlikely" or (head.lower_ == "about" and head.head.tag_ == "VBD")):
        return True
    if token.dep_ in ("xcomp", "advcl") and token.tag_ == "VB" and head.lemma_ in _WORDS["trying"]:
        return True
    if token.pos_ != "ADJ" and _moved(token) and head.lemma_ in _WORDS["moving"] and head.i < token.i:
        if any(c.dep_ == "nsubj" and c.lemma_ in load_words("speech")["guessers"] for c in head.children):
            return False
        return any(c.dep_ in ("dobj", "nsubj") for c in (*head.children, *token.children) if head.i < c.i < token.i)
    return False
