"""Spans that may be names: what the pipeline recognised, cleaned, with one label for each spelling in an article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.labelling import WEAK, label_of
from briefing_generator.reading.names.listed_names import listed_names
from briefing_generator.reading.names.naming import own_names
from briefing_generator.reading.names.world import fold_name, load_world
from briefing_generator.reading.text.parse import ParsedSentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Span, Token

_NAMES = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")
_POSSESSIVE = ("’s", "'s", "’", "'")
_NUMBERED = re.compile(r"[A-Z]-?\d{1,2}(?:\+\d)?")
"""Names made of a letter and a number: ``G7``, ``M23``, ``P5+1``."""
_ACRONYM = re.compile(r"[A-Z][A-Za-z&.-]*[A-Z]s?\.?|[A-Z]{2,}s?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens ``first`` to ``last`` (excluded) of a sentence that may be a name, and what of: a label of OntoNotes."""

    sentence: ParsedSentence
    first: int
    last: int
    label: str

    @property
    def text(self) -> str:
        """The name as it stands there, with single spaces."""
        return " ".join(self.sentence.doc[self.first : self.last].text.split())


def is_acronym(text: str) -> bool:
    """Tells whether a name is written in capitals throughout: ``ILWU``, ``U.N.``, ``G7``; ``IndustriALL`` is none."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) == 1 and text[0].isupper() and _NUMBERED.fullmatch(text):
        return True
    return 2 <= len(letters) <= 8 and " " not in text and sum(c.isupper() for c in letters) >= len(letters) - 1


def find_candidates(sentences: Iterable[ParsedSentence]) -> list[Candidate]:
    """Returns the candidates of an article in order of the text; each spelling has the label that it has most often."""
    found = [c for sentence in sentences for c in _of_sentence(sentence)]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        votes[fold_name(each.text)][each.label] += 1
    rank = {label: i for i, label in enumerate((*_NAMES, *WEAK))}
    labels = {
        text: min(counts, key=lambda label: (label in WEAK, -counts[label], rank[label]))
        for text, counts in votes.items()
    }
    return [replace(c, label=labels[fold_name(c.text)]) for c in found]


def _of_sentence(sentence: ParsedSentence) -> Iterator[Candidate]:  # noqa: C901
    taken: set[int] = set()
    for long_form in _before_brackets(sentence):
        taken.update(range(long_form.first, long_form.last))
        yield long_form
    for name in own_names(sentence.doc):
        kind = "PERSON" if name.person else "ORG"
        first, last = _clean(sentence.doc, name.first, name.last, kind)
        if first < last and not taken & set(range(first, last)):
            taken.update(range(first, last))
            yield Candidate(sentence, first, last, kind)
    listed = [Candidate(sentence, *span, "ORG") for span in listed_names(sentence.doc)]
    for guild in (*listed, *_of_members(sentence)):
        if not taken & set(range(guild.first, guild.last)):
            taken.update(range(guild.first, guild.last))
            yield guild
    for span in _spans(sentence.doc):
        if span.label_ not in _NAMES and span.label_ not in WEAK:
            continue
        for first, last in _parts(span):
            first, last = _clean(span.doc, first, last, span.label_)
            if first >= last or taken & set(range(first, last)):
                continue
            label = label_of(span.doc, first, last, span.label_)
            if label == "ORG" and lead_in(sentence, first, last):
                continue
            if label and any(c.isupper() for c in span.doc[first:last].text):
                yield Candidate(sentence, first, last, label)


def _spans(doc: Doc) -> list[Span]:
    """Returns the recognised spans; what of a person's name was cut in two, or taken for a month, is one again."""
    spans: list[Span] = []
    for span in doc.ents:
        before = spans[-1] if spans else None
        if before is not None and before.label_ == "PERSON" and before.end == span.start:
            month = (
                span.label_ == "DATE"
                and len(span) == 1
                and len(before) == 1
                and not doc[span.end : span.end + 1].text.isdigit()
            )
            if (span.label_ == "PERSON" or month) and doc[span.start].text[:1].isupper():
                spans[-1] = doc[before.start : span.end]
                spans[-1].label_ = "PERSON"
                continue
        if span.label_ == "PERSON":
            span = _whole_name(span)
        spans.append(span)
    return spans


