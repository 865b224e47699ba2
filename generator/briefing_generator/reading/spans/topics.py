"""What a content is about, as far as its words tell an issue: without the words for who is to act, give or own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import SUBJECTS, children, subtree_span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.candidates.candidate import Found, Site

_STEPS = load_words("matters")["procedures"] | load_words("matters")["named"] | load_words("matters")["bargains"]
_LACKING = frozenset(("without", "unless", "until", "before"))
_REASONS = frozenset(("because", "since", "as"))


def topic(site: Site, first: Token, last: Token) -> str:
    """Returns the words of a content without its owners, givers and doers.

    "The mediator's figure on pay" is about pay and no mediator, "a promise from the union that the fruit will be
    handled" about fruit and no union. What is left of a content that names nothing else is the content itself.
    """
    out: set[int] = set()
    for token in first.doc[first.i : last.i + 1]:
        branch = _who(site, token, first)
        if branch is not None:
            start, end = subtree_span(branch)
            out.update(range(start.i, end.i + 1))
    kept = [t for t in first.doc[first.i : last.i + 1] if t.i not in out]
    if not any(t.pos_ in ("NOUN", "VERB", "PROPN", "NUM") for t in kept):
        kept = list(first.doc[first.i : last.i + 1])
    return "".join(t.text_with_ws for t in kept).strip()


def _who(site: Site, token: Token, first: Token) -> Token | None:
    """Returns the branch to leave out where a word names who acts, gives or owns, or what a thing is asked as."""
    if token.dep_ == "poss" or (token.dep_ == "pobj" and token.head.lower_ in ("from", "by")):
        branch = token if token.dep_ == "poss" else token.head
        if branch.head.i >= first.i and (site.party(token) is not None or site.finder.someone(token)):
            return branch
    if token.dep_ == "pobj" and token.head.lower_ == "as" and token.lemma_ in load_words("matters")["lists"]:
        return token.head
    if token.dep_ in SUBJECTS and token.head.i > first.i and site.party(token) is not None:
        return token
    return None


def stake(one: Found, head: Token, what: tuple[Token, Token] | None) -> tuple[Token, Token] | None:
    """Returns the words that tell what a refusal or threat turns on: what is lacking, or the reason that is given.

    "Will sign nothing [without a clause on forests]", "rejects the plan [because it says nothing about pensions]": so
    only where the content itself names no more than a step or a paper.
    """
    if one.act not in ("rejects", "threatens") or head.lemma_.casefold() not in _STEPS:
        return None
    if what is not None and what[0].lower_ in _LACKING:
        return what
    for clause in children(one.cue, "advcl"):
        if any(m.lower_ in _REASONS for m in children(clause, "mark")):
            return subtree_span(clause)
    return None
