"""Who is named as the source of what is reported: the phrase and its head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.reading.grammar.clauses import children, subject, subtree_span
from briefing_generator.reading.patterns.cues import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.text.parse import ParsedSentence

_NAMING = frozenset(("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))

# Endings of nouns that name no one who could speak, but for the bodies of the lexicon ("the administration").
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "ing", "ure", "age", "acy", "th")
_WHEN = frozenset(("DATE", "TIME"))

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A phrase that names a source (``span``) and its head, which tells whom it names."""

    span: Span
    head: Span


def source_of(sentence: ParsedSentence, who: Token | None, cue: Token | None = None) -> Source | None:
    """Returns the source that a phrase with this head names; None where it is no noun phrase.

    Relative clauses are left out of the phrase, save for the pronoun that opens the cue's own ("the union, which
    said"). A name set after a role is the head ("its spokesman, Anton Lind"), and one set before a word
    for a body ("the Green Horizon alliance").
    """
    if who is None or who.pos_ not in _NAMING:
        return None
    clauses = frozenset(child.i for child in who.children if child.dep_ in ("relcl", "acl", "advcl"))
    first, last = subtree_span(who, clauses)
    start, end = sentence.span(first, last)
    own = cue is not None and any(c.dep_ == "relcl" and (c.i == cue.i or c.is_ancestor(cue)) for c in who.children)
    for token in sentence.doc[last.i + 1 : last.i + 3]:
        if own and token.lower_ in _RELATIVE and token.tag_ in ("WP", "WDT"):
            end = sentence.char_end(token)
    name = who
    if who.pos_ == "NOUN":
        name = next((c for c in who.children if c.dep_ == "appos" and c.pos_ == "PROPN"), who)
        if name.i == who.i and who.lemma_.casefold() in load_lexicon().bodies:
            name = next((c for c in who.children if c.dep_ == "compound" and c.pos_ == "PROPN"), who)
    return Source((start, end), sentence.span(name, name))


def speaker_of(verb: Token) -> Token | None:
    """Returns the head of who says what a verb of reporting reports; None where nobody is told.

    In "quoted Hult as saying" it is Hult; in "said that …, adding …" who said; where the parse gives a finite verb no
    subject, the noun right before it.
    """
    above = said_above(verb)
    if above is not None:
        return subject(above)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        for quoted in children(verb.head.head, "dobj"):
            return quoted
    who = subject(verb)
    if who is None and verb.tag_ in ("VBZ", "VBD", "VBP") and verb.i > verb.sent.start:
        before = verb.nbor(-1)
        return before if before.pos_ in ("PROPN", "NOUN", "PRON") else None
    return who


def said_above(verb: Token) -> Token | None:
    """Returns the verb that ", adding …" goes with, where the parse hangs it into what that verb reports."""
    lexicon = load_lexicon()
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.i == 0 or verb.nbor(-1).text != ",":
        return None
    if "quote" not in lexicon.of_verb(verb):
        return None
    head = verb.head
    while head.dep_ in ("xcomp", "conj", "advcl", "acl", "relcl") and head.head.i < head.i:
        head = head.head
    above = head.head
    return above if head.dep_ == "ccomp" and above.i < head.i and "quote" in lexicon.of_verb(above) else None


def may_speak(who: Token | None) -> bool:
    """Tells whether somebody is meant who may hold a view, and no abstraction ("this raises", "growth demands")."""
    if who is None:
        return False
    if who.ent_type_ or who.pos_ == "PROPN":
        return who.ent_type_ not in _WHEN
    word, lexicon = who.lemma_.casefold(), load_lexicon()
    return word not in lexicon.nobody and (not word.endswith(_ABSTRACT) or word in lexicon.bodies)