def _whole_name(span: Span) -> Span:
    """Returns a person's name with the rest of its surname, where that was cut at a particle ("Ursula von | der Leyen")."""
    particles, doc, end = load_name_words().particles, span.doc, span.end
    while end < len(doc) and doc[end - 1].lower_ in particles and doc[end - 1].is_lower:
        if not doc[end].is_lower and not doc[end].text.istitle():
            break
        if doc[end].is_lower and doc[end].lower_ not in particles:
            break
        end += 1
    while end < len(doc) and _goes_on(doc[end - 1], doc[end]):
        end += 1
    if end == span.end:
        return span
    whole = doc[span.start : end]
    whole.label_ = "PERSON"
    return whole


def _goes_on(last: Token, after: Token) -> bool:
    """Tells whether the word behind a recognised name is its surname: it has a capital, and the name stands before it alone."""
    words = load_name_words()
    return (
        last.dep_ == "compound"
        and last.head.i == after.i
        and after.tag_ == "NNP"
        and after.text.istitle()
        and not after.ent_type_
        and after.lower_ not in words.heads | words.titles | words.things | words.state_words
    )


def owns_body(candidate: Candidate) -> bool:
    """Tells whether a name owns what no person has ("Orrin's board")."""
    doc, last = candidate.sentence.doc, candidate.last
    owned = doc[last - 1].head
    return (
        last < len(doc)
        and doc[last].text in ("'s", "’s")
        and doc[last - 1].dep_ == "poss"
        and owned.i > last
        and owned.lemma_.casefold() in load_name_words().bodily
    )


def lead_in(sentence: ParsedSentence, first: int, last: int) -> bool:
    """Tells whether words stand in front of a colon like a heading ("Position of Strength: …"): capitals and no name."""
    doc = sentence.doc
    if last >= len(doc) or doc[last].text != ":" or last - first < 2:
        return False
    return sentence.kind == "item" or all(not t.is_alpha for t in doc[:first])


def _parts(span: Span) -> list[tuple[int, int]]:
    """Cuts "Italy's Senate" behind the possessive of a state and "the Blue Fund and Green Cross" between two names."""
    doc, world, words = span.doc, load_world(), load_name_words()
    first, last = span.start, span.end
    parts = []
    for at in range(span.start + 1, span.end - 1):
        if (doc[at].text in ("’s", "'s") and world.state_of(doc[first:at].text)) or (
            doc[at].lower_ in ("and", ",")
            and span.label_ == "ORG"
            and doc[at - 1].lower_ in words.heads
            and doc[at + 1].text[:1].isupper()
            and (at - first > 2 or doc[at - 1].lower_ != doc[last - 1].lower_)
            and doc[last - 1].lower_ not in words.heads - {doc[at - 1].lower_}
        ):
            parts.append((first, at))
            first = at + 1
    return [*parts, (first, last)]


