"""How a sentence begins: whether it can be read away from its article."""

from __future__ import annotations

from typing import Literal

from generator.model import Sentence
from generator.reading.parse import Parsed, ParsedSentence
from generator.reading.referents import Referents

_LEANING = {"this", "these", "that", "those", "such", "it", "here", "there", "both", "others", "another", "neither"}
_CONNECTIVE = {"but", "and", "or", "yet", "so", "nor"}

Opening = Literal["plain", "pronoun", "connective"]


def _opening(sentence: ParsedSentence) -> Opening:
    words = [token for token in sentence.doc if not token.is_punct and not token.is_space]
    if not words:
        return "plain"
    first = words[0]
    if first.lower_ in _CONNECTIVE:
        return "connective"
    if first.lower_ in _LEANING or (first.pos_ == "PRON" and first.lower_ != "i"):
        return "pronoun"
    if first.tag_ == "PRP$":
        return "pronoun"
    if first.pos_ == "ADV" and first.dep_ == "advmod" and first.i + 1 < len(sentence.doc):
        if sentence.doc[first.i + 1].text == ",":
            return "connective"
    return "plain"


def find_openings(parsed: Parsed, referents: Referents) -> tuple[Sentence, ...]:
    """Returns the sentences of an article outside headings, each with how it begins.

    ``subject`` is the entity that an opening pronoun stands for, where ``referents`` is sure of it.
    """
    found = []
    for sentence in parsed.sentences:
        if sentence.kind == "heading":
            continue
        opening = _opening(sentence)
        subject = None
        if opening == "pronoun":
            first = next(token for token in sentence.doc if not token.is_punct and not token.is_space)
            subject = referents.covering(*sentence.span(first, first))
        found.append(Sentence(sentence.start, sentence.end, sentence.block, opening, subject))
    return tuple(found)
