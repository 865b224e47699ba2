"""Grammar of one sentence's parse: subjects, contents, negation and conditions of a word that carries an act.

Labels are those of spaCy's English pipelines (ClearNLP).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_RAISING = {
    "remain",
    "continue",
    "appear",
    "seem",
    "begin",
    "start",
    "keep",
    "be",
    "stay",
    "become",
    "try",
    "come",
    "go",
    "stand",
    "prove",
    "feel",
    "move",
    "choose",
    "decide",
    "plan",
    "intend",
    "agree",
    "want",
    "say",
    "sound",
    "tend",
}
_NEGATIVE = {"not", "n't", "never", "no", "neither", "nor", "without", "hardly", "nobody", "none", "cannot"}
_STOPPING = {"stop", "cease", "fail", "lack", "deny", "avoid", "drop", "abandon", "end"}
_CONDITION_MARKS = {"if", "unless", "until", "provided", "once", "should", "assuming"}
_CONDITION_PREPS = (
    "contingent on",
    "contingent upon",
    "conditional on",
    "conditional upon",
    "dependent on",
    "subject to",
    "in exchange for",
    "in return for",
    "on condition",
    "provided that",
    "as part of",
    "as long as",
    "but only",
    "only if",
    "only as",
    "only when",
    "only after",
    "not at the cost of",
    "on the condition",
    "depending on",
    "hinges on",
    "hinge on",
    "in the absence of",
    "without clear",
    "short of",
)


def children(token: Token, *deps: str) -> list[Token]:
    """Returns the children of a token with one of these dependencies, in order of the text."""
    return [child for child in token.children if child.dep_ in deps]


def lemma(token: Token) -> str:
    """Returns a verb's lemma with its particle (``rule out``); any other word's lemma alone, in small letters."""
    base = token.lemma_.casefold()
    if token.pos_ in ("VERB", "AUX"):
        particle = next((child.lower_ for child in token.children if child.dep_ == "prt"), None)
        if particle:
            return f"{base} {particle}"
    return base


def conjuncts(head: Token) -> list[Token]:
    """Returns a token and what is joined to it by "and", "or", commas, in order of the text."""
    found = [head]
    for token in found:
        found.extend(child for child in token.children if child.dep_ == "conj" and child not in found)
    return sorted(found, key=lambda token: token.i)


def first_conjunct(token: Token) -> Token:
    """Returns the first of the tokens that a token is joined to."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def subject(verb: Token) -> Token | None:
    """Returns the head of who does what a verb says, by way of control, conjunction, relative clause and passive.

    None where the sentence does not tell, or tells only of an unnamed doer of a passive.
    """
    seen: set[int] = set()
    token = verb
    while token.i not in seen:
        seen.add(token.i)
        passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children)
        if passive:
            for agent in children(token, "agent"):
                for who in children(agent, "pobj"):
                    return who
        own = next((child for child in token.children if child.dep_ in SUBJECTS), None)
        if own is not None and not (passive and token.i == verb.i and own.dep_ == "nsubjpass"):
            if own.tag_ in ("WP", "WDT") or own.lower_ in ("that", "which", "who"):
                return first_conjunct(token).head if first_conjunct(token).dep_ == "relcl" else own
            return own
        if passive and token.i == verb.i:
            return None
        if token.dep_ in ("conj", "xcomp", "aux", "acomp", "attr", "oprd", "prep", "pcomp", "advcl", "dep"):
            if token.dep_ == "xcomp":
                told = next((c for c in token.head.children if c.dep_ in ("dobj", "dative") and c.i < token.i), None)
                if told is not None and lemma(token.head) not in _RAISING:
                    return told
            token = token.head
            continue
        if token.dep_ == "relcl":
            relative = next((child for child in token.children if child.tag_ in ("WP", "WDT")), None)
            if relative is not None and relative.dep_ in SUBJECTS:
                return token.head
            return None
        if token.dep_ == "acl":
            if token.tag_ == "VBG":
                return token.head
            owner = possessor(token.head)
            if owner is not None:
                return owner
            if token.head.dep_ in ("dobj", "attr") and token.head.head.pos_ in ("VERB", "AUX"):
                token = token.head.head
                continue
            return None
        return None
    return None


