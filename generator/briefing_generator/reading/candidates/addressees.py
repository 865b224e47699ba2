"""Of whom something is asked, to whom it is offered, or who is threatened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import children, first_conjunct
from briefing_generator.reading.grammar.conditions import way_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from briefing_generator.reading.candidates.candidate import Found, Site

_TOLD = frozenset(("on", "upon", "from", "against", "to", "with", "of"))
_GIVEN, _AWAY = load_words("matters")["given"], load_words("matters")["away"]
_CLAUSES = ("xcomp", "advcl", "ccomp", "acl", "relcl")


def addressee(site: Site, one: Found, content: Token, party: str | None) -> str | None:
    """Returns the party of whom something is asked, or who is threatened, None where the sentence does not tell."""
    if one.act in ("accepts", "rejects"):
        return None
    for token in _candidates(one, content):
        key = site.finder.maker(site.sentence, token)
        if key is not None and key != party:
            return key
    return None


def _candidates(one: Found, content: Token) -> Iterator[Token]:
    """Gives who may be meant: whom the cue is said to, who is to act, who is to give, who can still turn a threat away."""
    first = first_conjunct(content) if content.i != one.cue.i else content
    told = [c for c in children(one.cue, "dobj", "dative") if c.i != first.i]
    if told and (first.dep_ in _CLAUSES or first.dep_ == "dobj" or _under(one.cue, first)):
        yield from told
    # "Will take the matter to the council": what a deed goes to is not who is addressed.
    for prep in children(one.cue, "prep", "dative", "agent") if one.pos != "announced" else ():
        if prep.lower_ in _TOLD and not (prep.lower_ == "from" and _fends(content)):
            yield from (o for o in children(prep, "pobj") if o.i != first.i)
    if content.dep_ in ("nsubj", "nsubjpass"):
        yield content
    for clause in dict.fromkeys((content, first)):
        yield from (c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "poss"))
    if one.act == "demands":
        yield from _givers(content)
    if one.act == "threatens" and (averted := way_out(one.cue) or way_out(content)) is not None:
        yield from children(averted, "nsubj")


def _under(cue: Token, content: Token) -> bool:
    """Tells whether a content stands behind a preposition of its cue ("asked Sweden [for an apology]")."""
    return content.dep_ in ("pobj", "pcomp") and content.head.head.i == cue.i


def _givers(content: Token) -> Iterator[Token]:
    """Gives who is to do or give what is asked: "guarantees [from Sweden]", "a vote [by Sweden]", "[Swedish] guarantees"."""
    things = [content] if content.pos_ in ("NOUN", "PROPN") else children(content, "dobj")
    for thing in things:
        for prep in (c for t in (thing, content) for c in children(t, "prep", "agent")):
            if prep.lower_ == "by" or (prep.lower_ == "from" and not _fends(thing)):
                yield from children(prep, "pobj")
        if thing.lemma_.casefold() in _GIVEN:
            yield from children(thing, "amod", "compound", "nmod")


def _fends(content: Token) -> bool:
    """Tells whether "from" behind a noun says what is kept or goes away, not who gives ("protection from Sweden")."""
    return content.lemma_.casefold() in _AWAY
