"""Parties in legislatures: "Senate Democrats", "GOP leaders", "Republicans in the House", and who belongs to them.

A lawmaker speaks for the party or for nobody else, never for the house where she sits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.world import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from briefing_generator.reading.names.registry import Draft, Drafts
    from briefing_generator.reading.text.parse import ParsedSentence

_SEAT = re.compile(r"(?:’s|'s)?,?\s*[(\[]?([A-Z])\.?\s?[-–—]\s?[A-Z]")
"""Behind a lawmaker's name: ", R-S.D.", "(D-Ohio)"."""
_BEFORE = 7
"""Words before a name among which the words of office and party stand."""
_BEHIND = 5


def find_caucuses(drafts: Drafts, sentence: ParsedSentence) -> None:
    """Adds the parties of legislatures that a sentence names, each house's by itself."""
    words = load_name_words()
    doc = sentence.doc
    for token in doc:
        party = words.party_words.get(token.lower_)
        if party is None or not token.text[0].isupper() or not drafts.free(*sentence.span(token, token)):
            continue
        last = token.i
        behind = doc[last + 1] if last + 1 < len(doc) else None
        if behind is not None and _many_of(behind):
            last = behind.i
        elif token.lower_ != "gop" and not token.lower_.endswith("s"):
            continue
        if last + 1 < len(doc) and doc[last + 1].ent_type_ == "PERSON" and doc[last + 1].text[:1].isupper():
            continue
        first = token.i
        chamber = words.chambers.get(doc[last].lower_) if last > token.i else None
        if first and doc[first - 1].text[:1].isupper() and doc[first - 1].lower_ in words.chambers:
            first -= 1
            chamber = words.chambers[doc[first].lower_]
        chamber = chamber or _house_behind(doc[last])
        wing = doc[first - 1].text if first and doc[first - 1].lower_ in words.wings else ""
        first -= bool(wing)
        if first and doc[first - 1].lower_ in words.few:
            # "Three Democrats" who vote with the others are not the Democrats.
            first, wing = first - 1, doc[first - 1 : first + bool(wing)].text
        draft = caucus(drafts, party, chamber, wing)
        text = doc[first : last + 1].text
        drafts.mention(
            draft, sentence, first, last + 1, named=fold_name(text) == fold_name(draft.name) or text == "GOP"
        )


def caucus(drafts: Drafts, party: str, chamber: str | None, wing: str = "") -> Draft:
    """Returns the draft of a party, of its members in one house, or of a wing of these ("dissenting")."""
    name = " ".join(part for part in (wing[:1].upper() + wing[1:], chamber, party) if part)
    return drafts.get(f"group-{fold_name(name).replace(' ', '-')}", name, "group")


def _many_of(token: Token) -> bool:
    """Tells whether a word behind that of a party tells of its lawmakers, several or as a body."""
    word = token.lower_
    if word in ("leadership", "caucus", "conference", "majority", "minority"):
        return True
    return token.lemma_.casefold() in load_name_words().lawmakers and token.tag_ in ("NNS", "NNPS")


def _house_behind(last: Token) -> str | None:
    """Returns the house that "in the Senate" behind a party tells of."""
    doc = last.doc
    behind = [t.lower_ for t in doc[last.i + 1 : last.i + 4]]
    if len(behind) == 3 and behind[:2] == ["in", "the"]:
        return load_name_words().chambers.get(behind[2])
    return None


def give_caucuses(drafts: Drafts, sentences: Iterable[ParsedSentence]) -> None:
    """Lets lawmakers speak for their party, where the text tells it, and for no house of a legislature."""
    people = sorted((m.start, d.key) for d in drafts.by_key.values() if d.kind == "person" for m in d.mentions.values())
    told: dict[str, tuple[str, int, int]] = {}
    house: dict[str, str] = {}
    at = 0
    for sentence in sorted(sentences, key=lambda s: s.start):
        while at < len(people) and people[at][0] < sentence.end:
            start, key = people[at]
            at += 1
            if start < sentence.start:
                continue
            party, chamber = _beside(sentence, start, drafts.by_key[key].mentions[start].end)
            if party is not None:
                told.setdefault(key, (party[0], party[1], party[2]))
            if chamber is not None:
                house.setdefault(key, chamber)
    for draft in [d for d in drafts.by_key.values() if d.kind == "person"]:
        if draft.key in told:
            name, start, end = told[draft.key]
            group = caucus(drafts, name, house.get(draft.key))
            if not group.mentions:
                drafts.lend(group, start, end)
            draft.party = group.key
        elif draft.party is not None and _sits(drafts, draft):
            draft.party = None


def _beside(sentence: ParsedSentence, start: int, end: int) -> tuple[tuple[str, int, int] | None, str | None]:
    """Returns the party that stands beside a name, with its span, and the house that stands before it."""
    words, doc = load_name_words(), sentence.doc
    inside = [t for t in doc if start <= sentence.char_start(t) < end]
    if not inside:
        return None, None
    before: list[Token] = []
    for token in reversed(list(doc[max(0, inside[0].i - _BEFORE) : inside[0].i])):
        if not (token.text[:1].isupper() or token.lower_ in words.lawmakers or token.is_punct) or token.text in (
            ",",
            ";",
        ):
            break
        before.append(token)
    chamber = next((words.chambers[t.lower_.strip(".")] for t in before if t.lower_.strip(".") in words.chambers), None)
    seated = chamber is not None or any(t.lower_.strip(".") in words.lawmakers for t in before)
    seat = _SEAT.match(doc.text, inside[-1].idx + len(inside[-1]))
    if seat is not None:
        name = words.party_letters.get(seat.group(1).casefold())
        at = next(t for t in doc if t.idx <= seat.start(1) < t.idx + len(t))
        return ((name, *sentence.span(at, at)) if name else None), chamber
    for token in before if seated else ():
        name = words.party_words.get(token.lower_)
        if name is not None:
            return (name, *sentence.span(token, token)), chamber
    return _called(sentence, inside[-1]), chamber


def _called(sentence: ParsedSentence, last: Token) -> tuple[str, int, int] | None:
    """Returns the party that an apposition tells ("Lee Moss, a Texas Republican")."""
    words, doc = load_name_words(), sentence.doc
    after = list(doc[last.i + 1 : last.i + 2 + _BEHIND])
    if len(after) < 3 or after[0].text != "," or after[1].lower_ not in ("a", "an", "the"):
        return None
    for token in after[2:]:
        name = words.party_words.get(token.lower_)
        if name is not None and token.text[0].isupper():
            return (name, *sentence.span(token, token))
        if token.is_punct and not token.text.startswith("-"):
            return None
    return None


def _sits(drafts: Drafts, draft: Draft) -> bool:
    """Tells whether somebody's party is a legislature, or a part of one, where she only has a seat or leads others."""
    words = load_name_words()
    body = drafts.by_key.get(draft.party or "")
    if body is None or body.kind == "person" or not words.legislatures & set(fold_name(body.name).split()):
        return False
    roles = {w.strip(".") for r in draft.roles for w in r.role.casefold().split()}
    return bool(roles & words.seats)
