"""Where a role stands beside a name: right before it, in apposition, or as what somebody is said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

_BEHIND = ("of", "for", "at", "to", "with", "in")
_LOOSE = (*_BEHIND, "and", "&", "the", "a", "an")


def before_name(first: Token, after: int) -> Iterable[tuple[Token, Token, Token]]:
    """Yields head, first and last token of the role that stands right before a name, behind whoever is named before."""
    words, doc = load_name_words(), first.doc
    at = first.i - 1
    if at >= 0 and doc[at].lower_ in _BEHIND:
        # "a spokesman for Berg" is no role of Berg's.
        return
    while at >= after and may_stand(doc[at], first.i):
        at -= 1
    start = at + 1
    while start < first.i and (doc[start].is_punct or doc[start].text in ("’s", "'s") or doc[start].lower_ in _LOOSE):
        start += 1
    last = first.i
    while last - 1 > start and doc[last - 1].lower_.strip(".") in words.address - words.offices:
        last -= 1
    titled = [t for t in doc[start:last] if t.lower_ in words.offices or t.lower_ in words.callings]
    if titled and last - titled[-1].i <= 4:
        yield titled[-1], doc[start], doc[last - 1]


def may_stand(token: Token, name: int) -> bool:
    """Tells whether a word may be part of a role that ends before the token at index ``name``."""
    doc, words = token.doc, load_name_words()
    if token.ent_type_ in ("DATE", "TIME", "PERSON", "CARDINAL") and token.lower_ not in words.titles:
        return False
    if token.lower_ == "and":
        # "Trade and Industry Minister", but not "Berg and Norway's minister".
        joined = _capital(doc[token.i - 1]) or doc[token.i - 1].lower_ in words.ranks
        return token.i + 2 < name and doc[token.i + 2].lower_ in words.offices and joined
    if token.lower_ in words.titles or token.lower_ in words.ranks or token.ent_type_ in ("ORG", "GPE", "NORP"):
        return True
    if token.lower_ in _BEHIND:
        return token.i > 0 and doc[token.i - 1].lower_ in words.offices and doc[token.i + 1].text[:1].isupper()
    if token.text in ("-", "’s", "'s", "&"):
        return token.i + 1 < name
    return token.pos_ in ("NOUN", "PROPN", "ADJ")


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.ent_type_ != "PERSON"


def beside_name(root: Token, inside: list[Token]) -> Iterable[tuple[Token, Token, Token]]:
    """Yields roles in apposition to a name, and those that it is said to hold ("is the union's president")."""
    words = load_name_words()
    heads = [c for c in root.children if c.dep_ == "appos"]
    if root.dep_ == "appos" and root.i > root.head.i:
        heads.append(root.head)
    if root.dep_ == "nsubj" and root.head.lemma_ in ("be", "become") and root.head.tag_ in ("VBZ", "VBP"):
        heads += [c for c in root.head.children if c.dep_ == "attr"]
    for head in heads:
        if (
            head in inside
            or head.tag_ not in ("NN", "NNP")
            or not {head.lower_, head.lemma_.casefold()} & (words.offices | words.callings)
        ):
            continue
        left = [t for t in head.subtree if t.i <= head.i and t.dep_ not in ("relcl", "punct")]
        joined = max((t.i for t in left if t.pos_ == "CCONJ"), default=-1)
        first, last = min((t for t in left if t.i > joined), key=lambda t: t.i), _end_of(head)
        while first.i < head.i and (first.pos_ in ("DET", "PRON", "CCONJ", "ADV", "NUM") or first.is_punct):
            first = first.nbor(1)
        if not first.i <= inside[0].i <= last.i:
            yield head, first, last
        elif head.i < inside[0].i:
            yield head, first, head


def _end_of(head: Token) -> Token:
    """Returns the last token of a role: what belongs to its head, up to a comma, a clause or another role."""
    inside = {
        t.i for c in head.children if c.dep_ == "prep" and c.lower_ in _BEHIND and head.i < c.i for t in c.subtree
    }
    last = head
    while last.i + 1 in inside:
        after = last.nbor(1)
        again = after.dep_ == "cc" and after.i + 1 < len(after.doc) and after.nbor(1).pos_ == "DET"
        if (after.is_punct and after.text not in ("-", "'", "’")) or after.tag_ in ("WP", "WDT", "VBD", "VBZ") or again:
            break
        last = after
    return last
