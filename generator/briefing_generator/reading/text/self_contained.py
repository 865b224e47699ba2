"""Sentences as a reader meets them: which can be read alone, which lean on what stands before, and where they can be cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from briefing_generator.language.words import load_opening_words
from briefing_generator.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from briefing_generator.reading.text.parse import Parsed, ParsedSentence
    from briefing_generator.reading.text.referents import Referents

_PEOPLE = frozenset(["he", "she", "his", "her", "him"])
_THINGS = frozenset(["they", "it", "their", "its", "them"])
_DEMONSTRATIVES = frozenset(["this", "that", "these", "those", "such", "here", "there"])
_FIRST_PERSON = frozenset(["i", "we", "my", "our", "us", "me"])
_DATELINE = re.compile(
    r"(?:[A-Z][^.;:“\"!?]{1,50}?\s(?:[–—]|--?)\s|[A-Z][A-Z ,.]{2,40}(?:\([A-Z][\w ]{1,20}\)\s)?[–—-]{1,2}\s|"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?[A-Z][a-z]{2,8}\s\d{1,2},\s\d{4}:?\s?)(?=[A-Z“\"])"
)
_LABEL = re.compile(r"(?:[^\s.:;,“\"]+ ){0,4}[^\s.:;,“\"]+:\s+(?=[A-Z“\"])")
_CLAUSES = ("advcl", "relcl", "ccomp", "conj", "acl")
_SHORTEST = 8
"""Words that a sentence must keep when it is cut."""


def _words(sentence: ParsedSentence) -> list[Token]:
    return [token for token in sentence.doc if not token.is_punct and not token.is_space]


def _lead(sentence: ParsedSentence, words: list[Token]) -> int | None:
    """Returns how many characters of a leaning opening can be left out: 0 none, None where the opening does not lean."""
    text = sentence.doc.text
    dateline = _DATELINE.match(text)
    if dateline and not any(t.pos_ in ("VERB", "AUX") for t in words if t.idx < dateline.end()):
        return dateline.end()
    label = _LABEL.match(text)
    if label and not any(t.ent_type_ == "PERSON" or t.pos_ in ("VERB", "AUX") for t in words if t.idx < label.end()):
        return label.end()
    openings = load_opening_words()
    first = words[0].lower_
    if any(text.casefold().startswith((f"{anchor} ", f"{anchor},")) for anchor in openings.anchors):
        return 0
    # "Almost immediately after, he …" tells a time by the sentence before, "immediately after the vote" by its own words.
    if any(text.casefold().startswith(f"{hanging},") for hanging in openings.hanging):
        return 0
    long = next((lead for lead in sorted(openings.leads) if text.casefold().startswith(f"{lead} ") or
                 text.casefold().startswith(f"{lead},")), None)  # fmt: skip
    if long is not None or first in openings.connectives:
        comma = re.match(rf"\W*{re.escape(long or first)},\s*", text, re.IGNORECASE)
        bare = re.match(rf"\W*{first}\s+", text, re.IGNORECASE) if first in openings.conjunctions else None
        cut = comma or bare
        if cut is None and long in openings.extended:
            return _behind_adjunct(sentence, words)
        return cut.end() if cut else 0
    if first in _DEMONSTRATIVES and not (first == "there" and words[0].dep_ == "expl"):
        if first == "this" and words[0].head.lower_ in openings.times:
            return None
        return 0
    return None


def _behind_adjunct(sentence: ParsedSentence, words: list[Token]) -> int:
    """Returns how many characters stand before the clause that an adjunct opens ("As a result of those talks, |he …"); 0 for no such."""
    subject = next((t for t in words if t.dep_ in ("nsubj", "nsubjpass") and t.head.head == t.head), None)
    if subject is None:
        return 0
    start = subject.left_edge.i
    before = sentence.doc[start - 1] if start else None
    return sentence.doc[start].idx if before is not None and before.text == "," else 0


def _expletive(pronoun: Token) -> bool:
    # "It is clear that …", "It remains to be seen …": nobody is meant.
    verb = pronoun.head
    return pronoun.lower_ == "it" and (
        verb.lemma_ in ("be", "remain", "seem", "appear", "take", "rain", "snow")
        or any(child.dep_ in ("ccomp", "csubj") and child.i > verb.i for child in verb.children)
    )


def _bare(sentence: ParsedSentence, words: list[Token], lead: int, referents: Referents) -> Token | None:
    """Returns the first pronoun that stands for somebody whom the sentence does not name (before or, in a lead-in, behind it)."""
    keys = {key for _, _, key in _named(sentence, referents)}
    for token in words:
        if token.idx < lead or token.tag_ not in ("PRP", "PRP$"):
            continue
        if token.lower_ not in _PEOPLE | _THINGS or _expletive(token):
            continue
        key = referents.covering(sentence.char_start(token), sentence.char_end(token))
        if key is not None and (key in keys or _called(sentence, token, referents.entity(key).name)):
            continue
        if key is None and _could_mean(sentence, token):
            continue
        return token
    return None


def _called(sentence: ParsedSentence, pronoun: Token, name: str) -> bool:
    """Tells whether a part of a name stands before the pronoun, even where it was not taken for that name."""
    before = sentence.doc[: pronoun.i].text
    return any(len(part) > 3 and part in before for part in name.split())


def _named(sentence: ParsedSentence, referents: Referents) -> Iterator[tuple[int, int, str]]:
    for start, end, key in referents.within(sentence.start, sentence.end):
        if _words_at(sentence, start, end).casefold() not in _PEOPLE | _THINGS:
            yield start, end, key


def _words_at(sentence: ParsedSentence, start: int, end: int) -> str:
    """Returns the words of a phrase of this sentence, told by its span in the article."""
    first = next((i for i, at in enumerate(sentence.offsets) if at >= start), len(sentence.offsets))
    last = next((i for i, at in enumerate(sentence.offsets) if at >= end), len(sentence.offsets))
    return sentence.doc.text[first:last]


def _could_mean(sentence: ParsedSentence, pronoun: Token) -> bool:
    """Tells whether a noun before the pronoun could be whom it means; "the U.S. envoy, he" has one, "before he" none."""
    before = sentence.doc[: pronoun.i]
    if pronoun.lower_ in ("it", "its"):
        return any(token.pos_ in ("NOUN", "PROPN") and token.ent_type_ != "PERSON" for token in before)
    if pronoun.lower_ in _THINGS:
        return any(
            token.tag_ in ("NNS", "NNPS") or token.ent_type_ in ("NORP", "ORG") or token.lower_ in ("group", "each", "many")
            or (token.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN"))
            for token in before
        )  # fmt: skip
    return any(entity.label_ in ("PERSON", "NORP") and entity.end <= pronoun.i for entity in sentence.doc.ents) or any(
        token.pos_ == "NOUN" and token.dep_ in ("nsubj", "nsubjpass") for token in before
    )


_OPEN, _CLOSE = "“„«", "”»"


def inside_marks(text: str) -> list[bool]:
    """Returns, for each character of one sentence, whether it stands inside double marks."""
    inside, found = False, []
    for character in text:
        if character in _OPEN or (character == '"' and not inside):
            inside = True
        elif character in _CLOSE or (character == '"' and inside):
            inside = False
        found.append(inside)
    return found


def _standing(sentence: ParsedSentence, words: list[Token], lead: int) -> Literal["alone", "leaning", "fragment"]:
    text = sentence.doc.text.strip()
    marks = sum(text.count(sign) for sign in _OPEN) - sum(text.count(sign) for sign in _CLOSE)
    # Behind a dateline the parser may hang the whole sentence on the place.
    tops = [t for t in words if t.idx >= lead and (t.head == t or t.head.idx < lead)]
    finite = any(
        top.tag_ in ("VBD", "VBZ", "VBP", "MD")
        or any(child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "ccomp") for child in top.children)
        for top in (tops if lead else tops[:1])
    )
    if marks or text.count('"') % 2 or not finite or text[-1:] not in '.!”"’)' or text[:1].islower():
        return "fragment"
    inside = inside_marks(sentence.doc.text)
    if all(inside[token.idx] for token in words):
        return "fragment"
    if _bare_subject(words, lead):
        return "leaning"
    openings = load_opening_words()
    for token in words:
        if inside[token.idx] or token.idx < lead:
            continue
        if token.lower_ in _FIRST_PERSON and token.tag_.startswith("PRP"):
            return "fragment"
        pointing = token.lower_ in ("this", "these", "that", "those") and token.dep_ == "det"
        if pointing and token.head.lower_ not in openings.times:
            return "leaning"
        if token.lower_ in ("this", "these") and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
            return "leaning"
        if token.lower_ in openings.pointers and token.dep_ == "amod" and token.head.pos_ == "NOUN":
            return "leaning"
    return "alone"


def _bare_subject(words: list[Token], lead: int) -> bool:
    """Tells whether a sentence opens with "the" and a noun that nothing describes ("The council approved …", "The second …")."""
    own = [token for token in words if token.idx >= lead][:3]
    if len(own) < 2 or own[0].lower_ != "the":
        return False
    if own[1].tag_ == "JJ" and own[1].ent_type_ == "ORDINAL":
        return True
    noun = own[0].head
    # "The rotating strike spread" tells no more of which strike than "the strike" does.
    plain = noun.i == own[0].i + 1 or (
        noun.i == own[0].i + 2 and own[1].tag_ in ("VBG", "VBN", "JJ") and not own[1].ent_type_
    )
    return (
        noun.pos_ == "NOUN"
        and plain
        and not any(child.dep_ in ("prep", "acl", "relcl", "appos", "poss") for child in noun.children)
    )


def _ends(sentence: ParsedSentence) -> tuple[int, ...]:
    """Returns where a sentence can end early: before a comma and a clause that hangs on its main verb or a noun of it."""
    doc = sentence.doc
    inside = inside_marks(doc.text)
    root = next((token for token in doc if token.head == token and not token.is_punct), None)
    if root is None:
        return ()
    found = set()
    for token in doc:
        if token.dep_ not in _CLAUSES or token.pos_ not in ("VERB", "AUX") or root.i > token.i:
            continue
        left = token.left_edge
        if token.dep_ == "conj":
            left = next((t for t in doc[root.i : token.i] if t.dep_ == "cc" and t.head == token.head), left)
            if not any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children):
                continue
        comma = doc[left.i - 1] if left.i else None
        if comma is None or comma.text not in (",", ";", "—", "–") or comma.i <= root.i or inside[comma.idx]:
            continue
        # What comes after the clause would be lost with it; only a clause at the sentence's end can go.
        rest = [t for t in doc[token.right_edge.i + 1 :] if not t.is_punct]
        kept = sum(1 for t in doc[: comma.i] if not t.is_punct)
        if not rest and kept >= _SHORTEST:
            found.add(sentence.offsets[comma.idx])
    return tuple(sorted(found))


def find_sentences(parsed: Parsed, referents: Referents) -> tuple[Sentence, ...]:
    """Returns an article's sentences in order, headings left out, each with how it opens, stands and can be cut.

    ``subject`` names the entity that a bare pronoun stands for, where :class:`Referents` is sure of it.
    """
    found = []
    for sentence in parsed.sentences:
        if sentence.kind in ("heading", "furniture"):
            continue
        words = _words(sentence)
        if not words:
            found.append(Sentence(sentence.start, sentence.end, sentence.block, standing="fragment"))
            continue
        lead = _lead(sentence, words)
        bare = _bare(sentence, words, lead or 0, referents)
        subject = None
        pronoun: tuple[int, int] | None = None
        opening: Literal["plain", "pronoun", "connective"] = "plain"
        if lead == 0:
            opening = "connective"
        elif bare is not None:
            opening = "pronoun"
            pronoun = sentence.char_start(bare), sentence.char_end(bare)
            subject = referents.covering(*pronoun)
        elif lead:
            opening = "connective"
        reads_from = sentence.offsets[lead] - sentence.start if lead and lead < len(sentence.offsets) else 0
        standing = _standing(sentence, words, lead or 0)
        found.append(
            Sentence(
                sentence.start, sentence.end, sentence.block, opening, subject, reads_from, pronoun, standing, _ends(sentence)
            )
        )  # fmt: skip
    return tuple(found)
