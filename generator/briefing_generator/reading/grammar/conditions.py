"""What a position depends on: "if …", "contingent on …", "only as part of …", with the words of the condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import SUBJECTS, ancestors, subtree_span
from briefing_generator.reading.grammar.modality import negated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

_WORDS = load_words("conditions")
_SAYING = load_words("speech")["saying"]
_REACH = 160
"""Characters between a cue and a phrase of condition that may still belong to it."""


def opens_condition(clause: Token) -> bool:
    """Tells whether a clause opens with a mark of condition; a "once" in its middle tells of time alone."""
    if clause.lower_ in _WORDS["clause_heads"]:
        return True
    first = min(clause.subtree, key=lambda t: t.i)
    for child in clause.children:
        if child.lower_ in _WORDS["clause_marks"] and child.dep_ in ("mark", "advmod", "aux"):
            before = [t for t in clause.doc[first.i : child.i] if t.lower_ not in ("only", "but", "not", ",")]
            if not before:
                return True
    return False


def _scope(cue: Token, contents: Iterable[Token]) -> list[Token]:
    scope = [cue, *contents]
    # "settle for a solution without guarantees": the condition hangs on the content of the content.
    scope += [o for c in scope for o in c.children if o.dep_ == "dobj" and c.pos_ == "VERB"]
    # "Reserves the right to leave if …": it hangs on the deed to which somebody has a right.
    scope += [a for c in scope for a in c.children if c.pos_ == "NOUN" and a.dep_ == "acl" and a.tag_ == "VB"]
    token = cue
    while (
        token.head.i != token.i
        and token.head.pos_ in ("VERB", "AUX")
        and token.dep_ in ("xcomp", "acomp", "dobj", "attr", "conj", "oprd")
        and not (token.dep_ == "conj" and any(c.dep_ in SUBJECTS for c in token.children))
    ):
        token = token.head
        scope.append(token)
    # "…, the minister said, if …": the condition hangs on the quoting verb behind the words.
    quoting = token.head
    if token.dep_ in ("ccomp", "parataxis") and token.i < quoting.i and quoting.lemma_ in _SAYING:
        scope.append(quoting)
    return scope


def way_out(token: Token) -> Token | None:
    """Returns the clause that says what would keep a deed from being done ("unless …", "if …"), None for none."""
    return next((c for c in token.children if c.dep_ == "advcl" and opens_condition(c)), None)


def condition(cue: Token, contents: Iterable[Token]) -> tuple[Token, Token] | None:
    """Returns first and last token of what a word's act depends on: an if-clause, "contingent on …", "only as …"."""
    scope = _scope(cue, contents)
    # "will not sign without guarantees" sets a condition, "wants fish admitted without duties" does not.
    refused = any(negated(token) for token in scope) or cue.lemma_ in ("refuse", "reject", "decline")
    clauses: list[Token] = []
    for token in scope:
        for child in token.children:
            if (
                (child.dep_ in ("advcl", "ccomp", "relcl", "acl", "conj") and opens_condition(child))
                or (
                    child.dep_ == "prep"
                    and child.lower_ in _WORDS["prepositions"]
                    and (child.lower_ != "without" or refused)
                    and not any(c.ent_type_ in ("DATE", "TIME") for c in child.children)
                )
                or (child.dep_ == "advcl" and _timed(child, scope, refused))
            ):
                clauses.append(child)
    if clauses:
        return subtree_span(min(clauses, key=lambda t: t.i))
    return _phrase(cue, scope)


def _timed(clause: Token, scope: list[Token], refused: bool) -> bool:
    """Tells whether a clause of time is a condition: "will not sign before …", "would sign when …"."""
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    if marks & _WORDS["refused_until"]:
        return refused or any(c.dep_ == "aux" and c.lower_ in ("will", "would") for c in clause.children)
    if marks & _WORDS["refused_while"] and clause.left_edge.i and clause.left_edge.nbor(-1).text != ",":
        return refused
    ahead = any(c.dep_ == "aux" and c.lower_ in ("will", "would", "'ll", "’ll") for t in scope for c in t.children)
    return bool(marks & _WORDS["done_when"]) and ahead and clause.tag_ in ("VBZ", "VBP")


def _phrase(cue: Token, scope: list[Token]) -> tuple[Token, Token] | None:
    doc = cue.doc
    text = doc.text.casefold()
    inside = {token.i for token in scope}
    for phrase in sorted(_WORDS["phrases"], key=lambda p: (-len(p), p)):
        at = text.find(phrase, cue.idx)
        if not 0 <= at - cue.idx < _REACH or ";" in text[cue.idx : at]:
            continue
        first = next((t for t in doc if t.idx >= at), None)
        # "The offer falls [short of] what was promised" ties nothing to anything.
        if first is None or not _belongs(first, inside) or (first.i == cue.i and first.lower_ == "short"):
            continue
        if _WORDS["of_speakers"] & {t.lower_ for t in first.subtree}:
            continue
        end = max(t.i for t in first.subtree)
        # "so long as an independent panel and not the union decides": the phrase hangs deep in its clause.
        above = first
        while above.head.i > cue.i and above.head.i not in inside and above.head.i != above.i:
            above = above.head
            if cue in above.subtree:
                break
            end = max(end, *(t.i for t in above.subtree))
        end = max(end, next((t.i for t in doc if t.idx + len(t) >= at + len(phrase)), end))
        while doc[end].is_punct and end > first.i:
            end -= 1
        return first, doc[end]
    return None


def _belongs(first: Token, inside: set[int]) -> bool:
    """Tells whether a phrase hangs on the act's own clause and not on another one that is joined to it."""
    for above in ancestors(first):
        if above.i in inside:
            return True
        if above.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECTS for c in above.children) and above.i < first.i:
            return above.i < min(inside) and any(t.i in inside for t in above.subtree)
    return False
