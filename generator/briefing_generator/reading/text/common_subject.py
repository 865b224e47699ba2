"""Clauses that share a subject which stands above them: "The Council," … "1. Demands that …", "The ministers:" … "(a) welcomed …".

Alone, such a clause is read wrongly: its verb looks like a noun or an order. It is parsed behind a pronoun, which is then
taken away again, so that every character stays where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Token

    from briefing_generator.model import Block
    from briefing_generator.reading.text.cutting import Piece

_LONGEST = 40
"""Words and signs of the longest phrase that opens such clauses."""
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD", "VB"))
_PARTICIPLES = frozenset(("VBG", "VBN"))
_NAMING = frozenset(("NOUN", "PROPN", "PRON"))
_BEFORE_A_VERB = frozenset(("ADV", "AUX", "PUNCT", "PART"))
_LISTS = load_words("matters")["lists"] | load_words("matters")["asking"] | load_words("matters")["named"]
"""What opens a list of things ("Demands of the union:"), and no list of deeds."""
_LETTERS = frozenset(("dear", "hello", "hi"))
"""How letters open, with a comma behind a name as well."""


def shared_subjects(pieces: Sequence[Piece], docs: list[Doc], blocks: Sequence[Block], nlp: Language) -> dict[int, int]:
    """Finds the pieces that go on with a subject above them, and puts a better parse of each into ``docs``.

    Returns the index of the piece with the subject for each such piece.
    """
    found: dict[int, int] = {}
    asked = list(_perhaps(pieces, docs, blocks))
    texts = (_behind_pronoun(docs[opener], docs[at]) for at, opener in asked)
    for (at, opener), doc in zip(asked, nlp.pipe(texts), strict=True):
        if _lacks_subject(doc):
            found[at] = opener
            docs[at] = doc[1:].as_doc()
    return found


def _perhaps(pieces: Sequence[Piece], docs: Sequence[Doc], blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yields the pieces that may be such clauses, each with what opens them."""
    opener: int | None = None
    for at, (piece, doc) in enumerate(zip(pieces, docs, strict=True)):
        block = blocks[piece.block]
        first = at == 0 or pieces[at - 1].block != piece.block or piece.numbered
        if _opens(doc) and block.kind in ("paragraph", "heading", "item"):
            opener = at
        elif opener is None or not first:
            continue
        elif block.kind == "heading":
            opener = None
        elif block.kind == "item" or piece.numbered or _like_clause(doc, docs[opener]):
            yield at, opener
        elif doc[0].tag_ not in _PARTICIPLES:
            opener = None


def _opens(doc: Doc) -> bool:
    """Tells whether words are a mere subject: they name somebody, have no verb, and a comma or a colon leaves them open."""
    words = [t for t in doc if not t.is_space]
    if not 1 < len(words) <= _LONGEST or words[-1].text not in (":", ","):
        return False
    if words[0].lower_ in _LETTERS or words[0].tag_ in _PARTICIPLES or not words[0].text[0].isupper():
        return False
    head = subject_of(doc)
    if head is None or head.lemma_.casefold() in _LISTS:
        return False
    return not any(t.tag_ in _FINITE and t.dep_ not in ("relcl", "acl") for t in words)


def subject_of(doc: Doc) -> Token | None:
    """Returns the head of the noun phrase that a subject above its clauses is, None where it is none."""
    root = next((t for t in doc if t.head.i == t.i and not t.is_punct), None)
    return root if root is not None and root.pos_ in _NAMING else None


def _like_clause(doc: Doc, opener: Doc) -> bool:
    """Tells whether a paragraph may go on with a subject that a comma left open: it begins with a verb and ends as clauses do."""
    return opener[-1].text == "," and doc[-1].text in (";", ",", ".") and doc[0].text[0].isupper()


def _behind_pronoun(opener: Doc, clause: Doc) -> str:
    head = subject_of(opener)
    many = head is not None and (
        head.tag_ in ("NNS", "NNPS") or head.lower_ == "we" or any(c.dep_ == "conj" for c in head.children)
    )
    text = clause.text
    small = text[0].lower() if text[1:2].islower() and len(text[0].lower()) == 1 else text[0]
    return f"{'They' if many else 'It'} {small}{text[1:]}"


def _lacks_subject(doc: Doc) -> bool:
    """Tells whether words behind a pronoun are a clause that lacks its subject: its verb stands first, or behind adverbs."""
    verb = doc[0].head
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBZ", "VBD", "VBP") or doc[0].dep_ != "nsubj":
        return False
    if verb.i + 1 == len(doc) or doc[verb.i + 1].is_punct:
        return False  # a label: "Pensions: the port should …"
    return all(t.pos_ in _BEFORE_A_VERB for t in doc[1 : verb.i])
