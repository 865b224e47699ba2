"""Whom "they" stands for at the beginning of a sentence: the several who were the subject of the sentence before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.reading.grammar.clauses import SUBJECTS

if TYPE_CHECKING:
    from briefing_generator.reading.names.registry import Drafts
    from briefing_generator.reading.text.parse import Parsed, ParsedSentence

Phrase = tuple[int, int, str]
_THEY = frozenset(("they", "their", "them"))
_QUOTES = frozenset(("\"", "“", "”"))


def find_they(parsed: Parsed, drafts: Drafts, phrases: list[Phrase]) -> None:
    """Adds to ``phrases`` each "they" and "their" with no subject before it in its sentence, where the one before has one.

    Inside quotation marks it is open whom a speaker means.
    """
    ends = {end: key for _, end, key in phrases}
    before: str | None = None
    last_block = -2
    for sentence in parsed.sentences:
        if sentence.kind == "heading":
            before = None
            continue
        near = before if sentence.block - last_block <= 1 else None
        quoted = False
        for token in sentence.doc:
            if token.text in _QUOTES:
                quoted = not quoted
            if token.dep_ in SUBJECTS and token.pos_ in ("NOUN", "PROPN", "PRON") and token.lower_ not in _THEY:
                break
            if token.lower_ not in _THEY or quoted or near is None:
                continue
            span = sentence.span(token, token)
            if span[1] not in ends:
                phrases.append((*span, near))
                ends[span[1]] = near
        before = _several(drafts, ends, sentence)
        last_block = sentence.block


def _several(drafts: Drafts, ends: dict[int, str], sentence: ParsedSentence) -> str | None:
    """Returns who is the subject of a sentence's main clause, where that is several or a body."""
    root = next((t for t in sentence.doc if t.dep_ == "ROOT"), None)
    who = next((c for c in root.children if c.dep_ in SUBJECTS), None) if root is not None else None
    if who is None:
        return None
    draft = drafts.at(sentence.char_start(who))
    key = draft.key if draft is not None else ends.get(sentence.char_end(who))
    if key is None:
        return None
    many = who.tag_ in ("NNS", "NNPS") or who.lower_ in _THEY
    return key if many or drafts.by_key[key].kind in ("group", "organisation") else None

