"""Who is named as the source of what is reported: the phrase, its head, and the report that a cue makes with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.reading.clauses import children, subject, subtree_span
from generator.reading.cues import load_lexicon
from generator.reading.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMING = frozenset(("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A phrase that names a source (``span``) and its head, which tells whom it names."""

    span: Span
    head: Span


@dataclass(frozen=True, slots=True)
class Report:
    """Something reported: its content's span, its source, the cue.

    ``inserted`` is the quoting clause that stands amid the content ("…," she said, "…"). ``rank`` orders reports of
    one content by how plainly the text reports it, the plainest first; ``at`` is where the cue stands.
    ``spoken`` is False where quoted words in the content need not be the source's ("rejected the “swap”").
    """

    start: int
    end: int
    source: Source | None
    cue: str
    rank: int
    at: int
    inserted: tuple[Span, ...] = ()
    spoken: bool = True


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

    In "quoted Hult as saying" it is Hult; where the parse gives a finite verb no subject, the noun right before it.
    """
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        for quoted in children(verb.head.head, "dobj"):
            return quoted
    who = subject(verb)
    if who is None and verb.tag_ in ("VBZ", "VBD", "VBP") and verb.i > verb.sent.start:
        before = verb.nbor(-1)
        return before if before.pos_ in ("PROPN", "NOUN", "PRON") else None
    return who
