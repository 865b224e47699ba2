"""Joined contents are split, one matter each, and cut free of what is said by the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import ancestors, conjuncts, own_subject, subtree_span
from briefing_generator.reading.grammar.conditions import opens_condition
from briefing_generator.reading.patterns.contents import reduced_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_WORDS = load_words("matters")
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_NOMINAL = frozenset(("NOUN", "PROPN", "NUM"))


def asides(top: Token) -> frozenset[int]:
    """Returns the branches below a content that do not belong to it: conditions, reasons, times, remarks.

    "for the war to end [since he came into office]", "a ban, [which would hurt farmers]", "a truce [if …]".
    """
    out: set[int] = set()
    for token in top.subtree:
        comma = token.left_edge.i > 0 and token.left_edge.nbor(-1).text in (",", "–", "—", "(")
        marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod")}
        told_apart = token.dep_ == "advcl" and (opens_condition(token) or marks & _WORDS["aside_marks"])
        remark = comma and (
            (token.dep_ == "relcl" and token.left_edge.lower_ in ("which", "who", "whose", "where"))
            or (token.dep_ == "appos" and token.lemma_ in _WORDS["named"])
        )
        remark = remark or (token.dep_ == "conj" and token.i > 1 and token.nbor(-1).lower_ == "not")
        remark = remark or astray(token)
        if token.i != top.i and (told_apart or remark or token.dep_ == "parataxis"):
            out.add(token.i)
    return frozenset(out)


def astray(token: Token) -> bool:
    """Tells whether a finite verb is joined to an infinitive by the parser alone ("called on X to stop [and urged Y]")."""
    joined = token.dep_ == "conj" and token.tag_ in _FINITE and token.pos_ == "VERB" and own_subject(token) is None
    return joined and token.head.tag_ == "VB" and any(c.lower_ == "to" for c in token.head.children)


def _without(top: Token, what: tuple[Token, Token] | None) -> frozenset[int]:
    """Returns the branches of a content that are remarks, or the condition that is kept apart."""
    out = asides(top)
    if what is not None:
        within = range(what[0].i, what[1].i + 1)
        out |= {t.i for t in top.subtree if t.i in within and t.head.i not in within and t.i != top.i}
    return out


def _before(part: Token, edge: int) -> Token:
    last = part.doc[edge - 1]
    while last.i > part.i and (last.is_punct or last.dep_ in ("cc", "punct")):
        last = last.nbor(-1)
    return last


def _tail(part: Token, last: Token, cue: Token) -> Token:
    """Returns where a content ends whose complement the parser hangs on the verb ("reject exclusion [from the pact]")."""
    if (named := _named_so(part, last)) is not None:
        return named
    after = last.nbor(1) if last.i + 1 < len(part.doc) else last
    if after.lower_ in ("over", "for") and after.head.i == cue.i and any(c.dep_ == "nummod" for c in part.children):
        # "Wants 7 percent a year [for three years]".
        time = next((t for t in after.children if t.dep_ == "pobj" and t.ent_type_ == "DATE"), None)
        return time.right_edge if time is not None else last
    lemma = part.lemma_.casefold()
    deed = lemma.endswith(tuple(_WORDS["deed_endings"])) or lemma in _WORDS["away"] | _WORDS["stances"]
    if part.pos_ != "NOUN" or not deed or last.i + 1 >= len(part.doc):
        return last
    after = last.nbor(1)
    above = {cue.i, *(t.i for t in ancestors(part))}
    if after.dep_ == "prep" and after.head.i in above and after.lower_ in ("from", "of", "to", "on", "into", "for"):
        return next((t.right_edge for t in after.children if t.dep_ in ("pobj", "pcomp")), last)
    return last


def with_infinitive(part: Token, last: Token) -> Token:
    """Returns where what is asked of somebody ends: "called for the guards [to stop wearing masks]"."""
    sign = last.nbor(1) if last.i + 1 < len(part.doc) else last
    return subtree_span(sign.head, asides(sign.head))[1] if asked_to(part, sign) else last


def asked_to(part: Token, sign: Token) -> bool:
    """Tells whether "to" opens what somebody is asked for ("called for the guards [to] stop")."""
    deed = sign.head
    if part.dep_ != "pobj" or part.head.lower_ != "for" or sign.tag_ != "TO" or deed.tag_ != "VB" or deed.i < sign.i:
        return False
    return deed.head.i in (part.i, part.head.i, part.head.head.i)


def _named_so(part: Token, last: Token) -> Token | None:
    """Returns where a content ends that is asked "as a precondition for talks", which parsers hang on the verb."""
    after = last.nbor(1) if last.i + 1 < len(part.doc) else None
    if after is None or after.lower_ != "as" or part.i in (t.i for t in after.subtree):
        return None
    called = next((t for t in after.children if t.dep_ == "pobj" and t.lemma_ in _WORDS["lists"]), None)
    return called.right_edge if called is not None else None


def _cut(first: Token, last: Token) -> tuple[Token, Token]:
    """Ends a content at a semicolon, behind which another sentence starts."""
    stop = next((t for t in first.doc[first.i + 1 : last.i] if t.text == ";"), None)
    return (first, stop.nbor(-1)) if stop is not None else (first, last)


def _alike(part: Token, head: Token) -> bool:
    nominal = [t.pos_ in _NOMINAL or t.tag_ == "VBG" for t in (part, head)]
    if all(nominal):
        return True
    return part.pos_ == head.pos_ and own_subject(part) is None and (part.tag_ in _FINITE) == (head.tag_ in _FINITE)


def _pair(head: Token) -> bool:
    """Tells whether two bare nouns make one thing ("loss and damage")."""
    both = conjuncts(head)
    return (
        len(both) == 2
        and all(p.pos_ == "NOUN" for p in both)
        and all(c.dep_ in ("cc", "conj", "punct", "preconj") for p in both for c in p.children)
    )


def _parts(head: Token) -> list[Token]:
    """Returns what is joined to a content's head.

    Parsers take the second of a list for an apposition or a second object: "a truce, [the release of …] and …".
    """
    parts = [p for p in conjuncts(head) if p.i == head.i or _alike(p, head)]
    if any(t.text == ":" for t in head.doc[max(0, head.left_edge.i - 1) : head.i]):
        parts += [p for c in head.children if c.dep_ == "appos" for p in conjuncts(c)]
    for late in head.children:
        listed = late.dep_ == "appos" and late.pos_ == "NOUN" and any(c.dep_ == "conj" for c in late.children)
        if listed and late.left_edge.nbor(-1).text == ",":
            parts += [p for p in conjuncts(late) if p not in parts]
    if head.tag_ == "VBG":
        for late in [c for c in head.children if c.dep_ == "dobj"][1:]:
            if late.left_edge.i and late.left_edge.nbor(-1).text == ",":
                parts += [p for p in conjuncts(late) if p not in parts]
    return parts


def split_contents(
    contents: tuple[Token, ...], cue: Token, what: tuple[Token, Token] | None = None
) -> Iterator[tuple[Token, Token, Token]]:
    """Gives each of the joined contents with its first and last token."""
    for head in contents:
        if head.i == cue.i or reduced_object(cue) == head:
            beside = frozenset(c.i for c in head.children if c.dep_ in ("appos", "conj", "cc"))
            yield head, *_cut(*subtree_span(head, beside | _without(head, what)))
            continue
        parts = [head] if _pair(head) else _parts(head)
        path = {t.i for t in (cue, *ancestors(cue))}
        for part, following in zip(parts, [*parts[1:], None], strict=True):
            joined = {c.i for c in part.children if c.dep_ == "conj" and c in parts}
            joined |= {c.i for c in part.children if c.dep_ in ("cc", "preconj")} if joined else set()
            joined |= {c.i for c in part.children if c in parts or (c.i in path and part.i in path)}
            first, last = subtree_span(part, frozenset(joined) | _without(part, what))
            if following is not None and last.i >= (edge := following.left_edge.i):
                # "sanctions and aid, including tanks": the parser hangs the tail on the first.
                last = _before(part, edge)
            elif following is None:
                last = _tail(part, last, cue)
            last = with_infinitive(part, last)
            yield part, *_cut(first, last)
