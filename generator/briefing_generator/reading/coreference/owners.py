"""Whose organ, members or office a common noun names: "the union's negotiators", "M23 rebels", "Norway's prime minister"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.names.registry import Drafts
    from briefing_generator.reading.text.parse import ParsedSentence


def owner_of(drafts: Drafts, sentence: ParsedSentence, token: Token) -> str | None:
    """Returns the key of the organisation or state for which a noun of its organ, members or office stands, else None."""
    words = load_name_words()
    lemma = token.lemma_.casefold()
    found = _named_behind(drafts, sentence, token)
    if found is None and lemma in words.folk:
        found = _bearer_of(drafts, token)
    if found is None and lemma in words.ruling and not {c.lower_ for c in token.children} & (words.past | words.apart):
        found = _ruled(drafts, sentence, token)
    if found is None and lemma in words.organs:
        found = _named_before(drafts, sentence, token)
    if found is None and lemma in words.organs | words.folk:
        found = _called_before(drafts, sentence, token)
    if found is None and lemma in words.of_state:
        found = led_by(drafts, sentence, token)
    return found


def union_of(drafts: Drafts, sentence: ParsedSentence, token: Token, unions: set[str]) -> str | None:
    """Returns the key of the union whose members or workers a noun names ("Unity's 8,000 workers"), else None."""
    if token.tag_ != "NNS" or token.lemma_.casefold() not in load_name_words().enrolled:
        return None
    owners = [drafts.at(sentence.char_start(c)) for c in token.children if c.dep_ == "poss"]
    return next((d.key for d in owners if d is not None and d.key in unions), None)


def led_by(drafts: Drafts, sentence: ParsedSentence, token: Token) -> str | None:
    """Returns the person by whose name a government is called ("the Berg administration")."""
    for child in token.children:
        if child.dep_ in ("compound", "nmod") and child.i == token.i - 1:
            draft = drafts.at(sentence.char_start(child))
            if draft is not None and draft.kind == "person":
                return draft.key
    return None


def _named_behind(drafts: Drafts, sentence: ParsedSentence, token: Token) -> str | None:
    """Returns whom "of", "for" or "from" behind a noun names ("rebels of the Third Column")."""
    words = load_name_words()
    lemma = token.lemma_.casefold()
    if lemma not in words.folk | words.towns | words.of_state | words.organs:
        return None
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "for", "from")), None)
    fits = ("organisation", "state") if lemma in words.of_state | words.organs else ("organisation",)
    for whom in of.children if of is not None else ():
        draft = drafts.at(sentence.char_start(whom))
        if whom.dep_ == "pobj" and draft is not None and draft.kind in fits:
            return draft.key
    return None


def _named_before(drafts: Drafts, sentence: ParsedSentence, token: Token) -> str | None:
    """Returns whose an organ is by the name before it ("Norway's government", "the Meridian side")."""
    for child in token.children:
        beside = drafts.at(sentence.char_start(child))
        if child.dep_ == "poss" and child.i < token.i and beside is not None and beside.kind != "person":
            return beside.key
        if child.dep_ in ("compound", "amod") and child.i == token.i - 1 and child.text.istitle():
            # "The Meridian side" is that of the Meridian Union.
            named = [
                d.key for d in drafts.by_key.values() if d.kind == "organisation" and d.name.split()[0] == child.text
            ]
            if len(named) == 1 and beside is None:
                return named[0]
            if beside is not None and beside.kind == "organisation":
                return beside.key
    return None


def _called_before(drafts: Drafts, sentence: ParsedSentence, token: Token) -> str | None:
    """Returns whose organ or members a noun names by a common noun before it ("[union] leaders"), if that is known."""
    beside = token.doc[token.i - 1] if token.i else token
    if beside.dep_ != "compound" or beside.head.i != token.i or not beside.is_lower:
        return None
    draft = drafts.at(sentence.char_start(beside))
    return draft.key if draft is not None and draft.kind in ("organisation", "group") else None


def _bearer_of(drafts: Drafts, folk: Token) -> str | None:
    """Returns the body or people by whose name its folk are called ("M23 rebels", "Houthi fighters")."""
    names = {
        c.text for c in folk.children if c.dep_ in ("compound", "amod") and c.i == folk.i - 1 and c.text[0].isupper()
    }
    wanted = names | {name + "s" for name in names}
    found = [
        d.key
        for d in drafts.by_key.values()
        if d.kind in ("organisation", "group") and not d.key.startswith("actor-") and wanted & {d.name, *d.aliases}
    ]
    return found[0] if len(found) == 1 else None


def _ruled(drafts: Drafts, sentence: ParsedSentence, office: Token) -> str | None:
    """Returns the state whose office a noun names ("Norway's prime minister", "the president of Peru"), if nobody by name."""
    if any(c.dep_ == "appos" for c in office.children):
        return None
    owners = [c for c in office.children if c.dep_ == "poss" and c.i < office.i]
    owners += [w for c in office.children if c.dep_ == "prep" and c.lower_ == "of" for w in c.children]
    for owner in owners:
        draft = drafts.at(sentence.char_start(owner))
        if draft is not None and draft.kind == "state":
            return draft.key
    return None
