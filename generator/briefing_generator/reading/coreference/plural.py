"""Several at once: "both sides", "neither government", "all three" stand for those between whom the article puts a matter.

The article itself tells who they are: "talks between A and B", "A and B signed", "A met with B". What was told last counts
most; where nothing is told, the two stand for those of whom there is far more to read than of anybody else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.grammar.clauses import children, conjuncts
from briefing_generator.reading.names.registry import Drafts
from briefing_generator.reading.names.short_names import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from briefing_generator.reading.text.parse import ParsedSentence

Joint = tuple[int, int, tuple[str, ...]]
"""A phrase's span, and the keys of all for whom it stands."""

_PAIR = frozenset(["both", "neither", "either", "each", "two"])
_NEAR = 3
"""Sentences behind which a pair told of is no longer the one that is meant before all others."""
_FAR_MORE = 2
"""How many times as often as any third the second of two must be named for both to be the sides of an article."""


@dataclass(slots=True)
class SidesFinder:
    """The groups that an article tells of, in order of the text: where, in which sentence, who."""

    drafts: Drafts
    phrases: dict[tuple[int, int], str]
    told: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    subjects: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Who together are the subject of a sentence, by its index."""
    last: tuple[int, tuple[str, ...]] = (-1, ())
    """The phrase that stood for several before: in which sentence, and for whom."""

    def learn(self, sentences: Iterable[ParsedSentence]) -> None:
        """Learns who is put side by side in the sentences."""
        for sentence in sentences:
            for token in sentence.doc:
                keys = self._group(sentence, token)
                if len(keys) > 1:
                    self.told.append((sentence.index, keys))
                    self.counts[tuple(sorted(keys))] += 1
                    if token.dep_ == "nsubj" and token.head.dep_ == "ROOT":
                        self.subjects[sentence.index] = keys

    def find(self, sentences: Iterable[ParsedSentence]) -> Iterator[Joint]:
        """Yields the phrases that stand for several parties, where the text makes it sure who they are."""
        block = -1
        for sentence in sentences:
            goes_on, block = sentence.block == block, sentence.block
            for token in sentence.doc:
                before = self.subjects.get(sentence.index - 1, ()) if goes_on else ()
                if before and _going_on(token):
                    self.subjects[sentence.index] = before
                    yield (*sentence.span(token, token), before)
                    continue
                asked = several(token)
                if asked is None or not self.drafts.free(*sentence.span(token, token)):
                    continue
                keys = self._meant(sentence.index, token, asked)
                if keys:
                    self.last = sentence.index, keys
                    left = min((c for c in token.children if c.i < token.i), key=lambda c: c.i, default=token)
                    yield (*sentence.span(left, token), keys)

    def _party(self, sentence: ParsedSentence, token: Token) -> str | None:
        span = sentence.span(token, token)
        draft = self.drafts.at(span[0])
        key = draft.key if draft is not None else self.phrases.get(span)
        for _ in range(3):
            if key is None or self.drafts.by_key[key].party is None:
                break
            key = self.drafts.by_key[key].party
        return key if key is not None and self.drafts.by_key[key].sure else None

    def _group(self, sentence: ParsedSentence, token: Token) -> tuple[str, ...]:
        """Returns the parties that a word puts side by side, none where it puts nobody or somebody unknown."""
        members: list[Token] = []
        if token.lower_ == "between" and token.dep_ == "prep":
            members = [m for first in children(token, "pobj") for m in conjuncts(first)]
        elif token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("NOUN", "PROPN"):
            members = conjuncts(token)
            if len(members) < 2 and token.tag_ == "NNS":
                # "Delegations from A and B"
                of = [c for c in children(token, "prep") if c.lower_ in ("from", "of", "for")]
                members = [m for prep in of for first in children(prep, "pobj") for m in conjuncts(first)]
        elif token.lower_ == "with" and token.dep_ == "prep" and _met_with(token):
            members = _met_with(token)
        elif token.dep_ in ("dobj", "pobj") and token.pos_ == "PROPN":
            # "Struck A and B": where two bodies of one kind are named together, they are who "the companies" are.
            members = conjuncts(token)
            return () if len(members) < 2 else self._alike(sentence, members)
        if len(members) < 2:
            return ()
        keys = [self._party(sentence, m) for m in members]
        known = tuple(dict.fromkeys(key for key in keys if key is not None))
        return known if len(known) == len(keys) else ()

    def _alike(self, sentence: ParsedSentence, members: list[Token]) -> tuple[str, ...]:
        """Returns the bodies that some words name, none where one of them is no body or of another kind."""
        keys = dict.fromkeys(self._party(sentence, m) for m in members)
        known = [self.drafts.by_key[key] for key in keys if key is not None]
        bodies = len(known) == len(members) and all(d.kind == "organisation" for d in known)
        unions = {kind_of(d.name) == "union" for d in known}
        return tuple(d.key for d in known) if bodies and len(unions) == 1 else ()

    def _meant(self, index: int, token: Token, size: int) -> tuple[str, ...]:
        """Returns those for whom a phrase stands; ``size`` is how many, 0 where it does not tell."""
        told = sorted((*self.told, self.last))
        fits = [
            (at, keys) for at, keys in told if keys and (size or len(keys)) == len(keys) and self._kinds(token, keys)
        ]
        before = bisect_right(fits, index, key=lambda f: f[0])
        if before and index - fits[before - 1][0] <= (_NEAR if token.pos_ == "NOUN" else 1):
            return fits[before - 1][1]
        if token.pos_ != "NOUN":
            return ()
        counts = Counter({tuple(sorted(keys)): self.counts[tuple(sorted(keys))] for _, keys in fits})
        most = counts.most_common(2)
        if most and (len(most) == 1 or most[0][1] > most[1][1]):
            return most[0][0]
        return self._foremost(token) if not most and size in (0, 2) else ()

    def _foremost(self, token: Token) -> tuple[str, ...]:
        weights: Counter[str] = Counter()
        for draft in self.drafts.by_key.values():
            party = self.drafts.by_key.get(draft.party or "", draft)
            if party.kind != "person" and party.acts and party.sure:
                weights[party.key] += len(draft.mentions)
        ranked = sorted(weights, key=lambda key: (-weights[key], key))
        third = weights[ranked[2]] if len(ranked) > 2 else 0
        if len(ranked) < 2 or weights[ranked[1]] < max(2, _FAR_MORE * third):
            return ()
        pair = tuple(ranked[:2])
        return pair if self._kinds(token, pair) else ()

    def _kinds(self, token: Token, keys: tuple[str, ...]) -> bool:
        """Tells whether a noun may stand for these: governments are states."""
        kinds = {self.drafts.by_key[key].kind for key in keys}
        lemma = token.lemma_.casefold()
        if lemma in load_name_words().of_state or lemma in ("leader", "president", "minister", "capital"):
            return kinds <= {"state"}
        called = load_name_words().called.get(lemma)
        if called in ("company", "union"):
            # Nobody calls a union and its company "the companies".
            unions = {kind_of(self.drafts.by_key[key].name) == "union" for key in keys}
            return unions == {called == "union"} and "state" not in kinds
        return "state" not in kinds if lemma in load_name_words().of_body and lemma != "party" else True


def _met_with(preposition: Token) -> list[Token]:
    """Returns who meets and whom, of "A met with B" and "A began talks with B"."""
    words, above = load_name_words(), preposition.head
    if above.lemma_.casefold() not in words.dealing:
        return []
    verb = above if above.pos_ == "VERB" else above.head
    who = [c for c in verb.children if c.dep_ == "nsubj"] if verb.pos_ in ("VERB", "AUX") else []
    return [*who, *(m for first in children(preposition, "pobj") for m in conjuncts(first))] if len(who) == 1 else []


def _going_on(token: Token) -> bool:
    """Tells whether a word is a "they" that can only go on with the subject of the sentence before."""
    first = token.lower_ == "they" and token.dep_ == "nsubj" and token.head.dep_ == "ROOT"
    return first and not any(t.tag_ in ("NNS", "NNPS") or t.dep_ == "conj" for t in token.doc[: token.i])


def several(token: Token) -> int | None:
    """Returns for how many a word stands ("both sides" 2, "the parties" 0: for as many as there are), None for none."""
    words = load_name_words()
    before = {c.lower_ for c in token.children if c.i < token.i and c.dep_ in ("det", "nummod", "predet", "amod")}
    alone = token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("PRON", "DET", "CCONJ", "NUM")
    if token.pos_ == "NOUN" and token.lemma_.casefold() in words.sides:
        if before & _PAIR and not before & {"other", "three", "four"}:
            return 2
        if "three" in before:
            return 3
        return (
            0 if "the" in before and token.tag_ == "NNS" and before <= {"the", "warring", "rival", "opposing"} else None
        )
    if alone and token.lower_ in ("both", "neither", "two"):
        return 2 if not any(c.dep_ == "prep" for c in token.children) else None
    return 3 if alone and token.lower_ == "three" and "all" in before else None


def find_sides(
    drafts: Drafts, phrases: Iterable[tuple[int, int, str]], sentences: Iterable[ParsedSentence]
) -> tuple[Joint, ...]:
    """Returns the phrases of an article that stand for several parties at once, in order of the text."""
    read = list(sentences)
    ends = {(start, end): key for start, end, key in phrases}
    finder = SidesFinder(drafts, ends)
    finder.learn(read)
    return tuple(finder.find(read))
