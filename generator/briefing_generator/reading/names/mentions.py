"""Names that are known from one place of an article, found at all others: one pass over its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.states import only_part
from briefing_generator.reading.names.world import load_world

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from briefing_generator.reading.names.organisations import OrganisationIndex
    from briefing_generator.reading.names.people import PeopleIndex
    from briefing_generator.reading.names.registry import Draft, Drafts
    from briefing_generator.reading.text.parse import ParsedSentence

_FIRST = re.compile(r"\w+")
_COMPASS = ("North", "South", "East", "West")


def sweep(
    drafts: Drafts, sentences: Iterable[ParsedSentence], people: PeopleIndex, organisations: OrganisationIndex
) -> None:
    """Adds mentions of known entities that nothing else found.

    By the names under which they are mentioned elsewhere, people also by surname; organisations by the head of their name
    with a capital ("the Union"), the last that was named; states by their side of the compass where both sides of a
    country are in the article ("the North").
    """
    known = _known(drafts, people)
    named = {
        head: sorted((start, key) for key in keys if key in drafts.by_key for start in drafts.by_key[key].mentions)
        for head, keys in organisations.heads.items()
    }
    compass = _compass(drafts)
    for sentence in sentences:
        for token in sentence.doc:
            if not token.text[:1].isupper() or not drafts.free(*sentence.span(token, token)):
                continue
            if _take(drafts, sentence, token, known):
                continue
            before = sentence.doc[token.i - 1].lower_ if token.i else ""
            after = sentence.doc[token.i + 1] if token.i + 1 < len(sentence.doc) else None
            if not _stands_alone(before, after):
                continue
            if token.text in compass:
                drafts.mention(compass[token.text], sentence, token.i, token.i + 1)
            elif named.get(token.lower_):
                places = named[token.lower_]
                at = bisect_right(places, (sentence.char_start(token), ""))
                draft = drafts.by_key[places[max(0, at - 1)][1]]
                drafts.mention(draft, sentence, token.i, token.i + 1)


def _stands_alone(before: str, after: Token | None) -> bool:
    """Tells whether a word with a capital stands for a name by itself: behind "the", or before an office and its bearer."""
    if after is not None and after.lower_ in load_name_words().offices:
        return after.i + 1 < len(after.doc) and after.nbor(1).ent_type_ == "PERSON"
    return before == "the" and (after is None or not (after.text[:1].isupper() or after.lower_ == "of"))


def _known(drafts: Drafts, people: PeopleIndex) -> dict[str, list[tuple[str, Draft]]]:
    known: dict[str, dict[str, Draft]] = defaultdict(dict)

    def learn(name: str, draft: Draft) -> None:
        first = _FIRST.match(name)
        if first and len(name) > 1:
            known[first.group()].setdefault(name, draft)

    state_of = load_world().state_of
    for draft in drafts.by_key.values():
        for alias in sorted(draft.aliases):
            if draft.kind != "person" or " " in alias or people.word(alias) in (draft.key, None):
                learn(alias, draft)
        surname = draft.name.split()[-1]
        known_by_it = draft.kind == "person" and surname != draft.name and people.word(surname) == draft.key
        if known_by_it and state_of(surname) is None:
            learn(surname, draft)
    return {first: sorted(names.items(), key=lambda n: -len(n[0])) for first, names in known.items()}


def _take(drafts: Drafts, sentence: ParsedSentence, token: Token, known: dict[str, list[tuple[str, Draft]]]) -> bool:
    first = _FIRST.match(token.text)
    text = sentence.doc.text
    for name, draft in known.get(first.group(), ()) if first else ():
        end = token.idx + len(name)
        if (
            (draft.kind == "state" and only_part(token))
            or not text.startswith(name, token.idx)
            or text[end : end + 1].isalnum()
        ):
            continue
        if " " not in name and token.i == 0 and token.pos_ not in ("PROPN", "NOUN"):
            continue
        last = token.i
        while last < len(sentence.doc) and sentence.doc[last].idx < end:
            last += 1
        if sentence.doc[last - 1].idx + len(sentence.doc[last - 1]) != end:
            continue
        return drafts.mention(draft, sentence, token.i, last)
    return False


def _compass(drafts: Drafts) -> dict[str, Draft]:
    sides: dict[str, dict[str, Draft]] = defaultdict(dict)
    for draft in drafts.by_key.values():
        side, _, country = draft.name.partition(" ")
        if draft.kind == "state" and side in _COMPASS and country:
            sides[country][side] = draft
    found: dict[str, Draft] = {}
    for country in sorted(sides):
        if len(sides[country]) > 1:
            found |= sides[country]
    return found
