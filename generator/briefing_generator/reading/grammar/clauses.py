"""Grammar of one sentence's parse: subjects, owners, joined words and the span below a word.

Labels are those of spaCy's English pipelines (ClearNLP).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_NAMED = ("PERSON", "ORG", "GPE", "NORP")
_RAISING = load_words("grammar")["raising"]
_DOCUMENTS = load_words("grammar")["documents"]
_ACCUSING = load_words("speech")["accusing"]
_PARTS = load_words("grammar")["parts"]
_PARTICLES = frozenset(("out", "off", "back", "down", "up", "away", "in", "along"))


def children(token: Token, *deps: str) -> list[Token]:
    """Returns the children of a token with one of these dependencies, in order of the text."""
    return [child for child in token.children if child.dep_ in deps]


def lemma(token: Token) -> str:
    """Returns a verb's lemma with its particle (``rule out``); any other word's lemma alone, in small letters."""
    base = token.lemma_.casefold()
    if token.pos_ in ("VERB", "AUX"):
        particle = next(
            (
                child.lower_
                for child in token.children
                if child.dep_ == "prt"
                or (child.dep_ == "advmod" and child.i == token.i + 1 and child.lower_ in _PARTICLES)
            ),
            None,
        )
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


def own_subject(verb: Token) -> Token | None:
    """Returns the subject that stands with a verb or with its auxiliary."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    found = [child for t in (verb, *helpers) for child in t.children if child.dep_ in SUBJECTS]
    # Where the parser gives two, the nearer one is right ("On aid, the other issue, Norway has offered …").
    return max((c for c in found if c.i < verb.i), key=lambda c: c.i, default=found[0] if found else None)


def charge(cue: Token) -> Token | None:
    """Returns the verb of accusing on which a word hangs by "of" or "for" ("[accused] Norway of being unwilling to sign")."""
    below = cue
    for above in ancestors(cue):
        if above.lemma_.casefold() in _ACCUSING and below.dep_ == "prep" and below.lower_ in ("of", "for"):
            # "Blamed one another": each is accused, too.
            mutual = any(c.lower_ in ("another", "other") for c in above.children if c.dep_ == "dobj")
            return None if mutual else above
        below = above
    return None


def _charged(deed: Token) -> Token | None:
    """Returns whom a verb blames, praises or punishes for a deed, or keeps from it ("sanctions on Norway for rejecting …")."""
    prep = deed.head
    above = prep.head
    if deed.tag_ == "VBG" and prep.lower_ == "of" and above.lemma_.casefold() in _ACCUSING:
        return next((c for c in above.children if c.dep_ in ("dobj", "dative", "nsubjpass") and c.i < deed.i), None)
    if prep.lower_ not in ("for", "from") or deed.tag_ != "VBG":
        return None
    if above.pos_ == "NOUN" and above.dep_ == "dobj":
        above = above.head
    things = [c for c in above.children if c.dep_ in ("dobj", "dative") and c.i < deed.i]
    aimed = [c for top in (above, *things) for c in top.children if c.dep_ == "prep" and c.lower_ in ("on", "against")]
    whom = [w for each in aimed for w in children(each, "pobj")] + things
    return next((w for w in whom if w.i < deed.i and (w.pos_ in ("PROPN", "PRON") or w.ent_type_ in _NAMED)), None)


def subject(verb: Token) -> Token | None:  # noqa: C901
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
        own = own_subject(token)
        if own is not None and not (passive and token.i == verb.i and own.dep_ == "nsubjpass"):
            if own.tag_ in ("WP", "WDT") or own.lower_ in ("that", "which", "who"):
                return first_conjunct(token).head if first_conjunct(token).dep_ == "relcl" else own
            return own
        if passive and token.i == verb.i:
            return None
        if token.dep_ == "pcomp" and (told := _charged(token)) is not None:
            return told
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
            if token.tag_ == "VBG" and token.head.lemma_.casefold() not in _DOCUMENTS:
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


def doer(cue: Token) -> Token | None:
    """Returns the head of who does what a verb or an adjective says, None for a noun, which has no subject."""
    return subject(cue) if cue.pos_ in ("VERB", "AUX", "ADJ") else None


def people_of(noun: Token) -> Token:
    """Returns who a number or share stands for ("thousands of farmers", "most of the members"); else the noun itself."""
    if noun.lemma_.casefold() in _PARTS or noun.pos_ == "NUM":
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ == "of":
                return next(iter(children(prep, "pobj")), noun)
    return noun


def possessor(noun: Token) -> Token | None:  # noqa: C901
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


def nation(noun: Token) -> Token | None:
    """Returns the name of a nation that tells whose a noun is ("the Peruvian demand")."""
    return next(
        (c for c in children(noun, "amod", "compound") if c.ent_type_ in ("NORP", "GPE") and c.i < noun.i), None
    )


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
        kept[-1].is_space
        or (kept[-1].dep_ == "cc" and kept[-1].i != token.i)
        or (kept[-1].is_punct and kept[-1].text not in ("”", '"', "’", ")", "%"))
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
