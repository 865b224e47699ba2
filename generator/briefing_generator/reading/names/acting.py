"""Who acts: subjects of verbs, agents, owners of a stance, those with whom one talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.reading.patterns import cues, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from briefing_generator.reading.names.registry import Drafts
    from briefing_generator.reading.text.parse import ParsedSentence


_SPEECH = frozenset(["clause", "quote", "order"])


def top_of(token: Token) -> Token:
    """Returns the head of the phrase that a name begins or ends, the first of a conjunction."""
    head = token
    while head.dep_ in ("compound", "amod", "nmod") and head.head.i > head.i:
        head = head.head
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head


def _of_speech(verb: Token) -> bool:
    """Tells whether a verb reports words or carries an act."""
    lemma = verb.lemma_.casefold()
    told = cues.load_lexicon().of("verb", lemma)
    return bool(told & _SPEECH) or ("verb", lemma) in lexicon.load_lexicon().frames


def is_speaker(token: Token) -> bool:
    """Tells whether a noun says, demands, refuses, offers, accepts or threatens something, or is given as the source of it."""
    head = top_of(token)
    verb = head.head
    if head.dep_ == "nsubj" and verb.pos_ == "VERB":
        return _of_speech(verb)
    return head.dep_ == "pobj" and verb.lower_ == "to" and verb.head.lower_ == "according"


_BESIDE = frozenset(["by", "with", "between", "against", "like", "including", "among", "toward", "towards"])


def _acts(head: Token) -> bool:
    above = head.head
    if head.dep_ in ("nsubj", "nsubjpass"):
        return above.pos_ == "VERB"
    if head.dep_ == "pobj" and above.lower_ in _BESIDE:
        return above.head.pos_ in ("VERB", "NOUN")
    if head.dep_ == "dobj":
        return _of_speech(above)
    return any(
        c.dep_ == "relcl" and any(w.dep_ == "nsubj" and w.tag_ == "WP" for w in c.children) for c in head.children
    )


def mark_acting(drafts: Drafts, phrases: Iterable[tuple[int, int, str]], sentences: Iterable[ParsedSentence]) -> None:
    """Marks the drafts that act.

    People, organisations and groups with a name always may; a state does only where that is written, and a group without a
    name is worth telling of only where it holds a position.
    """
    for draft in drafts.by_key.values():
        draft.acts = draft.acts or not (draft.kind == "state" or draft.key.startswith("actor-"))
    for sentence in sentences:
        for token in sentence.doc:
            found = drafts.at(sentence.char_start(token)) if token.text[0].isupper() else None
            if found is None or found.acts or found.kind != "state":
                continue
            found.acts = _acts(top_of(token))
    for _, _, key in phrases:
        if key in drafts.by_key and not key.startswith("actor-"):
            drafts.by_key[key].acts = True
