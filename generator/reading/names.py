"""Who is named in an article: persons, states, organisations and groups, with all their mentions.

Names come from the pipeline's entity recogniser, from the tables of :mod:`generator.reading.world`, and from the article
itself: who is introduced in full is known by surname afterwards, a long form in front of brackets by its acronym.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model import Entity, Kind, Mention, RoleMention
from generator.reading.coreference import find_anaphors
from generator.reading.groups import GROUP_NOUNS, REGIONS, actor_phrase, region_group
from generator.reading.parse import Parsed, ParsedSentence
from generator.reading.referents import Referents
from generator.reading.roles import TITLES, find_role, party_of_role
from generator.reading.world import World, fold_name, load_world

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LOCATIVE = {"in", "at", "near", "outside", "around", "across", "over", "into", "through", "throughout", "inside"}
_ORG_LABELS = {"ORG"}
_TAIL = re.compile(r"(?:[’']s|[’']|[,.;:]+)$")
_HEAD = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """An entity while it is being gathered."""

    key: str
    name: str
    kind: Kind
    mentions: list[Mention] = field(default_factory=list)
    roles: list[RoleMention] = field(default_factory=list)
    party: str | None = None
    acts: bool = False


def _clean(span: Span) -> tuple[int, int]:
    """Returns the token range of a recognised name without article, titles, possessive and stray punctuation."""
    first, last = span.start, span.end
    doc = span.doc
    while first < last - 1 and (doc[first].lower_ in ("the", "a", "an") or doc[first].is_punct or doc[first].is_space):
        first += 1
    while last - 1 > first and (doc[last - 1].text in ("’s", "'s", "’", "'") or doc[last - 1].is_punct):
        last -= 1
    if span.label_ == "PERSON":
        while first < last - 1 and (doc[first].lower_.strip(".") in TITLES or doc[first].pos_ == "ADJ"):
            first += 1
    return first, last


class NameFinder:
    """Gathers the entities of one article."""

    def __init__(self, parsed: Parsed) -> None:
        """Prepares the gathering; nothing is read yet."""
        self.parsed = parsed
        self.world: World = load_world()
        self.drafts: dict[str, Draft] = {}
        self.phrases: list[tuple[int, int, str]] = []
        self.sentences = [s for s in parsed.sentences if s.kind != "heading"]

    def find(self) -> Referents:
        """Returns the article's entities and the phrases that stand for them."""
        people, others = self._recognised()
        self._people(people)
        for sentence, first, last, label in others:
            self._named(sentence, first, last, label)
        for sentence in self.sentences:
            self._states_and_groups(sentence)
            self._surnames(sentence)
        self._drop_overlaps()
        self._unnamed_actors()
        self._acting()
        for sentence in self.sentences:
            self._roles(sentence)
        find_anaphors(self.parsed, self.drafts, self.phrases, self.world)
        entities = []
        for key in sorted(self.drafts, key=lambda k: min(m.start for m in self.drafts[k].mentions)):
            draft = self.drafts[key]
            aliases = sorted({m.text for m in draft.mentions} - {draft.name})
            mentions = tuple(sorted(draft.mentions, key=lambda m: m.start))
            entities.append(
                Entity(
                    key, draft.name, draft.kind, tuple(aliases), mentions, tuple(draft.roles), draft.party, draft.acts
                )
            )
        phrases = {(m.start, m.end, e.key) for e in entities for m in e.mentions} | set(self.phrases)
        return Referents(tuple(entities), tuple(sorted(phrases)))

    def _recognised(self) -> tuple[list[tuple[ParsedSentence, int, int]], list[tuple[ParsedSentence, int, int, str]]]:
        people, others = [], []
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        spans = []
        for sentence in self.sentences:
            for span in sentence.doc.ents:
                if span.label_ not in ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"):
                    continue
                first, last = _clean(span)
                text = sentence.doc[first:last].text
                if not any(c.isupper() for c in text) or "\n" in text:
                    continue
                votes[fold_name(text)][span.label_] += 1
                spans.append((sentence, first, last, span.label_))
        for sentence, first, last, _ in spans:
            text = sentence.doc[first:last].text
            label = votes[fold_name(text)].most_common(1)[0][0]
            if self.world.state_of(text):
                others.append((sentence, first, last, "GPE"))
            elif label == "PERSON":
                people.append((sentence, first, last))
            else:
                others.append((sentence, first, last, label))
        return people, others

    def _add(self, key: str, name: str, kind: Kind, sentence: ParsedSentence, first: int, last: int) -> Draft:
        draft = self.drafts.setdefault(key, Draft(key, name, kind))
        start, end = sentence.span(sentence.doc[first], sentence.doc[last - 1])
        mention = Mention(start, end, self.parsed.text[start:end])
        if mention not in draft.mentions:
            draft.mentions.append(mention)
        return draft

    def _people(self, people: list[tuple[ParsedSentence, int, int]]) -> None:
        full = [(s, a, b) for s, a, b in people if b - a > 1]
        for sentence, first, last in full:
            words = [t.text for t in sentence.doc[first:last]]
            name = " ".join(words)
            key = self._person_key(words)
            self._add(key, name, "person", sentence, first, last)
        bearers = self._bearers()
        for sentence, first, last in people:
            if last - first > 1:
                continue
            word = sentence.doc[first].text
            known = bearers.get(fold_name(word), set())
            if len(known) > 1:
                continue
            key = next(iter(known)) if known else fold_name(word)
            self._add(key, self.drafts[key].name if known else word, "person", sentence, first, last)

    def _person_key(self, words: list[str]) -> str:
        folded = [fold_name(w) for w in words]
        for key, draft in self.drafts.items():
            other = [fold_name(w) for w in draft.name.split()]
            if (
                draft.kind == "person"
                and other[-1] == folded[-1]
                and (other[0] == folded[0] or (min(len(other[0]), len(folded[0])) <= 2 and other[0][0] == folded[0][0]))
            ):
                if len(words) > len(other):
                    draft.name = " ".join(words)
                return key
        return " ".join(folded)

    def _bearers(self) -> dict[str, set[str]]:
        bearers: dict[str, set[str]] = defaultdict(set)
        for key, draft in self.drafts.items():
            if draft.kind == "person" and " " in draft.name:
                bearers[fold_name(draft.name.split()[-1])].add(key)
        return bearers

    def _named(self, sentence: ParsedSentence, first: int, last: int, label: str) -> None:
        text = sentence.doc[first:last].text
        folded = fold_name(text)
        code = self.world.state_of(text)
        if code or folded in REGIONS or label not in _ORG_LABELS or len(folded) < 2:
            return
        words = folded.split()
        if words[-1] in ("president", "minister", "government", "officials") or (
            words[0] in self.world.demonyms and len(words) == 1
        ):
            return
        name = _HEAD.sub("", _TAIL.sub("", text))
        doc = sentence.doc
        key = folded
        if last + 2 < len(doc) and doc[last].text == "(" and doc[last + 2].text == ")" and doc[last + 1].text.isupper():
            self._add(key, name, "organisation", sentence, last + 1, last + 2)
        for other, draft in self.drafts.items():
            if draft.kind == "organisation" and self._acronym(draft.name) == text and text.isupper() and len(text) > 2:
                key = other
            if draft.kind == "organisation" and any(m.text == text for m in draft.mentions):
                key = other
        self._add(key, name, "organisation", sentence, first, last)

    @staticmethod
    def _acronym(name: str) -> str:
        return "".join(w[0] for w in name.split() if w[0].isupper())

    def _states_and_groups(self, sentence: ParsedSentence) -> None:
        doc = sentence.doc
        for token in doc:
            for size in (4, 3, 2, 1):
                if token.i + size > len(doc) or not doc[token.i].text[0].isupper():
                    continue
                last = token.i + size
                text = doc[token.i : last].text
                folded = fold_name(text)
                demonym = (
                    folded in self.world.demonyms
                    and folded not in self.world.states
                    and folded not in self.world.places
                )
                code = self.world.state_of(text)
                if code is None or (size == 1 and token.ent_type_ == "PERSON" and folded not in self.world.states):
                    continue
                if (
                    token.i
                    and doc[token.i - 1].text[:1].isupper()
                    and doc[token.i - 1].ent_type_ in ("PERSON", "ORG")
                    and demonym
                ):
                    continue
                self._state(sentence, code, token.i, last, demonym)
                break
            self._group(sentence, token)

    def _state(self, sentence: ParsedSentence, code: str, first: int, last: int, demonym: bool) -> None:
        doc = sentence.doc
        head = doc[last - 1]
        noun = head.head if head.dep_ in ("amod", "compound", "poss", "nmod") and head.head.i >= last else None
        key = f"state-{code.lower()}"
        if demonym:
            if noun is not None and noun.pos_ in ("NOUN", "PROPN") and noun.lemma_.casefold() in GROUP_NOUNS | TITLES:
                draft = self.drafts.get(key) or self._hidden(key, self.world.names[code])
                start, end = sentence.span(doc[first], noun)
                self.phrases.append((start, end, draft.key))
            elif (
                head.pos_ in ("PROPN", "NOUN")
                and head.text.endswith("s")
                and head.dep_ in ("nsubj", "pobj", "dobj", "conj")
            ):
                self._hidden(key, self.world.names[code])
                self.phrases.append((*sentence.span(doc[first], head), key))
            return
        folded = fold_name(doc[first:last].text)
        if (
            folded in self.world.places
            and folded not in self.world.states
            and head.dep_ == "pobj"
            and head.head.lower_ in _LOCATIVE
        ):
            return
        if head.text == "US" and head.pos_ == "PRON":
            return
        self._add(key, self.world.names[code], "state", sentence, first, last)
        if noun is not None and noun.lemma_.casefold() in GROUP_NOUNS and head.dep_ != "poss":
            self.phrases.append((*sentence.span(doc[first], noun), key))

    def _hidden(self, key: str, name: str) -> Draft:
        return self.drafts.setdefault(key, Draft(key, name, "state"))

    def _group(self, sentence: ParsedSentence, token: Token) -> None:
        found = region_group(token)
        if found is None:
            return
        name, last = found
        key = f"group-{fold_name(name).replace(' ', '-')}"
        self._add(key, name, "group", sentence, token.i, last)

    def _unnamed_actors(self) -> None:
        """Adds groups that have no name; a noun stands for the only organisation whose name ends with it."""
        taken = [(m.start, m.end) for d in self.drafts.values() for m in d.mentions]
        taken += [(start, end) for start, end, _ in self.phrases]
        for sentence in self.sentences:
            for token in sentence.doc:
                found = actor_phrase(token)
                if found is None:
                    continue
                start, end = sentence.span(sentence.doc[found[0]], token)
                if any(a < end and start < b for a, b in taken):
                    continue
                word = token.lemma_.casefold()
                named = [
                    d.key
                    for d in self.drafts.values()
                    if d.kind == "organisation" and fold_name(d.name).split()[-1] in (word, token.lower_)
                ]
                if len(named) == 1:
                    self.phrases.append((start, end, named[0]))
                    continue
                longer = [k for k in self.drafts if k.startswith("actor-") and k.endswith(f"-{word}")]
                key = (
                    longer[0]
                    if len(longer) == 1 and found[0] == token.i
                    else f"actor-{'-'.join((*found[1].casefold().split()[:-1], word))}"
                )
                draft = self.drafts.setdefault(key, Draft(key, found[1][:1].upper() + found[1][1:], "group", acts=True))
                draft.mentions.append(Mention(start, end, self.parsed.text[start:end]))

    def _surnames(self, sentence: ParsedSentence) -> None:
        bearers = self._bearers()
        spans = [(m.start, m.end) for d in self.drafts.values() for m in d.mentions]
        for token in sentence.doc:
            if not token.text[:1].isupper() or (token.i == 0 and token.pos_ not in ("PROPN", "NOUN")):
                continue
            known = bearers.get(fold_name(token.text), set())
            start, end = sentence.span(token, token)
            if len(known) == 1 and not any(a <= start and end <= b for a, b in spans):
                key = next(iter(known))
                self._add(key, self.drafts[key].name, "person", sentence, token.i, token.i + 1)

    def _drop_overlaps(self) -> None:
        """Keeps the longest of mentions that overlap, persons before others; entities without a mention go."""
        rank = {"person": 0, "organisation": 1, "group": 2, "state": 3}
        every = sorted(
            ((d, m) for d in self.drafts.values() for m in d.mentions),
            key=lambda pair: (-(pair[1].end - pair[1].start), rank[pair[0].kind], pair[1].start),
        )
        kept: list[tuple[int, int]] = []
        for draft, mention in every:
            if any(mention.start < end and start < mention.end for start, end in kept):
                draft.mentions.remove(mention)
            else:
                kept.append((mention.start, mention.end))
        for key in [k for k, d in self.drafts.items() if not d.mentions and not any(p[2] == k for p in self.phrases)]:
            del self.drafts[key]
        for draft in self.drafts.values():
            if not draft.mentions:
                start, end, _ = next(p for p in self.phrases if p[2] == draft.key)
                word = re.match(r"\w[\w.’'-]*", self.parsed.text[start:end])
                draft.mentions.append(Mention(start, start + (word.end() if word else 1), word.group() if word else ""))

    def _acting(self) -> None:
        """Marks who does or says something: subjects of verbs, agents, possessors of a stance, targets of a demand."""
        for draft in self.drafts.values():
            draft.acts = draft.kind in ("person", "group") or (draft.kind == "organisation" and len(draft.mentions) > 1)
        starts = {m.start: d for d in self.drafts.values() for m in d.mentions}
        for sentence in self.sentences:
            for token in sentence.doc:
                found = starts.get(sentence.char_start(token)) if token.text[0].isupper() else None
                if found is None or found.acts:
                    continue
                head = token
                while head.dep_ in ("compound", "amod", "nmod") and head.head.i > head.i:
                    head = head.head
                if head.dep_ == "conj":
                    head = next((a for a in head.ancestors if a.dep_ != "conj"), head)
                verb = head.head
                if (
                    (head.dep_ in ("nsubj", "nsubjpass") and verb.pos_ == "VERB")
                    or (
                        head.dep_ == "pobj"
                        and verb.lower_ in ("by", "with", "between", "against")
                        and verb.head.pos_ in ("VERB", "NOUN")
                    )
                    or (head.dep_ in ("poss",) and found.kind != "state")
                ):
                    found.acts = True
        for _, _, key in self.phrases:
            if key in self.drafts:
                self.drafts[key].acts = True

    def _roles(self, sentence: ParsedSentence) -> None:
        for draft in list(self.drafts.values()):
            if draft.kind != "person":
                continue
            for mention in draft.mentions:
                if not sentence.start <= mention.start < sentence.end:
                    continue
                role = find_role(sentence, mention)
                if role is None:
                    continue
                words, first, last = role
                start, end = sentence.span(first, last)
                if all(r.start != start for r in draft.roles):
                    draft.roles.append(RoleMention(words, start, end))
                if draft.party is None:
                    draft.party = party_of_role(self.drafts, sentence, first, last, self.world)


def find_referents(parsed: Parsed) -> Referents:
    """Returns the entities of an article and every phrase that stands for one of them."""
    return NameFinder(parsed).find()
