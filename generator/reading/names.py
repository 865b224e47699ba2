"""Who is named in an article: persons, states, organisations and groups, with all their mentions.

Names come from the pipeline's entity recogniser (:mod:`generator.reading.candidates`), from the tables of
:mod:`generator.reading.world`, and from the article itself: who is introduced in full is known by surname afterwards, a
long form by its acronym, and a name that the recogniser missed is found where it is known from another sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from generator.model import Kind
from generator.reading.acting import is_speaker, mark_acting
from generator.reading.candidates import SEAT, Candidate, find_candidates, is_acronym, lead_in
from generator.reading.coreference import find_anaphors
from generator.reading.drafts import Draft, Drafts
from generator.reading.groups import find_unnamed_actors, region_group
from generator.reading.name_words import load_name_words
from generator.reading.organisations import OrganisationIndex
from generator.reading.parse import Parsed, ParsedSentence
from generator.reading.people import PeopleIndex
from generator.reading.referents import Referents
from generator.reading.roles import find_roles
from generator.reading.states import locative, state_key, state_phrases
from generator.reading.sweeping import sweep
from generator.reading.world import fold_name, load_world

if TYPE_CHECKING:
    from spacy.tokens import Token


def reads_like_sentence(sentence: ParsedSentence) -> bool:
    """Tells whether a heading is written like a sentence, so that capitals in it tell of names."""
    words = [t for t in sentence.doc[1:] if t.is_alpha and len(t) > 3]
    return bool(words) and 2 * sum(t.text[0].isupper() for t in words) <= len(words)


class NameFinder:
    """Gathers the entities of one article."""

    def __init__(self, parsed: Parsed) -> None:
        """Prepares the gathering: candidates, and the tables of people and organisations that are made of them."""
        self.parsed = parsed
        self.drafts = Drafts(parsed.text)
        self.phrases: list[tuple[int, int, str]] = []
        self.sentences = [s for s in parsed.sentences if s.kind != "heading"]
        headings = [s for s in parsed.sentences if s.kind == "heading"]
        self.loud = [s for s in headings if not reads_like_sentence(s)]
        self.named = sorted({*self.sentences, *headings} - {*self.loud}, key=lambda s: s.index)
        self.candidates = find_candidates(self.named)
        self.people = PeopleIndex.of(c.text for c in self.candidates if c.label == "PERSON" and " " in c.text)
        self.foremost: dict[str | None, int] = {}
        for candidate in reversed(self.candidates):
            if candidate.label == "PERSON" and " " in candidate.text:
                self.foremost[self.people.full(candidate.text)] = candidate.sentence.index
        self.common = self._common_words()
        places = {fold_name(c.text) for c in self.candidates if c.label in ("GPE", "LOC", "FAC", "PERSON")}
        self.organisations = OrganisationIndex.of(
            [c for c in self.candidates if self._is_organisation(c)], self.common | places
        )

    def find(self) -> Referents:
        """Returns the article's entities and the phrases that stand for them."""
        for candidate in self.candidates:
            if " " in candidate.text and candidate.label == "PERSON":
                self._person(candidate)
        self._single_words()
        for candidate in self.candidates:
            if self._is_organisation(candidate):
                self._organisation(candidate)
        for sentence in self.named:
            self._states_and_regions(sentence)
        self._peoples()
        sweep(self.drafts, self.named, self.people, self.organisations)
        self._untagged()
        sweep(self.drafts, self.loud, self.people, self.organisations)
        find_unnamed_actors(self.drafts, self.phrases, self.sentences)
        mark_acting(self.drafts, self.phrases, self.sentences)
        find_roles(self.drafts, self.phrases, self.named)
        self._parties_of_bodies()
        by_key = self.drafts.by_key
        find_anaphors(self.parsed, self.drafts, self.phrases)
        entities = tuple(by_key[k].entity() for k in sorted(by_key, key=lambda k: min(by_key[k].mentions)))
        phrases = {(m.start, m.end, e.key) for e in entities for m in e.mentions} | set(self.phrases)
        return Referents(entities, tuple(sorted(phrases)))

    def _common_words(self) -> frozenset[str]:
        """Returns the words that stand in small letters as often as with a capital inside a sentence: no names."""
        small: Counter[str] = Counter()
        large: Counter[str] = Counter()
        for sentence in self.sentences:
            small.update(t.lower_ for t in sentence.doc if t.is_lower)
            large.update(t.lower_ for t in sentence.doc if t.i and t.is_title)
        return frozenset(word for word, count in small.items() if count >= large[word])

    def _is_organisation(self, candidate: Candidate) -> bool:
        if candidate.label != "ORG":
            return False
        return self._may_be_organisation(candidate.text)

    def _may_be_organisation(self, text: str) -> bool:
        folded = fold_name(text)
        words, world = load_name_words(), load_world()
        parts = folded.split()
        return not (
            len(folded) < 2
            or SEAT.match(text)
            or folded in words.regions
            or folded in words.never
            or folded in world.demonyms
            or world.state_of(text)
            or self.people.surname(text)
            or parts[-1] in words.titles
            or (parts[-1] in words.collective and (parts[0] in words.regions or parts[0] in world.demonyms))
            or parts[-1] in words.things
            or (len(parts) > 1 and all(p in words.ranks for p in parts))
            or (folded in self.common and not is_acronym(text))
            or not any(c.isalpha() for c in text)
        )

    def _person(self, candidate: Candidate) -> None:
        key = self.people.full(candidate.text)
        if key is not None:
            self._add(key, self.people.names[key], "person", candidate)

    def _single_words(self) -> None:
        """Takes single words as people where somebody is introduced by them, or where they are people for the recogniser."""
        strangers: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates:
            text = candidate.text
            if " " in text and candidate.label != "PERSON" and self.people.full(text) and self._whole_name(text):
                self._person(candidate)
            if " " in text or candidate.label in ("NORP", "LOC"):
                continue
            known = self.people.word(text)
            head = candidate.sentence.doc[candidate.last - 1]
            if self.people.surname(text):
                if known is not None and not (
                    candidate.label == "GPE" and (locative(head) or self._place(text, known))
                ):
                    self._add(known, self.people.names[known], "person", candidate)
            elif known is not None and candidate.label in ("PERSON", "ORG"):
                self._add(known, self.people.names[known], "person", candidate)
            elif candidate.label == "PERSON" and text.casefold() not in self.common and not self.people.shared(text):
                strangers[fold_name(text)].append(candidate)
        for key, found in strangers.items():
            if all(locative(c.sentence.doc[c.last - 1]) for c in found) or self.organisations.key(found[0].text):
                continue
            for candidate in found:
                self._add(key, found[0].text, "person", candidate)

    def _place(self, text: str, key: str) -> bool:
        """Tells whether a surname that is also a place rather names the place: the person has no weight in the article."""
        world, folded = load_world(), fold_name(text)
        if folded in world.states:
            return True
        return world.state_of(text) is not None and self.foremost.get(key, 99) > 3

    def _whole_name(self, text: str) -> bool:
        return load_world().state_of(text) is None and self.organisations.key(text) is None

    def _organisation(self, candidate: Candidate) -> None:
        key = self.organisations.key(candidate.text)
        if key is not None:
            self._add(key, self.organisations.names[key], "organisation", candidate)

    def _add(self, key: str, name: str, kind: Kind, candidate: Candidate) -> Draft | None:
        start, end = candidate.sentence.span(
            candidate.sentence.doc[candidate.first], candidate.sentence.doc[candidate.last - 1]
        )
        if not self.drafts.free(start, end):
            return None
        draft = self.drafts.get(key, name, kind)
        self.drafts.mention(draft, candidate.sentence, candidate.first, candidate.last)
        return draft

    def _states_and_regions(self, sentence: ParsedSentence) -> None:
        names = load_world().names
        for token in sentence.doc:
            found = region_group(token)
            if found is not None:
                name, last = found
                key = f"group-{fold_name(name).replace(' ', '-')}"
                if self.drafts.free(*sentence.span(token, sentence.doc[last - 1])):
                    self.drafts.mention(self.drafts.get(key, name, "group"), sentence, token.i, last)
        for phrase in state_phrases(sentence):
            if not self.drafts.free(*sentence.span(sentence.doc[phrase.first], sentence.doc[phrase.last - 1])):
                continue
            draft = self.drafts.get(state_key(phrase.code), names[phrase.code], "state")
            self.drafts.mention(draft, sentence, phrase.first, phrase.last, phrase.named)
            if not phrase.named:
                draft.acts = True
            if phrase.whole > phrase.last:
                whole = sentence.span(sentence.doc[phrase.first], sentence.doc[phrase.whole - 1])
                self.phrases.append((*whole, draft.key))

    def _peoples(self) -> None:
        """Takes peoples, faiths and parties as groups where a plural noun names them ("Kurds", "Democrats")."""
        for candidate in self.candidates:
            head = candidate.sentence.doc[candidate.last - 1]
            if candidate.label == "NORP" and head.tag_ in ("NNPS", "NNS") and head.dep_ not in ("compound", "amod"):
                folded = fold_name(candidate.text)
                if folded not in load_world().demonyms:
                    self._add(f"group-{folded.replace(' ', '-')}", candidate.text, "group", candidate)

    def _untagged(self) -> None:
        """Takes as organisations what the recogniser misses or takes for works and places, where it speaks or is told of often."""
        told: dict[str, list[tuple[ParsedSentence, int, int]]] = defaultdict(list)
        speaking: Counter[str] = Counter()
        subject: Counter[str] = Counter()
        places: Counter[str] = Counter()
        for sentence in self.named:
            for first, last in _proper_runs(sentence.doc):
                here = sentence.span(sentence.doc[first], sentence.doc[last - 1])
                if self.drafts.free(*here) and not lead_in(sentence, first, last):
                    text = sentence.doc[first:last].text
                    told[text].append((sentence, first, last))
                    head = sentence.doc[last - 1]
                    speaking[text] += is_speaker(head)
                    places[text] += head.ent_type_ in ("GPE", "LOC", "FAC")
                    subject[text] += head.dep_ == "nsubj" and not head.ent_type_
        for text, spots in told.items():
            person = self.people.word(text) if " " not in text else None
            if person is not None:
                for sentence, first, last in spots:
                    self.drafts.mention(
                        self.drafts.get(person, self.people.names[person], "person"), sentence, first, last
                    )
                continue
            known = self.organisations.key(text)
            told_often = subject[text] and len(spots) > 2
            if places[text] and 3 * speaking[text] < len(spots):
                # A town that speaks once and lies somewhere else all the time is a town.
                continue
            if not (speaking[text] or known or told_often) or not self._may_be_organisation(text):
                continue
            key = known or f"name-{fold_name(text)}"
            draft = self.drafts.get(key, self.organisations.names.get(key, text), "organisation")
            for sentence, first, last in spots:
                self.drafts.mention(draft, sentence, first, last)

    def _parties_of_bodies(self) -> None:
        """Lets bodies of a state speak for it ("the Norwegian Foreign Ministry")."""
        bodies = load_name_words().state_bodies
        for draft in self.drafts.by_key.values():
            words = fold_name(draft.name).split()
            if draft.kind != "organisation" or draft.party or not words or not bodies & {words[-1], words[0]}:
                continue
            for size in (3, 2, 1):
                code = load_world().state_of(" ".join(words[:size])) if len(words) > size else None
                if code and state_key(code) in self.drafts.by_key:
                    draft.party = state_key(code)
                    break


def _proper_runs(doc: object) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    tokens: list[Token] = list(doc)  # type: ignore[call-overload]
    at = 0
    while at < len(tokens):
        last = at
        while last < len(tokens) and tokens[last].pos_ == "PROPN" and tokens[last].text[:1].isupper():
            last += 1
        if last > at and not any(
            t.ent_type_ in ("DATE", "TIME", "MONEY", "CARDINAL", "PERSON", "LANGUAGE") for t in tokens[at:last]
        ):
            runs.append((at, last))
        at = max(last, at + 1)
    return runs


def find_referents(parsed: Parsed) -> Referents:
    """Returns the entities of an article and every phrase that stands for one of them."""
    return NameFinder(parsed).find()
