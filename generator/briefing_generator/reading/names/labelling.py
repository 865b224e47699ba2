"""What a recognised span is the name of, if of anything: the recogniser's label, corrected by the words in and around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.world import fold_name, load_world

if TYPE_CHECKING:
    from spacy.tokens import Doc

WEAK = ("PRODUCT", "WORK_OF_ART", "LAW", "EVENT")
"""Labels of OntoNotes that a name has by mistake more often than not."""
_JOINTS = frozenset(["and", "&", "of", "for", "'s", "’s", ","])
_NO_NOUNS = ("ADV", "ADJ", "PRON", "INTJ")
SEAT = re.compile(r"[A-Z]-[A-Z]")
"""The party and seat of a lawmaker behind the name: "(D-Ohio)"."""
_LONGEST_SEAT = 10
_LONGEST_CODE = 4
"""Letters of a word in capitals that may be an acronym in a longer name."""


def label_of(doc: Doc, first: int, last: int, label: str) -> str | None:  # noqa: C901
    """Returns the label that a span should have instead of ``label``, or None where it is no name at all."""
    words = load_name_words()
    text = doc[first:last].text
    folded = fold_name(text)
    if load_world().state_of(text):
        return "GPE"
    lower = [t.lower_.strip(".") for t in doc[first:last] if not t.is_punct]
    if last - first == 1 and doc[first].pos_ == "NOUN" and label == "ORG" and doc[first].is_sent_start:
        return None
    if not lower or all(t.pos_ in ("PRON", "AUX", "VERB", "PUNCT", "PART") for t in doc[first:last]):
        return None
    follows = doc[last].lower_ if last < len(doc) else ""
    if len(lower) > 1 and load_world().state_of(doc[first].text):
        # "U.S. Commerce" in front of "Secretary" is no organisation.
        lower = lower[1:]
    if all(w in words.titles or w in words.ranks for w in lower) and words.titles & {*lower, follows}:
        return None
    if _portfolio([*lower, *(t.lower_ for t in doc[last : last + 5])]):
        return None
    if (
        any(c in text for c in "/[]()|:—@<>")
        or _shouted(doc, first, last)
        or (lower[-1] in words.things and not (label == "PERSON" and last - first < 3) and not _body_of(lower))
        or (last - first == 1 and doc[first].pos_ in _NO_NOUNS)
    ):
        return None
    if label == "GPE" and len(lower) > 1 and lower[-1] in words.heads and folded not in load_world().regions:
        label = "ORG"
    if label in ("GPE", "PERSON") and len(lower) > 1 and lower[-1] in words.kinds["club"]:
        label = "ORG"
    if (label == "ORG" and text[0].islower() and "-" in text) or (SEAT.match(text) and len(text) < _LONGEST_SEAT):
        return None
    if label in ("ORG", "GPE", *WEAK) and ((first and _titled(doc, first, last)) or _bears(doc, first, last)):
        return "PERSON"
    if label == "PERSON" and ((last - first == 1 and _no_person(doc, last)) or _body(doc, first, last)):
        return "ORG"
    if label == "PERSON" and len(text) > 2 and text.isalpha() and text.isupper():
        return "ORG"
    if label == "PERSON":
        if lower[-1] in words.no_surnames:
            return None
        if last - first == 1 and (lower[-1] in words.heads or lower[-1] in words.generations or len(lower[-1]) < 2):
            return None
        if any(t.like_num or t.lower_ in ("of", "the", "for", "and", "&") for t in doc[first:last]):
            return None
        if last - first > 1 and doc[last - 1].lower_ in words.heads:
            return "ORG"
    return None if folded in words.never else label


def _shouted(doc: Doc, first: int, last: int) -> bool:
    """Tells whether words are written in capitals for their weight ("UNCONDITIONAL SURRENDER") amid others that are not."""
    loud = [t for t in doc[first:last] if t.is_alpha]
    around = [t for t in doc if t.is_alpha and not first <= t.i < last]
    long = sum(len(t) > _LONGEST_CODE for t in loud)
    return len(loud) > 1 and long > 1 and all(t.is_upper for t in loud) and any(t.is_lower for t in around)


def _portfolio(lower: list[str]) -> bool:
    """Tells whether words are what a minister has in charge ("Trade and Industry", "National Security Minister")."""
    words = load_name_words()
    office = next((at for at, word in enumerate(lower) if word in words.cabinet_offices), 0)
    return office > 0 and all(
        w in words.portfolios | words.portfolio_parts | words.ranks | _JOINTS for w in lower[:office]
    )


def _body_of(lower: list[str]) -> bool:
    """Tells whether a name is that of a body by what stands before "of" ("Alliance of Low Islands")."""
    at = lower.index("of") if "of" in lower else 0
    return at > 0 and lower[at - 1] in load_name_words().heads


def _titled(doc: Doc, first: int, last: int) -> bool:
    """Tells whether a title with a capital stands right before words that may be a person's name."""
    words = load_name_words()
    title = doc[first - 1].lower_.strip(".")
    return (
        doc[first - 1].text[:1].isupper()
        and (title in words.titles)
        and last - first < 4
        and all(t.pos_ == "PROPN" and not t.text.isupper() and t.lower_ not in words.heads for t in doc[first:last])
    )


def _bears(doc: Doc, first: int, last: int) -> bool:
    """Tells whether words that may be a person's name stand beside an office ("Ana Ruiz, the negotiator")."""
    words, head = load_name_words(), doc[last - 1]
    if not 1 < last - first < 4 or any(
        t.pos_ != "PROPN" or not t.text.istitle() or t.lower_ in words.heads | words.things for t in doc[first:last]
    ):
        return False
    beside = [c for c in head.children if c.dep_ == "appos" and c.i >= last]
    beside += [head.head] if head.dep_ == "appos" and head.head.i < first else []
    return any(t.tag_ == "NN" and t.lower_ in words.offices - words.of_firms for t in beside)


def _body(doc: Doc, first: int, last: int) -> bool:
    """Tells whether the noun of a body stands beside a name ("the airline Mahan", "two clubs, Northwick and Eastbourne")."""
    words, head = load_name_words(), doc[last - 1]
    bodies = (words.called.keys() | words.heads) - words.offices - words.callings
    if (
        first
        and doc[first - 1].is_lower
        and doc[first - 1].tag_ == "NN"
        and doc[first - 1].dep_ in ("compound", "nmod", "appos")
    ):
        return doc[first - 1].lower_ in bodies
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head.dep_ == "appos" and head.head.pos_ == "NOUN" and head.head.i < head.i and head.head.lemma_ in bodies


def _no_person(doc: Doc, last: int) -> bool:
    """Tells whether a word is no person's by what follows: "Verdi, which represents …", "Verdi negotiator Ana Ruiz"."""
    head = doc[last - 1]
    if any(c.dep_ == "relcl" and any(w.lower_ == "which" for w in c.children) for c in head.children):
        return True
    offices = load_name_words().offices
    return (
        last + 1 < len(doc)
        and doc[last].lower_ in offices
        and doc[last].is_lower
        and doc[last + 1].ent_type_ == "PERSON"
    )
