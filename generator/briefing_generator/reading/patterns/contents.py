"""What an act is about: the heads of a cue's content, by the places that its frame names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import children, first_conjunct

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.patterns.lexicon import Frame

_WORDS = load_words("matters")
NAMED_MATTERS = _WORDS["named"]
_PEOPLE = load_words("people")["people"]
_INCLUDING = _WORDS["including"]


def _prepositional(token: Token, word: str) -> list[Token]:
    preps = [c for c in token.children if c.dep_ in ("prep", "agent", "dative") and c.lower_ == word]
    # "Backed away from X": the parser hangs the preposition on the particle.
    preps += [g for c in children(token, "prt", "advmod") for g in children(c, "prep") if g.lower_ == word]
    # The parser hangs "to X" on a participle's auxiliary or on the copula as often as on the adjective itself.
    if token.head.i != token.i and token.dep_ in ("acomp", "attr", "oprd", "dobj", "ccomp"):
        preps += [c for c in token.head.children if c.dep_ == "prep" and c.lower_ == word and c.i > token.i]
    if not preps and token.pos_ == "VERB":
        # "warned both sides of sanctions": the parser hangs the matter on whom it is told.
        told = [o for o in children(token, "dobj") if o.pos_ in ("PRON", "PROPN") or o.lemma_ in _PEOPLE]
        preps = [c for o in told for c in o.children if c.dep_ == "prep" and c.lower_ == word]
    if word == "for" and len(preps) > 1 and preps[1].nbor(-1).text != "," and preps[1].nbor(-1).dep_ != "cc":
        # "Asked for insulin for a hostage": the second says for whom.
        preps = preps[:1]
    found = [o for prep in preps for o in children(prep, "pobj", "pcomp")]
    if found and token.pos_ == "VERB":
        # "called for a raise, shorter shifts and …": parsers take the rest of a list for objects.
        late = [o for o in children(token, "dobj") if o.i > found[-1].i and o.left_edge.nbor(-1).text == ","]
        found += [o for o in late if any(c.dep_ == "conj" for c in o.children)]
    return found


def _content(token: Token, place: str) -> list[Token]:  # noqa: C901
    if place == "none":
        return [token]
    if place == "dobj":
        found = [c for c in children(token, "dobj", "nsubjpass") if not behind_comma(c)]
        if (
            not found
            and token.dep_ in ("relcl", "acl")
            and token.pos_ == "VERB"
            and not children(token, "xcomp", "ccomp")
        ):
            return [first_conjunct(token).head] if token.tag_ != "VBG" else []
        if not found and (reduced := reduced_object(token)):
            return [reduced]
        if not found and token.dep_ == "conj":
            return [c for c in first_conjunct(token).children if c.dep_ == "dobj" and c.i > token.i]
        # "They offered us ten": the first object is whom it is offered.
        found = [c for c in found if c.i == found[-1].i or c.tag_ != "PRP"] or found
        return [_antecedent(token) if c.tag_ in ("WDT", "WP", "IN") and c.lower_ != "what" else c for c in found]
    if place == "xcomp":
        return [
            c
            for c in children(token, "xcomp", "advcl")
            if c.dep_ == "xcomp" or (c.tag_ == "VB" and _infinitive(c) and c.i > token.i)
        ]
    if place == "told":
        return _content(token, "xcomp") if children(token, "dobj") else []
    if place == "clause:for":
        return [c for c in children(token, "advcl", "ccomp") if any(m.lower_ == "for" for m in children(c, "mark"))]
    if place == "ccomp:before":
        return [c for c in children(token, "ccomp") if c.i < token.i]
    if place == "ccomp:plan":
        return [c for c in children(token, "ccomp") if c.i > token.i and (c.tag_ == "VB" or children(c, "aux"))]
    if place == "ccomp":
        return [c for c in children(token, "ccomp") if c.i > token.i]
    if place == "acl":
        return [
            c
            for c in children(token, "acl", "relcl", "ccomp", "xcomp")
            if (c.tag_ == "VB" and not _relative(c)) or c.dep_ == "ccomp"
        ] or (
            [
                c
                for c in token.head.children
                if c.dep_ in ("xcomp", "advcl", "ccomp") and c.i > token.i and _infinitive(c)
            ]
            if token.dep_ in ("dobj", "attr")
            else []
        )
    if place == "attr":
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_ == "be":
            return [
                c
                for c in children(token.head, "attr", "ccomp", "xcomp")
                if c.dep_ != "ccomp" or c.tag_ == "VB" or any(m.dep_ == "mark" for m in c.children)
            ]
        return []
    if place == "figure":
        if token.dep_ not in ("nsubj", "nsubjpass"):
            return []
        told = children(token.head, "attr") + [
            o for c in children(token.head, "prep") if c.lower_ == "at" for o in children(c, "pobj")
        ]
        return [c for c in told if any(t.pos_ == "NUM" for t in c.subtree)]
    if place == "include":
        if token.dep_ == "nsubj" and token.head.lemma_ in _INCLUDING:
            return children(token.head, "dobj", "xcomp", "ccomp")
        return []
    if place.startswith("prep:"):
        return _prepositional(token, place.removeprefix("prep:"))
    if place.startswith("xcomp+prep:"):
        who = _prepositional(token, place.removeprefix("xcomp+prep:"))
        return _content(token, "xcomp") if who else []
    if place == "appos":
        return _listed(token)
    return list(children(token, place))


def _listed(token: Token) -> list[Token]:
    """Returns what a list behind a colon opens with ("three conditions: no airport, …")."""
    colon = next((t for t in token.doc[token.i :] if t.text == ":"), None)
    if colon is None or colon.i - token.i > 6:
        return []
    places = [*children(token, "appos", "conj"), *children(token.head, "oprd", "appos", "dobj", "dep", "attr")]
    return [c for c in places if c.i > colon.i][:1]


def _relative(token: Token) -> bool:
    return any(c.tag_ in ("WDT", "WP") and c.dep_ in ("nsubj", "nsubjpass", "dobj") for c in token.children)


def behind_comma(noun: Token) -> bool:
    """Tells whether a named matter stands apart behind a comma ("wants shares rolled over, a demand that …")."""
    return noun.lemma_ in NAMED_MATTERS and noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text == ","


def _antecedent(verb: Token) -> Token:
    """Returns what a relative clause is about ("the truce that Norway proposed")."""
    return first_conjunct(verb).head


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def reduced_object(verb: Token) -> Token | None:
    """Returns what a verb's object is in "…, a demand the union rejects", which parsers take for subject and apposition."""
    for own in children(verb, "nsubj"):
        if own.lemma_ in NAMED_MATTERS and children(own, "appos") and not children(verb, "dobj"):
            return own
    return None


def content_heads(token: Token, frame: Frame) -> list[Token]:
    """Returns the heads of what a cue is about, by the first place of its frame that is filled; none gives an empty list."""
    for place in frame.content:
        if place == "terms":
            if token.dep_ == "nsubj" and token.head.lemma_ in frame.terms:
                found = children(token.head, "dobj", "xcomp", "ccomp") + [
                    p
                    for c in token.head.children
                    if c.dep_ == "prep" and c.lower_ == "for"
                    for p in children(c, "pobj")
                ]
            else:
                found = []
        elif place == "as":
            above = token.head.head
            if token.dep_ == "pobj" and token.head.lower_ == "as":
                return children(above, "dobj", "nsubjpass") if above.lemma_.casefold() in frame.light else []
            found = []
        else:
            found = _content(token, place)
            if not found and frame.having:
                found = [f for o in children(token, "dobj") for f in _content(o, place)]
        found = [c for c in found if not (c.pos_ == "PRON" and c.tag_ in ("WP", "WDT"))]
        if found:
            return found
    return []
