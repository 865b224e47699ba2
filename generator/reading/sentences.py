"""Sentences as a reader meets them: which can be read alone, and which lean on what stands before them."""

from __future__ import annotations

from typing import Literal

from generator.model import Sentence
from generator.reading.parse import Parsed, ParsedSentence
from generator.reading.referents import Referents

_CONNECTIVES = frozenset(
    [
        "however",
        "moreover",
        "additionally",
        "furthermore",
        "nevertheless",
        "nonetheless",
        "meanwhile",
        "therefore",
        "thus",
        "also",
        "still",
        "yet",
        "besides",
        "similarly",
        "likewise",
        "otherwise",
        "instead",
        "then",
        "consequently",
        "accordingly",
        "hence",
        "but",
        "and",
        "so",
        "or",
        "nor",
    ]
)
_LEADS = (
    "in addition", "as a result", "on the other hand", "by contrast", "in contrast", "at the same time", "in other words",
    "for example", "for instance", "in turn", "despite this", "in response", "even so", "that said", "in that case",
)  # fmt: skip
_PRONOUNS = frozenset(["he", "she", "they", "it", "his", "her", "their", "its", "him", "them"])
_DEMONSTRATIVES = frozenset(["this", "that", "these", "those", "such", "here", "there"])


def _opening(sentence: ParsedSentence) -> Literal["plain", "pronoun", "connective"]:
    words = [token for token in sentence.doc if not token.is_punct and not token.is_space]
    if not words:
        return "plain"
    first = words[0].lower_
    text = " ".join(token.lower_ for token in words[:4])
    if first in _CONNECTIVES or any(text.startswith(lead) for lead in _LEADS):
        return "connective"
    if first in _DEMONSTRATIVES and not (first == "there" and words[0].dep_ == "expl"):
        return "connective"
    subject = next((t for t in words if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT"), None)
    if first in _PRONOUNS and words[0].tag_ in ("PRP", "PRP$") and not _expletive(words[0].head.lemma_, first):
        return "pronoun"
    if subject is not None and subject.lower_ in _PRONOUNS - {"it"} and not _named_before(sentence, subject.i):
        return "pronoun"
    return "plain"


def _expletive(head: str, pronoun: str) -> bool:
    # "It is clear that …", "It remains to be seen …": nobody is meant.
    return pronoun == "it" and head in ("be", "remain", "seem", "appear", "take", "rain", "snow")


def _named_before(sentence: ParsedSentence, at: int) -> bool:
    return any(entity.start < at for entity in sentence.doc.ents if entity.label_ in ("PERSON", "ORG", "GPE", "NORP"))


def find_sentences(parsed: Parsed, referents: Referents) -> tuple[Sentence, ...]:
    """Returns an article's sentences in order, headings left out, each with how it opens.

    ``subject`` names the entity that an opening pronoun stands for, where :class:`Referents` is sure of it.
    """
    found = []
    for sentence in parsed.sentences:
        if sentence.kind == "heading":
            continue
        opening = _opening(sentence)
        subject = None
        if opening == "pronoun":
            pronoun = next((t for t in sentence.doc if t.lower_ in _PRONOUNS and t.tag_ in ("PRP", "PRP$")), None)
            if pronoun is not None:
                subject = referents.covering(sentence.char_start(pronoun), sentence.char_end(pronoun))
        found.append(Sentence(sentence.start, sentence.end, sentence.block, opening, subject))
    return tuple(found)
