"""Roles beside a name: "Kremlin spokesperson Dmitry Peskov", "Merz, Germany's new chancellor"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.model import Mention
from generator.reading.parse import ParsedSentence
from generator.reading.world import World, fold_name

if TYPE_CHECKING:
    from spacy.tokens import Token

TITLES = frozenset(
    [
        "president",
        "president-elect",
        "premier",
        "chancellor",
        "minister",
        "secretary",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "envoy",
        "ambassador",
        "senator",
        "governor",
        "mayor",
        "general",
        "colonel",
        "admiral",
        "commander",
        "chief",
        "director",
        "chairman",
        "chairwoman",
        "chair",
        "leader",
        "king",
        "queen",
        "prince",
        "emir",
        "sultan",
        "sheikh",
        "pope",
        "bishop",
        "ayatollah",
        "judge",
        "justice",
        "prosecutor",
        "attorney",
        "lawyer",
        "representative",
        "congressman",
        "congresswoman",
        "congressperson",
        "mp",
        "deputy",
        "vice",
        "ceo",
        "executive",
        "officer",
        "manager",
        "founder",
        "owner",
        "organizer",
        "organiser",
        "negotiator",
        "mediator",
        "adviser",
        "advisor",
        "aide",
        "analyst",
        "professor",
        "dr",
        "doctor",
        "mr",
        "mrs",
        "ms",
        "sir",
        "dame",
        "lord",
        "lady",
        "captain",
        "sergeant",
        "lieutenant",
        "sheriff",
        "commissioner",
        "coordinator",
        "head",
        "boss",
        "economist",
        "historian",
        "scientist",
        "researcher",
        "author",
        "editor",
        "journalist",
        "coach",
        "candidate",
        "nominee",
        "lawmaker",
        "legislator",
        "activist",
        "treasurer",
        "steward",
        "delegate",
        "speaker",
        "whip",
        "dictator",
        "strongman",
        "ruler",
        "councillor",
        "councilor",
        "superintendent",
        "principal",
        "dean",
        "rabbi",
        "imam",
        "reverend",
        "pastor",
        "patriarch",
        "warlord",
    ]
)
"""Head nouns of offices and callings that stand before or behind a person's name."""


def _noun_phrase(head: Token) -> tuple[Token, Token]:
    left = [t for t in head.subtree if t.i <= head.i and t.dep_ not in ("relcl", "punct")]
    right = [
        t
        for c in head.children
        if c.dep_ == "prep" and c.lower_ in ("of", "for", "at", "to") and c.i > head.i
        for t in c.subtree
    ]
    first = min(left, key=lambda t: t.i)
    last = max([head, *right], key=lambda t: t.i)
    while first.dep_ == "det" or first.is_punct:
        first = first.nbor(1)
    return first, last


def find_role(sentence: ParsedSentence, mention: Mention) -> tuple[str, Token, Token] | None:
    """Returns the role that a sentence gives beside a person's name, with its first and last token; None for none."""
    doc = sentence.doc
    inside = [t for t in doc if mention.start <= sentence.char_start(t) < mention.end]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    at = first.i - 1
    before: list[Token] = []
    while at >= 0 and (doc[at].dep_ in ("compound", "amod", "nmod", "poss", "case", "prep", "pobj") or doc[at].ent_type_ or
                       doc[at].lower_ in TITLES or doc[at].lower_ in ("of", "to", "-", "foreign", "prime")):  # fmt: skip
        if doc[at].is_punct and doc[at].text != "-":
            break
        before.insert(0, doc[at])
        at -= 1
    titled = [t for t in before if t.lower_ in TITLES]
    if titled:
        while before and (
            before[0].pos_ in ("ADP", "DET", "VERB", "PART")
            or before[0].lower_ in ("with", "to", "of", "by", "when", "after")
        ):
            before.pop(0)
        if before and before[0].i <= titled[-1].i:
            start = before[0]
            return doc[start.i : first.i].text, start, doc[first.i - 1]
    for child in last.children:
        if child.dep_ == "appos" and child.lemma_.casefold() in TITLES:
            left, right = _noun_phrase(child)
            return doc[left.i : right.i + 1].text, left, right
    if last.dep_ == "appos" and last.head.lemma_.casefold() in TITLES:
        left, right = _noun_phrase(last.head)
        right = last.head if right.i >= first.i else right
        return doc[left.i : right.i + 1].text, left, right
    return None


def party_of_role(
    drafts: dict[str, Any], sentence: ParsedSentence, first: Token, last: Token, world: World
) -> str | None:
    """Returns the key of the state or organisation that a role speaks for ("Kremlin spokesperson": Russia)."""
    doc = sentence.doc
    for at in range(first.i, last.i + 1):
        for size in (3, 2, 1):
            if at + size > last.i + 1:
                continue
            code = world.state_of(doc[at : at + size].text)
            if code and doc[at].text[0].isupper() and doc[at].ent_type_ != "PERSON":
                key = f"state-{code.lower()}"
                if key in drafts:
                    return key
    start, end = sentence.span(first, last)
    for key, draft in drafts.items():
        if draft.kind == "organisation" and any(start <= m.start and m.end <= end for m in draft.mentions):
            return str(key)
    words = {fold_name(t.text) for t in doc[first.i : last.i + 1]}
    for key, draft in drafts.items():
        if draft.kind == "organisation" and fold_name(draft.name) in words:
            return str(key)
    return None
