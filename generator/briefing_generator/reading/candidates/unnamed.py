"""Groups without a name of their own that the tagger takes for holders: "producing countries", "public service unions"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words, load_words
from briefing_generator.model import Entity, Mention
from briefing_generator.reading.grammar.clauses import SUBJECTS
from briefing_generator.reading.text.referents import Referents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from briefing_generator.reading.candidates.holders import HolderFinder
    from briefing_generator.reading.tagger.tagging import Tags
    from briefing_generator.reading.text.parse import Parsed, ParsedSentence

_SURE = 0.4
"""How sure the tagger must be of a stretch, and of who holds it, before a group is made of the words."""
_SUBJECT = 0.2
"""The same where the parse takes the group for the subject."""
_TELLERS = load_words("people")["speaks_for"] | load_words("speech")["onlookers"] | load_words("speech")["guessers"]
_SIDES = load_name_words().sides
_LEFT = ("compound", "amod", "nmod")
_VAGUE = load_name_words().vague


def with_unnamed(parsed: Parsed, referents: Referents, tags: Sequence[Tags | None], finder: HolderFinder) -> Referents:
    """Returns referents with a group for each plural phrase that holds a stretch and stands for nobody who is known."""
    heads = [(s, t) for s, told in zip(parsed.sentences, tags, strict=True) if told for t in _holders(s, told, finder)]
    names: dict[str, list[tuple[int, int, str]]] = {}
    for sentence, token in heads:
        first = _first(token)
        if first.i == token.i and token.lemma_.casefold() in _TELLERS | _SIDES:
            continue
        start, end = sentence.span(first, token)
        words = token.doc[first.i : token.i + 1].text
        names.setdefault(words.casefold(), []).append((start, end, words))
    if not names:
        return referents
    entities, phrases = list(referents.entities), list(referents.phrases)
    known = {entity.key for entity in entities}
    for folded, places in sorted(names.items()):
        key = f"group {folded}"
        if key in known:
            continue
        spots = sorted(set(places))
        entities.append(
            Entity(
                key, spots[0][2], "group", (spots[0][2],), tuple(Mention(s, e, parsed.text[s:e]) for s, e, _ in spots)
            )
        )
        phrases += [(s, e, key) for s, e, _ in spots]
    return Referents(tuple(entities), tuple(sorted(phrases)), referents.joint)


def _holders(sentence: ParsedSentence, tags: Tags, finder: HolderFinder) -> list[Token]:
    """Returns the heads of plural phrases that hold a stretch of a sentence and that nobody is known by."""
    found: list[Token] = []
    for stretch in tags.stretches:
        if stretch.inside < _SURE:
            continue
        _, shares = tags.holder(stretch.first, stretch.last)
        best = max(range(len(shares)), key=lambda i: shares[i], default=None)
        if best is None:
            continue
        at = tags.places[best][0]
        head = next((t for t in sentence.doc if t.idx <= at < t.idx + len(t)), None)
        while head is not None and head.dep_ in _LEFT and head.head.i > head.i:
            head = head.head
        if head is None or head.tag_ != "NNS" or not finder.someone(head) or head in found:
            continue
        phrase = sum(
            share
            for (s, _), share in zip(tags.places, shares, strict=True)
            if _first(head).idx <= s < head.idx + len(head)
        )
        if phrase >= (_SUBJECT if head.dep_ in SUBJECTS else _SURE) and finder.key_of(sentence, head) is None:
            found.append(head)
    return found


def _first(head: Token) -> Token:
    """Returns where the phrase of a group begins, without its article and words that say nothing ("many")."""
    left = [c for c in head.children if c.dep_ in _LEFT and c.i < head.i and c.lower_ not in _VAGUE]
    # "Other [public sector] unions": a word before the noun may have one of its own.
    left += [t for c in left for t in c.subtree if t.dep_ in _LEFT and t.lower_ not in _VAGUE]
    edges = [c for c in left if all(t.dep_ in (*_LEFT, "punct") or t.i == head.i for t in head.doc[c.i : head.i + 1])]
    return min(edges, key=lambda t: t.i, default=head)