def possessor(noun: Token) -> Token | None:
    """Returns whose a noun is: "Russia's demand", "the demand by Russia", "conditions outlined by Russia", "a proposal from …"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            for who in children(child, "pobj"):
                return who
        if child.dep_ == "acl" and child.tag_ == "VBN":
            for agent in children(child, "agent"):
                for who in children(agent, "pobj"):
                    return who
    for child in noun.children:
        if (
            child.dep_ == "prep"
            and child.lower_ == "of"
            and noun.lemma_ in ("willingness", "refusal", "rejection", "demand")
        ):
            for who in children(child, "pobj"):
                if who.ent_type_:
                    return who
    return None


def negated(token: Token) -> bool:
    """Tells whether a word stands under negation ("does not reject", "no longer insists", "no indication of")."""
    negations = 0
    for child in token.children:
        if child.dep_ == "neg" or (child.lower_ in _NEGATIVE and child.dep_ in ("det", "advmod", "preconj", "mark")):
            negations += 1
        if child.lower_ in ("no", "never") and child.dep_ == "advmod":
            negations += child.dep_ != "neg" and child.lower_ not in _NEGATIVE
    own = next((child for child in token.children if child.dep_ in SUBJECTS), None)
    if own is not None and any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj", "cc") for c in own.children
    ):
        negations += 1
    if own is not None and own.lower_ in ("nobody", "none", "neither"):
        negations += 1
    head = token.head
    if token.dep_ in ("xcomp", "acomp", "attr", "dobj", "pobj", "ccomp") and head.i != token.i:
        if token.dep_ in ("acomp", "attr", "xcomp") and head.lemma_ in _RAISING and negated(head):
            negations += 1
        if token.dep_ in ("acomp", "attr") and head.lemma_ == "be" and head.i == token.i:
            negations += 1
        if token.dep_ in ("xcomp", "dobj") and head.lemma_ in _STOPPING and head.pos_ == "VERB":
            negations += 1
    return negations % 2 == 1


def subtree_span(token: Token, without: frozenset[int] = frozenset()) -> tuple[Token, Token]:
    """Returns first and last token below a token, leaving out branches that start at one of ``without`` and edge marks."""
    kept: list[Token] = []
    stack = [token]
    while stack:
        node = stack.pop()
        kept.append(node)
        stack.extend(child for child in node.children if child.i not in without)
    kept.sort(key=lambda t: t.i)
    while len(kept) > 1 and (
        kept[-1].is_space or (kept[-1].is_punct and kept[-1].text not in ("”", '"', "’", ")", "%"))
    ):
        kept.pop()
    while len(kept) > 1 and (kept[0].is_space or (kept[0].is_punct and kept[0].text not in ("“", '"', "‘", "("))):
        kept.pop(0)
    return kept[0], kept[-1]


def ancestors(token: Token) -> Iterator[Token]:
    """Gives the heads above a token, the nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def condition(cue: Token, contents: list[Token]) -> tuple[Token, Token] | None:
    """Returns first and last token of what a word's act depends on: an if-clause, "contingent on …", "only as …"."""
    scope = [cue, *contents]
    head = cue.head
    while (
        head.i != cue.i
        and head.pos_ in ("VERB", "AUX")
        and cue.dep_ in ("xcomp", "acomp", "dobj", "attr", "conj", "oprd")
    ):
        scope.append(head)
        if head.head.i == head.i or head.dep_ not in ("xcomp", "conj", "acomp"):
            break
        head = head.head
    clauses: list[Token] = []
    for token in scope:
        for child in token.children:
            marks = [c for c in child.children if c.dep_ in ("mark", "advmod", "aux") and c.lower_ in _CONDITION_MARKS]
            if child.dep_ in ("advcl", "ccomp", "relcl", "acl", "conj") and (
                marks or child.lower_ in ("provided", "contingent")
            ):
                clauses.append(child)
            if child.dep_ == "prep" and child.lower_ in ("until", "without", "pending"):
                clauses.append(child)
    if clauses:
        return subtree_span(min(clauses, key=lambda t: t.i))
    text = cue.doc.text.casefold()
    last = max(t.i for t in scope)
    start = cue.idx
    for phrase in _CONDITION_PREPS:
        at = text.find(phrase, start)
        if at >= 0 and at - start < 160:
            first = next((t for t in cue.doc if t.idx >= at), None)
            if first is None or ";" in text[start:at]:
                continue
            end = max((t.i for t in first.head.subtree), default=last) if first.i > cue.i else first.i
            end = max(end, *(t.i for t in first.subtree))
            tail = cue.doc[end]
            while tail.is_punct and tail.i > first.i:
                tail = cue.doc[tail.i - 1]
            return first, tail
    return None