def _clean(doc: Doc, first: int, last: int, label: str) -> tuple[int, int]:  # noqa: C901
    """Returns the range without article, titles, possessive and stray punctuation."""
    words = load_name_words()
    while first < last and (doc[first].lower_ in ("the", "a", "an") or doc[first].is_punct or doc[first].is_space):
        first += 1
    while last > first and (
        doc[last - 1].text in _POSSESSIVE or (doc[last - 1].is_punct and doc[last - 1].text != "!")
    ):
        last -= 1
    while last - 1 > first and doc[last - 1].lower_ in words.captions:
        last -= 1
    while label == "ORG" and _sent_by(doc, first, last):
        last -= 1
    if label == "ORG" and first + 2 < last and doc[first].tag_ == "NNS" and doc[first + 1].lower_ == "of":
        first += 2
    if label == "ORG" and last - first > 2 and doc[first].tag_ == "CD" and doc[first].is_alpha:
        first += 1
    if label == "ORG":
        while last - 1 > first and doc[last - 1].lower_ in ("and", "of", "the", "for", "in", "at"):
            last -= 1
        if last - first > 2 and doc[first].lower_ in words.callings and doc[first].text[:1].isupper():
            first += 1
    if label != "PERSON":
        return first, last
    while first < last - 2 and len(doc[first]) > 2 and doc[first].text.isupper() and doc[first].is_alpha:
        first += 1
    if any(t.lower_ == "of" for t in doc[first:last]):
        return last, last
    if first < last - 1 and doc[first].lemma_.casefold() == "say":
        first += 1
    for at in range(last - 1, first - 1, -1):
        # A name's words have capitals; what stands before a word without one ("coauthor Ana Ruiz") is no part of it.
        word = doc[at].text
        joined = at > first and doc[at - 1].text == "-"
        if (word.islower() and word.strip(".") not in words.particles and not joined) or (
            at < last - 1 and word in _POSSESSIVE
        ):
            first = at + 1
            break
    while first < last - 1 and (doc[first].lower_.strip(".") in words.titles | words.ranks or doc[first].pos_ == "ADJ"):
        first += 1
    return first, last


def _sent_by(doc: Doc, first: int, last: int) -> bool:
    """Tells whether a name's last word is only whom the others send ("EC Delegation", "Swiss Negotiators")."""
    if last - first < 2 or doc[last - 1].lower_.removesuffix("s") not in load_name_words().sent:
        return False
    text, world = doc[first : last - 1].text, load_world()
    return is_acronym(text) or bool(world.state_of(text)) or fold_name(text) in world.demonyms


def _of_members(sentence: ParsedSentence) -> Iterator[Candidate]:
    """Yields organisations called by their members ("Fruit Growers' Association of Lumen"), which recognisers cut in two."""
    doc, heads = sentence.doc, load_name_words().heads
    for token in doc[1:-1] if len(doc) > 2 else ():
        if token.text not in _POSSESSIVE or not doc[token.i - 1].text[:1].isupper():
            continue
        if doc[token.i - 1].text[-1] != "s" and not doc[token.i - 1].lower_.endswith(("men", "people", "folk")):
            continue
        first = token.i - 1
        while first and doc[first - 1].text.istitle() and doc[first - 1].pos_ in ("PROPN", "ADJ"):
            first -= 1
        while first and doc[first].ent_iob_ == "I" and doc[first].ent_type_ == "ORG":
            # "the Transport and General Workers' Union"
            first -= 1
        first += doc[first].lower_ == "the"
        last = token.i + 1
        while last < len(doc) and doc[last].text[:1].isupper() and last - token.i < 5:
            last += 1
        if doc[last - 1].lower_ not in heads:
            continue
        if last + 1 < len(doc) and doc[last].lower_ == "of" and doc[last + 1].text[:1].isupper():
            last += 2
        yield Candidate(sentence, first, last, "ORG")


def _before_brackets(sentence: ParsedSentence) -> Iterator[Candidate]:
    """Yields the long form in front of an acronym in brackets, after Schwartz and Hearst (2003) with whole initials."""
    doc = sentence.doc
    for token in doc[1:-1] if len(doc) > 2 else ():
        if doc[token.i - 1].text != "(" or doc[token.i + 1].text != ")" or not _ACRONYM.fullmatch(token.text):
            continue
        letters = [c for c in token.text if c.isupper()]
        at, need, start = token.i - 2, len(letters) - 1, None
        while at >= 0 and need >= 0 and token.i - at < 3 * len(letters) + 4:
            word = doc[at].text
            if doc[at].is_punct and word not in ("-", "’", "'", "&", ","):
                break
            if word[:1].upper() == letters[need] and (word[:1].isupper() or need > 0):
                start, need = at, need - 1
            elif word[:1].isupper() and need >= 0 and word.casefold() not in ("the",):
                break
            at -= 1
        if need < 0 and start is not None and doc[start].text[:1].isupper():
            yield Candidate(sentence, start, token.i - 1, "ORG")
            yield Candidate(sentence, token.i, token.i + 1, "ORG")
