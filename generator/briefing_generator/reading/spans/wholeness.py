"""Contents that can be read by themselves: a fragment gives way to the clause that carries it.

Parsers and taggers cut where they should not: a content may be a lone pronoun, what a preposition leads to behind its
verb, or end at "using". Marks whose partner stands outside go, and so does what stands behind a closing one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import ancestors, children, subtree_span
from briefing_generator.reading.spans.splitting import asides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_LONGEST = 40
"""Words up to which a clause is shown in place of a fragment of it."""
_EMPTY = ("PRON", "DET", "AUX", "PART", "ADP", "ADV", "PUNCT", "SPACE", "CCONJ", "SCONJ")
_BLANK = load_words("telling")["blank"]
_SUBSTANCE = ("every", "no", "all", "both", "none", "nobody", "nothing", "everything", "anything", "what")
_CLOSING = re.compile(r'(?<=[\w.,!?;])["”](?=\s+\S)')
_AND = re.compile(r"[\s,]*(?:\s(?:and|or|but))?\s*$")
_OPENING = ('"', "“")


def whole_content(first: Token, last: Token, *carriers: tuple[Token, Token]) -> tuple[Token, Token]:
    """Returns the first and last word of a content: its own, or those of what carries it where its own are a fragment.

    Args:
        first: the content's first word.
        last: its last one.
        carriers: stretches around it, the smallest first; the clause above the last of them is tried at the end.
    """
    content = _trimmed(first, last)
    if not fragment(*content):
        return content
    wider = (*carriers, *_clauses(*(carriers[-1] if carriers else content)))
    found = (_trimmed(*each) for each in wider if each[0].i <= first.i and each[1].i >= last.i)
    return next((each for each in found if not fragment(*each)), content)


def fragment(first: Token, last: Token) -> bool:
    """Tells whether words say nothing by themselves: a lone pronoun, or what hangs by a preposition on words outside."""
    words = first.doc[first.i : last.i + 1]
    if first.tag_ == "WDT" and first.i == last.i:
        return True
    if last.lemma_ == "be" and any(c.i > last.i and not c.is_punct for c in last.children):
        return True
    hangs = first.dep_ in ("prep", "agent", "dative") and first.pos_ == "ADP" and not first.i <= first.head.i <= last.i
    return hangs or all((t.pos_ in _EMPTY and t.lower_ not in _SUBSTANCE) or _blank(t) for t in words)


def _blank(token: Token) -> bool:
    return token.pos_ == "VERB" and token.lemma_ in _BLANK


def unquoted(words: str) -> str:
    """Returns words without a mark whose partner stands outside, and without what follows behind a closing one.

    None are left of words that stand behind a closing mark, told by nobody who is quoted.
    """
    if words.count('"') % 2 == 0 and words.count("“") == words.count("”"):
        return words
    if words.startswith(_OPENING):
        return words[1:] if words[1:2] != " " else ""
    if words.endswith(('"', "”")):
        return _AND.sub("", words[:-1])
    closing = list(_CLOSING.finditer(words))
    if closing and words.count('"') + words.count("”") == 1:
        return _AND.sub("", words[: closing[0].start()])
    return words


def _trimmed(first: Token, last: Token) -> tuple[Token, Token]:
    """Begins words with who has what they begin with ("[the union]'s offer"), ends them before one whose complement is cut off ("a second measure [using]")."""
    if first.tag_ == "POS":
        first = first.head.left_edge
    while last.i > first.i and _leads_on(last):
        last = last.nbor(-1)
        while last.i > first.i and (last.text == "," or last.is_space):
            last = last.nbor(-1)
    return first, last


def _leads_on(token: Token) -> bool:
    behind = [c for c in children(token, "pobj", "pcomp", "dobj", "prep") if c.i > token.i]
    if token.dep_ == "prep":
        return bool(behind)
    return token.tag_ == "VBG" and token.dep_ in ("acl", "advcl") and any(c.dep_ == "dobj" for c in behind)


def _clauses(first: Token, last: Token) -> Iterator[tuple[Token, Token]]:
    """Gives the clauses above some words, the nearest first; of a long one from its verb on."""
    inside = range(first.i, last.i + 1)
    top = next((t for t in first.doc[first.i : last.i + 1] if t.head.i not in inside), first)
    for verb in (top, *ancestors(top)):
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass"):
            continue
        beside = frozenset(c.i for c in verb.children if c.dep_ in ("conj", "cc", "parataxis", "punct"))
        start, end = subtree_span(verb, beside | asides(verb))
        if end.i - start.i >= _LONGEST:
            start, end = min(verb, first, key=lambda t: t.i), last
        if end.i - start.i < _LONGEST:
            yield start, end
